"""The 24-hour clock: when the MDT first took a case up, who was warned, and what came too late.

Revision ID: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "clocks",
        sa.Column("case_code", sa.String(), nullable=False),
        sa.Column("weighed_at", MOMENT, nullable=True),
        sa.Column("warned_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["case_code"], ["cases.code"], name=op.f("fk_clocks_case_code_cases")),
        sa.PrimaryKeyConstraint("case_code", name=op.f("pk_clocks")),
    )
    op.create_table(
        "breaches",
        sa.Column("case_code", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("noted_at", MOMENT, nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("reason_by", sa.String(), nullable=True),
        sa.Column("reason_at", MOMENT, nullable=True),
        sa.Column("asked_again_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["case_code"], ["cases.code"], name=op.f("fk_breaches_case_code_cases")),
        sa.PrimaryKeyConstraint("case_code", name=op.f("pk_breaches")),
    )
    # Until now only the meeting's own hour was kept. A case counts as taken up in it when it was closed with an
    # outcome, is on the table now, or has a decision of that meeting; "carried over" alone may mean never reached.
    op.execute(
        """
        INSERT INTO clocks (case_code, weighed_at)
        SELECT i.case_code, MIN(m.opened_at)
        FROM meeting_items i JOIN meetings m ON m.id = i.meeting
        WHERE i.state IN ('besloten', 'nu')
           OR EXISTS (SELECT 1 FROM decisions d WHERE d.case_code = i.case_code AND d.meeting = i.meeting)
        GROUP BY i.case_code
        """
    )
