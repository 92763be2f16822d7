"""What keeps a card true: notes, changes that bring a case back, who decided for a minor, how many organisations."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import at, local_day
from bot.domain.case import (
    Answer,
    Area,
    Consent,
    Contribution,
    Decision,
    Intake,
    is_finished,
    open_areas,
    parties,
    too_many,
    weigh_anew_since,
)
from bot.domain.casenotes import FAMILY, Note, NoteKind, last_change, latest, unweighed
from bot.domain.clock import Watch, next_meeting
from bot.domain.consent import Decider
from bot.domain.minors import ADULT, AGE_BANDS, AgeBand, Doubt, doubt_about, expected_decider
from bot.domain.people import Organisation

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
ANNA = "@anna:x"
MOMENTS = st.integers(0, 200).map(lambda n: NOW + n * HOUR)
NOTES = st.lists(st.tuples(st.sampled_from(NoteKind), MOMENTS), max_size=12).map(
    lambda rows: tuple(Note(kind, "iets", ANNA, moment) for kind, moment in sorted(rows, key=lambda row: row[1]))
)
DECISIONS = st.dictionaries(st.sampled_from(Area), MOMENTS).map(
    lambda found: tuple(Decision(area, "iets", False, ANNA, moment) for area, moment in found.items())
)
INTAKE = Intake("DH", "CSG", "melder", "slachtoffer", "soort", NOW)
DIRECTORY = (
    Organisation("csg", "Centrum Seksueel Geweld", mdt=True, coordinates=True, aliases=("CSG-DH",)),
    Organisation("politie", "Politie", mdt=True, coordinates=False),
)


def test_a_note_does_not_show_its_text() -> None:
    assert "geheim" not in repr(Note(NoteKind.WISHES, "geheim", ANNA, NOW))


def test_the_latest_of_these_kinds_counts() -> None:
    first, second = Note(NoteKind.HEARD, "moeder", ANNA, NOW), Note(NoteKind.NOT_HEARD, "te gevaarlijk", ANNA, NOW)
    assert latest((first, second), *FAMILY) == second
    assert latest((second, first), *FAMILY) == first
    assert latest((first, second), NoteKind.WISHES) is None


def test_any_number_of_moments_can_bring_a_case_back() -> None:
    assert weigh_anew_since() is None
    assert weigh_anew_since(None, None) is None
    assert weigh_anew_since(NOW, None, NOW + HOUR) == NOW + HOUR, "a change, a reopening: the last one counts"


def test_what_was_finished_before_the_change_is_not_finished() -> None:
    assert not is_finished(None, None)
    assert is_finished(NOW, None)
    assert is_finished(NOW, NOW - HOUR)
    assert not is_finished(NOW, NOW + HOUR)
    assert not is_finished(NOW, NOW), "at the same moment: rather once too often than not at all"


@given(NOTES, DECISIONS, st.none() | MOMENTS)
def test_a_change_stays_until_a_meeting_finished_the_case_after_it(
    notes: tuple[Note, ...], decisions: tuple[Decision, ...], finished_at: datetime | None
) -> None:
    since = weigh_anew_since(last_change(notes))
    changes = [note.at for note in notes if note.kind is NoteKind.CHANGE]
    assert since == max(changes, default=None)
    assert is_finished(finished_at, since) == (
        finished_at is not None and all(changed_at < finished_at for changed_at in changes)
    )
    still = unweighed(notes, decisions)
    assert list(still) == sorted(still, key=lambda note: note.at, reverse=True)
    assert bool(still) == bool(changes and open_areas(decisions, since))
    for area in Area:
        after = [d for d in decisions if d.area is area and (since is None or d.decided_at > since)]
        assert (area in open_areas(decisions, since)) == (not after)


@pytest.mark.parametrize(
    ("now", "meeting"),
    [
        ("2026-11-24T09:59", "2026-11-24T10:00"),
        ("2026-11-24T10:00", "2026-11-24T10:00"),
        ("2026-11-24T10:01", "2026-11-25T10:00"),
        ("2026-11-27T12:00", "2026-11-30T10:00"),  # Friday
        ("2026-11-28T09:00", "2026-11-30T10:00"),
        ("2026-11-25T12:00", "2026-11-27T10:00"),  # Thursday is a holiday
    ],
)
def test_when_the_next_meeting_is(now: str, meeting: str) -> None:
    watch = Watch(is_holiday={date(2026, 11, 26)}.__contains__)
    day, clock = datetime.fromisoformat(now).date(), datetime.fromisoformat(now).time()
    found = next_meeting(at(day, clock), time(10), watch)
    assert found == at(datetime.fromisoformat(meeting).date(), datetime.fromisoformat(meeting).time())


@given(MOMENTS, st.times())
def test_the_next_meeting_is_ahead_and_on_a_day_that_has_one(now: datetime, meets_at: time) -> None:
    found = next_meeting(now, meets_at, Watch())
    assert found >= now
    assert local_day(found).weekday() < 5
    assert found - now < timedelta(days=4)


def test_each_organisation_counts_once_whatever_it_is_called() -> None:
    consents = (Consent("csg", Answer.YES), Consent("politie", Answer.GROUND), Consent("om", Answer.NO))
    contributions = (Contribution("CSG-DH", "x"), Contribution("School", "x"), Contribution("school", "y"))
    assert parties(consents, contributions, DIRECTORY) == {"csg", "politie", "school"}


def test_only_the_yes_that_brings_one_too_many_warns() -> None:
    seven = tuple(Consent(f"org{number}", Answer.YES) for number in range(7))
    others = (Contribution("school", "x"),)
    assert too_many(seven, Consent("csg", Answer.YES), others, DIRECTORY) == 9
    assert too_many(seven[1:], Consent("csg", Answer.YES), others, DIRECTORY) == 0
    nine = (*seven, Consent("csg", Answer.YES))
    assert too_many(nine, Consent("csg", Answer.YES, (Area.LAW,)), others, DIRECTORY) == 0, "it was there already"
    assert too_many(nine, Consent("politie", Answer.YES), others, DIRECTORY) == 10
    assert too_many(seven, Consent("csg", Answer.YES), (*others, Contribution("CSG-DH", "x")), DIRECTORY) == 0


def test_who_decides_at_which_age() -> None:
    found = {age: expected_decider(age, AGE_BANDS) for age in (0, 11, 12, 15, 16, 17, 18, 120)}
    assert found == {
        0: Decider.GUARDIAN,
        11: Decider.GUARDIAN,
        12: Decider.BOTH,
        15: Decider.BOTH,
        16: Decider.VICTIM,
        17: Decider.VICTIM,
        18: None,
        120: None,
    }
    assert expected_decider(None, AGE_BANDS) is None
    assert expected_decider(5, ()) is None


@pytest.mark.parametrize(
    ("age", "minor", "decided_by", "doubt"),
    [
        (14, True, Decider.BOTH, None),
        (14, True, Decider.GUARDIAN, Doubt(Decider.BOTH, ("Politie",))),
        (14, True, None, Doubt(Decider.BOTH, ("Politie",))),
        (None, True, None, Doubt(None, ("Politie",))),
        (None, True, Decider.GUARDIAN, None),
        (None, None, None, None),
        (27, False, None, None),
        (27, False, Decider.GUARDIAN, None),
    ],
)
def test_when_who_decided_needs_a_look(
    age: int | None, minor: bool | None, decided_by: Decider | None, doubt: Doubt | None
) -> None:
    intake = replace(INTAKE, age=age, minor=minor)
    answers = [("Politie", Answer.YES, decided_by), ("OM", Answer.NO, None), ("School", Answer.ANONYMOUS, None)]
    assert doubt_about(intake, answers, AGE_BANDS) == doubt


@given(
    st.none() | st.integers(0, 120),
    st.none() | st.sampled_from(Decider),
    st.lists(st.tuples(st.integers(1, ADULT), st.sampled_from(Decider)), unique_by=lambda row: row[0]),
)
def test_nobody_is_doubted_where_the_setting_agrees(
    age: int | None, decided_by: Decider | None, rows: list[tuple[int, Decider]]
) -> None:
    bands = tuple(AgeBand(*row) for row in sorted(rows, key=lambda row: row[0]))
    intake = replace(INTAKE, age=age, minor=None if age is None else age < ADULT)
    found = doubt_about(intake, [("CSG", Answer.YES, decided_by)], bands)
    expected = expected_decider(age, bands)
    if age is None or age >= ADULT or (decided_by is not None and expected in {None, decided_by}):
        assert found is None
    else:
        assert found == Doubt(expected, ("CSG",))
