"""Each rule can be broken: small records in which everything is right, and the same with one thing wrong."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.case import Owner
from bot.domain.digest import Digest, DigestLine, StandIn
from bot.domain.leaving import Part
from bot.domain.people import Place
from bot.texts.words import FluentWords
from bot.usecases.notices import ActionDue, MorningDigest
from bot.usecases.results_clock import ReasonAsked, ReasonAskedAgain, YourDeadline
from bot.usecases.results_going import NoLongerInCase, Withdrawn, WithoutCoordinator
from bot.usecases.results_regie import RegieAsked, RegieAskedMany
from bot.usecases.results_reminders import ActionsDue, SnoozeOver
from tests.quarter import rules
from tests.quarter.heard import AMSTERDAM, Heard, Kind, digest, due, late
from tests.quarter.people import user, working_days_late
from tests.quarter.play import Record
from tests.quarter.script import Ledger
from tests.quarter.world import Open, Photo

CODE = "DH-7K3M"
ANNA, VIC, BAS, CARLA = user("anna"), user("vic"), user("bas"), user("carla")
MONDAY = date(2026, 11, 23)
ACTION = Open(CODE, 1, MONDAY - timedelta(days=3), Owner("vt", VIC), datetime(2026, 11, 17, 10, tzinfo=UTC))


def at(hour: int, minute: int = 0, day: int = 0) -> datetime:
    return datetime(2026, 11, 23 + day, hour, minute, tzinfo=AMSTERDAM)


def photo(moment: datetime, *actions: Open, leads: str | None = ANNA, **away: str | None) -> Photo:
    return Photo(
        moment,
        actions,
        {CODE: leads},
        {CODE: {ANNA: "vt", VIC: "vt", BAS: "csg"}},
        frozenset(),
        {user(name): user(deputy) if deputy else None for name, deputy in away.items()},
        frozenset(),
        frozenset({ANNA, VIC, BAS, CARLA}),
        frozenset(),
    )


def direct(who: str, moment: datetime, text: str) -> Heard:
    return Heard(moment, Place.DIRECT, who, text)


def case(moment: datetime, text: str) -> Heard:
    return Heard(moment, Place.CASE, CODE, text)


def record(*photos: Photo, heard: tuple[Heard, ...] = ()) -> Record:
    ledger = Ledger(agreed={(CODE, 1)}, marks={"merk1": CODE})
    return Record(list(heard), list(photos), ledger, MONDAY, MONDAY, end=photo(at(23), ACTION))


def morning(counts: str, code: str = CODE) -> str:
    return f"Goedemorgen. Acties: {counts}.\n• {code}: {counts}\nJouw eigen lijst: !mijn."


LATE_1 = "A1 is 1 werkdag te laat. Wie het doet, krijgt een herinnering."
LATE_2 = "A1 is 2 werkdagen te laat. De regiehouder weet het."
AGENDA = f"MDT DH, maandag 23 november: 1 casus\n1. {CODE} loopt\nHet MDT begint om 10:00."
UNCOVERED = f"⚠️ 1 casus zonder regiehouder: {CODE}"
ASKED = f"{CODE}: wil jij de regiehouder zijn?"
RIGHT = record(photo(at(8, 30), ACTION), heard=(case(at(8, 30), LATE_1), direct(VIC, at(8, 30), morning("1 te laat"))))


def test_where_all_is_right_no_rule_is_broken() -> None:
    assert [rule(RIGHT) for rule in rules.RULES] == [[]] * len(rules.RULES)


def but(*heard: Heard) -> Record:
    return replace(RIGHT, heard=[*RIGHT.heard, *heard])


WHY = f"{CODE}: de 24 uur voor het MDT zijn om. Waarom lukte het niet eerder?\nTyp het in de kamer van de casus."
WHY_MANY = f"Van 2 casussen zijn de 24 uur voor het MDT om. Waarom lukte het niet eerder?\n• {CODE}\n• DH-8AAA"
WHY_AGAIN = f"{CODE}: er staat nog niet waarom het MDT later was dan 24 uur."


def test_why_it_was_late_is_asked_once_and_once_more_on_a_later_day() -> None:
    asked, again = direct(CARLA, at(9), WHY), direct(CARLA, at(8, day=1), WHY_AGAIN)
    assert rules.why_is_asked_together(but(asked, again)) == []
    assert rules.why_is_asked_together(but(asked, direct(CARLA, at(9, day=1), WHY_MANY)))
    assert rules.why_is_asked_together(but(asked, direct(CARLA, at(10), WHY_AGAIN)))
    assert rules.why_is_asked_together(but(asked, again, direct(CARLA, at(8, day=2), WHY_AGAIN)))
    other = WHY.replace(CODE, "DH-8AAA")
    assert rules.why_is_asked_together(but(asked, direct(CARLA, at(9), other)))
    assert rules.why_is_asked_together(but(asked, direct(CARLA, at(9, 1), other))) == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_said_of_the_24_hours_is_recognised(language: str) -> None:
    words, two = FluentWords(lambda: at(9)), (CODE, "DH-8AAA")
    said: dict[Kind, list[object]] = {
        Kind.DEADLINE: [YourDeadline(tuple((c, at(20)) for c in codes), at(9), CARLA) for codes in ((CODE,), two)],
        Kind.WHY: [ReasonAsked((CODE,), (), CARLA), ReasonAsked((CODE,), (CODE,), CARLA), ReasonAsked(two, (), CARLA)],
        Kind.WHY_AGAIN: [ReasonAskedAgain(codes, CARLA) for codes in ((CODE,), two)],
    }
    for kind, values in said.items():
        for value in values:
            assert direct(CARLA, at(9), words.render(value, language).plain).kind is kind


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_people_are_told_in_their_direct_chat_is_recognised_in_both_languages(language: str) -> None:
    """Else the rules about it hold by themselves for whoever reads the other language."""
    words, two, day = FluentWords(lambda: at(9)), (CODE, "DH-8AAA"), MONDAY
    counts = DigestLine(CODE, late=1, today=2, soon=3, accept=True, others_late=4, stuck=5)
    stands_in = StandIn("Vic", (DigestLine(CODE, late=6),))
    told = MorningDigest(Digest((counts,), day, day + timedelta(days=2), (stands_in,)), ANNA)
    part = Part(CODE, 0, "", coordinated=False, coordinator="")
    said: dict[Kind, list[object]] = {
        Kind.DIGEST: [told, MorningDigest(Digest((replace(counts, late=0, today=0, soon=0),), day, day), ANNA)],
        Kind.DUE: [ActionDue(CODE, "A1", day, ANNA), ActionsDue(((CODE, ("A1", "A2")),), ANNA)],
        Kind.SNOOZE: [SnoozeOver(CODE, "A1", ANNA)],
        Kind.ASKED: [
            *(RegieAsked(CODE, comes, again, ANNA) for comes in (False, True) for again in (False, True)),
            *(RegieAskedMany(codes, ANNA) for codes in ((CODE,), two)),
        ],
        Kind.UNCOVERED: [WithoutCoordinator(codes, ANNA) for codes in ((CODE,), two)],
        Kind.GONE: [Withdrawn(part), NoLongerInCase(CODE, ("Bas",))],
    }
    for kind, values in said.items():
        for value in values:
            heard = direct(ANNA, at(9), words.render(value, language).plain)
            assert heard.kind is kind, heard.text
    found = digest(words.render(told, language).plain)
    counted = {"late": 1, "today": 2, "soon": 3, "accept": 1, "others_late": 4, "stuck": 5}
    assert found == {**{("", CODE, what): n for what, n in counted.items()}, ("Vic", CODE, "late"): 6}
    assert list(due(words.render(ActionsDue(((CODE, ("A1", "A2")),), ANNA), language).plain)) == [(CODE, 1), (CODE, 2)]


def test_two_digests_on_one_day() -> None:
    assert rules.one_digest_a_day(but(direct(VIC, at(9), morning("1 te laat"))))


@pytest.mark.parametrize(
    ("who", "moment", "text"),
    [
        (VIC, at(9, day=5), morning("1 te laat")),
        (VIC, datetime(2026, 12, 25, 9, tzinfo=AMSTERDAM), morning("1 te laat")),
        (user("vera"), at(9, day=3), morning("1 te laat")),
        (VIC, at(15, day=6), f"{CODE} A1 is voor vandaag, zondag 29 november."),
    ],
    ids=["Saturday", "Christmas", "her day off", "reminder on Sunday"],
)
def test_on_a_day_off(who: str, moment: datetime, text: str) -> None:
    assert rules.nothing_on_days_off(but(direct(who, moment, text)))


def test_while_away() -> None:
    away = replace(RIGHT, photos=[photo(at(8, 30), ACTION, vic=None)])
    assert rules.nothing_on_days_off(away)


def test_in_quiet_hours() -> None:
    assert rules.nothing_in_quiet_hours(but(direct(VIC, at(6, 59), "Jij bent nu regiehouder.")))
    assert rules.nothing_in_quiet_hours(but(direct(BAS, at(8, 59), morning("1 te laat"))))
    assert not rules.nothing_in_quiet_hours(but(direct(CARLA, at(3), UNCOVERED)))
    answered = replace(direct(VIC, at(3), "Jij bent nu regiehouder."), asked=True)
    assert not rules.nothing_in_quiet_hours(but(answered))


@pytest.mark.parametrize(
    "heard",
    [
        (direct(ANNA, at(15), ASKED), direct(ANNA, at(15, 30), ASKED)),
        (direct(ANNA, at(8), ASKED), direct(ANNA, at(8, 30), f"Goedemorgen. \n• {CODE}: ben jij de regiehouder?")),
        (direct(ANNA, at(8, 30), morning("1 vandaag")), direct(ANNA, at(9), f"{CODE} A1 is voor vandaag, maandag.")),
        (Heard(at(9), Place.MDT, "DH", AGENDA), Heard(at(9, 30), Place.MDT, "DH", AGENDA)),
    ],
    ids=["the same message", "question and digest", "reminder and digest", "agenda"],
)
def test_the_same_twice(heard: tuple[Heard, ...]) -> None:
    assert rules.nothing_twice(but(*heard))
    assert not rules.nothing_twice(but(heard[0]))


def test_rung_more_often_than_was_asked() -> None:
    rang = direct(VIC, at(17, 30), f"{CODE} A1: je vroeg of ik er nu over wilde beginnen.")
    asked = Ledger(did={"snoozed": 1})
    assert rules.rung_as_asked(replace(but(rang, rang), ledger=asked))
    assert not rules.rung_as_asked(replace(but(rang), ledger=asked))


def test_a_typed_word_elsewhere() -> None:
    assert rules.no_typed_word_outside(but(direct(VIC, at(9), f"{CODE}: merk1")))
    assert rules.no_typed_word_outside(but(Heard(at(9), Place.CASE, "DH-2222", "merk1")))
    assert not rules.no_typed_word_outside(but(case(at(9), "merk1")))


def test_an_action_that_is_gone_or_back() -> None:
    assert rules.nothing_lost(replace(RIGHT, end=photo(at(23))))
    ended = Ledger(agreed={(CODE, 1)}, ended={(CODE, 1)})
    assert rules.nothing_lost(replace(RIGHT, ledger=ended))


def test_an_uncovered_case_that_is_not_on_the_agenda() -> None:
    alone = record(photo(at(8, 30), leads=None))
    assert rules.uncovered_is_known(alone)
    posted = replace(alone, heard=[Heard(at(8, 30), Place.MDT, "DH", AGENDA)])
    assert not rules.uncovered_is_known(posted)
    assert rules.uncovered_is_known(replace(alone, heard=[Heard(at(8, 30, day=1), Place.MDT, "DH", AGENDA)]))


def test_a_case_that_loses_its_cover_and_no_chair_hears() -> None:
    lost = record(photo(at(14)), photo(at(15), leads=None))
    assert rules.uncovered_is_known(lost)
    assert rules.uncovered_is_known(replace(lost, heard=[direct(BAS, at(14, 30), UNCOVERED)])), "he is no chair"
    assert rules.uncovered_is_known(replace(lost, heard=[direct(CARLA, at(9, day=1), UNCOVERED)])), "a day late"
    assert not rules.uncovered_is_known(replace(lost, heard=[direct(CARLA, at(14, 30), UNCOVERED)]))


@pytest.mark.parametrize(
    "heard",
    [
        (),
        (case(at(8, 30), "A1 is 1 werkdag te laat. De regiehouder weet het."),),
        (case(at(8, 30), LATE_2),),
        (case(at(8, 30), LATE_1), case(at(9), LATE_1)),
    ],
    ids=["silence", "too far", "miscounted", "at no look"],
)
def test_a_step_that_is_wrong(heard: tuple[Heard, ...]) -> None:
    assert rules.late_climbs(replace(RIGHT, heard=list(heard)))


def test_the_next_day_the_regiehouder_hears_and_her_digest_says_it() -> None:
    heard = (
        *RIGHT.heard,
        case(at(8, 30, 1), LATE_2),
        direct(VIC, at(8, 30, 1), morning("1 te laat")),
        direct(ANNA, at(8, 30, 1), "Good morning. Today.\n• DH-7K3M: 1 late with somebody else"),
    )
    right = record(photo(at(8, 30), ACTION), photo(at(8, 30, 1), ACTION), heard=heard)
    assert [rule(right) for rule in (rules.late_climbs, rules.digests_tell)] == [[], []]
    assert rules.digests_tell(replace(right, heard=list(heard[:-1]))), "she did not hear"
    assert rules.late_climbs(replace(right, heard=[*heard[:2], *heard[3:]])), "the room did not"


def test_who_is_away_is_stood_in_for() -> None:
    text = f"Good morning. Today.\nFor Vic de Vt, who is away:\n• {CODE}: 1 late"
    right = record(photo(at(8, 30), ACTION, vic="anna"), heard=(case(at(8, 30), LATE_1), direct(ANNA, at(8, 30), text)))
    assert [rule(right) for rule in (rules.late_climbs, rules.digests_tell)] == [[], []]
    own = replace(right, heard=[case(at(8, 30), LATE_1), direct(ANNA, at(8, 30), morning("1 te laat"))])
    assert rules.digests_tell(own), "as if it were hers"


@pytest.mark.parametrize("text", [None, morning("2 te laat"), morning("1 te laat", "DH-2222"), morning("1 vandaag")])
def test_a_digest_that_is_wrong(text: str | None) -> None:
    told = [] if text is None else [direct(VIC, at(8, 30), text)]
    assert rules.digests_tell(replace(RIGHT, heard=[case(at(8, 30), LATE_1), *told]))


def test_what_is_due_today_rings_once() -> None:
    ring = f"{CODE} A1 is voor vandaag, maandag 23 november."
    today = record(photo(at(15), replace(ACTION, due=MONDAY)))
    assert rules.due_rings(today)
    assert not rules.due_rings(replace(today, heard=[direct(VIC, at(15), ring)]))
    assert rules.due_rings(replace(today, heard=[direct(BAS, at(15), ring)])), "somebody else"
    assert rules.due_rings(replace(today, heard=[direct(VIC, at(15), ring), direct(VIC, at(16), ring)])), "twice"


def test_a_ladder_that_goes_down() -> None:
    chair = "A1 is 3 werkdagen te laat. De voorzitter weet dat hier iets te laat is, niet wat."
    wrong = record(heard=(case(at(8, 30), LATE_1), case(at(8, 30, 1), LATE_2), case(at(8, 30, 2), chair)))
    assert rules.in_order(wrong) == ([], 1)
    back = "A1 is 4 werkdagen te laat. De regiehouder weet het."
    assert rules.in_order(replace(wrong, heard=[*wrong.heard, case(at(8, 30, 3), back)]))[0]


def test_messages_are_read_as_people_read_them() -> None:
    text = (
        "Good morning. Actions: 1 late, 2 until Mon.\n• DH-7K3M: 1 late, 2 until Mon\n• DH-7K3M: 3 late for longer\n"
        "For Vic de Vt, who is away:\n• OB-2222: 1 today, are you the coordinator?\nYour own list: !mijn."
    )
    assert digest(text) == {
        ("", CODE, "late"): 1, ("", CODE, "soon"): 2, ("", CODE, "stuck"): 3,
        ("Vic de Vt", "OB-2222", "today"): 1, ("Vic de Vt", "OB-2222", "accept"): 1,
    }  # fmt: skip
    assert list(due("2 acties zijn voor vandaag.\n• DH-7K3M: A1 en A12\nGedaan? Typ !klaar.")) == [
        (CODE, 1),
        (CODE, 12),
    ]
    assert list(late(f"{LATE_1}\n{LATE_2}")) == [(1, 1, 1), (1, 2, 2)]
    assert Heard(at(9), Place.MDT, "DH", AGENDA).kind is Kind.AGENDA
    assert working_days_late(date(2026, 12, 24), date(2026, 12, 28)) == 1, "Christmas does not count"
