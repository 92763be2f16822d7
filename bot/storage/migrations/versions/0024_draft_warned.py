"""When the giver of a draft of a legal ground was told that it lapses.

Revision ID: 0024
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("grounds", sa.Column("warned_at", sa.DateTime(timezone=True), nullable=True))
