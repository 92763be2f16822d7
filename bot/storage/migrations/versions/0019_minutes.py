"""Who was the regiehouder when a meeting left a case; and what stood where something was put right.

Revision ID: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("meeting_items", sa.Column("coordinator", sa.String(), nullable=True))
    op.create_table(
        "corrections",
        sa.Column("case_code", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["case_code"], ["cases.code"], name=op.f("fk_corrections_case_code_cases")),
        sa.PrimaryKeyConstraint("case_code", "number", name=op.f("pk_corrections")),
    )
