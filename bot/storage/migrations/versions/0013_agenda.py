"""The agenda: what was said of a day, and what a meeting began with of a case: its minutes and its standing.

Revision ID: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agenda_marks",
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("region", "day", "mark", name=op.f("pk_agenda_marks")),
    )
    op.add_column("meeting_items", sa.Column("minutes", sa.Integer(), server_default="0", nullable=False))
    op.add_column("meeting_items", sa.Column("standing", sa.String(), nullable=True))
