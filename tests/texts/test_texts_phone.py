"""What was seen in a real client on a phone: who is meant in a room of many, lists, examples, and times gone by."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain import refusals
from bot.domain.case import Answer
from bot.domain.people import UserId
from bot.texts.document import Line, Style, html_body, own, plain_body
from bot.texts.words import LANGUAGES, FluentWords
from bot.usecases.notices import Welcome, YourTurn
from bot.usecases.results_coming import ProtocolAsked, ProtocolText
from bot.usecases.results_consent import ConsentLine, ConsentOverview
from bot.usecases.results_leading import StillOpen, YouChair, YouLead
from bot.usecases.results_meeting import Agenda
from bot.usecases.results_regie import RegieAsked, RegieAskedHere
from tests.texts.conftest import DAY, NOW, make

JOOST: UserId = "@joost:example.org"
PILL = '<a href="https://matrix.to/#/@joost:example.org">@joost</a>'
IN_A_ROOM_OF_MANY = (
    YourTurn("DH-7K3M", "A1", DAY, JOOST),
    YouLead("DH-7K3M", JOOST),
    YouChair("DH", JOOST),
    StillOpen("DH", JOOST),
    RegieAskedHere("DH-7K3M", again=False, user_id=JOOST),
    RegieAskedHere("DH-7K3M", again=True, user_id=JOOST),
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("value", IN_A_ROOM_OF_MANY, ids=lambda value: type(value).__name__)
def test_who_is_meant_in_a_room_of_many_is_named_for_all_to_see(
    value: object, language: str, words: FluentWords
) -> None:
    message = words.render(value, language)
    assert message.mentions == (JOOST,)
    assert "@joost" in message.plain
    assert PILL in message.html


def test_in_ones_own_chat_nobody_is_named(words: FluentWords) -> None:
    asked = RegieAsked("DH-7K3M", comes=False, again=False, user_id=JOOST)
    assert "@joost" not in words.render(asked, "nl").plain


def test_a_name_that_needs_it_is_escaped_in_the_link(words: FluentWords) -> None:
    html = words.render(YouLead("DH-7K3M", '@a"<b>/c:example.org'), "nl").html
    assert 'href="https://matrix.to/#/@a%22%3Cb%3E%2Fc:example.org"' in html
    assert "<b>" not in html


def test_steps_are_numbered_in_both_bodies() -> None:
    lines = [Line(own("Doe dit:")), *(Line(own(word), Style.STEP) for word in ("lees", "typ")), Line(own("Klaar."))]
    assert plain_body(lines) == "Doe dit:\n1. lees\n2. typ\nKlaar."
    assert html_body(lines) == "<p>Doe dit:</p><ol><li>lees</li><li>typ</li></ol><p>Klaar.</p>"


def test_a_list_of_steps_begins_anew_after_something_else() -> None:
    step = Line(own("stap"), Style.STEP)
    assert plain_body([step, step, Line(own("en")), step]) == "1. stap\n2. stap\nen\n1. stap"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_newcomers_steps_are_a_list(language: str, words: FluentWords) -> None:
    html = words.render(Welcome("Anna"), language).html
    [steps] = re.findall(r"<ol>(.*?)</ol>", html)
    assert steps.count("<li>") == 3
    assert "1." not in html


@pytest.mark.parametrize(
    "refusal",
    [
        refusals.MissingField("gebied", "!besluit veiligheid: slot"),
        refusals.TooShort("tekst", 3, "!besluit veiligheid: slot"),
        refusals.NotUnderstood("gebied", "!besluit veiligheid: slot"),
    ],
    ids=lambda refusal: type(refusal).__name__,
)
def test_an_example_to_type_stands_out(refusal: object, words: FluentWords) -> None:
    message = words.render(refusal, "nl")
    assert "<code>!besluit veiligheid: slot</code>" in message.html
    assert "Bijvoorbeeld: !besluit veiligheid: slot" in message.plain


def protocol(text: str, since: datetime = NOW) -> ProtocolText:
    return ProtocolText(1, text, since, accepted=False)


def test_the_list_and_the_headings_of_the_protocol_are_shown_as_such(words: FluentWords) -> None:
    text = "Protocol\n\nVooraf.\n\nWie leest mee?\n- Alleen wij.\n- Niemand <b>anders</b>.\n\nTot slot."
    message = words.render(protocol(text), "nl")
    assert message.html.startswith(
        "<p><strong>Protocol</strong></p><p>Vooraf.</p><p><strong>Wie leest mee?</strong></p>"
        "<ul><li>Alleen wij.</li><li>Niemand &lt;b&gt;anders&lt;/b&gt;.</li></ul><p>Tot slot.</p>"
    )
    assert "Wie leest mee?\n• Alleen wij.\n• Niemand <b>anders</b>.\n" in message.plain


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("class_", [ProtocolAsked, ProtocolText])
def test_no_moment_that_has_passed_is_named_as_still_to_come(class_: type, language: str, words: FluentWords) -> None:
    def written(since: datetime) -> str:
        value = protocol("Protocol", since) if class_ is ProtocolText else ProtocolAsked(JOOST, 1, since)
        return words.render(value, language).plain

    assert "24" not in written(NOW)
    assert "25" in written(NOW + timedelta(days=1))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_meeting_is_not_said_to_be_over_at_a_time_gone_by(language: str, words: FluentWords) -> None:
    todays = replace(make(Agenda), day=NOW.date(), lapsing=())
    early = words.render(replace(todays, now=NOW, starts=NOW), language).plain
    late = words.render(replace(todays, now=NOW + timedelta(hours=1), starts=NOW), language).plain
    assert "08:03" in early
    assert "08:03" not in late
    assert re.search(r"\b3 minut", late), "how long it takes is said all the same"


def test_when_the_intake_was_is_said_once_for_all_its_answers(words: FluentWords) -> None:
    """Each answer of it is then one line on a phone; what was said later keeps its own moment and name."""
    lines = (
        ConsentLine("Politie", Answer.YES, (), None, "", NOW, None),
        ConsentLine("Veilig Thuis", Answer.NO, (), None, "", NOW, None),
        ConsentLine("Slachtofferhulp", Answer.WITHDRAWN, (), None, "Hanna Fictief", NOW + timedelta(days=1), None),
    )
    shown = words.render(ConsentOverview("DH-7K3M", lines, empty=False), "nl").plain
    assert "Politie: ja, uit de intake\n" in shown
    assert shown.count("De intake was") == 1
    assert "Hanna Fictief" in shown
    later = replace(lines[1], at=NOW + timedelta(hours=1))
    both = words.render(ConsentOverview("DH-7K3M", (lines[0], later), empty=False), "nl").plain
    assert "De intake was" not in both, "two moments are each said where they belong"
    assert both.count("uit de intake, ") == 2
