"""Who was ever on the roster of a case: going is no intrusion, also when the bot stood still meanwhile.

Revision ID: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "once_in",
        sa.Column("case_code", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_code"], ["cases.code"], name=op.f("fk_once_in_case_code_cases")),
        sa.PrimaryKeyConstraint("case_code", "user_id", name=op.f("pk_once_in")),
    )
    op.execute(
        "INSERT INTO once_in (case_code, user_id) "
        "SELECT case_code, user_id FROM roster UNION SELECT case_code, user_id FROM exclusions"
    )
