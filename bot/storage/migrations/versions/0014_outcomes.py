"""Why cases were held over, when they are looked at again, why actions were not done, and inzet.

Revision ID: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "holds",
        sa.Column("case_code", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("meeting", sa.String(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["case_code"], ["cases.code"], name=op.f("fk_holds_case_code_cases")),
        sa.ForeignKeyConstraint(["meeting"], ["meetings.id"], name=op.f("fk_holds_meeting_meetings")),
        sa.PrimaryKeyConstraint("case_code", "number", name=op.f("pk_holds")),
    )
    op.create_table(
        "reviews",
        sa.Column("case_code", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["case_code"], ["cases.code"], name=op.f("fk_reviews_case_code_cases")),
        sa.PrimaryKeyConstraint("case_code", "number", name=op.f("pk_reviews")),
    )
    op.create_table(
        "action_delays",
        sa.Column("case_code", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("action", sa.Integer(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("was", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case_code"], ["cases.code"], name=op.f("fk_action_delays_case_code_cases")),
        sa.PrimaryKeyConstraint("case_code", "number", name=op.f("pk_action_delays")),
    )
    op.create_table(
        "contributions",
        sa.Column("case_code", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("area", sa.String(), nullable=True),
        sa.Column("for_whom", sa.String(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["case_code"], ["cases.code"], name=op.f("fk_contributions_case_code_cases")),
        sa.PrimaryKeyConstraint("case_code", "number", name=op.f("pk_contributions")),
    )
    op.create_table(
        "contribution_steps",
        sa.Column("case_code", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("contribution", sa.Integer(), nullable=False),
        sa.Column("progress", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["case_code"], ["cases.code"], name=op.f("fk_contribution_steps_case_code_cases")),
        sa.PrimaryKeyConstraint("case_code", "number", name=op.f("pk_contribution_steps")),
    )
