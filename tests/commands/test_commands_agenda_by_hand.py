"""In a case's own room: it is put on the agenda or moved, with a reason, and what was arranged can be taken back."""

from datetime import timedelta

import pytest

from bot.commands.agenda import ADD, MOVE, REASON
from bot.commands.args import MAX_TEXT
from bot.domain.agenda import Reason
from bot.domain.agenda_item import Standing
from bot.domain.agenda_notes import Deed
from bot.domain.people import Place
from bot.domain.refusals import (
    DateAmbiguous,
    DateInPast,
    DateNotUnderstood,
    MissingField,
    Refusal,
    TooLong,
    TooShort,
    WrongPlace,
)
from bot.domain.refusals_agenda import (
    AlreadyThen,
    NoMdtOnDay,
    NotArranged,
    NotOnAgendaHere,
    PastDeadline,
    TooLateToday,
    UnknownAgendaWord,
    UpNow,
    WhoArranges,
)
from bot.domain.refusals_closing import CaseIsClosed
from bot.texts.words import FluentWords
from bot.usecases.results import Card
from bot.usecases.results_agenda import AgendaReasonKept, CaseAgenda, CaseMoved, OutOfMeeting, PutOn, TakenBack
from bot.usecases.results_casefile import ChangeNoted
from bot.usecases.results_meeting import Agenda, ItemHere
from bot.usecases.results_outcome import ReviewSet
from tests.commands.arranging import (
    DAY,
    FRIDAY,
    MONDAY,
    SATURDAY,
    TUESDAY,
    WEDNESDAY,
    WHY,
    carry,
    finish,
    next_morning,
    on,
    reasons,
    shown,
    ten,
)
from tests.commands.stage import ANNA, BAS, BAS_SMIT, CARLA, NOW, Stage, only, values

MINUTE = timedelta(minutes=1)


# --- put on ---


async def test_a_finished_case_is_put_on_the_agenda_of_the_mdt_that_comes(stage: Stage) -> None:
    await finish(stage)
    assert only(await stage.in_case(BAS, f"!agenda erbij: {WHY}")) == PutOn(
        stage.code, ten(WEDNESDAY), WHY, already=False, move_off=None
    )
    assert await reasons(stage, WEDNESDAY) == (Reason.BY_HAND,)
    listed = only(await stage.in_mdt("!mdt agenda morgen"))
    assert isinstance(listed, Agenda)
    assert [(item.code, item.standing, item.minutes) for item in listed.items] == [(stage.code, Standing.RUNNING, 3)]


async def test_or_on_that_of_a_day(stage: Stage) -> None:
    await finish(stage)
    put = only(await stage.in_case(BAS, f"!agenda add friday: {WHY}"))
    assert put == PutOn(stage.code, ten(FRIDAY), WHY, already=False, move_off=None)
    assert await on(stage, WEDNESDAY, FRIDAY, MONDAY) == [False, True, True]


async def test_it_stays_on_until_a_meeting_left_it(stage: Stage) -> None:
    await finish(stage)
    await stage.in_case(BAS, f"!agenda erbij: {WHY}")
    await next_morning(stage, FRIDAY)
    assert await on(stage, FRIDAY) == [True], "nobody came to it on Wednesday and Thursday"
    await stage.in_mdt("!mdt start\n!volgende\n!mdt sluit")
    assert await on(stage, FRIDAY, MONDAY) == [False, False], "its four areas were decided and stay so"
    assert (await shown(stage)).stands == ()


async def test_what_a_meeting_did_not_reach_is_carried_over(stage: Stage) -> None:
    await finish(stage)
    await stage.in_case(BAS, f"!agenda erbij: {WHY}")
    await next_morning(stage)
    await stage.in_mdt("!mdt start\n!mdt sluit")
    assert await reasons(stage, WEDNESDAY + DAY) == (Reason.CARRIED,)


async def test_a_meeting_of_an_earlier_day_settles_nothing_that_was_wanted_for_a_later_one(stage: Stage) -> None:
    await carry(stage)
    await stage.in_case(BAS, f"!agenda erbij vrijdag: {WHY}")
    await next_morning(stage)
    await finish(stage)
    assert await reasons(stage, FRIDAY) == (Reason.BY_HAND,)
    assert await on(stage, WEDNESDAY + DAY) == [False]


