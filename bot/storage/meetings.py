"""Meetings in SQL."""
# ruff: noqa: D102 - the port says what each method is for

from datetime import datetime

from sqlalchemy import and_, delete, select, update

from bot.domain.case import CaseCode
from bot.domain.meeting import Item, ItemState, Meeting, Standing
from bot.storage.tables import meeting_items, meetings
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
            items=tuple(
                Item(
                    item.case_code,
                    ItemState(item.state),
                    item.left_at,
                    item.minutes,
                    None if item.standing is None else Standing(item.standing),
                )
                for item in items
            ),
            closed_at=row.closed_at,
            urgent=row.urgent,
        )

    async def save(self, meeting: Meeting) -> None:
        values = {
            "region": meeting.region,
            "chair": meeting.chair,
            "opened_at": meeting.opened_at,
            "closed_at": meeting.closed_at,
            "urgent": meeting.urgent,
        }
        async with self._transaction.attempt():
            if not await self._transaction.change(update(meetings).where(meetings.c.id == meeting.id).values(values)):
                await self._transaction.insert(meetings, {"id": meeting.id, **values})
            await self._transaction.remove(delete(meeting_items).where(meeting_items.c.meeting == meeting.id))
            await self._transaction.insert(
                meeting_items,
                *(
                    {
                        "meeting": meeting.id,
                        "case_code": item.code,
                        "position": position,
                        "state": item.state.value,
                        "left_at": item.left_at,
                        "minutes": item.minutes,
                        "standing": item.standing and item.standing.value,
                    }
                    for position, item in enumerate(meeting.items)
                ),
            )

    async def held(self, region: str, since: datetime) -> bool:
        of_the_day = and_(meetings.c.region == region, ~meetings.c.urgent, meetings.c.opened_at >= since)
        rows = select(meetings.c.id).where(of_the_day, meetings.c.closed_at.is_not(None)).limit(1)
        return await self._transaction.one(rows) is not None

    async def finished_cases(self, region: str) -> dict[CaseCode, datetime]:
        rows = await self._transaction.all(
            select(meeting_items, meetings.c.opened_at)
            .join(meetings, meetings.c.id == meeting_items.c.meeting)
            .where(meetings.c.region == region)
            .order_by(meetings.c.opened_at, meetings.c.id)
        )
        last = {row.case_code: row for row in rows}
        return {code: row.left_at or row.opened_at for code, row in last.items() if row.state == ItemState.CLOSED.value}

    async def left_cases(self, region: str) -> dict[CaseCode, datetime]:
        rows = await self._transaction.all(
            select(meeting_items.c.case_code, meeting_items.c.left_at, meetings.c.opened_at)
            .join(meetings, meetings.c.id == meeting_items.c.meeting)
            .where(meetings.c.region == region, meeting_items.c.state.in_(DISCUSSED))
        )
        found: dict[CaseCode, datetime] = {}
        for row in rows:
            left = row.left_at or row.opened_at
            found[row.case_code] = max(left, found.get(row.case_code, left))
        return found

    async def discussed_cases(self, region: str) -> frozenset[CaseCode]:
        rows = await self._transaction.all(
            select(meeting_items.c.case_code)
            .join(meetings, meetings.c.id == meeting_items.c.meeting)
            .where(meetings.c.region == region, meeting_items.c.state.in_(DISCUSSED))
            .distinct()
        )
        return frozenset(row.case_code for row in rows)
