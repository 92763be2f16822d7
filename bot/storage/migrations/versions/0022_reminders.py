"""When people are told things, what they were told, and which message waits for the end of somebody's quiet hours.

Revision ID: 0022
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "habits",
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("quiet_from", sa.Time(), nullable=True),
        sa.Column("quiet_until", sa.Time(), nullable=True),
        sa.Column("days", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_habits")),
    )
    op.create_table(
        "digest_marks",
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_digest_marks")),
    )
    # Whoever had a digest today gets no second one because of the upgrade.
    op.execute(
        "INSERT INTO digest_marks (user_id, day) SELECT user_id, (SELECT max(day) FROM digest_days) FROM people "
        "WHERE EXISTS (SELECT 1 FROM digest_days)"
    )
    op.drop_table("digest_days")
    op.create_table(
        "escalations",
        sa.Column("case_code", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_code", "number"],
            ["actions.case_code", "actions.number"],
            name=op.f("fk_escalations_case_code_number_actions"),
        ),
        sa.PrimaryKeyConstraint("case_code", "number", name=op.f("pk_escalations")),
    )
    op.create_table(
        "snoozes",
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("case_code", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.Column("rings", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_code", "number"],
            ["actions.case_code", "actions.number"],
            name=op.f("fk_snoozes_case_code_number_actions"),
        ),
        sa.PrimaryKeyConstraint("user_id", "case_code", "number", name=op.f("pk_snoozes")),
    )
    op.create_index(op.f("ix_snoozes_rings_until"), "snoozes", ["rings", "until"])
    op.create_table(
        "tight_watches",
        sa.Column("case_code", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("told_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["case_code"], ["cases.code"], name=op.f("fk_tight_watches_case_code_cases")),
        sa.PrimaryKeyConstraint("case_code", name=op.f("pk_tight_watches")),
    )
    op.create_index(op.f("ix_actions_state_due"), "actions", ["state", "due"])
    op.create_index(op.f("ix_reminders_moment"), "reminders", ["moment"])
    op.add_column("outbox", sa.Column("not_before", MOMENT, nullable=True))
