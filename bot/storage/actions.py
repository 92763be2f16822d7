"""Actions and decisions in SQL: their texts sealed. And the one look across cases, which reads no text."""
# ruff: noqa: D102 - the port says what each method is for

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, and_, func, select, update

from bot.domain.case import Action, ActionState, Area, CaseCode, Decision, Owner
from bot.domain.figures import Task
from bot.domain.outcome import Given
from bot.domain.people import UserId
from bot.domain.reminders import OpenAction
from bot.storage.sealing import Seal
from bot.storage.shapes import pack_text, unpack_text
from bot.storage.tables import actions, cases, decisions
from bot.storage.transaction import Transaction
from bot.storage.vault import Vault


class SqlActions:
    """Implements `bot.ports.Actions`."""

    def __init__(self, transaction: Transaction, vault: Vault) -> None:
        self._transaction = transaction
        self._vault = vault

    async def next_number(self, case: CaseCode) -> int:
        return await _next_number(self._transaction, actions, case)

    async def add(self, case: CaseCode, action: Action) -> None:
        seal = await self._vault.seal_of(case)
        await self._transaction.insert(
            actions,
            {
                "case_code": case,
                "number": action.number,
                "owner_organisation": action.owner.organisation,
                "owner_user": action.owner.user_id,
                "due": action.due,
                "text": seal.seal("actions", "text", str(action.number), pack_text(action.text)),
                "added_by": action.added_by,
                "added_at": action.added_at,
                "state": action.state.value,
                "done_by": action.done_by,
                "done_at": action.done_at,
                "reason": _sealed(action.reason, action.number, seal),
            },
        )

    async def get(self, case: CaseCode, number: int) -> Action | None:
        row = await self._transaction.one(select(actions).where(_this(case, number)))
        return None if row is None else _action(row, await self._vault.seal_of(case))

    async def of(self, case: CaseCode) -> tuple[Action, ...]:
        rows = await self._transaction.all(
            select(actions).where(actions.c.case_code == case).order_by(actions.c.number)
        )
        if not rows:
            return ()
        seal = await self._vault.seal_of(case)
        return tuple(_action(row, seal) for row in rows)

    async def done(self, case: CaseCode, number: int, by: UserId, at: datetime) -> None:
        statement = update(actions).where(_this(case, number))
        await self._transaction.change_one(
            statement.values(state=ActionState.DONE.value, done_by=by, done_at=at), (case, number)
        )

    async def drop(self, case: CaseCode, number: int, by: UserId, at: datetime, reason: str) -> None:
        sealed = _sealed(reason, number, await self._vault.seal_of(case))
        statement = update(actions).where(_this(case, number))
        await self._transaction.change_one(
            statement.values(state=ActionState.DROPPED.value, done_by=by, done_at=at, reason=sealed), (case, number)
        )

    async def hand_over(self, case: CaseCode, number: int, owner: Owner) -> None:
        statement = update(actions).where(_this(case, number))
        await self._transaction.change_one(
            statement.values(owner_organisation=owner.organisation, owner_user=owner.user_id), (case, number)
        )

    async def correct(self, case: CaseCode, number: int, text: str) -> None:
        seal = await self._vault.seal_of(case)
        sealed = seal.seal("actions", "text", str(number), pack_text(text))
        await self._transaction.change_one(
            update(actions).where(_this(case, number)).values(text=sealed), (case, number)
        )


