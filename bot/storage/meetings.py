"""Meetings in SQL."""
# ruff: noqa: D102 - the port says what each method is for

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, func, select, update

from bot.domain.agenda_item import Standing
from bot.domain.case import CaseCode
from bot.domain.meeting import Item, ItemState, Meeting
from bot.storage.tables_meeting import meeting_items, meetings
from bot.storage.transaction import Transaction

DISCUSSED = (ItemState.CARRIED.value, ItemState.CLOSED.value)


class SqlMeetings:
    """Implements `bot.ports.Meetings`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def running(self, region: str) -> Meeting | None:
        found = await self._meetings(and_(meetings.c.region == region, meetings.c.closed_at.is_(None)))
        return found[0] if found else None

    async def save(self, meeting: Meeting) -> None:
        values = {
            "region": meeting.region,
            "chair": meeting.chair,
            "opened_at": meeting.opened_at,
            "closed_at": meeting.closed_at,
            "urgent": meeting.urgent,
            "reminded_at": meeting.reminded_at,
            "unled_at": meeting.unled_at,
            "despite_absence": meeting.despite_absence,
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
                        "since": item.since,
                        "seconds": item.seconds,
                        "leader": item.leader,
                        "nudged_at": item.nudged_at,
                        "rung_at": item.rung_at,
                        "begun_at": item.begun_at,
                        "coordinator": item.coordinator,
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

    async def between(self, region: str, since: datetime, until: datetime) -> tuple[Meeting, ...]:
        opened = meetings.c.opened_at
        return await self._meetings(and_(meetings.c.region == region, opened >= since, opened < until))

    async def last(self, region: str) -> Meeting | None:
        newest = select(func.max(meetings.c.opened_at)).where(meetings.c.region == region).scalar_subquery()
        found = await self._meetings(and_(meetings.c.region == region, meetings.c.opened_at == newest))
        return found[-1] if found else None

    async def about(self, case: CaseCode) -> tuple[Meeting, ...]:
        with_it = select(meeting_items.c.meeting).where(meeting_items.c.case_code == case)
        return await self._meetings(meetings.c.id.in_(with_it))

    async def _meetings(self, which: ColumnElement[bool]) -> tuple[Meeting, ...]:
        """Give meetings with their items, oldest first, in two questions whatever their number."""
        rows = await self._transaction.all(select(meetings).where(which).order_by(meetings.c.opened_at, meetings.c.id))
        items: dict[str, list[Item]] = {row.id: [] for row in rows}
        these = select(meetings.c.id).where(which)
        for item in await self._transaction.all(
            select(meeting_items).where(meeting_items.c.meeting.in_(these)).order_by(meeting_items.c.position)
        ):
            items[item.meeting].append(_item(item))
        return tuple(
            Meeting(
                id=row.id,
                region=row.region,
                chair=row.chair,
                opened_at=row.opened_at,
                items=tuple(items[row.id]),
                closed_at=row.closed_at,
                urgent=row.urgent,
                reminded_at=row.reminded_at,
                unled_at=row.unled_at,
                despite_absence=row.despite_absence,
            )
            for row in rows
        )


def _item(row: Row[Any]) -> Item:
    return Item(
        code=row.case_code,
        state=ItemState(row.state),
        left_at=row.left_at,
        minutes=row.minutes,
        standing=None if row.standing is None else Standing(row.standing),
        since=row.since,
        seconds=row.seconds,
        leader=row.leader,
        nudged_at=row.nudged_at,
        rung_at=row.rung_at,
        begun_at=row.begun_at,
        coordinator=row.coordinator,
    )
