"""What is noted about a case after the intake, and when a meeting was done with a case.

Revision ID: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "case_notes",
        sa.Column("case_code", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["case_code"], ["cases.code"], name=op.f("fk_case_notes_case_code_cases")),
        sa.PrimaryKeyConstraint("case_code", "number", name=op.f("pk_case_notes")),
    )
    op.add_column("meeting_items", sa.Column("left_at", MOMENT, nullable=True))
    # Until now only the meeting's own hours were kept. The beginning is before anything that can still change a case.
    op.execute(
        "UPDATE meeting_items SET left_at = (SELECT m.opened_at FROM meetings m WHERE m.id = meeting_items.meeting) "
        "WHERE state IN ('besloten', 'aangehouden')"
    )
