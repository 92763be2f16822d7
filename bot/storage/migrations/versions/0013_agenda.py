"""The agenda: what was said of a day and what chairs wanted; the minutes and standing a case began a meeting with.

Revision ID: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agenda_marks",
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("region", "day", "mark", name=op.f("pk_agenda_marks")),
    )
    op.create_table(
        "agenda_wishes",
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("case_code", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_code"], ["cases.code"], name=op.f("fk_agenda_wishes_case_code_cases")),
        sa.PrimaryKeyConstraint("region", "day", "case_code", name=op.f("pk_agenda_wishes")),
    )
    op.add_column("meeting_items", sa.Column("minutes", sa.Integer(), server_default="0", nullable=False))
    op.add_column("meeting_items", sa.Column("standing", sa.String(), nullable=True))
