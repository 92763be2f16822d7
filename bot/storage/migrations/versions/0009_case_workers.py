"""Case workers and guests: who sits in for one MDT, who is away, and who came off a case.

Revision ID: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("roster", sa.Column("guest", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("meetings", sa.Column("urgent", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "absences",
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("deputy", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("user_id", "first", name=op.f("pk_absences")),
    )
    op.create_table(
        "let_go",
        sa.Column("case_code", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_code"], ["cases.code"], name=op.f("fk_let_go_case_code_cases")),
        sa.PrimaryKeyConstraint("case_code", "user_id", name=op.f("pk_let_go")),
    )
