"""The contract of actions: how they are, every step of them, and what may be taken back."""

import sqlite3
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path

import pytest

from bot.domain.case import Area, Owner
from bot.domain.meeting import Item, Meeting
from bot.domain.recurrence import Recurrence
from bot.domain.reminders import OpenAction
from bot.domain.steps import ActionStep, StepKind, delays_of
from bot.domain.undo import KEPT, Change, What
from bot.storage.database import Database, upgrade
from bot.storage.sealing import MasterKey

from .conftest import AnyDatabase
from .samples import ANNA, BEN, DAY, DUE, HOUR, NOW, A, B, action, add_case, decision, ended

LATER = date(2026, 12, 4)
OUTSIDE = Owner("", None, "Wijkteam \ud800")


def change(refs: tuple[int, ...] = (1,), by: str = ANNA, hours: int = 0, subject: str = A) -> Change:
    return Change("casus", subject, by, NOW + hours * HOUR, What.STEPS, A, refs)


async def test_all_of_an_action_comes_back_and_is_changed(database: AnyDatabase) -> None:
    row = Recurrence(2, DUE, LATER)
    full = replace(action(1), owner=OUTSIDE, due_at=NOW + DAY, area=Area.LAW, rhythm=row)
    async with database.work() as work:
        await add_case(work)
        await work.actions.add(A, full)
        await work.actions.add(A, action(2))
        await work.commit()
    async with database.work() as work:
        assert await work.actions.of(A) == (full, action(2))
        moved = replace(full, due=LATER, due_at=None, owner=Owner("vt", BEN))
        await work.actions.save(A, moved)
        assert await work.actions.get(A, 1) == moved
        assert await work.actions.get(A, 2) == action(2), "the other is not touched"
        with pytest.raises(KeyError):
            await work.actions.save(A, action(3))
        with pytest.raises(KeyError):
            await work.actions.save(B, action(1))


async def test_a_daily_row_is_not_taken_for_no_row(database: AnyDatabase) -> None:
    daily = replace(action(1), rhythm=Recurrence(0, DUE))
    async with database.work() as work:
        await add_case(work)
        await work.actions.add(A, daily)
        assert await work.actions.get(A, 1) == daily


async def test_the_overview_tells_of_moments_and_outside_parties_without_a_name(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work, coordinator=BEN)
        await work.actions.add(A, replace(action(1), owner=OUTSIDE, due_at=NOW))
        await work.actions.add(A, action(2, user=None))
        outside, organisation = await work.overview.open_actions()
        assert outside == OpenAction(A, 1, DUE, None, BEN, NOW, "", outside=True)
        assert organisation == OpenAction(A, 2, DUE, None, BEN, None, "vt", outside=False)


async def test_steps_come_back_as_they_were_in_order(database: AnyDatabase) -> None:
    steps = [
        ActionStep(1, StepKind.NOT_DONE, ANNA, NOW, "Merkwoord \ud800", was=DUE),
        ActionStep(2, StepKind.DONE, BEN, NOW),
        ActionStep(1, StepKind.POSTPONED, BEN, NOW, "anders", was=DUE, due=LATER, was_at=NOW, due_at=NOW + DAY),
        ActionStep(1, StepKind.HANDED, ANNA, NOW + HOUR, from_owner=Owner("vt", ANNA), to_owner=OUTSIDE),
        ActionStep(2, StepKind.TAKEN_BACK, BEN, NOW + HOUR, of=2),
    ]
    async with database.work() as work:
        for code in (A, B):
            await add_case(work, code)
            await work.actions.add(code, action(1))
        await work.actions.add(A, action(2))
        assert [await work.action_steps.add(A, step) for step in steps] == [1, 2, 3, 4, 5]
        assert await work.action_steps.add(B, steps[0]) == 1
        await work.commit()
    async with database.work() as work:
        stored = await work.action_steps.of(A)
        assert stored == tuple(replace(step, number=number) for number, step in enumerate(steps, 1))
        assert await work.action_steps.of(B) == (replace(steps[0], number=1),)
        assert [(d.reason, d.due, d.postponed) for d in delays_of(stored)] == [
            ("Merkwoord \ud800", None, False),
            ("anders", LATER, True),
        ]


async def test_there_is_no_step_of_an_action_that_is_not_there(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work)
        await work.actions.add(A, action(1))
        for code, number in ((A, 2), (B, 1)):
            with pytest.raises(KeyError):
                await work.action_steps.add(code, ActionStep(number, StepKind.DONE, ANNA, NOW))
        assert await work.action_steps.of(A) == ()


async def test_an_outcome_that_was_taken_back_counts_no_more(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work)
        await work.meetings.save(Meeting("m", "DH", ANNA, NOW, (Item(A),)))
        first = await work.decisions.add(A, "m", decision(Area.SAFETY, "eerst"))
        law = await work.decisions.add(A, "m", decision(Area.LAW, "recht"))
        second = await work.decisions.add(A, "m", decision(Area.SAFETY, "daarna"))
        assert await work.decisions.numbers(A) == {Area.SAFETY: second, Area.LAW: law}
        await work.decisions.take_back(A, second, NOW)
        await work.commit()
    async with database.work() as work:
        assert [d.text for d in await work.decisions.of(A)] == ["eerst", "recht"]
        assert await work.decisions.numbers(A) == {Area.SAFETY: first, Area.LAW: law}
        await work.decisions.take_back(A, first, NOW)
        await work.decisions.take_back(A, law, NOW)
        assert await work.decisions.of(A) == ()
        assert await work.decisions.add(A, "m", decision(Area.SAFETY, "weer")) == 4, "no number is used twice"
        assert [d.text for d in await work.decisions.of(A)] == ["weer"]
        with pytest.raises(KeyError):
            await work.decisions.take_back(A, 5, NOW)