async def test_what_is_on_it_already_is_said_and_the_reason_is_kept(stage: Stage) -> None:
    await carry(stage)
    put = only(await stage.in_case(BAS, f"!agenda erbij: {WHY}"))
    assert put == PutOn(stage.code, ten(WEDNESDAY), WHY, already=True, move_off=None)
    assert await reasons(stage, WEDNESDAY) == (Reason.CARRIED, Reason.BY_HAND)
    again = only(await stage.in_case(ANNA, "!agenda erbij morgen: en de tolk is er"))
    assert again == PutOn(stage.code, ten(WEDNESDAY), "en de tolk is er", already=True, move_off=None)
    assert [(note.by, note.reason) for note in (await shown(stage)).stands] == [(BAS, "en de tolk is er")]


async def test_for_a_later_day_it_was_not_on_it_yet(stage: Stage) -> None:
    await carry(stage)
    put = only(await stage.in_case(BAS, f"!agenda erbij vrijdag: {WHY}"))
    assert put == PutOn(stage.code, ten(FRIDAY), WHY, already=False, move_off=None)
    assert await on(stage, WEDNESDAY) == [True], "it never takes a case off"


async def test_while_the_meeting_runs_it_is_for_its_chair_to_add_the_case(stage: Stage) -> None:
    await finish(stage)
    await next_morning(stage)
    other = await stage.new_case("2")
    await stage.in_mdt("!mdt start\n!volgende")
    put = only(await stage.in_case(BAS, f"!agenda erbij: {WHY}"))
    assert put == PutOn(stage.code, ten(WEDNESDAY + DAY), WHY, already=False, move_off=None, offered=True)
    meeting = await stage.meeting()
    assert [item.code for item in meeting.items] == [other], "never by itself"
    assert await on(stage, WEDNESDAY, WEDNESDAY + DAY) == [True, True]
    too = only(await stage.in_case(BAS, f"!agenda erbij: {WHY}", other))
    assert too == PutOn(other, ten(WEDNESDAY), WHY, already=True, move_off=None), "it is being weighed"


# --- moved ---


async def test_a_case_is_moved_and_returns_by_itself(stage: Stage) -> None:
    await carry(stage)
    assert only(await stage.in_case(ANNA, f"!agenda verzet vrijdag: {WHY}")) == CaseMoved(
        stage.code, ten(FRIDAY), WHY, None
    )
    assert await on(stage, WEDNESDAY, FRIDAY - DAY, FRIDAY, MONDAY) == [False, False, True, True]
    assert await reasons(stage, FRIDAY) == (Reason.CARRIED, Reason.MOVED)
    listed = only(await stage.in_mdt("!mdt agenda morgen"))
    assert isinstance(listed, Agenda)
    assert listed.items == (), "the MDT room sees nothing of a case that was moved"


async def test_moved_twice_the_last_day_holds(stage: Stage) -> None:
    await carry(stage)
    await stage.in_case(ANNA, f"!agenda verzet vrijdag: {WHY}")
    moved = only(await stage.in_case(CARLA, "!agenda move 30-11: de tolk kan eerder niet"))
    assert moved == CaseMoved(stage.code, ten(MONDAY), "de tolk kan eerder niet", FRIDAY)
    assert await on(stage, FRIDAY, MONDAY) == [False, True]
    sooner = only(await stage.in_case(ANNA, "!agenda verzet morgen: het kan toch"))
    assert sooner == CaseMoved(stage.code, ten(WEDNESDAY), "het kan toch", MONDAY)
    assert await on(stage, WEDNESDAY) == [True]


async def test_a_change_after_it_does_not_wait_for_that_day(stage: Stage) -> None:
    await carry(stage)
    await stage.in_case(ANNA, f"!agenda verzet vrijdag: {WHY}")
    noted = values(await stage.in_case(BAS, "!casus wijziging: hij belde weer"))[0]
    assert isinstance(noted, ChangeNoted)
    assert noted.returns
    assert await reasons(stage, WEDNESDAY) == (Reason.CARRIED, Reason.CHANGED)
    text = FluentWords(stage.clock).render(await shown(stage), "nl").plain
    assert "Daarom wacht het MDT niet tot die dag." in text


async def test_after_a_change_of_the_same_message_it_can_be_moved(stage: Stage) -> None:
    await carry(stage)
    said = await stage.in_case(ANNA, f"!casus wijziging: hij belde weer\n!agenda verzet vrijdag: {WHY}")
    assert isinstance(values(said)[1], CaseMoved)
    assert await on(stage, WEDNESDAY, FRIDAY) == [False, True]


