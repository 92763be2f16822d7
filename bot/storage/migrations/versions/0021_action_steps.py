"""Every step of an action in one history, actions at a moment, outside, or that come back; and what is taken back.

Why actions were not done stood in a table of its own, and becomes the beginning of the history. What was sealed there
stays as it is: its seal names the table and the number of then, and both are kept (`bot.storage.steps`).

Revision ID: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("actions", sa.Column("owner_name", sa.LargeBinary(), nullable=True))
    op.add_column("actions", sa.Column("due_at", MOMENT, nullable=True))
    op.add_column("actions", sa.Column("area", sa.String(), nullable=True))
    op.add_column("actions", sa.Column("every_weeks", sa.Integer(), nullable=True))
    op.add_column("actions", sa.Column("row_from", sa.Date(), nullable=True))
    op.add_column("actions", sa.Column("row_until", sa.Date(), nullable=True))
    op.add_column("decisions", sa.Column("taken_back_at", MOMENT, nullable=True))
    op.add_column("corrections", sa.Column("taken_back_at", MOMENT, nullable=True))
    op.add_column("contribution_steps", sa.Column("of", sa.Integer(), server_default="0", nullable=False))
    op.create_table(
        "action_steps",
        sa.Column("case_code", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("action", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("was", sa.Date(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("was_at", MOMENT, nullable=True),
        sa.Column("due_at", MOMENT, nullable=True),
        sa.Column("from_organisation", sa.String(), nullable=True),
        sa.Column("from_user", sa.String(), nullable=True),
        sa.Column("from_name", sa.LargeBinary(), nullable=True),
        sa.Column("to_organisation", sa.String(), nullable=True),
        sa.Column("to_user", sa.String(), nullable=True),
        sa.Column("to_name", sa.LargeBinary(), nullable=True),
        sa.Column("of", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["case_code"], ["cases.code"], name=op.f("fk_action_steps_case_code_cases")),
        sa.PrimaryKeyConstraint("case_code", "number", name=op.f("pk_action_steps")),
    )
    op.execute(
        "INSERT INTO action_steps (case_code, number, action, kind, by, at, reason, was, due) "
        "SELECT case_code, number, action, 'niet-gedaan', by, at, reason, was, due FROM action_delays"
    )
    # The reason why one was dropped stays with the action, where it was sealed.
    op.execute(
        "INSERT INTO action_steps (case_code, number, action, kind, by, at) "
        "SELECT a.case_code, "
        "COALESCE((SELECT MAX(d.number) FROM action_delays d WHERE d.case_code = a.case_code), 0) "
        "+ ROW_NUMBER() OVER (PARTITION BY a.case_code ORDER BY a.done_at, a.number), "
        "a.number, a.state, a.done_by, a.done_at FROM actions a "
        "WHERE a.state IN ('klaar', 'vervallen') AND a.done_by IS NOT NULL AND a.done_at IS NOT NULL"
    )
    op.drop_table("action_delays")
    op.create_table(
        "recent_changes",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("case_code", sa.String(), nullable=False),
        sa.Column("refs", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("taken_back_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_recent_changes")),
    )
