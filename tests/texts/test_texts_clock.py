"""What the clock looks like: on the card, on the agenda, and in what is said of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.agenda_item import AgendaItem, Standing
from bot.domain.clock import Breach, CaseClock
from bot.texts.words import FluentWords
from bot.usecases.results import Card
from bot.usecases.results_clock import DeadlineNear, DeadlinePassed, ReasonAsked, UrgentStarted, YourDeadline
from bot.usecases.results_meeting import Agenda
from tests.texts.test_texts_card import FILE, NOW, ORGANISATIONS, REPORTED, TODAY

HOUR = timedelta(hours=1)
DEADLINE = REPORTED + 24 * HOUR
Say = Callable[[object], list[str]]


@pytest.fixture
def said(words: FluentWords) -> Say:
    return lambda value: words.render(value, "nl").plain.split("\n")


def card(clock: CaseClock, now: datetime = NOW, *, on_agenda: bool = True) -> Card:
    return Card(replace(FILE, on_agenda=on_agenda), {}, TODAY, now, ORGANISATIONS, clock)


def mdt(lines: list[str]) -> list[str]:
    return [line for line in lines if line.startswith(("24 uur:", "Waarom later"))]


def test_a_case_that_was_weighed_in_time_is_not_late_on_its_card(said: Say) -> None:
    late = DEADLINE + HOUR
    assert mdt(said(card(CaseClock(), late))) == ["24 uur: om sinds di 24 nov 23:00"]
    in_time = CaseClock(weighed_at=DEADLINE)
    assert mdt(said(card(in_time, late))) == ["24 uur: op tijd besproken, di 24 nov 23:00"]
    assert mdt(said(card(in_time, late, on_agenda=False))) == ["24 uur: op tijd besproken, di 24 nov 23:00"]
    too_late = CaseClock(weighed_at=late)
    assert mdt(said(card(too_late, late))) == ["24 uur: om sinds di 24 nov 23:00"]


def test_the_card_shows_why_it_was_late_in_one_line_as_it_was_typed(said: Say) -> None:
    breach = Breach(DEADLINE, DEADLINE + HOUR)
    [_, asked] = mdt(said(card(CaseClock(breach=breach), DEADLINE + HOUR)))
    assert asked == "Waarom later dan 24 uur: nog niet vastgelegd. Typ !overschreden: reden"
    told = replace(breach, reason="<b>te druk</b> `!casus`")
    [_, shown] = mdt(said(card(CaseClock(breach=told), DEADLINE + HOUR)))
    assert shown == "Waarom later dan 24 uur: <b>te druk</b> `!casus`"


def test_the_agenda_calls_nothing_late_that_was_weighed_in_time(said: Say) -> None:
    past = NOW - 3 * HOUR
    items = (
        AgendaItem("DH-AAAA", Standing.BACK, past, met=True),
        AgendaItem("DH-BBBB", Standing.NEW, past),
        AgendaItem("DH-CCCC", Standing.NEW, NOW + 3 * HOUR),
    )
    assert said(Agenda("DH", TODAY, items, NOW, items[2:])) == [
        "MDT DH, dinsdag 24 november: 3 casussen",
        "1. DH-AAAA: terug, op tijd besproken",
        "2. DH-BBBB: nieuw, 24 uur om sinds di 24 nov, ochtend",
        "3. DH-CCCC: nieuw, vóór di 24 nov, ochtend",
        "",
        "Van deze casussen zijn de 24 uur om vóór het volgende MDT:",
        "• DH-CCCC: di 24 nov, ochtend",
        "!mdt spoed DH-CCCC – dan bespreekt het MDT deze casus meteen. De voorzitter typt dit, in de MDT-kamer.",
    ]


@pytest.mark.parametrize(
    ("item", "clock"),
    [
        (AgendaItem("DH-AAAA", Standing.NEW, NOW + HOUR), ["De 24 uur lopen tot di 24 nov, ochtend."]),
        (AgendaItem("DH-AAAA", Standing.NEW, NOW - HOUR), ["De 24 uur zijn om sinds di 24 nov, ochtend."]),
        (AgendaItem("DH-AAAA", Standing.BACK, NOW - HOUR, met=True), []),
    ],
)
def test_an_urgent_meeting_shows_a_code_and_a_clock(said: Say, item: AgendaItem, clock: list[str]) -> None:
    title, *middle, how = said(UrgentStarted(item, NOW))
    assert title == "Spoed-MDT: DH-AAAA is nu aan de beurt."
    assert middle == clock
    assert how.endswith("Typ !mdt sluit in de MDT-kamer.")


@pytest.mark.parametrize(
    ("left", "written"),
    [
        (4 * HOUR - timedelta(seconds=1), "nog 4 uur"),
        (3 * HOUR + timedelta(minutes=29), "nog 3 uur"),
        (timedelta(minutes=31), "nog 1 uur"),
        (timedelta(minutes=20), "nog minder dan een uur"),
    ],
)
def test_the_time_that_is_left_is_said_to_the_nearest_hour(said: Say, left: timedelta, written: str) -> None:
    for value in (DeadlineNear("DH-AAAA", NOW + left, NOW), YourDeadline((("DH-AAAA", NOW + left),), NOW, "@a:x")):
        assert written in said(value)[0]


def test_what_came_in_too_late_is_told_calmly(said: Say) -> None:
    here = said(DeadlinePassed("DH-AAAA", DEADLINE, at_opening=True, weighed_at=None))
    assert here[0] == "De melding was al ouder dan 24 uur toen deze casus hier binnenkwam. Dat kan."
    assert here[-1] == "!overschreden: reden – zo leg je de reden vast."
    assert said(ReasonAsked(("DH-AAAA",), at_opening=("DH-AAAA",), user_id="@a:x"))[0] == (
        "DH-AAAA kwam binnen met een melding van meer dan 24 uur geleden. Hoe kwam dat?"
    )


def test_a_case_that_was_taken_up_after_all_is_not_said_to_wait(said: Say) -> None:
    lines = said(DeadlinePassed("DH-AAAA", DEADLINE, at_opening=False, weighed_at=DEADLINE + HOUR))
    assert lines[:2] == [
        "De 24 uur voor het MDT zijn om, sinds di 24 nov 23:00.",
        "Het MDT besprak deze casus op wo 25 nov 00:00.",
    ]
    assert not any("!mdt spoed" in line for line in lines)