async def test_a_change_of_the_same_message_after_it_does_not_wait(stage: Stage) -> None:
    await carry(stage)
    await stage.in_case(ANNA, f"!agenda verzet vrijdag: {WHY}\n!casus wijziging: hij belde weer")
    assert await on(stage, WEDNESDAY) == [True]


async def test_when_it_loses_its_regiehouder_it_does_not_wait_either(stage: Stage) -> None:
    await carry(stage)
    await stage.in_case(ANNA, f"!agenda verzet vrijdag: {WHY}")
    async with stage.database.work() as work:
        await work.cases.set_coordinator(stage.code, None)
        await work.commit()
    assert Reason.NO_COORDINATOR in await reasons(stage, WEDNESDAY)


async def test_a_review_that_is_agreed_later_does_not_wait(stage: Stage) -> None:
    await carry(stage)
    await stage.in_case(ANNA, f"!agenda verzet 30-11: {WHY}")
    stage.now += MINUTE
    assert only(await stage.in_case(BAS, "!herbeoordeling donderdag")) == ReviewSet(WEDNESDAY + DAY, None)
    assert await on(stage, WEDNESDAY, WEDNESDAY + DAY) == [False, True]


async def test_an_urgent_meeting_comes_to_a_case_that_was_moved_and_ends_that(stage: Stage) -> None:
    await carry(stage)
    await stage.in_case(ANNA, f"!agenda verzet vrijdag: {WHY}")
    stage.now += MINUTE
    await stage.in_mdt(f"!mdt spoed {stage.code}\n!mdt sluit")
    assert await reasons(stage, WEDNESDAY) == (Reason.CARRIED,)
    assert (await shown(stage)).stands == ()


async def test_putting_it_on_an_earlier_agenda_ends_a_move(stage: Stage) -> None:
    await carry(stage)
    await stage.in_case(ANNA, f"!agenda verzet 30-11: {WHY}")
    put = only(await stage.in_case(BAS, "!agenda erbij vrijdag: het moet eerder"))
    assert put == PutOn(stage.code, ten(FRIDAY), "het moet eerder", already=False, move_off=MONDAY)
    assert await on(stage, WEDNESDAY) == [True], "nothing holds it back any more"


async def test_a_case_that_waits_in_the_meeting_is_taken_out_of_it(stage: Stage) -> None:
    await carry(stage)
    await next_morning(stage)
    await stage.in_mdt("!mdt start")
    said = await stage.in_case(ANNA, f"!agenda verzet vrijdag: {WHY}")
    assert [each.value for each in said if each.place is Place.CASE] == [CaseMoved(stage.code, ten(FRIDAY), WHY, None)]
    assert [each.value for each in said if each.place is Place.MDT] == [OutOfMeeting(stage.code)]
    meeting = await stage.meeting()
    assert meeting.items == ()


async def test_only_the_regiehouder_or_a_chair_moves(stage: Stage) -> None:
    assert only(await stage.in_case(BAS, f"!agenda verzet vrijdag: {WHY}")) == WhoArranges("")
    await carry(stage)
    assert only(await stage.in_case(BAS, f"!agenda verzet vrijdag: {WHY}")) == WhoArranges("Anna de Vries")
    assert await on(stage, WEDNESDAY) == [True]
    assert isinstance(only(await stage.in_case(CARLA, f"!agenda verzet vrijdag: {WHY}")), CaseMoved)


async def test_a_new_case_is_not_moved_beyond_its_24_hours(stage: Stage) -> None:
    until = NOW + timedelta(hours=22)
    assert only(await stage.in_case(CARLA, f"!agenda verzet morgen: {WHY}")) == PastDeadline(stage.code, until)
    assert await on(stage, TUESDAY) == [True]
    later = await stage.new_case("2", NOW - timedelta(minutes=1))
    stage.now = NOW + timedelta(hours=4)
    assert only(await stage.in_case(CARLA, f"!agenda verzet morgen: {WHY}", later)) == PastDeadline(
        later, NOW + timedelta(hours=23, minutes=59)
    ), "ten o'clock is after one to nine"


async def test_a_new_case_is_moved_within_them(stage: Stage) -> None:
    stage.now = NOW + timedelta(minutes=90)
    late = await stage.new_case("2", stage.now)
    moved = only(await stage.in_case(CARLA, f"!agenda verzet morgen: {WHY}", late))
    assert moved == CaseMoved(late, ten(WEDNESDAY), WHY, None)
    assert await on(stage, TUESDAY, WEDNESDAY, code=late) == [False, True]


