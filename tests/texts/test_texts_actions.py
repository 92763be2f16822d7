"""What is said of actions: by when, how often, whose, what happened, and what was taken back."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.case import Action, ActionState, Area, Owner
from bot.domain.recurrence import Recurrence
from bot.domain.steps import ActionStep, StepKind
from bot.domain.undo import What
from bot.texts.words import FluentWords
from bot.usecases.results import ActionAdded, ActionDone, ActionList, Away
from bot.usecases.results_actions import ActionsDone, ActionShown, FinishedActions, TakenBackHere, TimeDone

ANNA, BAS = "@anna:example.org", "@bas:example.org"
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
TODAY, FRIDAY, MONDAY = date(2026, 11, 24), date(2026, 11, 27), date(2026, 11, 30)
ACTION = Action(3, Owner("vt", ANNA), FRIDAY, "bellen", BAS, NOW)
ROW = replace(ACTION, number=4, due=MONDAY, rhythm=Recurrence(1, MONDAY, date(2027, 3, 1)))
NAMES = {ANNA: "Anna", BAS: "Bas"}


def lines(words: FluentWords, value: object) -> list[str]:
    return words.render(value, "nl").plain.split("\n")


def test_what_was_understood_is_said_back(words: FluentWords) -> None:
    at = replace(ACTION, due_at=datetime(2026, 11, 27, 13, tzinfo=UTC), area=Area.SAFETY)
    assert lines(words, ActionAdded(at, "Anna")) == [
        "A3 voor Anna: vrijdag 27 november, 14:00 uur",
        "bellen",
        "Gebied: veiligheid",
    ]
    assert lines(words, ActionAdded(ROW, "Anna"))[0] == (
        "A4 voor Anna: elke maandag t/m maandag 1 maart 2027. Eerste keer: maandag 30 november"
    )
    weekend = replace(ACTION, due=date(2026, 11, 28))
    assert lines(words, ActionAdded(weekend, "Anna"))[-1] == "Let op: dat is in het weekend."
    away = Away("Anna", MONDAY, "Bas")
    assert lines(words, ActionAdded(ACTION, "Anna", away))[-1] == (
        "Anna is er niet t/m maandag 30 november. Bas neemt waar."
    )
    assert lines(words, ActionAdded(ACTION, "Anna", replace(away, deputy="")))[-1].endswith("en niemand neemt waar.")


@pytest.mark.parametrize(("weeks", "said"), [(0, "elke werkdag"), (1, "elke maandag"), (3, "elke 3 weken op maandag")])
def test_how_often(words: FluentWords, weeks: int, said: str) -> None:
    row = replace(ROW, rhythm=Recurrence(weeks, MONDAY))
    assert f"bellen ({said})" in words.render(ActionList("DH-7K3M", (row,), {4: "Anna"}, TODAY, 0), "nl").plain


def test_an_outside_party_is_followed_or_asked_about(words: FluentWords) -> None:
    outside = replace(ACTION, owner=Owner("", None, "wijkteam"))
    assert "De regiehouder volgt het" in lines(words, ActionAdded(outside, "wijkteam"))[-1]
    nobody = ActionAdded(outside, "wijkteam", coordinator_missing=True)
    assert lines(words, nobody)[-1].endswith("Vraag een regiehouder met !regie @naam.")


def test_a_list_is_by_owner_with_the_late_first_and_fits_a_screen(words: FluentWords) -> None:
    late = replace(ACTION, number=1, due=date(2026, 11, 20))
    others = tuple(replace(ACTION, number=n, owner=Owner("csg")) for n in range(5, 20))
    owners = {1: "Anna"} | {action.number: "CSG" for action in others}
    listed = ActionList("DH-7K3M", (late, *others), owners, TODAY, 2)
    said = lines(words, listed)
    assert said[:5] == [
        "DH-7K3M: 16 open acties, 1 te laat",
        "Anna:",
        "• A1 te laat, vr 20 nov: bellen",
        "CSG:",
        "• A5 vr 27 nov: bellen",
    ]
    assert said[-3:] == ["… en nog 6: !acties alles", "Klaar? Typ bijvoorbeeld !klaar A1.", "Al klaar: 2."]
    assert len(lines(words, replace(listed, whole=True))) == 1 + 2 + 16 + 2
    assert lines(words, ActionList("DH-7K3M", (), {}, TODAY, 2, of="Anna")) == ["DH-7K3M: geen open acties van Anna."]
    assert lines(words, ActionList("DH-7K3M", (), {}, TODAY, 2, late=True)) == ["DH-7K3M: er is niets te laat."]


def test_an_action_with_its_history(words: FluentWords) -> None:
    at = datetime(2026, 11, 30, 13, tzinfo=UTC)
    steps = (
        ActionStep(3, StepKind.POSTPONED, BAS, NOW, "te druk", was=FRIDAY, due=MONDAY, due_at=at, number=1),
        ActionStep(3, StepKind.HANDED, ANNA, NOW, "", from_owner=Owner("vt", ANNA), to_owner=Owner("csg"), number=2),
        ActionStep(3, StepKind.TAKEN_BACK, ANNA, NOW, of=2, number=3),
        ActionStep(3, StepKind.DROPPED, ANNA, NOW, number=4),
    )
    dropped = replace(ACTION, state=ActionState.DROPPED, done_by=ANNA, done_at=NOW, reason="uit de tijd van eerst")
    assert lines(words, ActionShown(dropped, "Anna", TODAY, steps, NAMES, {2: "CSG"})) == [
        "A3 van Anna",
        "bellen",
        "Voor: vrijdag 27 november",
        "Hoe het staat: vervallen",
        "• afgesproken door Bas, di 24 nov 09:00",
        "• uitgesteld door Bas, di 24 nov 09:00, nieuwe dag ma 30 nov, 14:00 uur: te druk",
        "• naar CSG, door Anna, di 24 nov 09:00",
        "• overdracht teruggenomen door Anna, di 24 nov 09:00",
        "• vervallen, gemeld door Anna, di 24 nov 09:00: uit de tijd van eerst",
    ]


def test_what_was_done(words: FluentWords) -> None:
    said = lines(words, ActionsDone((ActionDone(ACTION, "Bas", 2), TimeDone(ROW, "Bas"))))
    assert said == [
        "A3 en A4 zijn klaar, gemeld door Bas. Dank je wel.",
        "• A3: bellen",
        "• A4: bellen",
        "Volgende keer A4: maandag 30 november.",
        "Er zijn nog 2 open acties.",
    ]
    step = ActionStep(3, StepKind.DONE, BAS, NOW)
    assert lines(words, FinishedActions("DH-7K3M", ((step, ACTION),) * 22, NAMES)) == [
        "DH-7K3M: 22 keer klaar gemeld",
        *["• A3 di 24 nov, Bas: bellen"] * 20,
        "En nog 2.",
    ]
    assert lines(words, FinishedActions("DH-7K3M", (), {})) == ["DH-7K3M: er is nog niets klaar gemeld."]


def test_what_was_taken_back(words: FluentWords) -> None:
    done, handed = (StepKind.DONE, StepKind.HANDED)
    back = TakenBackHere(
        "Bas", What.STEPS, ("A3", "A4"), actions=(ACTION, ROW), owners={3: "Anna", 4: "CSG"}, kinds=(done, handed)
    )
    assert lines(words, back) == [
        "Bas nam terug: A3 klaar en A4 overdracht.",
        "A3 is nu weer van Anna: vrijdag 27 november.",
        "A4 is nu weer van CSG: maandag 30 november.",
    ]
    areas = (Area.SAFETY, Area.LAW)
    assert lines(words, TakenBackHere("Bas", What.DECISIONS, areas=areas, still=(Area.LAW,))) == [
        "Bas nam de uitkomst terug voor veiligheid en recht.",
        "Voor veiligheid is er nog geen uitkomst.",
        "Voor recht geldt de uitkomst van eerder weer.",
    ]
    assert lines(words, TakenBackHere("Bas", What.CORRECTION, areas=(Area.LAW,), still=(Area.LAW,))) == [
        "Bas nam de correctie terug: recht.",
        "Voor recht geldt de uitkomst van eerder weer.",
    ]
    assert lines(words, TakenBackHere("Bas", What.CORRECTION, ("A3",), actions=(ACTION,), again=(ACTION,))) == [
        "Bas nam de correctie terug: A3.",
        "bellen",
    ]
