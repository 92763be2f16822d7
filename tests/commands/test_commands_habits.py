"""`!later`, `!stil` and `!werkdagen`: what they keep, what they refuse, and that they change nothing for others."""

from datetime import date, time, timedelta

import pytest

from bot.domain.calendar import at
from bot.domain.people import Place
from bot.domain.refusals import (
    ActionIsDone,
    DateInPast,
    DateNotUnderstood,
    MissingField,
    NotUnderstood,
    Refusal,
    UnknownAction,
)
from bot.domain.refusals_closing import ActionIsDropped, CaseIsClosed
from bot.domain.refusals_going import NotYourCase
from bot.domain.refusals_reminders import LaterPast, LaterToday, LaterTooFar, NotYourReminder, QuietSame, QuietTooLong
from bot.domain.reminders import Snooze
from bot.domain.rhythm import Habit
from bot.texts.words import FluentWords
from bot.usecases.results_reminders import HoursShown, Snoozed, WorkdaysShown
from tests.commands.stage import ANNA, BAS, BAS_SMIT, CARLA, FRITS, NOW, Stage, only, values

TUESDAY = date(2026, 11, 24)
EVERY_DAY = tuple(range(7))
DIGEST = time(8, 30)
HERE, THERE = "!later A3 2u", "!later DH-7K3M A3 morgen"


@pytest.fixture
async def stage() -> Stage:
    """Give a case that Bas coordinates, with an action of Anna, one of the CSG, and two that are over."""
    stage = await Stage().set_up()
    await stage.in_case(BAS, "!regie ik")
    lines = ("!actie anna vrijdag: een", "!actie csg vrijdag: twee", "!actie anna vrijdag: drie")
    await stage.in_case(CARLA, "\n".join((*lines, "!actie anna vrijdag: vier", "!klaar A3")))
    await stage.in_case(ANNA, "!vervalt A4: niet nodig")
    return stage


async def snoozes(stage: Stage) -> tuple[Snooze, ...]:
    async with stage.database.work() as work:
        return await work.nudges.snoozes()


async def habits(stage: Stage) -> tuple[Habit, ...]:
    async with stage.database.work() as work:
        return await work.habits.all()


# --- later ---


@pytest.mark.parametrize(
    ("typed", "until", "rings"),
    [
        ("!later A1 2u", NOW + timedelta(hours=2), True),
        ("!snooze 1 half uur", NOW + timedelta(minutes=30), True),
        ("!later A1 maandag", at(date(2026, 11, 30), time()), False),
        ("!later CODE A1 15:30", at(TUESDAY, time(15, 30)), True),
    ],
)
async def test_ones_own_reminder_waits(stage: Stage, typed: str, until: object, *, rings: bool) -> None:
    said = await stage.in_case(ANNA, typed.replace("CODE", stage.code))
    assert values(said) == [Snoozed(stage.code, "A1", until, digest=not rings)]  # type: ignore[arg-type]
    assert await snoozes(stage) == (Snooze(ANNA, stage.code, 1, until, rings),)  # type: ignore[arg-type]
    async with stage.database.work() as work:
        action = await work.actions.get(stage.code, 1)
    assert action is not None
    assert action.due == date(2026, 11, 27), "the day of the action is the same"


async def test_in_the_direct_chat_it_takes_the_code_and_the_last_one_counts(stage: Stage) -> None:
    await stage.in_case(ANNA, "!later A1 2u")
    assert isinstance(only(await stage.in_direct(ANNA, f"!later {stage.code.lower()} a1 morgen")), Snoozed)
    assert await snoozes(stage) == (Snooze(ANNA, stage.code, 1, at(date(2026, 11, 25), time()), rings=False),)


async def test_who_is_reminded_may_wait_each_for_themselves(stage: Stage) -> None:
    """The owner, who works the case for the owning organisation, and the regiehouder of the case."""
    for who, number in ((ANNA, 1), (BAS, 1), (BAS, 2)):
        assert isinstance(only(await stage.in_case(who, f"!later A{number} morgen")), Snoozed)
    assert {(s.user_id, s.number) for s in await snoozes(stage)} == {(ANNA, 1), (BAS, 1), (BAS, 2)}


