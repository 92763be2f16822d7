"""The head of the audit trail in the administrators' room: every day, once, whatever clocks do."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import at, latest_day, local_day
from bot.domain.people import Place
from bot.domain.trail import AuditEntry, Inspection, TrailHead, read_head
from bot.texts.words import FluentWords
from bot.usecases.notices import AuditHead
from bot.usecases.remind import post_audit_head
from tests.commands.stage import ANNA, NOW, Stage

NINE = time(9)
SUMMER_BEGINS, SUMMER_ENDS = date(2026, 3, 29), date(2026, 10, 25)
CHRISTMAS, SATURDAY = date(2026, 12, 25), date(2026, 11, 28)
DAY = timedelta(days=1)
MOMENT = timedelta(microseconds=1)


async def tick(stage: Stage, now: datetime, clock: time = NINE) -> TrailHead | None:
    stage.now = now
    async with stage.database.work() as work:
        posted = await post_audit_head(work, stage.speaker, now, clock)
        await work.commit()
    said = await stage.read()
    assert len(said) == posted
    for each in said:
        assert isinstance(each.value, AuditHead)
        assert (each.place, each.outgoing.message.rings, each.outgoing.case) == (Place.ADMIN, False, None)
        return each.value.head
    return None


async def begun(stage: Stage, now: datetime, clock: time = NINE) -> Stage:
    """Let the installation have run a day before, and something be done."""
    async with stage.database.work() as work:
        await work.audit.add(AuditEntry(now, ANNA, "actie", "casus", stage.code, "ok"))
        await work.commit()
    assert await tick(stage, now, clock) is None
    return stage


@pytest.mark.parametrize(
    ("day", "clock", "moment"),
    [
        (SATURDAY, NINE, datetime(2026, 11, 28, 8, 0, tzinfo=UTC)),
        (CHRISTMAS, NINE, datetime(2026, 12, 25, 8, 0, tzinfo=UTC)),
        (SUMMER_BEGINS, NINE, datetime(2026, 3, 29, 7, 0, tzinfo=UTC)),
        (SUMMER_BEGINS, time(2, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),  # skipped: 03:30 on the clock
        (SUMMER_ENDS, NINE, datetime(2026, 10, 25, 8, 0, tzinfo=UTC)),
        (SUMMER_ENDS, time(2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # comes twice: the first
        (SATURDAY, time(0), datetime(2026, 11, 27, 23, 0, tzinfo=UTC)),
    ],
)
async def test_it_is_posted_when_dutch_clocks_say_so_also_on_days_off(
    stage: Stage, day: date, clock: time, moment: datetime
) -> None:
    await begun(stage, at(day - DAY, clock), clock)
    assert await tick(stage, moment - MOMENT, clock) is None
    assert await tick(stage, moment, clock) is not None
    for hours in (1, 2, 3, 22):  # also when the same hour comes again
        assert await tick(stage, moment + timedelta(hours=hours), clock) is None
    assert await tick(stage, at(day + DAY, clock), clock) is not None


async def test_it_says_how_far_the_trail_goes_and_that_holds_tomorrow(stage: Stage) -> None:
    await begun(stage, NOW)
    await stage.in_case(ANNA, "!acties")
    today = await tick(stage, NOW + DAY)
    async with stage.database.work() as work:
        assert today == await work.audit.head()
    assert today is not None
    await stage.in_case(ANNA, "!acties")
    tomorrow = await tick(stage, NOW + 2 * DAY)
    assert tomorrow is not None
    assert tomorrow.number == today.number + 1
    inspection = Inspection([today, tomorrow])
    async with stage.database.work() as work:
        assert [inspection.take(row) for row in await work.audit.page(None, 99)] == [None] * tomorrow.number
    assert inspection.end() is None


async def test_a_new_installation_begins_with_the_first_clock_time_it_lives_through(stage: Stage) -> None:
    await begun(stage, at(SATURDAY, time(15)))
    assert await tick(stage, at(SATURDAY + DAY, time(8, 59))) is None
    assert await tick(stage, at(SATURDAY + DAY, NINE)) is not None


async def test_a_trail_without_entries_has_nothing_to_post(stage: Stage) -> None:
    for days in range(3):
        assert await tick(stage, NOW + days * DAY) is None
    await stage.in_case(ANNA, "!acties")
    assert await tick(stage, NOW + 3 * DAY) is not None


@pytest.mark.parametrize("back", [time(8), time(9), time(23)])
async def test_a_bot_that_was_down_for_three_days_posts_once_when_it_is_back(stage: Stage, back: time) -> None:
    await begun(stage, at(SATURDAY, NINE))
    up = at(SATURDAY + 3 * DAY, back)
    assert await tick(stage, up) is not None
    assert await tick(stage, up + timedelta(seconds=1)) is None
    assert await tick(stage, at(latest_day(up, NINE) + DAY, NINE)) is not None, "and the next day as ever"


async def test_what_was_not_committed_is_posted_after_all(stage: Stage) -> None:
    await begun(stage, NOW)
    async with stage.database.work() as work:
        assert await post_audit_head(work, stage.speaker, NOW + DAY, NINE)
    assert await stage.read() == []
    assert await tick(stage, NOW + DAY) is not None


async def test_a_clock_that_was_wrong_does_not_silence_it(stage: Stage) -> None:
    await begun(stage, NOW)
    assert await tick(stage, NOW + 3000 * DAY) is not None
    assert await tick(stage, NOW) is not None
    assert await tick(stage, NOW + DAY) is not None


async def test_a_clock_that_is_set_back_a_little_posts_nothing_twice(stage: Stage) -> None:
    nine = at(SATURDAY, NINE)
    await begun(stage, nine - DAY)
    assert await tick(stage, nine) is not None
    assert await tick(stage, nine - timedelta(seconds=30)) is None
    assert await tick(stage, nine) is None


@given(st.lists(st.integers(0, 10 * 24 * 60), min_size=1, max_size=40), st.times())
async def test_however_the_clock_ticks_each_day_is_posted_once_and_the_last_one_is_never_left_out(
    minutes: list[int], clock: time
) -> None:
    stage = await Stage().set_up()
    start = at(date(2026, 10, 20), time(0))  # across the end of summer time
    await begun(stage, start, clock)
    known = latest_day(start, clock)
    for minute in sorted(minutes):
        moment = start + timedelta(minutes=minute)
        due = latest_day(moment, clock)
        assert due in {local_day(moment), local_day(moment) - DAY}
        assert (await tick(stage, moment, clock) is not None) == (due > known)
        known = due


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_posted_can_be_copied_from_the_message(language: str) -> None:
    head = TrailHead(1204, "0123456789abcdef" * 4)
    message = FluentWords(lambda: NOW).render(AuditHead(head), language)
    [line] = [line for line in message.plain.split("\n") if "0123" in line]
    assert read_head(line) == head
    assert f"<code>{head.text()}</code>" in message.html
    assert not message.rings
