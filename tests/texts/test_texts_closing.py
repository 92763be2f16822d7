"""Closing and reopening as people read it: one screen, each line with what to type, codes only where others read."""

import textwrap
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.case import Action, ActionState, Area, Decision, Owner
from bot.domain.closing import Chapter, Finding, Turn, What
from bot.texts.words import FluentWords
from bot.usecases import results, results_closing
from tests.texts.conftest import make

NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
ANNA = "@anna:example.org"


def action(number: int, days: int = 3) -> results_closing.Found:
    due = date(2026, 11, 24) + timedelta(days=days)
    finding = Finding(What.ACTION, blocks=True, label=f"A{number}", owner=Owner("vt"), due=due)
    return results_closing.Found(finding, "Veilig Thuis")


def test_each_agreement_stands_with_what_settles_it(words: FluentWords) -> None:
    areas = results_closing.Found(Finding(What.AREAS, blocks=True, areas=(Area.CARE, Area.RECOVERY)))
    message = words.render(results_closing.ClosingBlocked("DH-7K3M", (action(3), areas)), "nl")
    assert message.plain.split("\n") == [
        "DH-7K3M kan nog niet dicht. Dit moet eerst:",
        "• A3 van Veilig Thuis, vr 27 nov",
        "• Nog geen uitkomst voor hulp en herstel. Typ in het MDT !besluit hulp: tekst",
        "Actie klaar, of niet meer nodig? Typ !klaar A3 of !vervalt A3: reden",
        "Klaar? Typ weer !casus sluit.",
    ]
    assert "<code>!klaar A3</code> of <code>!vervalt A3: reden</code>" in message.html


def test_many_agreements_fit_on_one_screen(words: FluentWords) -> None:
    found = tuple(action(number) for number in range(1, 31))
    lines = words.render(results_closing.ClosingBlocked("DH-7K3M", found), "nl").plain.split("\n")
    assert len(lines) == 12
    assert lines[-3] == "En nog 22. De acties: !acties alles"
    assert sum(max(1, len(textwrap.wrap(line, 40))) for line in lines) <= 20


@pytest.mark.parametrize(
    ("days", "line"),
    [
        ((), "Er komt geen nazorg."),
        ((date(2027, 5, 24),), "Nazorg: maandag 24 mei 2027"),
        ((date(2027, 5, 24), date(2027, 11, 24)), "Nazorg: maandag 24 mei 2027 en woensdag 24 november 2027"),
    ],
)
def test_the_room_reads_that_it_is_closed_until_when_and_how_it_opens_again(
    words: FluentWords, days: tuple[date, ...], line: str
) -> None:
    text = words.render(results_closing.CaseClosed("DH-7K3M", "Anna de Vries", days), "nl").plain
    assert text.split("\n") == [
        "DH-7K3M is gesloten door Anna de Vries.",
        "Hier kan nu niemand meer schrijven. Lezen kan nog wel.",
        line,
        "Weer contact nodig? Typ in je eigen chat met mij !casus heropen DH-7K3M: reden",
        "Deze chat is geen dossier: neem over wat jouw organisatie nodig heeft.",
    ]


def test_what_was_dropped_is_counted_apart(words: FluentWords) -> None:
    text = words.render(results.ActionList("DH-7K3M", (), {}, NOW.date(), 2, 1), "nl").plain
    assert text.split("\n") == ["DH-7K3M: er zijn geen open acties.", "Al klaar: 2.", "Vervallen: 1."]
    dropped = Action(1, Owner("vt"), NOW.date(), "bellen <b>", ANNA, NOW, ActionState.DROPPED, ANNA, NOW, "te *laat*")
    message = words.render(results_closing.ActionDropped(dropped, "Anna", 0), "nl")
    assert "Waarom: te *laat*" in message.plain
    assert "bellen &lt;b&gt;" in message.html


def test_the_card_tells_on_one_line_how_the_case_went_on(words: FluentWords) -> None:
    card: results.Card = make(results.Card)
    case = replace(card.file.case, closed_at=None, reopened_at=NOW)
    file = replace(card.file, case=case, anew_since=NOW)
    decision = Decision(Area.SAFETY, "ander slot", not_applicable=False, decided_by=ANNA, decided_at=NOW)
    chapters = (Chapter(Turn.CLOSED, NOW, ANNA), Chapter(Turn.REOPENED, NOW, ANNA, "nieuwe melding"))
    value = replace(card, file=replace(file, decisions=(decision,)), chapters=chapters)
    text = words.render(value, "nl").plain
    short = words.render(replace(value, whole=False), "nl").plain
    assert "Verloop: heropend op di 24 nov 08:00 (nieuwe melding)" in short
    assert "• Veiligheid: eerder: ander slot" in short
    assert "Verloop: gesloten op di 24 nov 08:00, heropend op di 24 nov 08:00 (nieuwe melding)" in text
    assert "→ eerder besloten: ander slot" in text
    assert "Nog geen uitkomst voor veiligheid, recht, hulp en herstel." in text
    later = replace(decision, decided_at=NOW + timedelta(minutes=1))
    text = words.render(replace(value, file=replace(value.file, decisions=(later,))), "nl").plain
    assert "→ uitkomst: ander slot" in text
    once = words.render(replace(value, chapters=chapters[:1]), "nl").plain
    assert "Verloop" not in once, "that it is closed stands on the card already"