@pytest.mark.parametrize(
    ("who", "typed", "refusal"),
    [
        (ANNA, "!later", MissingField("nummer", HERE)),
        (ANNA, "!later A1", MissingField("wanneer", HERE)),
        (ANNA, "!later straks A1", NotUnderstood("nummer", "A3")),
        (ANNA, "!later A9 2u", UnknownAction("A9")),
        (ANNA, "!later A3 2u", ActionIsDone("A3")),
        (ANNA, "!later A4 2u", ActionIsDropped("A4")),
        (CARLA, "!later A1 2u", NotYourReminder("A1")),
        (BAS_SMIT, "!later A2 2u", NotYourReminder("A2")),
        (ANNA, "!later A2 2u", NotYourReminder("A2")),
        (ANNA, "!later A1 8:00", LaterPast(at(TUESDAY, time(8)))),
        (ANNA, "!later A1 23-11-2026", DateInPast("datum", date(2026, 11, 23))),
        (ANNA, "!later A1 vandaag", LaterToday()),
        (ANNA, "!later A1 over twee weken", LaterTooFar()),
        (ANNA, "!later A1 999u", LaterTooFar()),
        (ANNA, "!later A1 ooit eens", DateNotUnderstood("datum")),
        (ANNA, "!later DH-ZZZZ A1 2u", NotUnderstood("code", HERE)),
    ],
)
async def test_what_cannot_wait_is_refused_and_nothing_changes(
    stage: Stage, who: str, typed: str, refusal: Refusal
) -> None:
    assert values(await stage.in_case(who, typed)) == [refusal]
    assert await snoozes(stage) == ()


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("!later", MissingField("code", THERE)),
        ("!later A1 morgen", NotUnderstood("code", THERE)),
        ("!later DH-ZZZZ A1 morgen", NotYourCase()),
        ("!later CODE", MissingField("nummer", THERE)),
        ("!later CODE A1", MissingField("wanneer", THERE)),
    ],
)
async def test_the_direct_chat_asks_for_the_code_of_ones_own_case(stage: Stage, typed: str, refusal: Refusal) -> None:
    assert values(await stage.in_direct(ANNA, typed.replace("CODE", stage.code))) == [refusal]
    assert await snoozes(stage) == ()


async def test_whoever_is_not_in_the_case_learns_nothing_of_it(stage: Stage) -> None:
    async with stage.database.work() as work:
        await work.cases.remove_member(stage.code, ANNA)
        await work.commit()
    assert only(await stage.in_direct(ANNA, f"!later {stage.code} A1 morgen")) == NotYourCase()
    assert only(await stage.in_direct(ANNA, f"!later {stage.code} A99 morgen")) == NotYourCase()


async def test_in_a_closed_case_there_is_nothing_to_wait_for(stage: Stage) -> None:
    async with stage.database.work() as work:
        await work.cases.close(stage.code, NOW, BAS)
        await work.commit()
    assert only(await stage.in_case(ANNA, "!later A1 2u")) == CaseIsClosed()


# --- quiet hours ---


async def test_quiet_hours_are_shown_kept_and_turned_off(stage: Stage) -> None:
    usual = HoursShown(time(20), time(7), EVERY_DAY, DIGEST)
    assert only(await stage.in_direct(BAS, "!stil")) == usual
    kept = HoursShown(time(22), time(7), EVERY_DAY, DIGEST, changed=True)
    assert only(await stage.in_direct(BAS, "!stil 22-7")) == kept
    assert only(await stage.in_direct(BAS, "!quiet")) == HoursShown(time(22), time(7), EVERY_DAY, DIGEST)
    assert await habits(stage) == (Habit(BAS, time(22), time(7)),)
    assert only(await stage.in_direct(BAS, "!stil uit")) == HoursShown(time(), time(), EVERY_DAY, DIGEST, changed=True)
    assert only(await stage.in_direct(ANNA, "!stil")) == usual, "of Bas alone"
    assert isinstance(only(await stage.in_direct(FRITS, "!stil 21-8")), HoursShown), "administrators sleep too"


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("!stil 22-22", QuietSame()),
        ("!stil 6-20", QuietTooLong()),
        ("!stil s avonds laat", NotUnderstood("stille-uren", "!stil 22-7")),
        ("!stil 22-77", NotUnderstood("stille-uren", "!stil 22-7")),
        ("!stil 22", NotUnderstood("stille-uren", "!stil 22-7")),
    ],
)
async def test_quiet_hours_that_make_no_sense_are_refused(stage: Stage, typed: str, refusal: Refusal) -> None:
    await stage.in_direct(BAS, "!stil 21-8")
    assert values(await stage.in_direct(BAS, typed)) == [refusal]
    assert await habits(stage) == (Habit(BAS, time(21), time(8)),)


