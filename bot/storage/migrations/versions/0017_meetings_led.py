"""Leading a meeting: since when an item was weighed at all, and what was said of a meeting that stands still.

Revision ID: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("meetings", sa.Column("reminded_at", MOMENT, nullable=True))
    op.add_column("meetings", sa.Column("unled_at", MOMENT, nullable=True))
    op.add_column("meetings", sa.Column("despite_absence", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("meeting_items", sa.Column("rung_at", MOMENT, nullable=True))
    op.add_column("meeting_items", sa.Column("begun_at", MOMENT, nullable=True))
    # A meeting that runs while the bot is renewed: what it took up already gets its minutes too.
    running = "SELECT id FROM meetings WHERE closed_at IS NULL"
    opened = "SELECT opened_at FROM meetings WHERE meetings.id = meeting_items.meeting"
    op.execute(
        f"UPDATE meeting_items SET begun_at = COALESCE(since, left_at, ({opened})) "  # noqa: S608 - our own words only
        f"WHERE state <> 'wacht' AND meeting IN ({running})"
    )
