"""Actions and decisions in SQL: their texts sealed. And the one look across cases, which reads no text."""
# ruff: noqa: D102 - the port says what each method is for

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, and_, func, select, update

from bot.domain.case import Action, ActionState, Area, CaseCode, Decision, Owner
from bot.domain.closing import FollowUp
from bot.domain.figures import Task
from bot.domain.outcome import Given
from bot.domain.people import UserId
from bot.domain.recurrence import Recurrence
from bot.domain.reminders import OpenAction
from bot.storage.moves import moves_in
from bot.storage.sealing import Seal
from bot.storage.shapes import pack_text, unpack_text
from bot.storage.tables import actions, cases
from bot.storage.tables_closing import follow_ups
from bot.storage.tables_meeting import decisions
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
        agreed = {
            "case_code": case,
            "number": action.number,
            "text": seal.seal("actions", "text", str(action.number), pack_text(action.text)),
            "added_by": action.added_by,
            "added_at": action.added_at,
        }
        await self._transaction.insert(actions, agreed | _changing(action, seal))

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

    async def save(self, case: CaseCode, action: Action) -> None:
        changing = _changing(action, await self._vault.seal_of(case))
        statement = update(actions).where(_this(case, action.number))
        await self._transaction.change_one(statement.values(**changing), (case, action.number))

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
        a = actions.c
        rows = await self._transaction.all(
            select(a.case_code, a.number, a.due, a.owner_user, cases.c.coordinator, a.due_at, a.owner_organisation)
            .join(cases, cases.c.code == a.case_code)
            .where(a.state == ActionState.OPEN.value, cases.c.closed_at.is_(None))
            .order_by(a.case_code, a.number)
        )
        return tuple(
            OpenAction(
                row.case_code,
                row.number,
                row.due,
                row.owner_user,
                row.coordinator,
                row.due_at,
                row.owner_organisation,
                outside=not row.owner_organisation,
            )
            for row in rows
        )

    async def tasks(self, region: str) -> tuple[Task, ...]:
        rows = await self._transaction.all(
            select(actions.c.added_at, actions.c.due, actions.c.state, actions.c.done_at)
            .join(cases, cases.c.code == actions.c.case_code)
            .where(cases.c.region == region, actions.c.state != ActionState.TAKEN_BACK.value)
            .order_by(actions.c.added_at, actions.c.case_code, actions.c.number)
        )
        return tuple(Task(row.added_at, row.due, ActionState(row.state), row.done_at) for row in rows)

    async def last_moves(self, region: str) -> dict[CaseCode, datetime]:
        return {row.code: row.at for row in await self._transaction.all(moves_in(region))}

    async def follow_ups(self, coordinator: UserId, since: date, until: date) -> tuple[FollowUp, ...]:
        rows = await self._transaction.all(
            select(follow_ups.c.case_code, follow_ups.c.day)
            .join(cases, cases.c.code == follow_ups.c.case_code)
            .where(cases.c.coordinator == coordinator, cases.c.closed_at.is_not(None))
            .where(follow_ups.c.day >= since, follow_ups.c.day <= until)
            .order_by(follow_ups.c.day, follow_ups.c.case_code)
        )
        return tuple(FollowUp(row.case_code, row.day) for row in rows)


class SqlDecisions:
    """Implements `bot.ports.Decisions`. Earlier outcomes stay; the one added last counts."""

    def __init__(self, transaction: Transaction, vault: Vault) -> None:
        self._transaction = transaction
        self._vault = vault

    async def add(self, case: CaseCode, meeting: str, decision: Decision) -> int:
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
        return number

    async def of(self, case: CaseCode) -> tuple[Decision, ...]:
        standing = {row.area: row for row in await self._standing(case)}
        if not standing:
            return ()
        seal = await self._vault.seal_of(case)
        return tuple(_decision(standing[area.value], seal) for area in Area if area.value in standing)

    async def numbers(self, case: CaseCode) -> dict[Area, int]:
        return {Area(row.area): row.number for row in await self._standing(case)}

    async def take_back(self, case: CaseCode, number: int, at: datetime) -> None:
        this = and_(decisions.c.case_code == case, decisions.c.number == number)
        await self._transaction.change_one(update(decisions).where(this).values(taken_back_at=at), (case, number))

    async def given(self, case: CaseCode) -> tuple[Given, ...]:
        rows = await self._standing(case)
        if not rows:
            return ()
        seal = await self._vault.seal_of(case)
        return tuple(Given(row.meeting, _decision(row, seal)) for row in rows)

    async def correct(self, case: CaseCode, decision: Decision) -> int:
        meetings = {row.area: row.meeting for row in await self._standing(case)}
        return await self.add(case, meetings[decision.area.value], decision)

    async def _standing(self, case: CaseCode) -> Sequence[Row[Any]]:
        """Give those that were not taken back, in order: the last of each area counts."""
        counts = and_(decisions.c.case_code == case, decisions.c.taken_back_at.is_(None))
        return await self._transaction.all(select(decisions).where(counts).order_by(decisions.c.number))


async def _next_number(transaction: Transaction, table: Table, case: CaseCode) -> int:
    row = await transaction.one(select(func.max(table.c.number).label("last")).where(table.c.case_code == case))
    return 1 if row is None or row.last is None else int(row.last) + 1


def _this(case: CaseCode, number: int) -> ColumnElement[bool]:
    return and_(actions.c.case_code == case, actions.c.number == number)


def _changing(action: Action, seal: Seal) -> dict[str, object]:
    """Give the columns that steps change, and those of the agreement that no step does."""
    row, rhythm = str(action.number), action.rhythm
    reason, name = action.reason, action.owner.name
    return {
        "owner_organisation": action.owner.organisation,
        "owner_user": action.owner.user_id,
        "owner_name": seal.seal("actions", "owner_name", row, pack_text(name)) if name else None,
        "due": action.due,
        "due_at": action.due_at,
        "state": action.state.value,
        "done_by": action.done_by,
        "done_at": action.done_at,
        "reason": seal.seal("actions", "reason", row, pack_text(reason)) if reason else None,
        "area": None if action.area is None else action.area.value,
        "every_weeks": None if rhythm is None else rhythm.weeks,
        "row_from": None if rhythm is None else rhythm.start,
        "row_until": None if rhythm is None else rhythm.until,
    }


def _action(row: Row[Any], seal: Seal) -> Action:
    return Action(
        number=row.number,
        owner=Owner(row.owner_organisation, row.owner_user, _unsealed(row, "owner_name", seal)),
        due=row.due,
        text=_unsealed(row, "text", seal),
        added_by=row.added_by,
        added_at=row.added_at,
        state=ActionState(row.state),
        done_by=row.done_by,
        done_at=row.done_at,
        reason=_unsealed(row, "reason", seal),
        due_at=row.due_at,
        area=None if row.area is None else Area(row.area),
        rhythm=None if row.every_weeks is None else Recurrence(row.every_weeks, row.row_from, row.row_until),
    )


def _unsealed(row: Row[Any], column: str, seal: Seal) -> str:
    packed = getattr(row, column)
    return "" if packed is None else unpack_text(seal.unseal("actions", column, str(row.number), packed))


def _decision(row: Row[Any], seal: Seal) -> Decision:
    return Decision(
        area=Area(row.area),
        text=unpack_text(seal.unseal("decisions", "text", str(row.number), row.text)),
        not_applicable=row.not_applicable,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )
