"""When somebody was first asked why the MDT came too late: no longer when the bot noticed, but when people can be told.

Revision ID: 0023
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("breaches", sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE breaches SET asked_at = noted_at")  # until now both were one
