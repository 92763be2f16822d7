"""How the regiehouder reads: on the card, in the room, and in a direct chat where only a code may stand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.case import Area, Decision
from bot.domain.regie import HandedPart, Kind, Load, Request
from bot.texts.words import FluentWords
from bot.usecases.results import Card, Who
from bot.usecases.results_agenda import OnAgenda
from bot.usecases.results_regie import (
    AuthorityUsed,
    Caseload,
    CoordinatorAsked,
    HandoverAhead,
    MyRegie,
    RegieAccepted,
    RegieAsked,
    RegieBriefing,
    RegieRefused,
    RegieShown,
)

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
ANNA, BAS = "@anna:x", "@bas:x"
NAMES = {ANNA: "Anna de Vries", BAS: "Bas Jansen"}


def lines(words: FluentWords, value: object, language: str = "nl") -> list[str]:
    return words.render(value, language).plain.split("\n")


def shown_on(card: Card, words: FluentWords, **changes: Any) -> list[str]:
    names = {**card.names, **NAMES}
    found = lines(words, replace(card, names=names, file=replace(card.file, **changes)))
    return [line for line in found if line.startswith(("Regiehouder:", "Doorzettingsmacht:"))]


@pytest.fixture
def card(make: Any) -> Card:
    made: Card = make(Card)
    return replace(made, file=replace(made.file, decisions=(), authority=False))


@pytest.mark.parametrize(
    ("coordinator", "asked", "said"),
    [
        (None, Kind.APPOINT, "Regiehouder: gevraagd: Bas Jansen, nog niet aanvaard"),
        (ANNA, Kind.HANDOVER, "Regiehouder: Anna de Vries; gevraagd: Bas Jansen, nog niet aanvaard"),
        (BAS, Kind.CONFIRM, "Regiehouder: Bas Jansen (nog niet bevestigd)"),
        (ANNA, None, "Regiehouder: Anna de Vries"),
    ],
)
def test_the_card_tells_who_it_is_and_who_is_asked(
    card: Card, words: FluentWords, coordinator: str | None, asked: Kind | None, said: str
) -> None:
    request = None if asked is None else Request(BAS, ANNA, asked, NOW)
    case = replace(card.file.case, coordinator=coordinator)
    assert shown_on(card, words, case=case, asked=request) == [said]


def test_the_card_tells_what_was_decided_alone(card: Card, words: FluentWords) -> None:
    decisions = (Decision(Area.LAW, "geen aangifte", False, ANNA, NOW, alone=True),)
    case = replace(card.file.case, coordinator=ANNA)
    found = shown_on(card, words, case=case, asked=None, authority=True, decisions=decisions)
    assert found[1:] == [
        "Doorzettingsmacht: Anna de Vries mag beslissen als de partijen het niet eens zijn",
        "Doorzettingsmacht: Anna de Vries besliste over recht",
    ]
    text = words.render(replace(card, file=replace(card.file, decisions=decisions)), "nl").plain
    assert "geen aangifte (met doorzettingsmacht)" in text


def test_the_room_reads_who_is_asked_and_how_to_answer(words: FluentWords) -> None:
    asked = CoordinatorAsked("DH-7K3M", "Bas", "CSG", "Carla", "Anna", "Dirk", "Eva", True, True, BAS)
    assert lines(words, asked) == [
        "Bas van CSG is gevraagd als regiehouder van DH-7K3M.",
        "Eva is er vandaag niet. Daarom is Bas gevraagd.",
        "De vraag aan Dirk vervalt.",
        "Bas komt voor de regie in deze kamer.",
        "De open acties van de regiehouder gaan mee.",
        "Gevraagd door Carla. Antwoorden kan hier: !regie aanvaard of !regie weiger: reden.",
        "Tot dan blijft Anna regiehouder.",
    ]
    alone = replace(asked, current="", replaced="", away="", comes=False, with_actions=False)
    assert lines(words, alone)[1:] == [
        "Gevraagd door Carla. Antwoorden kan hier: !regie aanvaard of !regie weiger: reden.",
        "Tot dan is er nog geen regiehouder.",
    ]


def test_the_direct_chat_reads_a_code_and_whole_commands(words: FluentWords) -> None:
    message = words.render(RegieAsked("DH-7K3M", True, True, BAS), "nl")
    assert message.plain.split("\n") == [
        "DH-7K3M: wil jij de regiehouder zijn? Je hebt nog niet geantwoord.",
        "Je komt daarvoor in de kamer van de casus. Kijk daar eerst.",
        "Typ !regie aanvaard DH-7K3M, of !regie weiger DH-7K3M: reden",
    ]
    assert "<code>!regie weiger DH-7K3M: reden</code>" in message.html
    assert message.mentions == (BAS,)


def test_a_yes_and_a_no(words: FluentWords) -> None:
    assert lines(words, RegieAccepted("DH-7K3M", "Bas", "CSG", "Anna", ("A1", "A2"), ANNA)) == [
        "Bas van CSG is nu regiehouder van DH-7K3M.",
        "Dit was eerst Anna.",
        "A1 en A2 zijn nu van Bas.",
    ]
    refused = RegieRefused("DH-7K3M", "Bas", "te druk", True, ANNA)
    assert lines(words, refused)[:2] == ["Bas wordt geen regiehouder van DH-7K3M.", "Reden: te druk"]


def test_the_briefing_names_who_follows_outside_parties_and_counts_the_rest(words: FluentWords) -> None:
    outside = (("I1", "GGZ", "Anna"), ("I2", "School", ""), *(("I3", "Wijkteam", "Anna"),) * 9)
    found = lines(words, RegieBriefing("Bas", outside))
    assert found[1:3] == ["• I1 GGZ, gevolgd door Anna", "• I2 School, nog door niemand gevolgd"]
    assert found[-2] == "En nog 3: zie !inzet en !acties."


def test_who_it_is(words: FluentWords) -> None:
    shown = RegieShown("DH-7K3M", "Anna", "VT", NOW, "Bas", NOW + timedelta(hours=1), False, True)
    assert lines(words, shown) == [
        "DH-7K3M: de regiehouder is Anna (VT).",
        "Sinds di 24 nov 09:00.",
        "Gevraagd: Bas, op di 24 nov 10:00. Nog niet aanvaard.",
        "Doorzettingsmacht: ja.",
    ]
    nobody = RegieShown("DH-7K3M", "", "", None, "", None, False, False)
    assert lines(words, nobody) == ["DH-7K3M: er is nog geen regiehouder.", "Vraag iemand, bijvoorbeeld !regie @anna."]
    assert lines(words, replace(nobody, asked="Bas", asked_at=NOW)) == [
        "Gevraagd: Bas, op di 24 nov 09:00. Nog niet aanvaard."
    ]
    confirms = replace(shown, asked="", asked_at=NOW, confirms=True, authority=False, since=None)
    assert lines(words, confirms)[1:] == [
        "Anna nam het vanzelf over en heeft dat nog niet bevestigd.",
        "Doorzettingsmacht: nee.",
    ]


def test_ones_own_cases_and_the_chairs_counts(words: FluentWords) -> None:
    assert lines(words, MyRegie((("DH-7K3M", NOW), ("DH-9QRS", None)), (("DH-2222", NOW),))) == [
        "Je bent regiehouder van 2 casussen.",
        "• DH-7K3M sinds di 24 nov 09:00",
        "• DH-9QRS",
        "1 vraag wacht op je antwoord:",
        "• DH-2222 sinds di 24 nov 09:00",
        "Ja zeggen: !regie aanvaard DH-2222",
    ]
    assert lines(words, MyRegie((), ())) == ["Je bent nu nergens regiehouder."]
    load = Caseload("DH", (Load("Anna de Vries", "CSG", 5), Load("Bas", "VT", 1)), 2, 1)
    assert lines(words, load) == [
        "DH: 6 casussen met een regiehouder",
        "• Anna de Vries (CSG): 5",
        "• Bas (VT): 1",
        "Gevraagd en nog geen antwoord: 2.",
        "⚠️ Zonder regiehouder: 1.",
    ]


def test_all_at_once_shows_what_cannot_go_and_offers_nothing_where_nothing_can(words: FluentWords) -> None:
    parts = (HandedPart("DH-7K3M", possible=True), HandedPart("DH-9QRS", possible=False))
    found = lines(words, HandoverAhead("Bas", parts, "!regie overdragen alles @bas:x bevestig 7K3MP", again=True))
    assert found == [
        "Ik vraag Bas voor 1 casus. Er is nog niets veranderd.",
        "Er is intussen iets veranderd. Dit klopt nu:",
        "DH-7K3M",
        "Dit kan niet, want Bas is daar al gevraagd of mag er niet in: DH-9QRS.",
        "Klopt dit? Typ:",
        "!regie overdragen alles @bas:x bevestig 7K3MP",
    ]
    nothing = lines(words, HandoverAhead("Bas", parts[1:], "!regie", again=False))
    assert not any("!regie" in line for line in nothing)


def test_authority_reads_as_what_it_is(words: FluentWords) -> None:
    used = AuthorityUsed("DH-7K3M", "Anna", Area.SAFETY, "een ander slot", (Area.LAW,))
    assert lines(words, used) == [
        "Anna besliste met doorzettingsmacht over veiligheid:",
        "een ander slot",
        "DH-7K3M komt terug in het volgende MDT, zodat iedereen het ziet.",
        "Nog geen uitkomst voor recht.",
    ]


def test_who_and_agenda_name_who_is_asked(words: FluentWords) -> None:
    said = "Gevraagd als regiehouder: Bas. Nog niet aanvaard."
    assert lines(words, Who("DH-7K3M", (), None, (), asked="Bas"))[-1] == said
    assert lines(words, OnAgenda("DH-7K3M", NOW, (), "Bas"))[-1] == said
    assert not any("Gevraagd" in line for line in lines(words, OnAgenda("DH-7K3M", NOW, ())))
