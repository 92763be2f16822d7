"""Who is asked to be regiehouder, and authority to decide, in SQL: what was typed sealed."""
# ruff: noqa: D102 - the port says what each method is for

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update

from bot.domain.case import Area, CaseCode
from bot.domain.regie import Grant, Kind, Request, RequestState, Step, Use
from bot.storage.outcome import next_number
from bot.storage.sealing import Seal
from bot.storage.shapes import pack_text, unpack_text
from bot.storage.tables import cases
from bot.storage.tables_regie import authority_grants, authority_uses, coordinator_requests
from bot.storage.transaction import Transaction
from bot.storage.vault import Vault

TABLE = "coordinator_requests"


class SqlRequests:
    """Implements `bot.ports.Requests`."""

    def __init__(self, transaction: Transaction, vault: Vault) -> None:
        self._transaction = transaction
        self._vault = vault

    async def add(self, case: CaseCode, request: Request) -> int:
        seal = await self._vault.seal_of(case)
        number = await next_number(self._transaction, coordinator_requests, case)
        values = {"case_code": case, "number": number, **_values(request, number, seal)}
        await self._transaction.insert(coordinator_requests, values)
        return number

    async def save(self, case: CaseCode, request: Request) -> None:
        seal, this = await self._vault.seal_of(case), coordinator_requests.c
        change = update(coordinator_requests).where(this.case_code == case, this.number == request.number)
        values = _values(request, request.number, seal)
        await self._transaction.change_one(change.values(**values), (case, request.number))

    async def of(self, case: CaseCode) -> tuple[Request, ...]:
        rows = await self._transaction.all(
            select(coordinator_requests)
            .where(coordinator_requests.c.case_code == case)
            .order_by(coordinator_requests.c.number)
        )
        if not rows:
            return ()
        seal = await self._vault.seal_of(case)
        return tuple(_request(row, _reason(row, seal)) for row in rows)

    async def open(self) -> tuple[tuple[CaseCode, Request], ...]:
        rows = await self._transaction.all(
            select(coordinator_requests)
            .where(coordinator_requests.c.state == RequestState.OPEN.value)
            .order_by(coordinator_requests.c.case_code, coordinator_requests.c.number)
        )
        return tuple((row.case_code, _request(row, "")) for row in rows)


class SqlAuthority:
    """Implements `bot.ports.Authority`."""

    def __init__(self, transaction: Transaction, vault: Vault) -> None:
        self._transaction = transaction
        self._vault = vault

    async def grant(self, case: CaseCode, grant: Grant) -> None:
        seal = await self._vault.seal_of(case)
        number = await next_number(self._transaction, authority_grants, case)
        values = {
            "case_code": case,
            "number": number,
            "user_id": grant.user_id,
            "given": grant.given,
            "by": grant.by,
            "at": grant.at,
            "reason": seal.seal("authority_grants", "reason", str(number), pack_text(grant.reason)),
        }
        await self._transaction.insert(authority_grants, values)

    async def grants(self, case: CaseCode) -> tuple[Grant, ...]:
        rows = await self._transaction.all(
            select(authority_grants).where(authority_grants.c.case_code == case).order_by(authority_grants.c.number)
        )
        if not rows:
            return ()
        seal = await self._vault.seal_of(case)
        return tuple(
            Grant(
                row.user_id,
                row.given,
                row.by,
                row.at,
                unpack_text(seal.unseal("authority_grants", "reason", str(row.number), row.reason)),
            )
            for row in rows
        )

    async def use(self, case: CaseCode, use: Use) -> None:
        seal = await self._vault.seal_of(case)
        number = await next_number(self._transaction, authority_uses, case)
        values = {
            "case_code": case,
            "number": number,
            "area": use.area.value,
            "text": seal.seal("authority_uses", "text", str(number), pack_text(use.text)),
            "by": use.by,
            "at": use.at,
        }
        await self._transaction.insert(authority_uses, values)

    async def uses(self, case: CaseCode) -> tuple[Use, ...]:
        rows = await self._transaction.all(
            select(authority_uses).where(authority_uses.c.case_code == case).order_by(authority_uses.c.number)
        )
        if not rows:
            return ()
        seal = await self._vault.seal_of(case)
        return tuple(
            Use(
                Area(row.area),
                unpack_text(seal.unseal("authority_uses", "text", str(row.number), row.text)),
                row.by,
                row.at,
            )
            for row in rows
        )

    async def last_uses(self, region: str) -> dict[CaseCode, datetime]:
        rows = await self._transaction.all(
            select(authority_uses.c.case_code, authority_uses.c.at)
            .join(cases, cases.c.code == authority_uses.c.case_code)
            .where(cases.c.region == region)
            .order_by(authority_uses.c.case_code, authority_uses.c.number)
        )
        return {row.case_code: row.at for row in rows}


def _values(request: Request, number: int, seal: Seal) -> dict[str, Any]:
    reason = seal.seal(TABLE, "reason", str(number), pack_text(request.reason)) if request.reason else None
    return {
        "asked": request.asked,
        "asked_by": request.asked_by,
        "kind": request.kind.value,
        "asked_at": request.asked_at,
        "state": request.state.value,
        "ended_at": request.ended_at,
        "reason": reason,
        "with_actions": request.with_actions,
        "step": request.step.value,
        "stands_for": request.stands_for,
    }


def _reason(row: Row[Any], seal: Seal) -> str:
    return "" if row.reason is None else unpack_text(seal.unseal(TABLE, "reason", str(row.number), row.reason))


def _request(row: Row[Any], reason: str) -> Request:
    return Request(
        asked=row.asked,
        asked_by=row.asked_by,
        kind=Kind(row.kind),
        asked_at=row.asked_at,
        state=RequestState(row.state),
        ended_at=row.ended_at,
        reason=reason,
        with_actions=row.with_actions,
        step=Step(row.step),
        stands_for=row.stands_for,
        number=row.number,
    )
