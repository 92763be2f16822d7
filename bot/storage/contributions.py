"""Inzet in SQL: what was typed sealed, also the name of an organisation outside the directory."""
# ruff: noqa: D102 - the port says what each method is for

from typing import Any

from sqlalchemy import Row, select

from bot.domain.case import Area, CaseCode
from bot.domain.contributions import Contributed, ForWhom, Progress, Step
from bot.storage.outcome import next_number
from bot.storage.shapes import pack_text, unpack_text
from bot.storage.tables import cases
from bot.storage.tables_outcome import contribution_steps, contributions
from bot.storage.transaction import Transaction
from bot.storage.vault import Vault

TABLE = "contributions"


class SqlContributions:
    """Implements `bot.ports.Contributions`."""

    def __init__(self, transaction: Transaction, vault: Vault) -> None:
        self._transaction = transaction
        self._vault = vault

    async def add(self, case: CaseCode, contributed: Contributed) -> None:
        seal, row = await self._vault.seal_of(case), str(contributed.number)
        values = {
            "case_code": case,
            "number": contributed.number,
            "organisation": contributed.organisation,
            "name": seal.seal(TABLE, "name", row, pack_text(contributed.name)),
            "area": None if contributed.area is None else contributed.area.value,
            "for_whom": contributed.for_whom.value,
            "text": seal.seal(TABLE, "text", row, pack_text(contributed.text)),
            "by": contributed.by,
            "at": contributed.at,
        }
        await self._transaction.insert(contributions, values)

    async def of(self, case: CaseCode) -> tuple[Contributed, ...]:
        rows = await self._transaction.all(
            select(contributions).where(contributions.c.case_code == case).order_by(contributions.c.number)
        )
        if not rows:
            return ()
        seal = await self._vault.seal_of(case)
        return tuple(
            Contributed(
                number=row.number,
                organisation=row.organisation,
                text=unpack_text(seal.unseal(TABLE, "text", str(row.number), row.text)),
                area=None if row.area is None else Area(row.area),
                for_whom=ForWhom(row.for_whom),
                by=row.by,
                at=row.at,
                name=unpack_text(seal.unseal(TABLE, "name", str(row.number), row.name)),
            )
            for row in rows
        )

    async def step(self, case: CaseCode, step: Step) -> None:
        if await self._transaction.one(select(cases.c.code).where(cases.c.code == case)) is None:
            raise KeyError(case)
        values = {
            "case_code": case,
            "number": await next_number(self._transaction, contribution_steps, case),
            "contribution": step.number,
            "progress": "" if step.progress is None else step.progress.value,
            "by": step.by,
            "at": step.at,
            "of": step.of,
        }
        await self._transaction.insert(contribution_steps, values)

    async def steps(self, case: CaseCode) -> tuple[Step, ...]:
        rows = await self._transaction.all(
            select(contribution_steps)
            .where(contribution_steps.c.case_code == case)
            .order_by(contribution_steps.c.number)
        )
        return tuple(_step(row) for row in rows)


def _step(row: Row[Any]) -> Step:
    progress = Progress(row.progress) if row.progress else None
    return Step(row.contribution, progress, row.by, row.at, row.of)
