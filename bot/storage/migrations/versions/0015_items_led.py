"""Since when an item of a meeting is weighed, how long it was, who leads it, and that its time was said to be over.

Revision ID: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("meeting_items", sa.Column("since", MOMENT, nullable=True))
    op.add_column("meeting_items", sa.Column("seconds", sa.Integer(), server_default="0", nullable=False))
    op.add_column("meeting_items", sa.Column("leader", sa.String(), nullable=True))
    op.add_column("meeting_items", sa.Column("nudged_at", MOMENT, nullable=True))