# --- taken back, explained ---


async def test_what_was_done_last_is_taken_back_first(stage: Stage) -> None:
    await finish(stage)
    await stage.in_case(BAS, f"!agenda erbij vrijdag: {WHY}")
    await stage.in_case(ANNA, "!agenda verzet maandag: te druk")
    back = only(await stage.in_case(ANNA, "!agenda undo"))
    assert back == TakenBack(stage.code, Deed.MOVED, MONDAY, ten(FRIDAY), (Reason.BY_HAND,))
    back = only(await stage.in_case(ANNA, "!agenda terug"))
    assert back == TakenBack(stage.code, Deed.ADDED, FRIDAY, None, ())
    assert only(await stage.in_case(ANNA, "!agenda terug")) == NotArranged()
    assert await on(stage, WEDNESDAY, FRIDAY, MONDAY) == [False, False, False]


async def test_a_move_that_is_taken_back_holds_nothing_back(stage: Stage) -> None:
    await carry(stage)
    await stage.in_case(ANNA, f"!agenda verzet vrijdag: {WHY}")
    back = only(await stage.in_case(ANNA, "!agenda terug"))
    assert back == TakenBack(stage.code, Deed.MOVED, FRIDAY, ten(WEDNESDAY), (Reason.CARRIED,))


async def test_whoever_did_it_the_regiehouder_or_a_chair_takes_it_back(stage: Stage) -> None:
    await finish(stage)
    await stage.in_case(BAS, f"!agenda erbij: {WHY}")
    assert only(await stage.in_case(BAS_SMIT, "!agenda terug")) == WhoArranges("Bas Jansen, Anna de Vries")
    assert await on(stage, WEDNESDAY) == [True]
    for who in (BAS, ANNA, CARLA):
        assert isinstance(only(await stage.in_case(who, "!agenda terug")), TakenBack)
        await stage.in_case(BAS, f"!agenda erbij: {WHY}")


async def test_a_reason_can_be_said_better(stage: Stage) -> None:
    await finish(stage)
    await stage.in_case(BAS, f"!agenda erbij: {WHY}")
    better = "de uitslag is er, en de moeder komt"
    kept = only(await stage.in_case(BAS_SMIT, f"!agenda reason: {better}"))
    assert kept == AgendaReasonKept(stage.code, Deed.ADDED, WEDNESDAY, better, again=True)
    assert [note.reason for note in (await shown(stage)).stands] == [better]


# --- seen ---


async def test_the_case_tells_when_why_and_who_arranged_it(stage: Stage) -> None:
    await finish(stage)
    assert await shown(stage) == CaseAgenda(stage.code, None, (), (), {}, TUESDAY)
    await stage.in_case(BAS, f"!agenda erbij vrijdag: {WHY}")
    text = FluentWords(stage.clock).render(await shown(stage), "nl").plain
    assert text.split("\n") == [
        f"{stage.code} staat op de agenda van vr 27 nov 10:00.",
        f"Erbij gezet: vr 27 nov, door Bas Jansen: {WHY}",
        "Toch niet? Typ !agenda terug. Wat er meer kan: !help agenda.",
    ]


async def test_also_a_review_and_a_meeting_that_runs(stage: Stage) -> None:
    assert (await shown(stage)).moment == ten(TUESDAY)
    await finish(stage)
    await stage.in_case(BAS, "!herbeoordeling 30-11")
    assert (await shown(stage)).moment == ten(MONDAY)
    await stage.in_case(BAS, f"!agenda erbij: {WHY}")
    await next_morning(stage)
    await stage.in_mdt("!mdt start")
    assert (await shown(stage)).running


async def test_the_card_shows_it_also_on_the_table(stage: Stage) -> None:
    await finish(stage)
    await stage.in_case(BAS, f"!agenda erbij vrijdag: {WHY}")
    card = only(await stage.in_case(BAS, "!casus"))
    assert isinstance(card, Card)
    words = FluentWords(stage.clock)
    lines = words.render(card, "nl").plain.split("\n")
    assert "MDT: op de agenda van vr 27 nov 10:00" in lines
    assert f"Erbij gezet: vr 27 nov, door Bas Jansen: {WHY}" in lines
    await next_morning(stage, FRIDAY)
    [here] = [v for v in values(await stage.in_mdt("!mdt start\n!volgende")) if isinstance(v, ItemHere)]
    assert f"Erbij gezet: vr 27 nov, door Bas Jansen: {WHY}" in words.render(here, "nl").plain.split("\n")


