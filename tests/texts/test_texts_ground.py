"""A legal ground in words: what to type next, what it is, and that the bot approves nothing."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.case import Answer
from bot.domain.ground import GroundStanding, ListedGround, Step
from bot.domain.refusals_ground import NoSuchLine
from bot.texts.words import LANGUAGES, FluentWords
from bot.usecases.results_consent import ConsentTakenThere, OrganisationGone, OutOfCase, WhyTaken
from bot.usecases.results_ground import (
    DraftLapses,
    GroundAhead,
    GroundDraft,
    GroundOverview,
    GroundRecorded,
    GroundRegions,
    GroundShown,
    GroundView,
    ReviewAsked,
    WitnessAsked,
)
from bot.usecases.results_roster import GuestsCame, Joined, Replaced

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
LAW = "⚠️ Controleer de wet van nu. Ik leg vast, ik keur niets goed."
PHONE = "Chat vervangt geen telefoontje bij acuut gevaar: bel 112."
EMPTY = GroundView(
    "G1", "Politie", "OM", "Carla", NOW, GroundStanding.OPEN, vital=False, answer=Answer.NO, missing=tuple(Step)
)
FULL = replace(EMPTY, missing=(), answer=None, ground="artikel 18", purpose="rust", necessity="het adres")
LISTED = ListedGround(("Politie",), ("OM",), "art. 16")


def lines(words: FluentWords, value: object, language: str = "nl") -> list[str]:
    return words.render(value, language).plain.split("\n")


def test_the_first_step_numbers_the_grounds_and_shows_what_to_type(words: FluentWords) -> None:
    draft = GroundDraft("DH-7K3M", EMPTY, ((LISTED, "Niet meer dan nodig."),), off=False, alone=False)
    assert lines(words, draft) == [
        "G1: om welk artikel in de wet gaat het?",
        "1. art. 16 – Niet meer dan nodig.",
        "!grondslag G1 grond 1 – Kies een nummer uit dit rijtje.",
        "!grondslag G1 grond: tekst – Typ de grond zelf, met het nummer van het artikel.",
        "!grondslag G1 grond vitaal – Alleen bij acuut gevaar voor iemands leven of gezondheid.",
        "!grondslag G1 grond: tekst doel: tekst nodig: tekst – Alles in één bericht mag ook.",
        "Politie geeft aan OM. Er komt nog niemand bij.",
        "Let op: het antwoord voor OM is nu: nee.",
        LAW,
    ]
    html = words.render(draft, "nl").html
    assert html.count("<strong>") == 2, "the question, and that the victim said no"
    assert "<li>" not in html, "a number has no sign of its own"


@pytest.mark.parametrize(
    ("off", "said"),
    [
        (True, "De lijst met gronden is hier niet te zien: die is niet gemaakt voor seksueel geweld."),
        (False, "In de lijst staat geen grond van Politie naar OM. Vraag liefst toestemming."),
    ],
)
def test_without_a_list_it_says_why_and_the_vital_interest_is_there(words: FluentWords, off: bool, said: str) -> None:
    text = lines(words, GroundDraft("DH-7K3M", EMPTY, (), off=off, alone=True))
    assert text[1] == said
    assert text[2].startswith("!grondslag G1 grond: tekst"), "the vital interest is not what one is led to"
    assert text[3].startswith("!grondslag G1 grond vitaal")
    assert "Er is nu geen getuige: alleen Politie doet mee in deze casus." in text


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (Step.PURPOSE, ["G1: waarvoor is het?", "!grondslag G1 doel: tekst"]),
        (Step.NECESSITY, ["G1: welke gegevens zijn nodig, en waarom?", "!grondslag G1 nodig: tekst"]),
    ],
)
def test_each_later_step_is_a_question_and_one_line_to_type(words: FluentWords, step: Step, said: list[str]) -> None:
    view = replace(FULL, missing=(step,), answer=Answer.NO, terms="van de lijst")
    draft = GroundDraft("DH-7K3M", view, (), off=True, alone=True, looks=False)
    back = ["Tot nu toe:", "• Grond: artikel 18", "• Doel: rust", "• Nodig: het adres"]
    assert lines(words, draft) == [*said, *back], "what was typed is read back, and nothing is warned of again"
    assert words.render(draft, "nl").html.count("<strong>") == 1
    looked = lines(words, replace(draft, looks=True))
    assert LAW in looked, "whoever looks it up has not read the first step"
    assert "Let op: het antwoord voor OM is nu: nee." in looked
    assert not [line for line in looked if line.startswith("De lijst")], "the list is shown for the ground only"


def test_the_whole_ends_with_the_line_of_the_witness(words: FluentWords) -> None:
    ahead = GroundAhead("DH-7K3M", FULL, ("Dirk",), (), "!getuige G1 7K3MP", alone=False, again=True)
    assert lines(words, ahead) == [
        "G1 is compleet: wie is getuige? OM doet nog niet mee in DH-7K3M.",
        "Er is intussen iets veranderd. Dit klopt nu:",
        "Wie: Politie geeft aan OM",
        "Grond: artikel 18",
        "Deze grond is zelf getypt en komt niet uit een lijst.",
        "Doel: rust",
        "Nodig: het adres",
        "Krijgt toegang: Dirk",
        LAW,
        "Een getuige van een andere organisatie dan Politie typt dit, na lezen:",
        "!getuige G1 7K3MP",
    ]


def test_a_vital_interest_says_to_call_and_that_it_is_reviewed(words: FluentWords) -> None:
    vital = replace(FULL, vital=True, ground="")
    text = lines(words, GroundAhead("DH-7K3M", vital, ("Dirk",), (), "!grondslag G1 bevestig 7K3MP", False, False))
    assert text[0] == "G1 is compleet: nu laten ingaan? OM doet nog niet mee in DH-7K3M."
    assert text[-4:] == [
        "De volgende werkdag vraag ik de regiehouder, of anders de voorzitter, om dit te laten beoordelen.",
        PHONE,
        "Iemand van Politie typt dit om het meteen te laten ingaan:",
        "!grondslag G1 bevestig 7K3MP",
    ]
    text = lines(words, GroundRecorded("DH-7K3M", replace(vital, to_review=True), ("Dirk",), (), ("@dirk:x",)))
    assert text[0] == "OM doet mee in DH-7K3M, op grond van de wet (G1). Dit is geen toestemming."
    assert PHONE in text


@pytest.mark.parametrize("standing", GroundStanding)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_standing_is_a_short_line(words: FluentWords, standing: GroundStanding, language: str) -> None:
    view = replace(FULL, standing=standing)
    for value in (GroundOverview("DH-7K3M", (view,)), GroundShown("DH-7K3M", view)):
        assert max(map(len, lines(words, value, language))) <= 110


def test_what_was_recorded_names_its_witness_and_its_review(words: FluentWords) -> None:
    view = replace(FULL, standing=GroundStanding.HOLDS, witness="Anna", recorded_at=NOW)
    assert "Getuige: Anna, di 24 nov 09:00" in lines(words, GroundShown("DH-7K3M", view))
    view = replace(view, vital=True, witness="", to_review=True)
    text = lines(words, GroundShown("DH-7K3M", view))
    assert text[1] == "geldt nu, ⚠️ moet nog beoordeeld worden"
    assert "Getuige: geen, meteen ingegaan op di 24 nov 09:00" in text
    view = replace(view, to_review=False, reviewed_by="Bas", reviewed_at=NOW, review="het was nodig")
    assert "Beoordeling: het was nodig" in lines(words, GroundShown("DH-7K3M", view))


def test_what_rings_for_a_review_holds_codes_only(words: FluentWords) -> None:
    message = words.render(ReviewAsked("DH-7K3M", "G1", "@bas:x"), "nl")
    assert message.plain.split("\n") == [
        "G1 in DH-7K3M wacht op een beoordeling.",
        "Dit is meteen ingegaan. Daarom kijkt er achteraf nog iemand mee.",
        "!grondslag G1 beoordeeld: tekst – Laat iemand van een andere organisatie dan de gever dit in de casus typen.",
    ]
    assert (message.rings, message.mentions) == (True, ("@bas:x",))


def test_what_rings_for_a_witness_holds_codes_only(words: FluentWords) -> None:
    message = words.render(WitnessAsked("DH-7K3M", "G1", "@bas:x"), "nl")
    assert message.plain.split("\n") == [
        "G1 in DH-7K3M wacht op een getuige.",
        "!grondslag G1 – Lees het in de casus. Klopt het? Dan typ je de regel die daar staat.",
    ]
    assert (message.rings, message.mentions) == (True, ("@bas:x",))


@pytest.mark.parametrize(
    ("over", "said"),
    [
        (
            False,
            [
                "G1 in DH-7K3M is nog niet af, en vervalt di 24 nov 09:00.",
                "!grondslag G1 – Nog nodig? Typ dit in de casus, dan zie je wat er nog moet.",
            ],
        ),
        (
            True,
            [
                "G1 in DH-7K3M was niet op tijd af, en is vervallen: di 24 nov 09:00.",
                "!grondslag – Nog nodig? Typ dit in de casus, en begin opnieuw.",
            ],
        ),
    ],
)
def test_a_draft_that_lapses_rings_with_codes_only(words: FluentWords, over: bool, said: list[str]) -> None:
    message = words.render(DraftLapses("DH-7K3M", "G1", NOW, over, "@bas:x"), "nl")
    assert message.plain.split("\n") == said
    assert (message.rings, message.mentions) == (True, ("@bas:x",))


def test_with_nobody_to_review_it_is_said_so(words: FluentWords) -> None:
    asked = ReviewAsked("DH-7K3M", "G1", "@bas:x", alone=True)
    assert lines(words, asked)[2] == (
        "Nu kan niemand dat: alleen de gever doet mee. Komt er niemand bij, dan kun je de casus wel sluiten."
    )


def test_of_what_was_recorded_the_refusal_stays_to_be_read(words: FluentWords) -> None:
    view = replace(FULL, answer=Answer.NO, standing=GroundStanding.HOLDS, recorded_at=NOW, witness="Anna")
    for value in (GroundShown("DH-7K3M", view), GroundRecorded("DH-7K3M", view, ("Dirk",), (), ())):
        assert "Let op: het antwoord voor OM was daarvóór: nee." in lines(words, value)


@pytest.mark.parametrize(
    "value",
    [
        Joined("DH-7K3M", "Dirk", "OM", waiting=False, stays=False, by_ground=(("OM", "G1"),)),
        Replaced("DH-7K3M", "Dirk", "Olaf", (), False, False, False, by_ground=(("OM", "G1"),)),
        GuestsCame((("Dirk", "OM"),), by_ground=(("OM", "G1"),)),
    ],
)
def test_whoever_comes_by_a_ground_is_announced_as_that(words: FluentWords, value: object) -> None:
    assert lines(words, value)[-1] == "OM doet mee op grond van de wet (G1), geen toestemming."


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (0, "Bij G1 is er geen rijtje om een nummer uit te kiezen."),
        (1, "In het rijtje van G1 staat maar één grond."),
        (3, "Dat nummer staat niet in het rijtje van G1: kies 1 tot en met 3,"),
    ],
)
def test_a_number_that_is_not_there_is_answered_with_what_is(words: FluentWords, last: int, said: str) -> None:
    assert lines(words, NoSuchLine("G1", last))[0].startswith(said)


def test_a_ground_that_ends_is_not_called_consent(words: FluentWords) -> None:
    gone = OrganisationGone("DH-7K3M", "OM", (), "", coordinated=False, ended_on=None, ground=True)
    assert "De grondslag vervalt." in lines(words, gone)
    for value in (
        gone,
        OutOfCase("DH-7K3M", "@dirk:x", ground=True),
        WhyTaken("DH-7K3M", dropped=False, empty=False, ground=True),
        ConsentTakenThere("DH-7K3M", explained=False, empty=False, ground=True),
    ):
        assert "toestemming" not in words.render(value, "nl").plain.casefold()
        assert "toestemming" in words.render(replace(value, ground=False), "nl").plain or value is gone


def test_administrators_read_where_the_list_is_shown(words: FluentWords) -> None:
    regions = GroundRegions((("DH", True), ("OB", False)), "bron", "stand november 2021", 8)
    assert lines(words, regions)[1:4] == [
        "• DH: te zien",
        "• OB: niet te zien",
        "In de lijst staan 8 gronden. Bron: bron, stand november 2021.",
    ]
