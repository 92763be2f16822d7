"""A legal ground: what it needs, what it is now, and that its code is another one as soon as a word of it is."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.case import Answer, Case, Consent, Intake, Member
from bot.domain.clock import Watch, ask_again_at
from bot.domain.consent import Recorded
from bot.domain.consent_plan import Yes
from bot.domain.ground import (
    Ground,
    GroundList,
    GroundPlan,
    GroundStanding,
    GroundState,
    ListedGround,
    Step,
    list_applies,
    may_review,
    others_here,
    standing,
)
from bot.domain.leaving import Facts
from bot.domain.people import Directory, Organisation, Person, Role, Standing

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
DRAFT = Ground(1, "politie", "om", "@c:x", NOW, after=2, ground="art. 18", purpose="rust", necessity="adres")
PLAN = GroundPlan(DRAFT, Yes(Consent("om", Answer.GROUND), None, ("@d:x",), (), 2))
POLITIE = Organisation("politie", "Politie", mdt=True, coordinates=False, aliases=("pol",))
OM = Organisation("om", "Openbaar Ministerie", mdt=False, coordinates=False, aliases=("OM",))
VT = Organisation("vt", "Veilig Thuis", mdt=True, coordinates=True)


def said(number: int, organisation: str, answer: Answer) -> Recorded:
    return Recorded(organisation, answer, NOW, number=number)


BEFORE = (said(1, "politie", Answer.YES), said(2, "om", Answer.NO))


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({}, ()),
        ({"ground": ""}, (Step.GROUND,)),
        ({"ground": "", "vital": True}, ()),
        ({"purpose": "", "necessity": ""}, (Step.PURPOSE, Step.NECESSITY)),
    ],
)
def test_a_draft_needs_a_ground_a_purpose_and_a_necessity(changes: dict[str, object], missing: tuple[Step]) -> None:
    assert replace(DRAFT, **changes).missing == missing  # type: ignore[arg-type]  # a test's own keywords


@pytest.mark.parametrize(
    ("since", "now", "found"),
    [
        ((), NOW, GroundStanding.OPEN),
        ((said(3, "om", Answer.ANONYMOUS),), NOW, GroundStanding.OPEN),
        ((said(3, "vt", Answer.WITHDRAWN),), NOW, GroundStanding.OPEN),
        ((said(3, "politie", Answer.YES),), NOW, GroundStanding.OPEN),
        ((said(3, "politie", Answer.WITHDRAWN),), NOW, GroundStanding.GIVER_GONE),
        ((said(3, "politie", Answer.NO), said(4, "politie", Answer.YES)), NOW, GroundStanding.GIVER_GONE),
        ((said(3, "om", Answer.YES),), NOW, GroundStanding.RECEIVER_IN),
        ((said(3, "om", Answer.GROUND), said(4, "om", Answer.WITHDRAWN)), NOW, GroundStanding.RECEIVER_IN),
        ((), NOW + timedelta(days=7, seconds=-1), GroundStanding.OPEN),
        ((), NOW + timedelta(days=7), GroundStanding.OLD),
    ],
)
def test_the_record_and_the_calendar_end_a_draft(
    since: tuple[Recorded, ...], now: datetime, found: GroundStanding
) -> None:
    assert standing(DRAFT, (*BEFORE, *since), now) is found
    assert standing(replace(DRAFT, state=GroundState.DROPPED), (*BEFORE, *since), now) is GroundStanding.DROPPED


@pytest.mark.parametrize(
    ("since", "found"),
    [
        ((), GroundStanding.HOLDS),
        ((said(4, "vt", Answer.NO),), GroundStanding.HOLDS),
        ((said(4, "om", Answer.WITHDRAWN),), GroundStanding.ENDED),
        ((said(4, "om", Answer.YES),), GroundStanding.ENDED),
        ((said(4, "om", Answer.WITHDRAWN), said(5, "om", Answer.GROUND)), GroundStanding.ENDED),
    ],
)
def test_a_recorded_ground_holds_until_something_else_is_said_of_its_receiver(
    since: tuple[Recorded, ...], found: GroundStanding
) -> None:
    recorded = replace(DRAFT, state=GroundState.RECORDED, entry=3)
    record = (*BEFORE, said(3, "om", Answer.GROUND), *since)
    assert standing(recorded, record, NOW + timedelta(days=900)) is found


@given(st.sampled_from(["ground", "terms", "purpose", "necessity", "giver", "receiver"]), st.text(min_size=1))
def test_another_word_makes_another_code(name: str, word: str) -> None:
    changed = replace(DRAFT, **{name: getattr(DRAFT, name) + word})
    assert replace(PLAN, ground=changed).code != PLAN.code


def test_another_person_another_answer_or_another_number_makes_another_code() -> None:
    others = [
        replace(PLAN, ground=replace(DRAFT, number=2)),
        replace(PLAN, ground=replace(DRAFT, vital=True)),
        replace(PLAN, coming=replace(PLAN.coming, joins=("@e:x",))),
        replace(PLAN, coming=replace(PLAN.coming, waiting=("@e:x",))),
        replace(PLAN, coming=replace(PLAN.coming, after=3)),
    ]
    assert len({plan.code for plan in (PLAN, *others)}) == 6


def test_what_was_typed_is_not_shown_by_accident() -> None:
    secret = replace(DRAFT, **{f.name: "geheim" for f in fields(Ground) if not f.repr})  # type: ignore[arg-type]
    assert "geheim" not in repr(secret)
    assert [f.name for f in fields(Ground) if not f.repr] == ["ground", "terms", "purpose", "necessity", "review"]


def test_the_list_finds_organisations_by_any_of_their_names() -> None:
    listed = GroundList(
        "bron",
        "stand november 2021",
        (
            ListedGround(("Politie",), ("Openbaar Ministerie",), "a", "nodig", "let op"),
            ListedGround(("POL", "VT"), (), "b"),
            ListedGround(("Reclassering",), (), "c"),
        ),
    )
    assert [g.ground for g in listed.between(POLITIE, OM)] == ["a", "b"]
    assert [g.ground for g in listed.between(POLITIE, VT)] == ["b"]
    assert [g.ground for g in listed.between(OM, VT)] == []
    assert [listed.terms(g) for g in listed.grounds[:2]] == [
        "nodig let op (bron, stand november 2021)",
        "(bron, stand november 2021)",
    ]


@pytest.mark.parametrize(
    ("kind", "shown_in", "applies"),
    [
        ("", frozenset[str](), False),
        ("seksueel geweld", frozenset({"OB"}), False),
        ("seksueel geweld", frozenset({"DH"}), True),
        ("", frozenset({"DH"}), True),
        ("huiselijk geweld", frozenset[str](), True),
        ("stalking", frozenset[str](), True),
    ],
)
def test_the_list_is_not_for_sexual_violence_unless_the_region_says_so(
    kind: str, shown_in: frozenset[str], applies: bool
) -> None:
    intake = Intake("DH", "csg", "melder", "slachtoffer", "soort", NOW, case_kind=kind)
    assert list_applies(intake, shown_in) is applies


def _person(name: str, organisation: str) -> Person:
    return Person(
        name, name, organisation, frozenset({"DH"}), frozenset({Role.PROFESSIONAL}), standing=Standing(confirmed=True)
    )


@pytest.mark.parametrize(
    ("here", "others", "may"),
    [
        (("politie", "om", "vt"), ("vt",), {"vt"}),
        (("politie", "om"), (), {"om"}),
        (("om",), (), {"om"}),
    ],
)
def test_who_neither_gives_nor_receives_reviews_and_without_them_the_receiver(
    here: tuple[str, ...], others: tuple[str, ...], may: set[str]
) -> None:
    people = tuple(_person(f"@{key}:x", key) for key in ("politie", "om", "vt"))
    directory = Directory(organisations=(POLITIE, OM, VT), people=people)
    facts = Facts(
        Case("DH-7K3M", "DH", NOW, NOW),
        (),
        tuple(Consent(key, Answer.YES) for key in here),
        tuple(Member(f"@{key}:x", key) for key in here),
        frozenset(),
    )
    assert others_here(DRAFT, facts, directory) == others
    assert {p.organisation for p in people if may_review(DRAFT, p, facts, directory) and p.organisation in here} == may


def test_a_review_is_asked_on_the_next_working_day_also_over_a_holiday() -> None:
    watch = Watch(is_holiday=lambda day: day == date(2026, 12, 25))
    friday = datetime(2026, 11, 27, 22, tzinfo=UTC)
    assert ask_again_at(friday, watch) == datetime(2026, 11, 30, 7, tzinfo=UTC)
    assert ask_again_at(datetime(2026, 12, 24, 12, tzinfo=UTC), watch) == datetime(2026, 12, 28, 7, tzinfo=UTC)
