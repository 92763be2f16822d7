"""Remembered identities (sealed, so that nobody can put another in their place), and refused devices.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pins",
        sa.Column("user_id", sa.String(), primary_key=True),
        sa.Column("pin", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "refused_devices",
        sa.Column("user_id", sa.String(), primary_key=True),
        sa.Column("device_id", sa.String(), primary_key=True),
        sa.Column("told_on", sa.Date(), nullable=False),
    )
