"""What people read when they keep the card true: short, read back as it was typed, and nothing of it elsewhere."""

import textwrap

import pytest

from bot.domain.case import Answer, Area
from bot.domain.casenotes import Note, NoteKind
from bot.domain.consent import Decider
from bot.domain.minors import Doubt
from bot.domain.refusals import Refusal
from bot.domain.refusals_casefile import NothingEarlier, OtherCaseHere, UnknownCaseWord, UnknownNoteKind
from bot.texts.casefile import LABELS, MOST_NOTES
from bot.texts.words import FluentWords
from bot.usecases.results_casefile import CaseChanged, ChangeNoted, Noted, NotesShown, OutcomesKept
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


def test_safety_is_not_noted_only(words: FluentWords) -> None:
    lines = read(words, Noted(note(NoteKind.SAFETY, "ze slaapt bij haar zus"), again=False))
    assert lines[1] == "Veiligheid nu: ze slaapt bij haar zus"
    assert "!casus wijziging: tekst" in lines[2]
    assert lines[2].endswith("Acuut gevaar: bel 112.")


def shown(*texts: str, about: NoteKind | None = None, whole: bool = False) -> NotesShown:
    notes = tuple(note(NoteKind.WISHES, text) for text in texts)
    return NotesShown(CODE, notes, ((NoteKind.WISHES, "bij de intake"),), {ANNA: "Anna"}, NOW.date(), about, whole)


def test_the_history_says_when_by_whom_and_what_the_intake_said(words: FluentWords) -> None:
    assert read(words, shown("nu", "eerst", about=NoteKind.WISHES)) == [
        "DH-7K3M, Wensen: 3 keer genoteerd",
        "• di 24 nov 08:00: nu (Anna)",
        "• di 24 nov 08:00: eerst (Anna)",
        "• bij de melding: bij de intake",
    ]
    assert read(words, shown("nu")) == [
        "DH-7K3M: 2 keer genoteerd",
        "• di 24 nov 08:00, Wensen: nu (Anna)",
        "• bij de melding, Wensen: bij de intake",
        "Van één onderwerp: !casus geschiedenis wensen",
    ]
    nothing = NotesShown(CODE, (), (), {}, NOW.date())
    assert read(words, nothing)[0] == "DH-7K3M: hierover is na de melding niets genoteerd."


def test_a_long_history_is_cut_and_says_how_to_read_on(words: FluentWords) -> None:
    many = [f"wens {number}" for number in range(20)]
    lines = read(words, shown(*many))
    assert sum(line.startswith("•") for line in lines) == MOST_NOTES
    assert lines[-2] == "En nog 15. Alles lezen: !casus geschiedenis alles"
    assert len(read(words, shown(*many, whole=True))) == 23
    long = "heel lang " * 40
    lines = read(words, shown(long, about=NoteKind.WISHES))
    assert lines[1].endswith("… (Anna)")
    assert lines[-1] == "Helemaal lezen: !casus geschiedenis wensen alles"
    assert long.strip() in "\n".join(read(words, shown(long, about=NoteKind.WISHES, whole=True)))


def test_a_history_fits_a_phone(words: FluentWords) -> None:
    lines = read(words, shown(*["heel lang " * 40] * 20))
    assert sum(max(1, len(textwrap.wrap(line, 40))) for line in lines) <= 30


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
        (UnknownNoteKind(("wensen",)), "Onderwerp: dit begrijp ik niet."),
        (NothingEarlier(), "Er is nog geen eerdere uitkomst die kan blijven."),
        (OtherCaseHere(CODE), "Deze kamer gaat alleen over DH-7K3M. Er is niets veranderd."),
    ],
)
def test_refusals_say_what_to_do_instead(words: FluentWords, refusal: Refusal, first: str) -> None:
    lines = read(words, refusal)
    assert lines[0] == first
    assert len(lines) == 2
