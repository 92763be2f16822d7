"""Cases put on the agenda or moved by hand, with a sealed reason; and what the MDT room heard of each case on a day.

Revision ID: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "agenda_told",
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("case_code", sa.String(), nullable=False),
        sa.Column("told", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_code"], ["cases.code"], name=op.f("fk_agenda_told_case_code_cases")),
        sa.PrimaryKeyConstraint("region", "day", "case_code", name=op.f("pk_agenda_told")),
    )
    op.create_table(
        "agenda_notes",
        sa.Column("case_code", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("about", sa.Integer(), nullable=False),
        sa.Column("seen", MOMENT, nullable=True),
        sa.Column("covered", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["case_code"], ["cases.code"], name=op.f("fk_agenda_notes_case_code_cases")),
        sa.PrimaryKeyConstraint("case_code", "number", name=op.f("pk_agenda_notes")),
    )
