"""Cases in SQL: the intake sealed, the rest codes, times and states."""
# ruff: noqa: D102 - the port says what each method is for

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, Update, and_, delete, exists, func, or_, select, update

from bot.domain.case import Case, CaseCode, Consent, Intake, Member
from bot.domain.closing import Chapter
from bot.domain.consent import Ending, Recorded, from_intake
from bot.domain.leaving import Facts
from bot.domain.people import UserId
from bot.ports import Fingerprints
from bot.storage.closings import SqlLives
from bot.storage.consents import SqlConsents, has_consent
from bot.storage.shapes import pack_intake, unpack_intake
from bot.storage.tables import cases, exclusions, roster
from bot.storage.tables_roster import let_go
from bot.storage.transaction import Changed, Transaction
from bot.storage.vault import Vault


class SqlCases:
    """Implements `bot.ports.Cases`."""

    def __init__(self, transaction: Transaction, vault: Vault, changed: Changed) -> None:
        self._transaction = transaction
        self._vault = vault
        self._changed = changed
        self._consents = SqlConsents(transaction, vault)
        self._lives = SqlLives(transaction, vault)

    async def add(self, case: Case, intake: Intake, fingerprints: Fingerprints, roster: tuple[Member, ...]) -> None:
        async with self._transaction.attempt():
            seal = await self._vault.make(case.code)
            await self._transaction.insert(
                cases,
                {
                    "code": case.code,
                    "region": case.region,
                    "reported_at": case.reported_at,
                    "opened_at": case.opened_at,
                    "coordinator": case.coordinator,
                    "closed_at": case.closed_at,
                    "reopened_at": case.reopened_at,
                    "intake": seal.seal("cases", "intake", case.code, pack_intake(intake)),
                    "identity": fingerprints.identity,
                    "content": fingerprints.content,
                },
            )
            await self._consents.begin(case.code, from_intake(intake), seal)
            await self._add_members(case.code, roster)
            await self._changed()

    async def _add_members(self, code: CaseCode, members: tuple[Member, ...]) -> None:
        await self._transaction.insert(
            roster,
            *(_on_roster(code, member, position) for position, member in enumerate(members)),
        )

    async def get(self, code: CaseCode) -> Case | None:
        row = await self._transaction.one(select(cases).where(cases.c.code == code))
        return None if row is None else case_of(row)

    async def known(self, identity: str) -> tuple[CaseCode, str] | None:
        row = await self._transaction.one(select(cases.c.code, cases.c.content).where(cases.c.identity == identity))
        return None if row is None else (row.code, row.content)

    async def open_in(self, region: str) -> tuple[Case, ...]:
        rows = await self._transaction.all(
            select(cases)
            .where(cases.c.region == region, cases.c.closed_at.is_(None))
            .order_by(cases.c.reported_at, cases.c.code)
        )
        return tuple(map(case_of, rows))

    async def intake(self, code: CaseCode) -> Intake:
        row = await self._transaction.one(select(cases.c.intake).where(cases.c.code == code))
        if row is None:
            raise KeyError(code)
        seal = await self._vault.seal_of(code)
        return unpack_intake(seal.unseal("cases", "intake", code, row.intake))

    async def consents(self, code: CaseCode) -> tuple[Consent, ...]:
        return await self._consents.of(code)

    async def record_consent(self, code: CaseCode, recorded: Recorded) -> int:
        theirs = select(roster.c.user_id).where(
            roster.c.case_code == code, roster.c.organisation == recorded.organisation
        )
        async with self._transaction.attempt():
            before = {row.user_id for row in await self._transaction.all(theirs)}
            number = await self._consents.record(code, recorded)
            after = {row.user_id for row in await self._transaction.all(theirs)}
            # Consent may be back before they are out of the room: whoever is not named anew is no intruder.
            for user_id in sorted(before - after - await self.let_go(code)):
                await self._transaction.insert(let_go, {"case_code": code, "user_id": user_id})
        await self._changed()
        return number

    async def consent_history(self, code: CaseCode) -> tuple[Recorded, ...]:
        return await self._consents.history(code)

    async def explain_consent(self, code: CaseCode, number: int, reason: str) -> None:
        await self._consents.explain(code, number, reason)

    async def limited_consents(self) -> tuple[Ending, ...]:
        return await self._consents.limited()

    async def end_told(self, code: CaseCode, organisation: str) -> None:
        await self._consents.end_told(code, organisation)

    async def roster(self, code: CaseCode) -> tuple[Member, ...]:
        rows = await self._transaction.all(_roster().where(roster.c.case_code == code).order_by(roster.c.position))
        return tuple(map(_member, rows))

    async def rosters(self) -> dict[CaseCode, tuple[Member, ...]]:
        return await self._rosters(_roster())

    async def _rosters(self, query: Select[Any]) -> dict[CaseCode, tuple[Member, ...]]:
        found: dict[CaseCode, list[Member]] = {}
        for row in await self._transaction.all(query.order_by(roster.c.case_code, roster.c.position)):
            found.setdefault(row.case_code, []).append(_member(row))
        return {code: tuple(members) for code, members in found.items()}

    async def facts(self, codes: Collection[CaseCode]) -> dict[CaseCode, Facts]:
        rows = await self._transaction.all(select(cases).where(cases.c.code.in_(codes)).order_by(cases.c.code))
        given = await self._consents.of_cases(codes)
        members = await self._rosters(_roster().where(roster.c.case_code.in_(codes)))
        out: dict[CaseCode, set[UserId]] = {}
        for row in await self._transaction.all(select(exclusions).where(exclusions.c.case_code.in_(codes))):
            out.setdefault(row.case_code, set()).add(row.user_id)
        found = {row.code: case_of(row) for row in rows}
        return {
            code: Facts(case, (), given.get(code, ()), members.get(code, ()), frozenset(out.get(code, ())))
            for code, case in found.items()
        }

    async def with_guests(self) -> frozenset[CaseCode]:
        rows = await self._transaction.all(select(roster.c.case_code).where(roster.c.guest).distinct())
        return frozenset(row.case_code for row in rows)

    async def of_person(self, user_id: UserId) -> tuple[CaseCode, ...]:
        query = _roster().where(roster.c.user_id == user_id).order_by(roster.c.case_code)
        return tuple(row.case_code for row in await self._transaction.all(query))

    async def add_member(self, code: CaseCode, member: Member) -> None:
        if member.user_id in await self.excluded(code):
            raise ValueError("excluded from the case")
        if await self.get(code) is None:
            raise KeyError(code)
        if not any(c.organisation == member.organisation and c.grants for c in await self.consents(code)):
            raise ValueError("no consent for this organisation")
        last = await self._transaction.one(
            select(func.max(roster.c.position).label("last")).where(roster.c.case_code == code)
        )
        position = 0 if last is None or last.last is None else int(last.last) + 1
        async with self._transaction.attempt():
            await self._take_off(code, member.user_id)
            await self.put_out(code, [member.user_id])
            await self._transaction.insert(
                roster,
                _on_roster(code, member, position),
            )

    async def remove_member(self, code: CaseCode, user_id: UserId) -> None:
        on_it = select(roster.c.user_id).where(roster.c.case_code == code, roster.c.user_id == user_id)
        if await self._transaction.one(on_it) is not None and user_id not in await self.let_go(code):
            await self._transaction.insert(let_go, {"case_code": code, "user_id": user_id})
        await self._take_off(code, user_id)

    async def _take_off(self, code: CaseCode, user_id: UserId) -> None:
        await self._transaction.remove(delete(roster).where(roster.c.case_code == code, roster.c.user_id == user_id))
        await self._changed()

    async def let_go(self, code: CaseCode) -> frozenset[UserId]:
        rows = await self._transaction.all(select(let_go.c.user_id).where(let_go.c.case_code == code))
        return frozenset(row.user_id for row in rows)

    async def put_out(self, code: CaseCode, users: Collection[UserId]) -> None:
        these = and_(let_go.c.case_code == code, let_go.c.user_id.in_(users))
        await self._transaction.remove(delete(let_go).where(these))

    async def exclude(self, code: CaseCode, user_id: UserId, by: UserId, at: datetime) -> None:
        async with self._transaction.attempt():
            await self._transaction.insert(exclusions, {"case_code": code, "user_id": user_id, "by": by, "at": at})
            await self.remove_member(code, user_id)

    async def excluded(self, code: CaseCode) -> frozenset[UserId]:
        rows = await self._transaction.all(select(exclusions.c.user_id).where(exclusions.c.case_code == code))
        return frozenset(row.user_id for row in rows)

    async def set_coordinator(self, code: CaseCode, user_id: UserId | None) -> None:
        await self._transaction.change_one(_this(code).values(coordinator=user_id), code)

    async def want_card(self, code: CaseCode, moment: datetime) -> None:
        later = or_(cases.c.card_at.is_(None), cases.c.card_at > moment)
        if await self._transaction.change(_this(code).where(later).values(card_at=moment)):
            return
        if await self.get(code) is None:
            raise KeyError(code)

    async def cards_due(self, now: datetime, beyond: datetime | None = None) -> tuple[CaseCode, ...]:
        due = cases.c.card_at <= now
        rows = await self._transaction.all(
            select(cases.c.code)
            .where(due if beyond is None else or_(due, cases.c.card_at > beyond))
            .order_by(cases.c.card_at, cases.c.code)
        )
        return tuple(row.code for row in rows)

    async def card_posted(self, code: CaseCode) -> None:
        await self._transaction.change_one(_this(code).values(card_at=None), code)

    async def close(self, code: CaseCode, at: datetime, by: UserId) -> None:
        await self._lives.close(code, at, by)
        await self._changed()

    async def reopen(self, code: CaseCode, at: datetime, by: UserId, reason: str) -> None:
        await self._lives.reopen(code, at, by, reason)
        await self._changed()

    async def chapters(self, code: CaseCode) -> tuple[Chapter, ...]:
        return await self._lives.chapters(code)

    async def closed(self) -> frozenset[CaseCode]:
        return await self._lives.closed()


def _roster() -> Select[Any]:
    """Select members. Who was excluded is none, nor who is there without consent, whatever put them on the roster."""
    this = and_(exclusions.c.case_code == roster.c.case_code, exclusions.c.user_id == roster.c.user_id)
    return select(roster.c.case_code, roster.c.user_id, roster.c.organisation, roster.c.guest).where(
        ~exists().where(this), has_consent()
    )


def _on_roster(code: CaseCode, member: Member, position: int) -> dict[str, object]:
    return {
        "case_code": code,
        "user_id": member.user_id,
        "position": position,
        "organisation": member.organisation,
        "guest": member.guest,
    }


def _member(row: Row[Any]) -> Member:
    return Member(row.user_id, row.organisation, row.guest)


def _this(code: CaseCode) -> Update:
    return update(cases).where(cases.c.code == code)


def case_of(row: Row[Any]) -> Case:
    """Read a row of the table of cases."""
    return Case(
        code=row.code,
        region=row.region,
        reported_at=row.reported_at,
        opened_at=row.opened_at,
        coordinator=row.coordinator,
        closed_at=row.closed_at,
        reopened_at=row.reopened_at,
    )