# --- working days ---


async def test_working_days_are_shown_kept_and_given_back(stage: Stage) -> None:
    assert only(await stage.in_direct(BAS, "!werkdagen")) == WorkdaysShown(EVERY_DAY, own=False)
    await stage.in_direct(BAS, "!stil 22-7")
    assert only(await stage.in_direct(BAS, "!werkdagen ma, di en do")) == WorkdaysShown((0, 1, 3), True, True)
    assert await habits(stage) == (Habit(BAS, time(22), time(7), frozenset({0, 1, 3})),), "the hours stay"
    assert only(await stage.in_direct(BAS, "!stil")) == HoursShown(time(22), time(7), (0, 1, 3), DIGEST)
    assert only(await stage.in_direct(BAS, "!workdays usual")) == WorkdaysShown(EVERY_DAY, own=False, changed=True)


@pytest.mark.parametrize("typed", ["elke dag behalve zondag", "en", "ma 12", "-"])
async def test_days_that_are_none_are_refused(stage: Stage, typed: str) -> None:
    assert only(await stage.in_direct(BAS, f"!werkdagen {typed}")) == NotUnderstood("werkdagen", "!werkdagen ma di do")
    assert await habits(stage) == ()


async def test_who_leaves_leaves_no_habit_behind(stage: Stage) -> None:
    await stage.in_direct(BAS_SMIT, "!stil 22-7")
    [ahead] = [v for v in values(await stage.in_admin(FRITS, "!uitdienst @bsmit")) if hasattr(v, "command")]
    await stage.in_admin(FRITS, ahead.command)
    assert await habits(stage) == ()


# --- in real words ---


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("!stil 22-22", "Stille uren: dat is geen tijd. Het begin en het einde zijn hetzelfde."),
        ("!stil 6-20", "Stille uren: dan blijft er overdag te weinig over om je iets te zeggen."),
        ("!stil laat", "Stille uren: dit begrijp ik niet."),
        ("!werkdagen x", "Werkdagen: dit begrijp ik niet."),
        ("!later CODE A1 vandaag", "Wanneer: vandaag is te vroeg voor een dag. Noem een tijd."),
        ("!later CODE A1 8:00", "Wanneer: di 24 nov 08:00 is al voorbij."),
        ("!later CODE A1 over twee weken", "Wanneer: dat is te ver weg. Een herinnering wacht hoogstens 7 dagen."),
        ("!later CODE A9 2u", "Actie A9 is er niet in deze casus."),
        ("!later CODE A1 2u", "A1: ik begin er di 24 nov 11:00 weer over."),
        ("!stil", "Tussen 20:00 en 07:00 blijf ik stil."),
        ("!werkdagen ma di", "Genoteerd: je werkt op maandag en dinsdag."),
    ],
)
async def test_the_answers_read_well(typed: str, said: str) -> None:
    stage = await Stage(FluentWords(lambda: NOW)).set_up()
    await stage.in_case(CARLA, "!actie bas jansen vrijdag: een")
    found = await stage.in_direct(BAS, typed.replace("CODE", stage.code))
    [answer] = [each.outgoing.message.plain for each in found if each.place is Place.DIRECT]
    assert said in answer.split("\n")[0]
