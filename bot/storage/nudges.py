"""Habits, marks and steps in SQL. What is near or late is found by one index; nothing here was typed."""
# ruff: noqa: D102 - the port says what each method is for

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, and_, delete, exists, or_, select, update

from bot.domain.case import ActionState, CaseCode, Member, Owner
from bot.domain.escalation import Level, Step
from bot.domain.people import Place, UserId
from bot.domain.reminders import Near, Snooze
from bot.domain.rhythm import Habit
from bot.ports.reminders import NearCase, Watched
from bot.storage.consents import has_consent
from bot.storage.tables import actions, cases, exclusions, rooms, roster
from bot.storage.tables_reminders import digest_marks, escalations, habits, snoozes, tight_watches
from bot.storage.transaction import Transaction


class SqlHabits:
    """Implements `bot.ports.Habits`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def of(self, user_id: UserId) -> Habit | None:
        row = await self._transaction.one(select(habits).where(habits.c.user_id == user_id))
        return None if row is None else _habit(row)

    async def all(self) -> tuple[Habit, ...]:
        return tuple(_habit(row) for row in await self._transaction.all(select(habits).order_by(habits.c.user_id)))

    async def save(self, habit: Habit) -> None:
        await self.drop(habit.user_id)
        days = None if habit.days is None else "".join(map(str, sorted(habit.days)))
        values = {"user_id": habit.user_id, "quiet_from": habit.quiet_from, "quiet_until": habit.quiet_until}
        await self._transaction.insert(habits, {**values, "days": days})

    async def drop(self, user_id: UserId) -> None:
        await self._transaction.remove(delete(habits).where(habits.c.user_id == user_id))


class SqlNudges:
    """Implements `bot.ports.Nudges`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def near(self, until: date) -> tuple[Near, ...]:
        rows = await self._transaction.all(_near(until).order_by(actions.c.case_code, actions.c.number))
        return tuple(
            Near(row.case_code, row.number, row.due, Owner(row.owner_organisation, row.owner_user), row.added_at)
            for row in rows
        )

    async def cases(self, until: date, codes: Collection[CaseCode] = ()) -> tuple[NearCase, ...]:
        near = _near(until).with_only_columns(actions.c.case_code)
        wanted = or_(cases.c.code.in_(near), cases.c.code.in_(codes)) if codes else cases.c.code.in_(near)
        these = select(cases.c.code).where(wanted)
        members: dict[CaseCode, list[Member]] = {}
        found = select(roster).where(has_consent(), roster.c.case_code.in_(these)).order_by(roster.c.position)
        for row in await self._transaction.all(found):
            members.setdefault(row.case_code, []).append(Member(row.user_id, row.organisation, row.guest))
        out: dict[CaseCode, set[UserId]] = {}
        for row in await self._transaction.all(select(exclusions).where(exclusions.c.case_code.in_(these))):
            out.setdefault(row.case_code, set()).add(row.user_id)
        rows = await self._transaction.all(
            select(cases.c.code, cases.c.region, cases.c.coordinator, rooms.c.room_id)
            .join(rooms, and_(rooms.c.place == Place.CASE.value, rooms.c.subject == cases.c.code), isouter=True)
            .where(wanted)
            .order_by(cases.c.code)
        )
        return tuple(
            NearCase(
                row.code,
                row.region,
                row.coordinator,
                tuple(m for m in members.get(row.code, ()) if m.user_id not in out.get(row.code, ())),
                frozenset(out.get(row.code, ())),
                row.room_id or "",
            )
            for row in rows
        )

    async def steps(self, before: date) -> dict[tuple[CaseCode, int], Step]:
        this = and_(actions.c.case_code == escalations.c.case_code, actions.c.number == escalations.c.number)
        rows = await self._transaction.all(
            select(escalations)
            .join(actions, this)
            .where(actions.c.state == ActionState.OPEN.value, actions.c.due < before)
        )
        return {(row.case_code, row.number): Step(Level(row.level), row.told_on, row.due) for row in rows}

    async def step(self, case: CaseCode, number: int, step: Step) -> None:
        this = and_(escalations.c.case_code == case, escalations.c.number == number)
        values = {"level": int(step.level), "told_on": step.on, "due": step.due}
        if not await self._transaction.change(update(escalations).where(this).values(values)):
            await self._transaction.insert(escalations, {"case_code": case, "number": number, **values})

    async def digest_days(self) -> dict[UserId, date]:
        return {row.user_id: row.day for row in await self._transaction.all(select(digest_marks))}

    async def digest_given(self, user_id: UserId, day: date) -> None:
        this = update(digest_marks).where(digest_marks.c.user_id == user_id)
        if not await self._transaction.change(this.values(day=day)):
            await self._transaction.insert(digest_marks, {"user_id": user_id, "day": day})

    async def forget(self, after: date) -> None:
        await self._transaction.remove(delete(digest_marks).where(digest_marks.c.day > after))
        await self._transaction.remove(delete(escalations).where(escalations.c.told_on > after))

    async def snoozes(self) -> tuple[Snooze, ...]:
        return await self._snoozes(select(snoozes))

    async def over(self, now: datetime) -> tuple[Snooze, ...]:
        return await self._snoozes(select(snoozes).where(snoozes.c.rings, snoozes.c.until <= now))

    async def _snoozes(self, query: Select[Any]) -> tuple[Snooze, ...]:
        order = (snoozes.c.user_id, snoozes.c.case_code, snoozes.c.number)
        rows = await self._transaction.all(query.order_by(*order))
        return tuple(Snooze(row.user_id, row.case_code, row.number, row.until, row.rings) for row in rows)

    async def snooze(self, snooze: Snooze) -> None:
        await self.wake(snooze)
        values = {"user_id": snooze.user_id, "case_code": snooze.case, "number": snooze.number}
        await self._transaction.insert(snoozes, {**values, "until": snooze.until, "rings": snooze.rings})

    async def wake(self, snooze: Snooze) -> None:
        this = (snoozes.c.user_id == snooze.user_id, snoozes.c.case_code == snooze.case)
        await self._transaction.remove(delete(snoozes).where(*this, snoozes.c.number == snooze.number))

    async def watch(self, case: CaseCode, until: date) -> None:
        this = update(tight_watches).where(tight_watches.c.case_code == case)
        if not await self._transaction.change(this.values(until=until)):
            await self._transaction.insert(tight_watches, {"case_code": case, "until": until})

    async def watched(self, today: date) -> tuple[Watched, ...]:
        rows = await self._transaction.all(
            select(cases.c.code, cases.c.region, cases.c.coordinator, tight_watches.c.told_at)
            .join(tight_watches, tight_watches.c.case_code == cases.c.code)
            .where(tight_watches.c.until >= today, cases.c.closed_at.is_(None))
            .order_by(cases.c.code)
        )
        return tuple(Watched(row.code, row.region, row.coordinator, row.told_at) for row in rows)

    async def uncovered_told(self, case: CaseCode, at: datetime | None) -> None:
        await self._transaction.change(
            update(tight_watches).where(tight_watches.c.case_code == case).values(told_at=at)
        )


def _near(until: date) -> Select[Any]:
    open_case = exists().where(cases.c.code == actions.c.case_code, cases.c.closed_at.is_(None))
    return select(
        actions.c.case_code,
        actions.c.number,
        actions.c.due,
        actions.c.owner_organisation,
        actions.c.owner_user,
        actions.c.added_at,
    ).where(actions.c.state == ActionState.OPEN.value, actions.c.due <= until, open_case)


def _habit(row: Row[Any]) -> Habit:
    days = None if row.days is None else frozenset(map(int, row.days))
    return Habit(row.user_id, row.quiet_from, row.quiet_until, days)
