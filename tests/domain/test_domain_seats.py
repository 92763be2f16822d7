"""Whom an organisation sends: into a new case, and to the MDT of the day; property-tested, as who is let in counts."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import at
from bot.domain.case import Action, ActionState, Answer, Case, Consent, Member, Owner
from bot.domain.caseworkers import first_workers, may_work
from bot.domain.clock import Watch
from bot.domain.duty import Absence, Duty, Rota
from bot.domain.leaving import Facts
from bot.domain.meeting import Item, Meeting
from bot.domain.people import Directory, Person, Region, Role, Standing
from bot.domain.seats import PAST_MIDNIGHT, Seats, Sitting, plan_seats, sitting_at

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
TUESDAY = date(2026, 11, 24)
DH = Region("DH", "Den Haag", time(10))
IN, NOT_YET = Standing(confirmed=True), Standing()
PRO = frozenset({Role.PROFESSIONAL})


def person(name: str, organisation: str = "vt", region: str = "DH", standing: Standing = IN) -> Person:
    return Person(f"@{name}:x", name, organisation, frozenset({region}), PRO, standing=standing)


ANNA, BAS, CAS = person("anna"), person("bas"), person("cas")
FAR, NEW, PIM = person("far", region="OB"), person("new", standing=NOT_YET), person("pim", "politie")
EVERYBODY = (ANNA, BAS, CAS, FAR, NEW, PIM)
HERE = Directory((DH,), (), EVERYBODY)
CASE = Case("DH-AAAA", "DH", NOW, NOW)


def rota(*people: Person, weekday: int = 1, away: tuple[Absence, ...] = ()) -> Rota:
    return Rota(tuple(Duty("DH", "vt", p.user_id, weekday=weekday, turn=n) for n, p in enumerate(people)), away)


def first(rota_: Rota, excluded: frozenset[str] = frozenset()) -> list[str]:
    return [p.name for p in first_workers("vt", "DH", HERE, rota_, TUESDAY, excluded)]


def test_who_is_on_duty_today_comes_in_alone() -> None:
    assert first(rota(BAS, CAS)) == ["bas"]


def test_the_deputy_comes_when_the_representative_cannot() -> None:
    assert first(rota(NEW, CAS)) == ["cas"], "not admitted yet"
    assert first(rota(FAR, CAS)) == ["cas"], "another region"
    assert first(rota(PIM, CAS)) == ["cas"], "another organisation by now"
    assert first(rota(BAS, CAS), frozenset({BAS.user_id})) == ["cas"], "excluded"
    assert first(rota(BAS, CAS, away=(Absence(BAS.user_id, TUESDAY, TUESDAY),))) == ["cas"]


def test_without_anybody_today_the_next_day_of_the_week_decides() -> None:
    assert first(rota(CAS, weekday=0)) == ["cas"], "Monday comes within a week"


def test_without_a_rota_everybody_comes_in_also_who_is_not_admitted_yet() -> None:
    assert first(Rota()) == ["anna", "bas", "cas", "new"]
    assert first(rota(FAR, PIM), frozenset({CAS.user_id})) == ["anna", "bas", "new"]


def test_whoever_stands_in_goes_before_the_deputies_of_the_rota() -> None:
    away = Absence(BAS.user_id, TUESDAY, TUESDAY + timedelta(days=1), ANNA.user_id)
    assert rota(BAS, CAS, away=(away,)).on_duty("DH", "vt", TUESDAY) == (ANNA.user_id, CAS.user_id)
    twice = rota(BAS, ANNA, away=(away,))
    assert twice.on_duty("DH", "vt", TUESDAY) == (ANNA.user_id,), "once only"
    both = rota(BAS, CAS, away=(away, Absence(ANNA.user_id, TUESDAY, TUESDAY)))
    assert both.on_duty("DH", "vt", TUESDAY) == (CAS.user_id,), "a deputy who is away is passed over"
    assert rota(BAS, away=(away,)).on_duty("DH", "vt", TUESDAY + timedelta(days=7)) == (BAS.user_id,)


def test_an_absence_ends_after_it_begins() -> None:
    with pytest.raises(ValueError, match="ends after"):
        Absence(BAS.user_id, TUESDAY, TUESDAY - timedelta(days=1))


# --- when the agenda is open for guests ---

MEETS = at(TUESDAY, time(10))
WATCH = Watch()


def meeting(opened_at: datetime, *, urgent: bool = False) -> Meeting:
    return Meeting("m", "DH", ANNA.user_id, opened_at, (Item(CASE.code),), urgent=urgent)


@pytest.mark.parametrize(
    ("now", "held", "open_"),
    [
        (MEETS - timedelta(minutes=61), False, False),
        (MEETS - timedelta(minutes=60), False, True),
        (MEETS + timedelta(hours=13, minutes=59), False, True),
        (MEETS + timedelta(hours=14), False, False),
        (MEETS, True, False),
        (MEETS + timedelta(days=4), False, False),
    ],
    ids=["too early", "an hour before", "until midnight", "the next day", "closed already", "Saturday"],
)
def test_the_agenda_is_open_from_an_hour_before_until_the_meeting_was_closed(
    now: datetime, held: bool, open_: bool
) -> None:
    assert (sitting_at(now, DH, WATCH, None, held=held).open_day is not None) is open_


def test_a_meeting_that_began_early_opens_the_agenda_and_an_urgent_one_only_its_own_case() -> None:
    early = MEETS - timedelta(hours=2)
    assert sitting_at(early, DH, WATCH, meeting(early), held=False).open_day == TUESDAY
    urgent = sitting_at(early, DH, WATCH, meeting(early, urgent=True), held=False)
    assert urgent == Sitting(None, frozenset({CASE.code}), TUESDAY)
    assert urgent.day_for(CASE, on_agenda=False) == TUESDAY
    assert urgent.day_for(replace(CASE, code="DH-BBBB"), on_agenda=True) is None
    assert urgent.day_for(replace(CASE, closed_at=NOW), on_agenda=True) is None


def test_an_urgent_meeting_goes_on_past_midnight_and_a_forgotten_one_ends_with_its_day() -> None:
    opened = at(TUESDAY, time(23, 50))
    later = sitting_at(opened + timedelta(hours=1), DH, WATCH, meeting(opened, urgent=True), held=False)
    assert later.running == {CASE.code}
    assert later.running_day == TUESDAY
    assert not sitting_at(opened + PAST_MIDNIGHT, DH, WATCH, meeting(opened, urgent=True), held=False).running
    forgotten = sitting_at(at(TUESDAY + timedelta(days=1), time(0)), DH, WATCH, meeting(MEETS), held=False)
    assert forgotten == Sitting()


# --- who comes and who goes ---

USERS = [p.user_id for p in EVERYBODY]
CONSENTS = st.lists(
    st.builds(Consent, st.sampled_from(["vt", "politie"]), st.sampled_from(Answer)),
    unique_by=lambda c: c.organisation,
).map(tuple)
MEMBERS = st.lists(
    st.builds(Member, st.sampled_from(USERS), st.sampled_from(["vt", "politie"]), st.booleans()),
    unique_by=lambda m: m.user_id,
).map(tuple)
OWNERS = st.one_of(
    st.builds(Owner, st.sampled_from(["vt", "politie"])),
    st.builds(Owner, st.just("vt"), st.sampled_from(USERS)),
)
ACTIONS = st.lists(
    st.builds(
        lambda owner, state: Action(1, owner, TUESDAY, "x", ANNA.user_id, NOW, state),
        OWNERS,
        st.sampled_from(ActionState),
    ),
    max_size=3,
).map(tuple)
CASES = st.sampled_from([None, *USERS]).map(lambda user: replace(CASE, coordinator=user))
FACTS = st.builds(Facts, CASES, ACTIONS, CONSENTS, MEMBERS, st.frozensets(st.sampled_from(USERS), max_size=2))
DUTIES = st.lists(st.tuples(st.sampled_from(["vt", "politie"]), st.sampled_from(USERS)), unique=True, max_size=6).map(
    lambda pairs: tuple(Duty("DH", o, u, weekday=1, turn=n) for n, (o, u) in enumerate(pairs))
)
ABSENCES = st.dictionaries(st.sampled_from(USERS), st.sampled_from([None, *USERS]), max_size=3).map(
    lambda away: tuple(Absence(user, TUESDAY, TUESDAY, deputy) for user, deputy in away.items())
)
ROTAS = st.builds(Rota, DUTIES, ABSENCES)


def storable(facts: Facts) -> Facts:
    """Leave out what storage never gives: members without consent, and who was excluded."""
    granting = {c.organisation for c in facts.consents if c.grants}
    members = (m for m in facts.roster if m.organisation in granting and m.user_id not in facts.excluded)
    return replace(facts, roster=tuple(members))


def after(facts: Facts, seats: Seats) -> Facts:
    """Do what was planned."""
    moved = {*(m.user_id for m in seats.go), *(m.user_id for m in seats.stay)}
    stay = tuple(replace(m, guest=False) for m in seats.stay)
    return replace(facts, roster=(*(m for m in facts.roster if m.user_id not in moved), *stay, *seats.come))


@given(facts=FACTS, rota_=ROTAS, day=st.sampled_from([TUESDAY, None]))
def test_whatever_there_is_guests_follow_the_rota_and_nothing_is_lost(
    facts: Facts, rota_: Rota, day: date | None
) -> None:
    facts = storable(facts)
    seats = plan_seats(facts, day, HERE, rota_)
    done = after(facts, seats)
    granting = {c.organisation for c in facts.consents if c.grants}
    away = {absence.user_id for absence in rota_.absences}
    for guest in (m for m in done.roster if m.guest):
        found = HERE.person(guest.user_id)
        assert day is not None
        assert found is not None
        assert guest.organisation in granting
        assert may_work(found, guest.organisation, "DH", HERE, facts.excluded)
        assert guest.user_id not in away
    guests = [m.organisation for m in done.roster if m.guest]
    assert len(guests) == len(set(guests)), "one representative for each organisation"
    assert {m for m in facts.roster if not m.guest} <= set(done.roster), "no case worker goes by this"
    still = {m.user_id for m in done.roster}
    for action in facts.actions:
        user = action.owner.user_id
        if action.state is ActionState.OPEN and user in {m.user_id for m in facts.roster}:
            assert user in still
    if facts.case.coordinator in {m.user_id for m in facts.roster}:
        assert facts.case.coordinator in still
    assert len(still) == len(done.roster), "nobody twice"


@given(facts=FACTS, rota_=ROTAS, day=st.sampled_from([TUESDAY, None]))
def test_a_second_look_changes_nothing(facts: Facts, rota_: Rota, day: date | None) -> None:
    facts = storable(facts)
    done = after(facts, plan_seats(facts, day, HERE, rota_))
    again = after(done, plan_seats(done, day, HERE, rota_))  # somebody may have sat in for another organisation
    assert not plan_seats(again, day, HERE, rota_)


def facts_with(*roster: Member, actions: tuple[Action, ...] = ()) -> Facts:
    return Facts(CASE, actions, (Consent("vt", Answer.YES),), roster, frozenset())


GUEST = Member(BAS.user_id, "vt", guest=True)


def test_a_representative_who_works_on_the_case_is_no_guest() -> None:
    assert not plan_seats(facts_with(Member(BAS.user_id, "vt")), TUESDAY, HERE, rota(BAS))
    assert plan_seats(facts_with(), TUESDAY, HERE, rota(BAS)) == Seats(come=(GUEST,))


def test_when_the_rota_changes_the_one_makes_place_for_the_other() -> None:
    seats = plan_seats(facts_with(GUEST), TUESDAY, HERE, rota(CAS))
    assert seats == Seats(come=(Member(CAS.user_id, "vt", guest=True),), go=(GUEST,))


def test_the_last_of_an_organisation_stays_for_what_it_has_to_do() -> None:
    theirs = Action(1, Owner("vt"), TUESDAY, "x", ANNA.user_id, NOW)
    assert plan_seats(facts_with(GUEST, actions=(theirs,)), None, HERE, Rota()) == Seats(stay=(GUEST,))
    others = facts_with(Member(ANNA.user_id, "vt"), GUEST, actions=(theirs,))
    assert plan_seats(others, None, HERE, Rota()) == Seats(go=(GUEST,))
