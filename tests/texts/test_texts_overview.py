"""The overviews in words: one phone screen, codes, days and counts."""

from datetime import date, timedelta

import pytest

from bot.domain.calendar import at
from bot.domain.closing import FollowUp
from bot.domain.overview import Mine, MyAction, MyCase, RegionCase
from bot.texts.overview import MOST_ACTIONS, MOST_CASES
from bot.texts.words import FluentWords
from bot.usecases.results_overview import MyActions, MyCases, RegionOverview
from tests.texts.conftest import NOW

TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)
ROOM = "!kamer:example.org"


def lines(words: FluentWords, value: object, language: str = "nl") -> list[str]:
    return words.render(value, language).plain.split("\n")


def test_ones_own_actions_by_how_soon_they_are(words: FluentWords) -> None:
    actions = (
        MyAction("DH-7K3M", 3, TODAY - DAY, room=ROOM),
        MyAction("DH-9QRS", 1, TODAY, at(TODAY, NOW.time()), Mine.ORGANISATION),
        MyAction("DH-9QRS", 2, TODAY + DAY, mine=Mine.FOLLOWED),
        MyAction("DH-9QRS", 4, TODAY + 30 * DAY),
    )
    value = MyActions(TODAY, actions, ("DH-2222",), 1)
    assert lines(words, value) == [
        "Je hebt 4 open acties, 1 te laat.",
        "Wil jij regiehouder zijn van DH-2222? Ja zeggen: !regie aanvaard DH-2222",
        "1 collega wacht op een bevestiging van jou of een ander: !collega",
        "Te laat:",
        "• DH-7K3M A3: ma 23 nov",
        "Vandaag:",
        f"• DH-9QRS A1: di 24 nov, {NOW:%H:%M} uur (van jouw organisatie)",
        "Deze week:",
        "• DH-9QRS A2: wo 25 nov (jij volgt dit als regiehouder)",
        "Later:",
        "• DH-9QRS A4: do 24 dec",
        "Wat het is, staat in de kamer van de casus.",
    ]
    html = words.render(value, "nl").html
    assert 'href="https://matrix.to/#/!kamer:example.org"' in html
    assert html.count("href") == 1, "only where there is a room"
    assert lines(words, MyActions(TODAY, ())) == ["Je hebt geen open acties."]
    asked = MyActions(TODAY, (), ("DH-2222", "DH-3333"), 2)
    assert lines(words, asked)[1:] == [
        "Wil jij regiehouder zijn van DH-2222, DH-3333? Dat zijn 2 vragen. Ja zeggen: !regie aanvaard DH-2222",
        "2 collega’s wachten op een bevestiging van jou of een ander: !collega",
    ]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_long_lists_are_cut_and_say_how_to_see_the_rest(words: FluentWords, language: str) -> None:
    actions = tuple(MyAction("DH-7K3M", number, TODAY) for number in range(1, MOST_ACTIONS + 8))
    short, whole = (lines(words, MyActions(TODAY, actions, whole=whole), language) for whole in (False, True))
    assert sum(line.startswith("•") for line in short) == MOST_ACTIONS
    assert [line for line in short if line.endswith("!mijn alles") and " 7 " in line]
    assert sum(line.startswith("•") for line in whole) == len(actions)
    assert not any("!mijn alles" in line for line in whole)
    cases = tuple(MyCase(f"DH-{number}", 1, 1, None, None, None) for number in range(100, 102 + MOST_CASES))
    short, whole = (lines(words, MyCases(TODAY, cases, whole=whole), language) for whole in (False, True))
    assert sum(line.startswith("•") for line in short) == MOST_CASES
    assert [line for line in short if line.endswith("!regie overzicht alles") and " 2 " in line]
    assert sum(line.startswith("•") for line in whole) == len(cases)
    rows = tuple(RegionCase(f"DH-{number}", late=1) for number in range(100, 103 + MOST_CASES))
    short, whole = (lines(words, RegionOverview("DH", 50, rows, 0, whole), language) for whole in (False, True))
    assert sum(line.startswith("•") for line in short) == MOST_CASES
    assert [line for line in short if line.endswith("!mdt overzicht alles") and " 3 " in line]
    assert sum(line.startswith("•") for line in whole) == len(rows)


def test_the_cases_of_a_regiehouder(words: FluentWords) -> None:
    friday = date(2026, 11, 27)
    cases = (
        MyCase("DH-7K3M", 2, 4, 12, TODAY, friday, ROOM),
        MyCase("DH-9QRS", 0, 0, None, None, None),
        MyCase("DH-2222", 0, 3, None, friday, friday),
    )
    assert lines(words, MyCases(TODAY, cases, (FollowUp("DH-3333", friday),))) == [
        "Je bent regiehouder van 3 casussen. 2 vragen nu iets van je.",
        "• DH-7K3M: 2 van 4 te laat, niets veranderd sinds 12 dagen, MDT di 24 nov, herbeoordeling vr 27 nov",
        "• DH-9QRS: ⚠️ geen open actie, niet op de agenda",
        "• DH-2222: 3 open, MDT vr 27 nov",
        "Afgesproken bij het sluiten, kijk dan hoe het gaat:",
        "• DH-3333: vr 27 nov",
        "Wat het is, staat in de kamer van de casus.",
    ]
    assert lines(words, MyCases(TODAY, cases[2:]))[0] == "Je bent regiehouder van 1 casus. Die loopt."
    assert lines(words, MyCases(TODAY, cases[:1]))[0] == "Je bent regiehouder van 1 casus. Kijk er vandaag naar."
    assert lines(words, MyCases(TODAY, ())) == [
        "Je bent nu nergens regiehouder. Word je gevraagd, dan hoor je dat hier."
    ]


def test_what_runs_behind_in_a_region(words: FluentWords) -> None:
    cases = (
        RegionCase("DH-7K3M", overdue=True),
        RegionCase("DH-9QRS", held_over=3, late=1),
        RegionCase("DH-2222", held_over=2, late=2, still=True),
    )
    assert lines(words, RegionOverview("DH", 23, cases, 2)) == [
        "DH: 23 open casussen, 3 lopen achter.",
        "• DH-7K3M: ⚠️ 24 uur voorbij",
        "• DH-9QRS: 3 keer aangehouden, 1 actie te laat",
        "• DH-2222: 2 acties te laat, staat stil",
        "Samen: 1 voorbij de 24 uur, 1 staat stil, 3 acties te laat.",
        "⚠️ Zonder regiehouder: 2.",
        "Waarom, staat alleen in de kamer van de casus.",
    ]
    assert lines(words, RegionOverview("DH", 1, (), 0)) == ["DH: 1 open casus. Niets loopt achter."]
    assert lines(words, RegionOverview("DH", 0, (), 0)) == ["DH: er zijn geen open casussen."]
    assert lines(words, RegionOverview("DH", 1, (), 1))[:2] == [
        "DH: 1 open casus, geen enkele loopt achter.",
        "⚠️ Zonder regiehouder: 1.",
    ]


def test_no_number_of_days_and_no_reason_stands_beside_a_code_in_the_mdt_room(words: FluentWords) -> None:
    """What a row can hold is what may be told there: a new field must be weighed against decision 31."""
    assert set(RegionCase.__dataclass_fields__) == {"code", "overdue", "held_over", "late", "still"}
    still = words.render(RegionOverview("DH", 1, (RegionCase("DH-7K3M", still=True),), 0), "nl").plain
    assert "dag" not in still
