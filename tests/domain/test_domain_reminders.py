"""Reminders and the morning digest: codes and counts."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import at
from bot.domain.reminders import Digest, DigestLine, OpenAction, concerned, digests, reminder_moment

TODAY = date(2026, 11, 24)
TIMES = (time(15), time(8, 30))
ANNA, BAS, CEES = "@anna:x", "@bas:x", "@cees:x"

actions = st.builds(
    OpenAction,
    case=st.sampled_from(["DH-2222", "DH-3333", "OB-4444"]),
    number=st.integers(1, 99),
    due=st.dates(TODAY - timedelta(days=3), TODAY + timedelta(days=3)),
    owner=st.sampled_from([ANNA, BAS, None]),
    coordinator=st.sampled_from([ANNA, CEES, None]),
)


def test_the_first_time_still_to_come_is_taken() -> None:
    early, late = at(TODAY, time(8, 30)), at(TODAY, time(15))
    assert reminder_moment(TODAY, TIMES, early - timedelta(days=5)) == early
    assert reminder_moment(TODAY, TIMES, early - timedelta(seconds=1)) == early
    assert reminder_moment(TODAY, TIMES, early) == late
    assert reminder_moment(TODAY, TIMES, late) is None
    assert reminder_moment(TODAY, (), early - timedelta(days=5)) is None


def test_a_reminder_in_the_skipped_hour_still_comes_once() -> None:
    day = date(2026, 3, 29)
    moment = reminder_moment(day, (time(2, 30),), datetime(2026, 3, 28, tzinfo=UTC))
    assert moment == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert reminder_moment(day, (time(2, 30),), moment) is None


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.lists(st.times()), st.integers(-72, 72))
def test_a_reminder_lies_ahead_on_its_own_day(due: date, times: list[time], hours: int) -> None:
    now = at(due, time(12)) + timedelta(hours=hours)
    moment = reminder_moment(due, times, now)
    ahead = [at(due, clock) for clock in times if at(due, clock) > now]
    assert moment == (min(ahead) if ahead else None)


def test_owner_and_coordinator_are_concerned_once() -> None:
    assert concerned(OpenAction("DH-2222", 1, TODAY, ANNA, CEES)) == {ANNA, CEES}
    assert concerned(OpenAction("DH-2222", 1, TODAY, ANNA, ANNA)) == {ANNA}
    assert concerned(OpenAction("DH-2222", 1, TODAY, None, None)) == frozenset()


def test_a_digest_counts_per_case() -> None:
    made = digests(
        [
            OpenAction("OB-4444", 1, TODAY + timedelta(days=1), ANNA, None),
            OpenAction("DH-2222", 1, TODAY - timedelta(days=1), ANNA, CEES),
            OpenAction("DH-2222", 2, TODAY, ANNA, ANNA),
            OpenAction("DH-2222", 3, TODAY - timedelta(days=9), None, None),
        ],
        TODAY,
    )
    assert made == {
        ANNA: Digest((DigestLine("DH-2222", late=1, today=1, later=0), DigestLine("OB-4444", 0, 0, 1))),
        CEES: Digest((DigestLine("DH-2222", late=1, today=0, later=0),)),
    }
    assert (made[ANNA].late, made[ANNA].today, made[ANNA].later) == (1, 1, 1)


@given(st.lists(actions))
def test_everybody_is_told_of_exactly_their_own(open_actions: list[OpenAction]) -> None:
    made = digests(open_actions, TODAY)
    for user in (ANNA, BAS, CEES):
        mine = [a for a in open_actions if user in {a.owner, a.coordinator}]
        digest = made.get(user)
        assert (digest is None) == (not mine)
        if digest is not None:
            assert digest.late == sum(a.due < TODAY for a in mine)
            assert digest.today == sum(a.due == TODAY for a in mine)
            assert digest.later == sum(a.due > TODAY for a in mine)
            assert [line.case for line in digest.lines] == sorted({a.case for a in mine})
