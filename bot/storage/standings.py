"""What was said of people, what they accepted, what was asked about them, and the rota, in SQL."""
# ruff: noqa: D102 - the port says what each method is for

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import Row, delete, select, update

from bot.domain.duty import Duty
from bot.domain.people import UserId
from bot.domain.questions import Asked, Question
from bot.domain.standing import Kind, PrivacyProtocol, Record
from bot.storage.tables_directory import duties, protocols, questions, standings
from bot.storage.transaction import Changed, Transaction


class SqlStandings:
    """Implements `bot.ports.Standings`."""

    def __init__(self, transaction: Transaction, changed: Changed) -> None:
        self._transaction = transaction
        self._changed = changed

    async def get(self, user_id: UserId) -> Record | None:
        row = await self._transaction.one(select(standings).where(standings.c.user_id == user_id))
        return None if row is None else record(row)

    async def save(self, record: Record) -> None:
        values = asdict(record) | {"kind": record.kind.value, "vouched_by": list(record.vouched_by)}
        statement = update(standings).where(standings.c.user_id == record.user_id).values(values)
        if not await self._transaction.change(statement):
            await self._transaction.insert(standings, values)
        await self._changed()

    async def protocols(self) -> tuple[PrivacyProtocol, ...]:
        rows = await self._transaction.all(select(protocols).order_by(protocols.c.version))
        return tuple(PrivacyProtocol(r.version, r.text, r.published_at, r.in_force_at, r.in_force) for r in rows)

    async def publish(self, protocol: PrivacyProtocol) -> None:
        await self._transaction.insert(protocols, asdict(protocol))
        await self._changed()

    async def enforce(self, version: int) -> None:
        statement = update(protocols).where(protocols.c.version == version).values(in_force=True)
        await self._transaction.change_one(statement, version)
        await self._changed()


class SqlDuties:
    """Implements `bot.ports.Duties`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def all(self) -> tuple[Duty, ...]:
        query = select(duties).order_by(duties.c.region, duties.c.organisation, duties.c.moment, duties.c.turn)
        return tuple(map(_duty, await self._transaction.all(query)))

    async def replace(self, region: str, organisation: str, duties_: Iterable[Duty]) -> None:
        rows = [_row(duty) for duty in duties_]
        if any((row["region"], row["organisation"]) != (region, organisation) for row in rows):
            raise ValueError("a duty of another region or organisation")
        async with self._transaction.attempt():
            await self._transaction.remove(
                delete(duties).where(duties.c.region == region, duties.c.organisation == organisation)
            )
            await self._transaction.insert(duties, *rows)

    async def drop(self, user_id: UserId) -> None:
        await self._transaction.remove(delete(duties).where(duties.c.user_id == user_id))


class SqlQuestions:
    """Implements `bot.ports.Questions`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def all(self) -> tuple[Question, ...]:
        rows = await self._transaction.all(select(questions).order_by(questions.c.user_id))
        return tuple(Question(row.user_id, row.about, Asked(row.step), row.due) for row in rows)

    async def save(self, question: Question) -> None:
        values = asdict(question) | {"step": int(question.step)}
        statement = update(questions).where(questions.c.user_id == question.user_id).values(values)
        if not await self._transaction.change(statement):
            await self._transaction.insert(questions, values)

    async def drop(self, user_id: UserId) -> None:
        await self._transaction.remove(delete(questions).where(questions.c.user_id == user_id))


def record(row: Row[Any]) -> Record:
    """Read a row of `standings`."""
    return Record(
        row.user_id,
        row.organisation,
        Kind(row.kind),
        tuple(row.vouched_by),
        row.confirmed_at,
        row.accepted,
        row.accepted_at,
    )


def _row(duty: Duty) -> dict[str, object]:
    return {
        "region": duty.region,
        "organisation": duty.organisation,
        "moment": str(duty.weekday) if duty.day is None else duty.day.isoformat(),
        "turn": duty.turn,
        "user_id": duty.user_id,
    }


def _duty(row: Row[Any]) -> Duty:
    if len(row.moment) == 1:
        return Duty(row.region, row.organisation, row.user_id, weekday=int(row.moment), turn=row.turn)
    return Duty(row.region, row.organisation, row.user_id, day=date.fromisoformat(row.moment), turn=row.turn)
