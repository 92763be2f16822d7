"""What people read when they keep the card true: short, read back as it was typed, and nothing of it elsewhere."""

import pytest

from bot.domain.case import Answer, Area
from bot.domain.casenotes import Note, NoteKind
from bot.domain.consent import Decider
from bot.domain.minors import Doubt
from bot.domain.refusals import Refusal
from bot.domain.refusals_casefile import NothingEarlier, OtherCaseHere, UnknownCaseWord
from bot.texts.casefile import LABELS
from bot.texts.words import FluentWords
from bot.usecases.results_casefile import CaseChanged, ChangeNoted, Noted, OutcomesKept
from bot.usecases.results_consent import ConsentLine, ConsentOverview, YesAhead
from tests.texts.conftest import NOW

CODE = "DH-7K3M"
ANNA = "@anna:example.org"


def note(kind: NoteKind, text: str) -> Note:
    return Note(kind, text, ANNA, NOW)


def read(words: FluentWords, value: object) -> list[str]:
    return words.render(value, "nl").plain.split("\n")


def test_a_change_is_read_back_with_what_it_does(words: FluentWords) -> None:
    typed = "hij stond `weer` voor <b>de deur</b>"
    assert read(words, ChangeNoted(CODE, note(NoteKind.CHANGE, typed), returns=True)) == [
        "Genoteerd. DH-7K3M komt terug in het MDT.",
        typed,
        "Acuut gevaar? Wacht niet op het MDT: bel 112.",
    ]
    again = read(words, ChangeNoted(CODE, note(NoteKind.CHANGE, typed), returns=False))
    assert again[0] == "Genoteerd. DH-7K3M stond al op de agenda van het MDT."


def test_the_regiehouder_reads_a_code_and_is_called(words: FluentWords) -> None:
    message = words.render(CaseChanged(CODE, ANNA), "nl")
    assert message.plain.split("\n")[0] == "DH-7K3M: er is iets veranderd. De casus staat op de agenda van het MDT."
    assert (message.rings, message.mentions) == (True, (ANNA,))


def test_a_note_is_read_back_as_the_card_shows_it(words: FluentWords) -> None:
    assert set(LABELS) == set(NoteKind)
    assert read(words, Noted(note(NoteKind.CONTACT, "alleen appen"), again=False)) == [
        "Genoteerd. Dit staat nu op de kaart.",
        "Veilig contact: alleen appen",
    ]
    assert read(words, Noted(note(NoteKind.NOT_HEARD, "te gevaarlijk"), again=True))[1:] == [
        "Familie gehoord: niet gehoord: te gevaarlijk",
        "Wat er eerder stond, blijft bewaard.",
    ]


def test_what_stays_is_named_and_what_is_missing_too(words: FluentWords) -> None:
    kept = OutcomesKept((Area.LAW, Area.CARE), (Area.SAFETY,), coordinator_missing=True)
    assert read(words, kept)[:2] == ["Dit blijft zoals het was: recht en hulp.", "Nog geen uitkomst voor veiligheid."]
    assert len(read(words, kept)) == 3
    assert len(read(words, OutcomesKept((Area.LAW,), (), coordinator_missing=False))) == 2


@pytest.mark.parametrize(
    ("doubt", "line"),
    [
        (
            Doubt(None, ("Politie", "CSG")),
            "⚠️ Het slachtoffer is minderjarig en er staat niet wie besloot. Kijk dit na: Politie en CSG.",
        ),
        (
            Doubt(Decider.BOTH, ("Politie",)),
            "⚠️ Op deze leeftijd beslissen meestal het slachtoffer en de ouder of voogd samen. Kijk dit na: Politie.",
        ),
        (
            Doubt(Decider.VICTIM, ("Politie",)),
            "⚠️ Op deze leeftijd beslist meestal het slachtoffer. Kijk dit na: Politie.",
        ),
        (
            Doubt(Decider.GUARDIAN, ("Politie",)),
            "⚠️ Op deze leeftijd beslist meestal de ouder of voogd. Kijk dit na: Politie.",
        ),
    ],
)
def test_who_decided_is_doubted_in_one_line(words: FluentWords, doubt: Doubt, line: str) -> None:
    answer = ConsentLine("Politie", Answer.YES, (), None, "", None, None)
    assert read(words, ConsentOverview(CODE, (answer,), empty=False, doubt=doubt))[1] == line
    ahead = YesAhead(CODE, answer, (), (), stays=True, family=False, command="!x", doubt=doubt, many=9)
    assert read(words, ahead)[1:3] == ["⚠️ Hiermee worden het 9 organisaties. Kan het met minder?", line]


def test_a_doubtful_informant_is_named_in_the_overview(words: FluentWords) -> None:
    shown = read(words, ConsentOverview(CODE, (), empty=False, family=True))
    assert shown[1] == "⚠️ Let op: wat we weten, kan van familie van de verdachte komen."
    assert not [line for line in read(words, ConsentOverview(CODE, (), empty=False)) if "⚠️" in line]


@pytest.mark.parametrize(
    ("refusal", "first"),
    [
        (UnknownCaseWord("!casus wensen", ("wensen",)), "Dat kan niet achter !casus. Bedoel je !casus wensen?"),
        (UnknownCaseWord("", ("wensen",)), "Dat kan niet achter !casus."),
        (NothingEarlier(), "Er is nog geen eerdere uitkomst die kan blijven."),
        (OtherCaseHere(CODE), "Deze kamer gaat alleen over DH-7K3M. Er is niets veranderd."),
    ],
)
def test_refusals_say_what_to_do_instead(words: FluentWords, refusal: Refusal, first: str) -> None:
    lines = read(words, refusal)
    assert lines[0] == first
    assert len(lines) == 2
