"""The end of a case and its return: when it was closed and reopened, the follow-up, and actions that were dropped.

Revision ID: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("cases", sa.Column("reopened_at", MOMENT, nullable=True))
    op.add_column("actions", sa.Column("reason", sa.LargeBinary(), nullable=True))
    op.create_table(
        "case_life",
        sa.Column("case_code", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("turn", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["case_code"], ["cases.code"], name=op.f("fk_case_life_case_code_cases")),
        sa.PrimaryKeyConstraint("case_code", "number", name=op.f("pk_case_life")),
    )
    op.create_table(
        "follow_ups",
        sa.Column("case_code", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("told_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["case_code"], ["cases.code"], name=op.f("fk_follow_ups_case_code_cases")),
        sa.PrimaryKeyConstraint("case_code", "day", name=op.f("pk_follow_ups")),
    )