async def test_a_closed_case_says_so_and_takes_nothing(stage: Stage) -> None:
    async with stage.database.work() as work:
        await work.cases.close(stage.code, stage.now, ANNA)
        await work.commit()
    assert (await shown(stage)).closed
    for text in (f"!agenda erbij: {WHY}", f"!agenda verzet vrijdag: {WHY}", "!agenda terug", f"!agenda reden: {WHY}"):
        assert only(await stage.in_case(CARLA, text)) == CaseIsClosed()


# --- what cannot be ---


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("!agenda erbij", MissingField("reden", ADD)),
        ("!agenda erbij vrijdag", MissingField("reden", ADD)),
        ("!agenda erbij: ja", TooShort("reden", 3, ADD)),
        (f"!agenda erbij: {'x' * (MAX_TEXT + 1)}", TooLong("reden", MAX_TEXT)),
        (f"!agenda erbij zaterdag: {WHY}", NoMdtOnDay(SATURDAY, MONDAY)),
        (f"!agenda erbij 23-11: {WHY}", DateInPast("datum", TUESDAY - DAY)),
        (f"!agenda erbij volgende vrijdag: {WHY}", DateAmbiguous("datum", FRIDAY, FRIDAY + 7 * DAY)),
        (f"!agenda erbij vrijdg: {WHY}", DateNotUnderstood("datum")),
        (f"!agenda erbij vandaag: {WHY}", TooLateToday(WEDNESDAY)),
        ("!agenda verzet vrijdag", MissingField("reden", MOVE)),
        ("!agenda verzet vrijdag: ja", TooShort("reden", 3, MOVE)),
        (f"!agenda verzet vrijdag: {'x' * (MAX_TEXT + 1)}", TooLong("reden", MAX_TEXT)),
        (f"!agenda verzet: {WHY}", DateNotUnderstood("datum")),
        (f"!agenda verzet zondag: {WHY}", NoMdtOnDay(SATURDAY + DAY, MONDAY)),
        (f"!agenda verzet 23-11: {WHY}", DateInPast("datum", TUESDAY - DAY)),
        (f"!agenda verzet volgende vrijdag: {WHY}", DateAmbiguous("datum", FRIDAY, FRIDAY + 7 * DAY)),
        (f"!agenda verzet vandaag: {WHY}", TooLateToday(WEDNESDAY)),
        (f"!agenda verzet morgen: {WHY}", AlreadyThen("CODE", WEDNESDAY)),
        ("!agenda terug", NotArranged()),
        (f"!agenda reden: {WHY}", NotArranged()),
        ("!agenda reden: ja", TooShort("reden", 3, REASON)),
        ("!agenda morgen", UnknownAgendaWord()),
    ],
)
async def test_bad_input_is_refused_and_changes_nothing(stage: Stage, text: str, refusal: Refusal) -> None:
    await carry(stage)
    before = await shown(stage)
    if isinstance(refusal, AlreadyThen):
        refusal = AlreadyThen(stage.code, refusal.day)
    assert only(await stage.in_case(CARLA, text)) == refusal
    assert await shown(stage) == before


async def test_a_case_on_no_agenda_is_not_moved(stage: Stage) -> None:
    await finish(stage)
    assert only(await stage.in_case(ANNA, f"!agenda verzet vrijdag: {WHY}")) == NotOnAgendaHere(WEDNESDAY)


async def test_what_is_being_weighed_stays_where_it_is(stage: Stage) -> None:
    await finish(stage)
    await stage.in_case(BAS, f"!agenda erbij: {WHY}")
    await next_morning(stage)
    await stage.in_mdt("!mdt start\n!volgende")
    for text in (f"!agenda verzet vrijdag: {WHY}", "!agenda terug"):
        assert only(await stage.in_case(ANNA, text)) == UpNow(stage.code)


async def test_elsewhere_it_is_no_command(stage: Stage) -> None:
    for place, subject in ((Place.MDT, "DH"), (Place.DIRECT, CARLA)):
        said = only(await stage.post(CARLA, f"!agenda erbij: {WHY}", place, subject))
        assert said == WrongPlace("agenda erbij", Place.CASE.value)
    assert isinstance(only(await stage.in_mdt("!agenda")), Agenda), "in the MDT room it is the region's"
    assert only(await stage.in_direct(CARLA, "!agenda")) == WrongPlace("agenda", Place.CASE.value)
