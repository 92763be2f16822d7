"""What is known of rooms survives a restart; rooms that are gone; messages that were set aside.

Revision ID: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "room_states",
        sa.Column("room_id", sa.String(), primary_key=True),
        sa.Column("state", sa.JSON(), nullable=False),
    )
    op.add_column("rooms", sa.Column("gone", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("outbox", sa.Column("set_aside_at", sa.DateTime(timezone=True)))
    op.add_column("outbox", sa.Column("set_aside_why", sa.String()))
