"""Who is asked to be regiehouder, and authority to decide.

Revision ID: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "coordinator_requests",
        sa.Column("case_code", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("asked", sa.String(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("with_actions", sa.Boolean(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("stands_for", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["case_code"], ["cases.code"], name=op.f("fk_coordinator_requests_case_code_cases")),
        sa.PrimaryKeyConstraint("case_code", "number", name=op.f("pk_coordinator_requests")),
    )
    op.create_index("ix_coordinator_requests_state", "coordinator_requests", ["state"])
    op.create_table(
        "authority_grants",
        sa.Column("case_code", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["case_code"], ["cases.code"], name=op.f("fk_authority_grants_case_code_cases")),
        sa.PrimaryKeyConstraint("case_code", "number", name=op.f("pk_authority_grants")),
    )
    op.create_table(
        "authority_uses",
        sa.Column("case_code", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["case_code"], ["cases.code"], name=op.f("fk_authority_uses_case_code_cases")),
        sa.PrimaryKeyConstraint("case_code", "number", name=op.f("pk_authority_uses")),
    )
