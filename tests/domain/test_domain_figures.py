"""The figures: counted right, and silent where there are too few to say anything of."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.case import ActionState
from bot.domain.figures import FEW, Attended, Days, Figures, Source, Task, Wait, figures
from bot.domain.meeting import Item, ItemState, Meeting

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
HOUR, MINUTE, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)
NOVEMBER = Days(date(2026, 11, 1), date(2026, 11, 30))
TODAY = date(2026, 11, 30)
ANNA = "@anna:x"


def closed(*items: Item, at: datetime = NOW, minutes: int = 30, urgent: bool = False) -> Meeting:
    return Meeting(f"m{at}", "DH", ANNA, at, items, at + minutes * MINUTE, urgent=urgent)


def item(number: int, minutes: int, state: ItemState = ItemState.CLOSED, coordinator: str | None = ANNA) -> Item:
    return Item(f"DH-{number}", state, NOW, 8, seconds=minutes * 60, begun_at=NOW, coordinator=coordinator)


def test_a_month_is_counted() -> None:
    unreached = Item("DH-9", ItemState.CARRIED, NOW, 8)
    first = closed(*(item(n, n) for n in range(1, 5)), item(5, 20, ItemState.CARRIED, None), unreached, minutes=40)
    second = closed(item(5, 6), at=NOW + DAY, minutes=10)
    third = closed(item(6, 9, coordinator=None), at=NOW + 2 * DAY, minutes=20, urgent=True)
    waits = [Wait(NOW - hours * HOUR, NOW) for hours in (2, 10, 20, 24, 30)]
    due = NOW.date()
    tasks = [
        *(Task(NOW, due, ActionState.DONE, NOW) for _ in range(4)),
        Task(NOW, due, ActionState.DONE, NOW + DAY),
        Task(NOW, due, ActionState.OPEN),
        Task(NOW, due, ActionState.DROPPED, NOW),
        Task(NOW, TODAY + DAY, ActionState.OPEN),
        Task(NOW - 40 * DAY, due - 40 * DAY, ActionState.DONE, NOW - 40 * DAY),
    ]
    attended = (Attended("Politie", 10, 9), Attended("CSG", 4, 4))
    found = figures(NOVEMBER, TODAY, Source((first, second, third), waits, tasks, attended))
    assert found == Figures(
        meetings=3,
        urgent=1,
        cases=6,
        first=5,
        in_time=80,
        hours=20,
        minutes_per_case=4,
        minutes_per_meeting=20,
        held=1,
        not_reached=1,
        covered=83,
        added=8,
        done=5,
        late=2,
        on_time=67,
        attended=attended,
    )
    assert [each.share for each in found.attended] == [90, None]


def test_only_these_days_and_closed_meetings_count() -> None:
    running = Meeting("r", "DH", ANNA, NOW, (item(1, 5),))
    before = closed(item(2, 5), at=datetime(2026, 10, 31, 22, 59, tzinfo=UTC))
    at_midnight = closed(item(3, 5), at=datetime(2026, 10, 31, 23, 0, tzinfo=UTC))
    found = figures(NOVEMBER, TODAY, Source((running, before, at_midnight), [Wait(NOW - HOUR, NOW - 40 * DAY)]))
    assert (found.meetings, found.cases, found.first) == (1, 1, 0), "midnight is midnight in the Netherlands"


@given(st.integers(0, 8), st.integers(0, 8), st.integers(0, 8), st.integers(0, 8))
def test_nothing_is_said_of_few(cases: int, waits: int, tasks: int, meetings: int) -> None:
    met = [closed(*(item(n, 5) for n in range(cases)))] if cases else []
    done = [Task(NOW, NOW.date(), ActionState.DONE, NOW)] * tasks
    source = Source(met, [Wait(NOW - HOUR, NOW)] * waits, done, [Attended("CSG", meetings, 0)])
    found = figures(NOVEMBER, TODAY, source)
    about_cases = (found.minutes_per_case, found.minutes_per_meeting, found.covered)
    assert all((each is None) == (cases < FEW) for each in about_cases)
    assert all((each is None) == (waits < FEW) for each in (found.in_time, found.hours))
    assert (found.on_time is None) == (tasks < FEW)
    assert (found.attended[0].share is None) == (meetings < FEW)


def test_days_begin_and_end_at_dutch_midnight() -> None:
    days = Days(date(2026, 10, 24), date(2026, 10, 25))
    assert days.since == datetime(2026, 10, 23, 22, tzinfo=UTC)
    assert days.until == datetime(2026, 10, 25, 23, tzinfo=UTC), "the day on which the clock goes back"
