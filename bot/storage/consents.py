"""Consents in SQL: what holds now, and the record of how it came about, its reasons sealed."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, exists, func, select, update

from bot.domain.case import Answer, Area, CaseCode, Consent
from bot.domain.consent import Decider, Ending, Recorded
from bot.storage.sealing import Seal
from bot.storage.shapes import pack_text, unpack_text
from bot.storage.tables import consents, roster
from bot.storage.tables_consent import consent_log
from bot.storage.transaction import Transaction
from bot.storage.vault import Vault

GRANTING = tuple(answer.value for answer in Answer if Consent("", answer).grants)


def has_consent() -> ColumnElement[bool]:
    """Whether the organisation a row of the roster is there for may take part in the case now (R13)."""
    this = and_(consents.c.case_code == roster.c.case_code, consents.c.organisation == roster.c.organisation)
    return exists().where(this, consents.c.answer.in_(GRANTING))


class SqlConsents:
    """The consents of cases, for `bot.storage.cases`."""

    def __init__(self, transaction: Transaction, vault: Vault) -> None:
        self._transaction = transaction
        self._vault = vault

    async def begin(self, code: CaseCode, given: tuple[Recorded, ...], seal: Seal) -> None:
        """Store the consents of a new case."""
        for position, recorded in enumerate(given):
            await self._transaction.insert(consents, _now(code, recorded.consent) | {"position": position})
            await self._transaction.insert(consent_log, _entry(code, recorded, seal))

    async def of(self, code: CaseCode) -> tuple[Consent, ...]:
        """Give the consents as they are now."""
        rows = await self._transaction.all(
            select(consents).where(consents.c.case_code == code).order_by(consents.c.position)
        )
        return tuple(map(_consent, rows))

    async def of_cases(self, codes: Collection[CaseCode]) -> dict[CaseCode, tuple[Consent, ...]]:
        """Give those of these cases as they are now; a case without any is not in it."""
        these = select(consents).where(consents.c.case_code.in_(codes))
        found: dict[CaseCode, list[Consent]] = {}
        for row in await self._transaction.all(these.order_by(consents.c.case_code, consents.c.position)):
            found.setdefault(row.case_code, []).append(_consent(row))
        return {code: tuple(given) for code, given in found.items()}

    async def record(self, code: CaseCode, recorded: Recorded) -> int:
        """Add to the record; where people may not be in now, or might not until now, the roster is emptied of them."""
        seal = await self._vault.seal_of(code)
        numbers = select(func.max(consent_log.c.number).label("last")).where(consent_log.c.case_code == code)
        number = await self._after(numbers) or 1
        before = {each.organisation: each for each in await self.of(code)}.get(recorded.organisation)
        values = _now(code, recorded.consent)
        async with self._transaction.attempt():
            await self._transaction.insert(consent_log, _entry(code, replace(recorded, number=number), seal))
            if before is None:
                positions = select(func.max(consents.c.position).label("last")).where(consents.c.case_code == code)
                await self._transaction.insert(consents, values | {"position": await self._after(positions)})
            else:
                this = and_(consents.c.case_code == code, consents.c.organisation == recorded.organisation)
                await self._transaction.change(update(consents).where(this).values(values | {"told": False}))
            if before is None or not (before.grants and recorded.consent.grants):
                theirs = and_(roster.c.case_code == code, roster.c.organisation == recorded.organisation)
                await self._transaction.remove(delete(roster).where(theirs))
        return number

    async def history(self, code: CaseCode) -> tuple[Recorded, ...]:
        """Give the whole record in order."""
        rows = await self._transaction.all(
            select(consent_log).where(consent_log.c.case_code == code).order_by(consent_log.c.number)
        )
        if not rows:
            return ()
        seal = await self._vault.seal_of(code)
        return tuple(_recorded(row, seal) for row in rows)

    async def explain(self, code: CaseCode, number: int, reason: str) -> None:
        """Keep a reason with an entry."""
        seal = await self._vault.seal_of(code)
        this = and_(consent_log.c.case_code == code, consent_log.c.number == number)
        sealed = _sealed(reason, number, seal)
        await self._transaction.change_one(update(consent_log).where(this).values(reason=sealed), (code, number))

    async def limited(self) -> tuple[Ending, ...]:
        """List the consents that let people in until some day."""
        rows = await self._transaction.all(
            select(consents)
            .where(consents.c.until.is_not(None), consents.c.answer.in_(GRANTING))
            .order_by(consents.c.until, consents.c.case_code, consents.c.organisation)
        )
        return tuple(Ending(row.case_code, _consent(row), row.told) for row in rows)

    async def end_told(self, code: CaseCode, organisation: str) -> None:
        """Note that the end of a consent was said to come near."""
        this = and_(consents.c.case_code == code, consents.c.organisation == organisation)
        await self._transaction.change_one(update(consents).where(this).values(told=True), (code, organisation))

    async def _after(self, query: Any) -> int:
        """Give the number after the last, 0 when there is none."""
        row = await self._transaction.one(query)
        return 0 if row is None or row.last is None else int(row.last) + 1


def _now(code: CaseCode, consent: Consent) -> dict[str, object]:
    return {
        "case_code": code,
        "organisation": consent.organisation,
        "answer": consent.answer.value,
        "areas": [area.value for area in consent.areas],
        "until": consent.until,
    }


def _entry(code: CaseCode, recorded: Recorded, seal: Seal) -> dict[str, object]:
    return _now(code, recorded.consent) | {
        "number": recorded.number,
        "at": recorded.at,
        "by": recorded.by,
        "decided_by": None if recorded.decided_by is None else recorded.decided_by.value,
        "reason": _sealed(recorded.reason, recorded.number, seal),
    }


def _sealed(reason: str, number: int, seal: Seal) -> bytes | None:
    return seal.seal("consent_log", "reason", str(number), pack_text(reason)) if reason else None


def _consent(row: Row[Any]) -> Consent:
    return Consent(row.organisation, Answer(row.answer), tuple(map(Area, row.areas)), row.until)


def _recorded(row: Row[Any], seal: Seal) -> Recorded:
    return Recorded(
        organisation=row.organisation,
        answer=Answer(row.answer),
        at=row.at,
        by=row.by,
        decided_by=None if row.decided_by is None else Decider(row.decided_by),
        areas=tuple(map(Area, row.areas)),
        until=row.until,
        reason=""
        if row.reason is None
        else unpack_text(seal.unseal("consent_log", "reason", str(row.number), row.reason)),
        number=row.number,
    )