class SqlOverview:
    """Implements `bot.ports.Overview`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def open_actions(self) -> tuple[OpenAction, ...]:
        rows = await self._transaction.all(
            select(actions.c.case_code, actions.c.number, actions.c.due, actions.c.owner_user, cases.c.coordinator)
            .join(cases, cases.c.code == actions.c.case_code)
            .where(actions.c.state == ActionState.OPEN.value, cases.c.closed_at.is_(None))
            .order_by(actions.c.case_code, actions.c.number)
        )
        return tuple(OpenAction(row.case_code, row.number, row.due, row.owner_user, row.coordinator) for row in rows)

    async def tasks(self, region: str) -> tuple[Task, ...]:
        rows = await self._transaction.all(
            select(actions.c.added_at, actions.c.due, actions.c.state, actions.c.done_at)
            .join(cases, cases.c.code == actions.c.case_code)
            .where(cases.c.region == region)
            .order_by(actions.c.added_at, actions.c.case_code, actions.c.number)
        )
        return tuple(Task(row.added_at, row.due, ActionState(row.state), row.done_at) for row in rows)


class SqlDecisions:
    """Implements `bot.ports.Decisions`. Earlier outcomes stay; the one added last counts."""

    def __init__(self, transaction: Transaction, vault: Vault) -> None:
        self._transaction = transaction
        self._vault = vault

    async def add(self, case: CaseCode, meeting: str, decision: Decision) -> None:
        seal = await self._vault.seal_of(case)
        number = await _next_number(self._transaction, decisions, case)
        await self._transaction.insert(
            decisions,
            {
                "case_code": case,
                "number": number,
                "meeting": meeting,
                "area": decision.area.value,
                "text": seal.seal("decisions", "text", str(number), pack_text(decision.text)),
                "not_applicable": decision.not_applicable,
                "decided_by": decision.decided_by,
                "decided_at": decision.decided_at,
            },
        )

    async def of(self, case: CaseCode) -> tuple[Decision, ...]:
        rows = await self._transaction.all(
            select(decisions).where(decisions.c.case_code == case).order_by(decisions.c.number)
        )
        if not rows:
            return ()
        seal = await self._vault.seal_of(case)
        standing = {row.area: row for row in rows}
        return tuple(_decision(standing[area.value], seal) for area in Area if area.value in standing)

    async def given(self, case: CaseCode) -> tuple[Given, ...]:
        rows = await self._transaction.all(
            select(decisions).where(decisions.c.case_code == case).order_by(decisions.c.number)
        )
        if not rows:
            return ()
        seal = await self._vault.seal_of(case)
        return tuple(Given(row.meeting, _decision(row, seal)) for row in rows)

    async def correct(self, case: CaseCode, decision: Decision) -> None:
        rows = await self._transaction.all(
            select(decisions.c.meeting)
            .where(decisions.c.case_code == case, decisions.c.area == decision.area.value)
            .order_by(decisions.c.number.desc())
            .limit(1)
        )
        if not rows:
            raise KeyError((case, decision.area))
        await self.add(case, rows[0].meeting, decision)


async def _next_number(transaction: Transaction, table: Table, case: CaseCode) -> int:
    row = await transaction.one(select(func.max(table.c.number).label("last")).where(table.c.case_code == case))
    return 1 if row is None or row.last is None else int(row.last) + 1


def _this(case: CaseCode, number: int) -> ColumnElement[bool]:
    return and_(actions.c.case_code == case, actions.c.number == number)


def _sealed(reason: str, number: int, seal: Seal) -> bytes | None:
    return seal.seal("actions", "reason", str(number), pack_text(reason)) if reason else None


def _action(row: Row[Any], seal: Seal) -> Action:
    return Action(
        number=row.number,
        owner=Owner(row.owner_organisation, row.owner_user),
        due=row.due,
        text=unpack_text(seal.unseal("actions", "text", str(row.number), row.text)),
        added_by=row.added_by,
        added_at=row.added_at,
        state=ActionState(row.state),
        done_by=row.done_by,
        done_at=row.done_at,
        reason="" if row.reason is None else unpack_text(seal.unseal("actions", "reason", str(row.number), row.reason)),
    )


def _decision(row: Row[Any], seal: Seal) -> Decision:
    return Decision(
        area=Area(row.area),
        text=unpack_text(seal.unseal("decisions", "text", str(row.number), row.text)),
        not_applicable=row.not_applicable,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )
