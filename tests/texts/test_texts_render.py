"""Every result and every refusal has a text in both languages; what rings or leaves the case room holds no content."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from typing import Any, get_args, get_type_hints

import pytest

from bot.domain import refusals
from bot.domain.agenda_notes import AgendaNote
from bot.domain.case import Action, Consent, Contribution, Decision, Intake
from bot.domain.casenotes import Note
from bot.domain.contributions import Contributed
from bot.domain.corrections import Correction
from bot.domain.outcome import Delay, Hold
from bot.domain.people import Directory, Person, Place, Role
from bot.domain.refusals import Refusal
from bot.domain.steps import ActionStep
from bot.storage.memory import MemoryDatabase
from bot.texts.composed import COMPOSED
from bot.texts.ringing import RINGING
from bot.texts.speech import Speech
from bot.texts.words import LANGUAGES, FluentWords
from bot.usecases import notices, results
from bot.usecases.speak import Speaker
from tests.enrolled import enrol
from tests.texts.said import NO, SAID

Make = Callable[..., Any]
NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)

RESULTS = [c for m in SAID for c in vars(m).values() if is_dataclass(c) and c.__module__ == m.__name__]
REFUSALS = [
    c for m in NO for c in vars(m).values() if is_dataclass(c) and c.__module__ == m.__name__ and c is not Refusal
]
TYPED = {Action, ActionStep, AgendaNote, Consent, Contributed, Contribution, Correction, Decision, Delay, Hold, Intake}
TYPED |= {Note}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("class_", RESULTS + REFUSALS, ids=lambda c: c.__name__)
def test_everything_has_a_text(class_: type, language: str, make: Make, words: FluentWords) -> None:
    message = words.render(make(class_), language)
    for body in (message.plain, message.html):
        assert body.strip()
        assert not any(sign in body for sign in ("{", "}", "???", "\ue000", "`"))
    first, *others = message.plain.split("\n")
    assert first.strip()
    assert max(map(len, [first, *others])) <= 120


def test_a_value_without_a_text_is_a_programming_error(words: FluentWords) -> None:
    @dataclass(frozen=True)
    class NeverSaid:
        pass

    for value in (NeverSaid(), "text", None, Refusal()):
        with pytest.raises(KeyError):
            words.render(value, "nl")


def test_an_unknown_language_gets_dutch(words: FluentWords) -> None:
    assert words.render(refusals.NoMeeting(), "xx") == words.render(refusals.NoMeeting(), "nl")


def test_only_these_ring() -> None:
    assert {c.__name__ for c in RINGING} == {
        "YourTurn", "YouCoordinate", "MorningDigest", "ActionDue", "WriteNothing",
        "IdentityBlocked", "Intruders", "IntrudersStay", "SomebodyPutOut", "RoomsLost", "MessageSetAside",
        "WorksHere", "IsItThem", "AdminsMustConfirm", "OneMoreAdmin", "NobodyAnswered", "NotOneOfUs",
        "ProtocolAsked", "ProtocolSoon", "ProtocolMissed", "LooksAlike", "TakenOver", "WithoutCoordinator",
        "PicturesDiffer", "CalledTogether", "YourDeadline", "ReasonAsked", "ReasonAskedAgain",
        "YouMayJoin", "OutOfCase", "NobodyLeft", "ConsentEnds", "YouMayJoinLater", "SeatToday", "YouStandIn",
        "ConsentEndsWhileAway", "CaseChanged", "YoursAgain", "SeatLost",
        "ActionsDue", "SnoozeOver",
        "ReviewAsked", "WitnessAsked", "DraftLapses",
        "MeetingSoon",
        "YouLead", "YouChair", "MeetingStill", "StillOpen",
        "RegieAskedHere", "RegieAsked", "RegieAskedMany", "NoLongerYours", "AskedSaidNo", "RegieUnanswered",
        "RegieCalledOff",
    }  # fmt: skip


@pytest.mark.parametrize("class_", RESULTS + REFUSALS, ids=lambda c: c.__name__)
def test_what_rings_mentions_its_reader_and_nothing_else_mentions(class_: type, make: Make, words: FluentWords) -> None:
    message = words.render(make(class_), "nl")
    has_reader = "user_id" in {field.name for field in fields(class_)}
    assert message.rings == (class_ in RINGING)
    assert message.mentions == (("User Id",) if message.rings and has_reader else ())


def reachable(hint: Any) -> set[Any]:
    """Tell which types a value of this type can hold."""
    found = {hint}
    inner = list(get_type_hints(hint).values()) if is_dataclass(hint) else list(get_args(hint))
    for other in inner:
        if other is not ...:
            found |= reachable(other)
    return found


@pytest.mark.parametrize("class_", RESULTS, ids=lambda c: c.__name__)
def test_only_what_stays_in_the_case_room_can_hold_content(class_: type) -> None:
    assert "Case room only" in (class_.__doc__ or "") or not reachable(class_) & TYPED
    assert class_ not in RINGING or not reachable(class_) & TYPED


def test_the_composed_texts_are_of_known_classes() -> None:
    assert set(COMPOSED) <= set(RESULTS)


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (refusals.DateInPast("datum", date(2026, 11, 23)), "Datum: maandag 23 november is al voorbij."),
        (refusals.DateTooFar("datum", date(2029, 2, 1)), "Datum: donderdag 1 februari 2029 is meer dan twee jaar weg."),
        (refusals.UnknownCommand("acties"), "Dat ken ik niet. Bedoel je !acties?"),
        (refusals.UnknownCommand(""), "Dat ken ik niet."),
        (refusals.WrongPlace("mdt start", "mdt"), "!mdt start werkt hier niet, maar wel in de MDT-kamer."),
        (refusals.NotUnderstood("nieuw veld", "A3"), "nieuw veld: dit begrijp ik niet."),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Refusal) else "",
)
def test_refusals_name_the_field_and_say_back(refusal: Refusal, said: str, words: FluentWords) -> None:
    assert words.render(refusal, "nl").plain.split("\n")[0] == said


def test_a_command_with_a_code_in_it_can_be_typed_over() -> None:
    speech = Speech("nl", lambda: datetime(2026, 11, 24, tzinfo=UTC))
    for typed in ("regie aanvaard DH-7K3M", "!regie aanvaard DH-7K3M"):
        assert "".join(span.text for span in speech.command(typed)) == "`!regie aanvaard DH-7K3M`"


def test_a_forgotten_argument_is_a_programming_error() -> None:
    speech = Speech("nl", lambda: datetime(2026, 11, 24, tzinfo=UTC))
    with pytest.raises(KeyError):
        speech.text("date-in-past", field="Datum")


def test_days_in_english(words: FluentWords) -> None:
    text = words.render(refusals.DateInPast("datum", date(2025, 11, 24)), "en").plain
    assert text.startswith("Date: Monday 24 November 2025 has passed.")


def test_a_warning_names_the_room(words: FluentWords) -> None:
    assert "in de kamer van DH-7K3M." in words.render(notices.WriteNothing(Place.CASE, "DH-7K3M"), "nl").plain
    assert "uit de beheerkamer." in words.render(notices.Intruders(Place.ADMIN, "", 2), "nl").plain


def test_help_shows_what_to_type_as_code(words: FluentWords) -> None:
    line = results.HelpLine("!actie wie datum: tekst", "help-actie")
    message = words.render(results.Help(Place.CASE, (line,), (Place.MDT, Place.DIRECT)), "nl")
    assert "<li><code>!actie wie datum: tekst</code> – Spreek een actie af: wie, wanneer en wat.</li>" in message.html
    assert "Meer kan in de MDT-kamer en je eigen chat met mij." in message.plain


async def test_an_alarm_rings_for_every_administrator_and_a_report_for_nobody(words: FluentWords) -> None:
    """The words decide what rings, the speaker whom it wakes."""
    admins = ("@a:x", "@b:x")
    database, count = MemoryDatabase(), itertools.count()
    speaker = Speaker(words, lambda: str(next(count)))
    people = tuple(Person(user, user, "beheer", frozenset(), frozenset({Role.ADMIN})) for user in admins)
    async with database.work() as work:
        await enrol(work, Directory(people=people))
        await speaker.to_admins(work, notices.IdentityBlocked("Anna", "@anna:x", vanished=False), NOW)
        await speaker.to_admins(work, notices.CannotRead(()), NOW)
        [room] = await work.rooms.all()
        await work.rooms.made(room.wish, "!room")
        alarm = await work.outbox.read((await work.outbox.heads(NOW))[0].id)
        await work.outbox.sent(alarm.id, "$1", NOW)
        report = await work.outbox.read((await work.outbox.heads(NOW))[0].id)
    assert (alarm.message.rings, alarm.message.mentions) == (True, admins)
    assert (report.message.rings, report.message.mentions) == (False, ())
