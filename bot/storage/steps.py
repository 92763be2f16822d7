"""The steps of actions in SQL, and what may be taken back. What was typed is sealed."""
# ruff: noqa: D102 - the port says what each method is for

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, delete, func, select, update

from bot.domain.case import CaseCode, Owner
from bot.domain.people import UserId
from bot.domain.steps import ActionStep, StepKind
from bot.domain.undo import KEPT, Change, What
from bot.storage.outcome import next_number
from bot.storage.sealing import Seal
from bot.storage.shapes import pack_text, unpack_text
from bot.storage.tables import actions
from bot.storage.tables_actions import action_steps, recent_changes
from bot.storage.transaction import Transaction
from bot.storage.vault import Vault

SEALED_AS = "action_delays"
"""What the table was called when the first reasons were sealed (migration 0021)."""


class SqlActionSteps:
    """Implements `bot.ports.ActionSteps`."""

    def __init__(self, transaction: Transaction, vault: Vault) -> None:
        self._transaction = transaction
        self._vault = vault

    async def add(self, case: CaseCode, step: ActionStep) -> int:
        this = and_(actions.c.case_code == case, actions.c.number == step.action)
        if await self._transaction.one(select(actions.c.number).where(this)) is None:
            raise KeyError((case, step.action))
        seal = await self._vault.seal_of(case)
        number = await next_number(self._transaction, action_steps, case)
        values: dict[str, Any] = {
            "case_code": case,
            "number": number,
            "action": step.action,
            "kind": step.kind.value,
            "by": step.by,
            "at": step.at,
            "reason": _sealed(step.reason, "reason", number, seal),
            "was": step.was,
            "due": step.due,
            "was_at": step.was_at,
            "due_at": step.due_at,
            "of": step.of,
            **_packed("from", step.from_owner, number, seal),
            **_packed("to", step.to_owner, number, seal),
        }
        await self._transaction.insert(action_steps, values)
        return number

    async def of(self, case: CaseCode) -> tuple[ActionStep, ...]:
        rows = await self._transaction.all(
            select(action_steps).where(action_steps.c.case_code == case).order_by(action_steps.c.number)
        )
        if not rows:
            return ()
        seal = await self._vault.seal_of(case)
        return tuple(_step(row, seal) for row in rows)


class SqlChanges:
    """Implements `bot.ports.Changes`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, change: Change) -> None:
        await self._transaction.remove(delete(recent_changes).where(recent_changes.c.at < change.at - KEPT))
        row = await self._transaction.one(select(func.max(recent_changes.c.number).label("last")))
        values = {
            "number": 1 if row is None or row.last is None else int(row.last) + 1,
            "place": change.place,
            "subject": change.subject,
            "by": change.by,
            "at": change.at,
            "what": change.what.value,
            "case_code": change.case,
            "refs": " ".join(map(str, change.refs)),
            "answer": change.answer,
        }
        await self._transaction.insert(recent_changes, values)

    async def last(self, place: str, subject: str, by: UserId) -> Change | None:
        here = and_(recent_changes.c.place == place, recent_changes.c.subject == subject, recent_changes.c.by == by)
        row = await self._transaction.one(
            select(recent_changes)
            .where(here, recent_changes.c.taken_back_at.is_(None))
            .order_by(recent_changes.c.number.desc())
            .limit(1)
        )
        if row is None:
            return None
        refs = tuple(int(ref) for ref in row.refs.split())
        what = What(row.what)
        change = Change(row.place, row.subject, row.by, row.at, what, row.case_code, refs, row.answer)
        return replace(change, number=row.number)

    async def taken_back(self, number: int, at: datetime) -> None:
        statement = update(recent_changes).where(recent_changes.c.number == number)
        await self._transaction.change_one(statement.values(taken_back_at=at), number)


def _packed(which: str, owner: Owner | None, number: int, seal: Seal) -> dict[str, object]:
    return {
        f"{which}_organisation": None if owner is None else owner.organisation,
        f"{which}_user": None if owner is None else owner.user_id,
        f"{which}_name": None if owner is None else _sealed(owner.name, f"{which}_name", number, seal),
    }


def _sealed(text: str, column: str, number: int, seal: Seal) -> bytes | None:
    return seal.seal(SEALED_AS, column, str(number), pack_text(text)) if text else None


def _unsealed(packed: bytes | None, column: str, number: int, seal: Seal) -> str:
    return "" if packed is None else unpack_text(seal.unseal(SEALED_AS, column, str(number), packed))


def _owner(row: Row[Any], which: str, seal: Seal) -> Owner | None:
    organisation = getattr(row, f"{which}_organisation")
    if organisation is None:
        return None
    name = _unsealed(getattr(row, f"{which}_name"), f"{which}_name", row.number, seal)
    return Owner(organisation, getattr(row, f"{which}_user"), name)


def _step(row: Row[Any], seal: Seal) -> ActionStep:
    return ActionStep(
        action=row.action,
        kind=StepKind(row.kind),
        by=row.by,
        at=row.at,
        reason=_unsealed(row.reason, "reason", row.number, seal),
        was=row.was,
        due=row.due,
        was_at=row.was_at,
        due_at=row.due_at,
        from_owner=_owner(row, "from", seal),
        to_owner=_owner(row, "to", seal),
        of=row.of,
        number=row.number,
    )
