"""Ticks survive everything and say what it was; a loop may stop for trouble with storage."""

import logging

import pytest

from bot.jobs import safe
from bot.ports import StorageDownError

SECRET = "Gijsbrecht"


class FullError(StorageDownError):
    """Says what is wrong, and never what was typed."""


async def full() -> None:
    raise FullError("there is no room")


async def broken() -> None:
    raise ValueError(SECRET)


async def test_a_tick_says_clearly_that_storage_does_not_work(caplog: pytest.LogCaptureFixture) -> None:
    await safe("reminders", full)()
    assert "tick reminders failed: FullError: there is no room" in caplog.text


async def test_a_tick_says_where_something_broke_and_not_with_which_words(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    await safe("reminders", broken)()
    assert "tick reminders failed: ValueError at broken" in caplog.text
    assert SECRET not in caplog.text
    assert all(record.exc_info is None for record in caplog.records)


async def test_a_loop_stops_for_what_it_names_and_for_nothing_else(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(FullError):
        await safe("deliver", full, but=StorageDownError)()
    await safe("deliver", broken, but=StorageDownError)()
    assert "tick deliver failed: ValueError" in caplog.text