async def test_the_last_change_of_somebody_in_a_room(database: AnyDatabase) -> None:
    fixed = Change("direct", ANNA, ANNA, NOW, What.FIXED, "", answer="LanguageSet")
    async with database.work() as work:
        assert await work.changes.last("casus", A, ANNA) is None
        for each in (change((1,)), change((2, 3)), change((4,), BEN), change((5,), subject=B), fixed):
            await work.changes.add(each)
        await work.commit()
    async with database.work() as work:
        last = await work.changes.last("casus", A, ANNA)
        assert last is not None
        assert last == replace(change((2, 3)), number=last.number)
        await work.changes.taken_back(last.number, NOW)
        before = await work.changes.last("casus", A, ANNA)
        assert before is not None
        assert before.refs == (1,)
        assert await work.changes.last("direct", ANNA, ANNA) == replace(fixed, number=5)
        with pytest.raises(KeyError):
            await work.changes.taken_back(99, NOW)


async def test_changes_are_forgotten_after_a_day(database: AnyDatabase) -> None:
    async with database.work() as work:
        await work.changes.add(change((1,), BEN))
        await work.changes.add(replace(change((2,)), at=NOW + KEPT))
        assert await work.changes.last("casus", A, BEN) is not None
        await work.changes.add(replace(change((3,)), at=NOW + KEPT + timedelta(seconds=1)))
        assert await work.changes.last("casus", A, BEN) is None


async def test_what_is_undone_was_never_there(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work)
        await work.actions.add(A, action())
        with suppress(LookupError):
            async with work.attempt():
                await work.action_steps.add(A, ActionStep(1, StepKind.DONE, ANNA, NOW))
                await work.actions.save(A, replace(action(), due=LATER))
                await work.changes.add(change())
                raise LookupError
        assert await work.action_steps.of(A) == ()
        assert await work.actions.of(A) == (action(),)
        assert await work.changes.last("casus", A, ANNA) is None


BEFORE = import_module("bot.storage.migrations.versions.0021_action_steps").down_revision
DELAYS = "case_code, number, action, reason, by, at, was, due"
OLD = (
    "ALTER TABLE grounds DROP COLUMN warned_at",
    "ALTER TABLE breaches DROP COLUMN asked_at",
    *(f"DROP TABLE {name}" for name in ("habits", "digest_marks", "escalations", "snoozes", "tight_watches")),
    "DROP INDEX ix_actions_state_due",
    "DROP INDEX ix_reminders_moment",
    "ALTER TABLE outbox DROP COLUMN not_before",
    "CREATE TABLE digest_days (day DATE PRIMARY KEY)",
    f"CREATE TABLE action_delays ({DELAYS})",
    f"INSERT INTO action_delays SELECT {DELAYS} FROM action_steps WHERE kind = 'niet-gedaan'",  # noqa: S608 - our own
    "DROP TABLE action_steps",
    "DROP TABLE recent_changes",
    *(f"ALTER TABLE actions DROP COLUMN {c}" for c in ("owner_name", "due_at", "area")),
    *(f"ALTER TABLE actions DROP COLUMN {c}" for c in ("every_weeks", "row_from", "row_until")),
    "ALTER TABLE decisions DROP COLUMN taken_back_at",
    "ALTER TABLE corrections DROP COLUMN taken_back_at",
    "ALTER TABLE contribution_steps DROP COLUMN of",
    f"UPDATE alembic_version SET version_num = '{BEFORE}'",  # noqa: S608 - our own
)
"""What turns the tables of now into those of before this history; a later migration adds what undoes it."""


async def test_what_was_stored_before_becomes_the_beginning_of_the_history(
    tmp_path: Path, url: str, sql: Database, master_key: MasterKey
) -> None:
    delay = ActionStep(1, StepKind.NOT_DONE, ANNA, NOW, "Merkwoord", was=DUE, due=LATER)
    async with sql.work() as work:
        for code in (A, B):
            await add_case(work, code)
        for number in (1, 2, 3):
            await work.actions.add(A, action(number))
        await work.actions.add(B, action(1))
        await work.action_steps.add(A, delay)
        await ended(work, A, 3, BEN, NOW + HOUR)
        await ended(work, A, 2, ANNA, NOW + DAY, "waarom")
        await ended(work, B, 1, BEN, NOW)
        await work.commit()
    raw = sqlite3.connect(tmp_path / "regiekamer.db", isolation_level=None)
    for statement in OLD:
        raw.execute(statement)
    raw.close()
    await upgrade(url)
    again = await Database.open(url, master_key)
    async with again.work() as work:
        assert await work.action_steps.of(A) == (
            replace(delay, number=1),
            ActionStep(3, StepKind.DONE, BEN, NOW + HOUR, number=2),
            ActionStep(2, StepKind.DROPPED, ANNA, NOW + DAY, number=3),
        )
        assert [step.kind for step in await work.action_steps.of(B)] == [StepKind.DONE]
        dropped = await work.actions.get(A, 2)
        assert dropped is not None
        assert dropped.reason == "waarom", "it stays where it was sealed"
        assert await work.action_steps.add(A, replace(delay, reason="later")) == 4
        assert [d.reason for d in delays_of(await work.action_steps.of(A))] == ["Merkwoord", "later"]
    await again.close()
