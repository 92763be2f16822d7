"""Consent as a record: every answer in order, with its scope, who decided, and until when it holds.

Revision ID: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("consents", sa.Column("areas", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("consents") as batch:
        batch.alter_column("areas", existing_type=sa.JSON(), server_default=None)
    op.add_column("consents", sa.Column("until", sa.Date(), nullable=True))
    op.add_column("consents", sa.Column("told", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "consent_log",
        sa.Column("case_code", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("areas", sa.JSON(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["case_code"], ["cases.code"], name=op.f("fk_consent_log_case_code_cases")),
        sa.PrimaryKeyConstraint("case_code", "number", name=op.f("pk_consent_log")),
    )
    # What stands there now came with the intake. Who decided is sealed there: the record does not say it.
    op.execute(
        'INSERT INTO consent_log (case_code, number, organisation, answer, at, "by", areas) '
        "SELECT k.case_code, k.position + 1, k.organisation, k.answer, c.reported_at, '', k.areas "
        "FROM consents k JOIN cases c ON c.code = k.case_code"
    )
