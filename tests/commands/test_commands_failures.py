"""The unexpected: nothing half done stays, the sender hears it, and the log holds no typed word."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

import pytest

from bot.commands.args import Args, NoArgs
from bot.commands.dispatch import Dispatcher, build_table
from bot.commands.table import Command
from bot.domain.case import Owner
from bot.domain.moments import Due
from bot.domain.people import Permission, Place
from bot.domain.refusals import NothingToDiscuss, Refused, UnknownAction
from bot.ports import StorageDownError, Work
from bot.usecases import actions
from bot.usecases.acting import Acting
from bot.usecases.notices import CouldNotRead, Failure
from bot.usecases.results import ActionAdded, Who
from tests.commands.stage import ANNA, REMINDER_TIMES, Stage, only, values

SECRET = "Gijsbrecht"


async def open_actions(stage: Stage) -> int:
    async with stage.database.work() as work:
        return len(await work.actions.of(stage.code))


class BrokenError(Exception):
    """Says what was typed, as exceptions do."""


def broken(*_: Any) -> Any:
    raise BrokenError(f"cannot handle {SECRET}")


@pytest.mark.parametrize("where", ["actions.add", "reminders.add", "audit.add once"])
async def test_a_failure_leaves_nothing_behind_and_is_told_with_a_reference(
    stage: Stage, caplog: pytest.LogCaptureFixture, where: str
) -> None:
    caplog.set_level(logging.DEBUG)
    stage.open_work = breaking(stage, *where.split())
    text = f"!actie anna vrijdag: eerst\n!actie anna vrijdag: {SECRET}"
    failure = only(await stage.post(ANNA, text, Place.CASE, stage.code, "$kapot"))
    assert isinstance(failure, Failure)
    assert failure.reference in caplog.text
    assert "BrokenError" in caplog.text
    assert "$kapot" in caplog.text
    assert SECRET not in caplog.text
    assert all(record.exc_info is None for record in caplog.records)
    assert await open_actions(stage) == 0
    assert [(e.verb, e.outcome, e.subject) for e in await stage.audited(9)] == [("?", "error", stage.code)]


def breaking(stage: Stage, method: str, once: str = "") -> Any:
    repository, name = method.split(".")
    opened = 0

    @asynccontextmanager
    async def open_work() -> AsyncIterator[Work]:
        nonlocal opened
        opened += 1
        async with stage.database.work() as work:
            if not once or opened == 1:
                setattr(getattr(work, repository), name, broken)
            yield work

    return open_work


async def test_a_message_that_failed_is_not_tried_again(stage: Stage) -> None:
    stage.open_work = breaking(stage, "actions.add")
    text = "!actie anna vrijdag: bellen"
    assert isinstance(only(await stage.post(ANNA, text, Place.CASE, stage.code, "$kapot")), Failure)
    stage.open_work = stage.database.work
    assert await stage.post(ANNA, text, Place.CASE, stage.code, "$kapot") == []
    assert await open_actions(stage) == 0


async def test_two_failures_have_two_references(stage: Stage) -> None:
    stage.open_work = breaking(stage, "actions.add")
    first, second = [only(await stage.in_case(ANNA, "!actie anna vrijdag: bellen")) for _ in range(2)]
    assert first != second


async def test_without_storage_the_batch_is_not_finished(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    stage.open_work = broken
    with pytest.raises(BrokenError):
        await stage.post(ANNA, f"!wie {SECRET}", Place.CASE, stage.code, "$later")
    assert SECRET not in caplog.text
    stage.open_work = stage.database.work
    assert isinstance(only(await stage.post(ANNA, "!wie", Place.CASE, stage.code, "$later")), Who)


class DiskFullError(StorageDownError):
    """As storage raises it in the middle of a command."""


async def test_when_storage_fails_halfway_nothing_is_answered_and_the_message_comes_again(stage: Stage) -> None:
    opened = 0

    @asynccontextmanager
    async def without_room() -> AsyncIterator[Work]:
        nonlocal opened
        opened += 1
        async with stage.database.work() as work:
            work.reminders.add = full  # type: ignore[method-assign,assignment]  # what a test does to a disk
            yield work

    stage.open_work = without_room
    before = await stage.audited(9)
    with pytest.raises(DiskFullError):
        await stage.post(ANNA, "!actie anna vrijdag: bellen", Place.CASE, stage.code, "$vol")
    assert opened == 1, "there is no room for an answer either"
    stage.open_work = stage.database.work
    assert await stage.audited(9) == before
    assert isinstance(only(await stage.post(ANNA, "!wie", Place.CASE, stage.code, "$vol")), Who), "no trace of it"


async def full(*_: object) -> None:
    raise DiskFullError


async def half_done(args: Args, acting: Acting) -> None:
    """Change something, and find out only then that it cannot be."""
    del args
    await actions.add_action(acting, Owner("vt"), Due(date(2026, 11, 27)), "blijft niet staan")
    await acting.speaker.in_room(acting.work, acting.room, CouldNotRead(), acting.now)
    raise Refused(NothingToDiscuss())


async def test_a_command_refused_halfway_leaves_nothing_behind(stage: Stage) -> None:
    table = build_table()
    table.add(Command("half", (), Permission.ASK, frozenset(Place), NoArgs, half_done, "half", "!half"))
    stage.dispatcher = Dispatcher(stage.open_work, stage.speaker, stage.clock, REMINDER_TIMES, table)
    said = values(await stage.in_case(ANNA, "!actie anna vrijdag: een\n!half\n!actie anna vrijdag: twee"))
    assert [type(value) for value in said] == [ActionAdded, NothingToDiscuss, ActionAdded]
    assert await open_actions(stage) == 2
    assert [(e.verb, e.outcome) for e in await stage.audited(3)] == [
        ("actie", "ok"),
        ("half", "NothingToDiscuss"),
        ("actie", "ok"),
    ]


async def test_a_refusal_undoes_only_its_own_command(stage: Stage) -> None:
    said = await stage.in_case(ANNA, "!actie anna vrijdag: bellen\n!klaar A9")
    assert [type(v) for v in values(said)] == [ActionAdded, UnknownAction]
    assert await open_actions(stage) == 1
