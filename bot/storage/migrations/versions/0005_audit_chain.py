"""The audit trail becomes a chain: numbers without gaps, and a link per entry.

Revision ID: 0005
"""

from datetime import UTC

import sqlalchemy as sa
from alembic import op

from bot.domain.trail import START, AuditEntry, TrailHead, follow

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("audit_entries", sa.Column("link", sa.String(), nullable=True))
    _chain(op.get_bind())
    with op.batch_alter_table("audit_entries") as batch:
        batch.alter_column("link", existing_type=sa.String(), nullable=False)


def _chain(connection: sa.Connection) -> None:
    """Chain what is there, in its order, as `bot.domain.trail` does: that form of a link never changes."""
    text = [sa.column(name, sa.String) for name in ("actor", "verb", "place", "subject", "outcome", "link")]
    entries = sa.table("audit_entries", sa.column("number", sa.Integer), sa.column("at", sa.DateTime(True)), *text)
    head = START
    for row in connection.execute(sa.select(entries).order_by(entries.c.number)).all():
        at = row.at.replace(tzinfo=UTC) if row.at.tzinfo is None else row.at
        chained = follow(head, AuditEntry(at, row.actor, row.verb, row.place, row.subject, row.outcome))
        changed = {"number": chained.number, "link": chained.link}
        connection.execute(sa.update(entries).where(entries.c.number == row.number).values(changed))
        head = TrailHead(chained.number, chained.link)
