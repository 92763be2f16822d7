"""Meetings in SQL."""
# ruff: noqa: D102 - the port says what each method is for

from sqlalchemy import delete, exists, select, update

from bot.domain.case import CaseCode
from bot.domain.meeting import Item, ItemState, Meeting
from bot.storage.tables import cases, decisions, meeting_items, meetings
from bot.storage.transaction import Transaction

DISCUSSED = (ItemState.CARRIED.value, ItemState.CLOSED.value)


class SqlMeetings:
    """Implements `bot.ports.Meetings`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def running(self, region: str) -> Meeting | None:
        row = await self._transaction.one(
            select(meetings).where(meetings.c.region == region, meetings.c.closed_at.is_(None))
        )
        if row is None:
            return None
        items = await self._transaction.all(
            select(meeting_items).where(meeting_items.c.meeting == row.id).order_by(meeting_items.c.position)
        )
        return Meeting(
            id=row.id,
            region=row.region,
            chair=row.chair,
            opened_at=row.opened_at,
            items=tuple(Item(item.case_code, ItemState(item.state)) for item in items),
            closed_at=row.closed_at,
        )

    async def save(self, meeting: Meeting) -> None:
        values = {
            "region": meeting.region,
            "chair": meeting.chair,
            "opened_at": meeting.opened_at,
            "closed_at": meeting.closed_at,
        }
        async with self._transaction.attempt():
            if not await self._transaction.change(update(meetings).where(meetings.c.id == meeting.id).values(values)):
                await self._transaction.insert(meetings, {"id": meeting.id, **values})
            await self._transaction.remove(delete(meeting_items).where(meeting_items.c.meeting == meeting.id))
            await self._transaction.insert(
                meeting_items,
                *(
                    {"meeting": meeting.id, "case_code": item.code, "position": position, "state": item.state.value}
                    for position, item in enumerate(meeting.items)
                ),
            )

    async def finished_cases(self, region: str) -> frozenset[CaseCode]:
        rows = await self._transaction.all(
            select(meeting_items.c.case_code, meeting_items.c.state)
            .join(meetings, meetings.c.id == meeting_items.c.meeting)
            .where(meetings.c.region == region)
            .order_by(meetings.c.opened_at, meetings.c.id)
        )
        last = {row.case_code: row.state for row in rows}
        again = await self._to_weigh_again(region)
        return frozenset(code for code, state in last.items() if state == ItemState.CLOSED.value) - again

    async def _to_weigh_again(self, region: str) -> frozenset[CaseCode]:
        """List the reopened cases without an outcome since: whatever meeting closed them did so before."""
        since = exists().where(decisions.c.case_code == cases.c.code, decisions.c.decided_at > cases.c.reopened_at)
        rows = await self._transaction.all(
            select(cases.c.code).where(cases.c.region == region, cases.c.reopened_at.is_not(None), ~since)
        )
        return frozenset(row.code for row in rows)

    async def discussed_cases(self, region: str) -> frozenset[CaseCode]:
        rows = await self._transaction.all(
            select(meeting_items.c.case_code)
            .join(meetings, meetings.c.id == meeting_items.c.meeting)
            .where(meetings.c.region == region, meeting_items.c.state.in_(DISCUSSED))
            .distinct()
        )
        return frozenset(row.case_code for row in rows)
