"""The agenda: the minutes planned for a case of a meeting, and how it stood when the meeting began.

Revision ID: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("meeting_items", sa.Column("minutes", sa.Integer(), server_default="0", nullable=False))
    op.add_column("meeting_items", sa.Column("standing", sa.String(), nullable=True))
