"""Handled events remember their place in the Megolm session, so that a replay is recognised.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("handled_events", sa.Column("session_id", sa.String(), nullable=True))
    op.add_column("handled_events", sa.Column("message_index", sa.Integer(), nullable=True))
    op.create_index("ix_handled_events_ratchet", "handled_events", ["session_id", "message_index"], unique=True)
