"""What the MDT leaves for later: a case held over, the next review, actions that were not done."""

from datetime import date, timedelta

import pytest

from bot.commands.args import MAX_TEXT
from bot.domain.case import ActionState, Area
from bot.domain.outcome import Delay
from bot.domain.people import Place
from bot.domain.refusals import (
    ActionIsDone,
    DateInPast,
    DateNotUnderstood,
    MissingField,
    NotThisCasesTurn,
    NotUnderstood,
    Refusal,
    TooLong,
    TooShort,
    UnknownAction,
    WrongPlace,
)
from bot.domain.refusals_closing import CaseIsClosed, WhoDrops
from bot.domain.refusals_outcome import NoReview, ReviewToday
from bot.domain.steps import delays_of
from bot.usecases.agenda import agenda
from bot.usecases.notices import ActionDue, YourTurn
from bot.usecases.remind import remind
from bot.usecases.results import ActionList, Card
from bot.usecases.results_closing import ActionDropped
from bot.usecases.results_meeting import Agenda, AllDiscussed, CarriedOver, ItemHere, MeetingClosed
from bot.usecases.results_outcome import ActionDelayed, HeldOver, ReviewOff, ReviewSet
from tests.commands.chat import ANNA_VRIES, JOOST, MIRA, Chat
from tests.commands.stage import ANNA, BAS, BAS_SMIT, CARLA, NOW, Stage, only, values

DAY = timedelta(days=1)
ALL_NVT = "\n".join(f"!besluit {area} nvt" for area in Area)
HOLD = "!aanhouden: we wachten op de uitslag van het lab"
REVIEW = "!herbeoordeling over twee weken"
NOT_DONE = "!niet gedaan A3 vrijdag: de arts was er niet"
WHY = "de uitslag is er niet"
TUESDAY, FRIDAY, MONDAY = date(2026, 11, 24), date(2026, 11, 27), date(2026, 11, 30)


async def weighed(stage: Stage) -> None:
    """Bring the case to its turn, with nothing missing."""
    await stage.in_case(ANNA, "!regie anna")
    await stage.in_mdt("!mdt start\n!volgende")
    await stage.in_case(ANNA, ALL_NVT)


async def card(stage: Stage) -> Card:
    found = only(await stage.in_case(ANNA, "!casus"))
    assert isinstance(found, Card)
    return found


async def codes(stage: Stage) -> list[str]:
    async with stage.database.work() as work:
        found: Agenda = await agenda(work, "DH", stage.now)
    return [item.code for item in found.items]


# --- held over ---


async def test_a_case_that_is_held_over_comes_back_though_nothing_is_missing(stage: Stage) -> None:
    await weighed(stage)
    assert only(await stage.in_case(BAS, f"!aanhouden: {WHY}")) == HeldOver(stage.code, WHY, again=False)
    said = await stage.in_mdt("!volgende")
    assert [s.value for s in said if s.place is Place.CASE] == [
        CarriedOver(stage.code, (), coordinator_missing=False, reason=WHY)
    ]
    [mdt] = [s.value for s in said if s.place is Place.MDT]
    assert mdt == AllDiscussed(stage.code, 0, previous_coordinator_missing=False, previous_held=True)
    await stage.in_mdt("!mdt sluit")
    assert await codes(stage) == [stage.code]
    hold = (await card(stage)).file.hold
    assert hold is not None
    assert (hold.reason, hold.by) == (WHY, BAS)


async def test_the_reason_is_there_when_the_case_comes_back_and_gone_when_it_is_done(stage: Stage) -> None:
    await weighed(stage)
    await stage.in_case(BAS, f"!aanhouden: {WHY}")
    await stage.in_mdt("!mdt sluit")
    stage.now += DAY
    said = await stage.in_mdt("!mdt start\n!volgende")
    [here] = [s.value for s in said if isinstance(s.value, ItemHere)]
    assert here.card.file.hold is not None
    assert here.card.file.hold.reason == WHY
    closed = [v for v in values(await stage.in_mdt("!mdt sluit")) if isinstance(v, MeetingClosed)]
    assert [v.closed for v in closed] == [(stage.code,)]
    assert (await card(stage)).file.hold is None
    assert await codes(stage) == []


async def test_a_case_that_is_carried_over_for_what_is_missing_forgets_an_earlier_reason(stage: Stage) -> None:
    await stage.in_mdt("!mdt start\n!volgende")
    await stage.in_case(BAS, f"!aanhouden: {WHY}")
    await stage.in_mdt("!mdt sluit")
    stage.now += DAY
    said = await stage.in_mdt("!mdt start\n!volgende\n!mdt sluit")
    [carried] = [s.value for s in said if isinstance(s.value, CarriedOver)]
    assert carried == CarriedOver(stage.code, tuple(Area), coordinator_missing=True)
    assert (await card(stage)).file.hold is None


async def test_the_last_reason_counts_and_the_first_is_kept(stage: Stage) -> None:
    await weighed(stage)
    await stage.in_case(BAS, "!aanhouden: te druk vandaag")
    assert only(await stage.in_case(BAS, f"!aanhouden: {WHY}")) == HeldOver(stage.code, WHY, again=True)
    async with stage.database.work() as work:
        assert [h.reason for h in await work.holds.of(stage.code)] == ["te druk vandaag", WHY]
    said = await stage.in_mdt("!volgende")
    assert [s.value.reason for s in said if isinstance(s.value, CarriedOver)] == [WHY]


async def test_only_the_case_whose_turn_it_is_is_held_over(stage: Stage) -> None:
    other = await stage.new_case("2", NOW)
    line = f"!aanhouden: {WHY}"
    assert only(await stage.in_case(ANNA, line)) == NotThisCasesTurn()
    await stage.in_mdt("!mdt start")
    assert only(await stage.in_case(ANNA, line)) == NotThisCasesTurn()
    await stage.in_mdt("!volgende")
    assert only(await stage.in_case(ANNA, line, other)) == NotThisCasesTurn()
    await stage.in_mdt("!volgende\n!mdt sluit")
    assert only(await stage.in_case(ANNA, line)) == NotThisCasesTurn()
    assert only(await stage.in_mdt(line)) == WrongPlace("aanhouden", Place.CASE.value)
    assert (await card(stage)).file.hold is None


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        ("!aanhouden", MissingField("reden", HOLD)),
        ("!aanhouden:", MissingField("reden", HOLD)),
        ("!aanhouden: ja", TooShort("reden", 3, HOLD)),
        ("!aanhouden: " + "x" * (MAX_TEXT + 1), TooLong("reden", MAX_TEXT)),
        ("!herbeoordeling", MissingField("datum", REVIEW)),
        ("!herbeoordeling ooit", DateNotUnderstood("datum")),
        ("!herbeoordeling 23-11", DateInPast("datum", date(2026, 11, 23))),
        ("!herbeoordeling vandaag", ReviewToday(TUESDAY)),
        ("!herbeoordeling weg", NoReview()),
        ("!niet gedaan", MissingField("nummer", NOT_DONE)),
        ("!niet gedaan A1", MissingField("reden", NOT_DONE)),
        ("!niet gedaan A1 vrijdag", MissingField("reden", NOT_DONE)),
        ("!niet gedaan A1 vrijdag:", MissingField("reden", NOT_DONE)),
        ("!niet gedaan A1: ja", TooShort("reden", 3, NOT_DONE)),
        ("!niet gedaan A1: " + "x" * (MAX_TEXT + 1), TooLong("reden", MAX_TEXT)),
        ("!niet gedaan A1 gisteren: te druk", DateInPast("datum", date(2026, 11, 23))),
        ("!niet gedaan A1 23-11: te druk", DateInPast("datum", date(2026, 11, 23))),
        ("!niet gedaan A1 te druk gehad", DateNotUnderstood("datum")),
        ("!niet gedaan A7 vrijdag: te druk", UnknownAction("A7")),
        ("!niet gedaan drie: te druk", NotUnderstood("nummer", "A3")),
        ("!kan niet meer A7: verhuisd", UnknownAction("A7")),
        ("!kan niet meer A1", MissingField("reden", "!kan niet meer A3: zij is verhuisd")),
    ],
)
async def test_bad_input_changes_nothing(stage: Stage, line: str, refusal: Refusal) -> None:
    await stage.in_case(ANNA, "!actie bsmit vrijdag: bellen")
    await stage.in_mdt("!mdt start\n!volgende")
    before = (await card(stage)).file
    assert only(await stage.in_case(ANNA, line)) == refusal
    assert (await card(stage)).file == before


async def test_a_closed_case_takes_none_of_it(stage: Stage) -> None:
    async with stage.database.work() as work:
        await work.cases.close(stage.code, stage.now, ANNA)
        await work.commit()
    for line in (f"!aanhouden: {WHY}", "!herbeoordeling vrijdag", "!niet gedaan A1: te druk", "!kan niet meer A1: weg"):
        assert isinstance(only(await stage.in_case(ANNA, line)), CaseIsClosed)


# --- the next review ---


async def test_a_review_is_said_back_shown_and_known_for_the_agenda(stage: Stage) -> None:
    assert only(await stage.in_case(ANNA, "!herbeoordeling over twee weken")) == ReviewSet(date(2026, 12, 8), None)
    assert (await card(stage)).file.review == date(2026, 12, 8)
    assert only(await stage.in_case(BAS, "!herbeoordeling: maandag")) == ReviewSet(MONDAY, None)
    async with stage.database.work() as work:
        assert dict(await work.reviews.due("DH")) == {stage.code: MONDAY}
        assert dict(await work.reviews.due("OB")) == {}


async def test_a_review_on_a_day_without_mdt_moves_to_the_next_and_says_so(stage: Stage) -> None:
    assert only(await stage.in_case(ANNA, "!herbeoordeling zaterdag")) == ReviewSet(MONDAY, date(2026, 11, 28))
    assert (await card(stage)).file.review == MONDAY


async def test_a_review_is_called_off(stage: Stage) -> None:
    await stage.in_case(ANNA, "!herbeoordeling vrijdag")
    assert only(await stage.in_case(BAS, "!herbeoordeling Weg.")) == ReviewOff(FRIDAY)
    assert (await card(stage)).file.review is None
    assert only(await stage.in_case(BAS, "!review off")) == NoReview()


async def test_a_review_is_done_once_the_mdt_is_done_with_the_case(stage: Stage) -> None:
    await stage.in_case(ANNA, "!herbeoordeling vrijdag")
    await weighed(stage)
    await stage.in_mdt("!mdt sluit")
    assert (await card(stage)).file.review == FRIDAY, "it is still to come"
    stage.now += 3 * DAY
    await stage.in_case(ANNA, "!casus wijziging: hij belde weer")
    stage.now += timedelta(hours=1)
    await stage.in_mdt("!mdt start\n!volgende\n!mdt sluit")
    assert (await card(stage)).file.review == FRIDAY, "the case was carried over"
    stage.now += 3 * DAY
    await stage.in_mdt("!mdt start\n!volgende")
    await stage.in_case(ANNA, ALL_NVT)
    await stage.in_mdt("!volgende")
    assert (await card(stage)).file.review is None


async def test_a_new_review_that_is_agreed_during_the_item_stays(stage: Stage) -> None:
    await stage.in_case(ANNA, "!herbeoordeling morgen")
    stage.now += DAY
    await weighed(stage)
    await stage.in_case(ANNA, "!herbeoordeling maandag")
    await stage.in_mdt("!mdt sluit")
    assert (await card(stage)).file.review == MONDAY


# --- actions that were not done ---


async def test_an_action_that_was_not_done_gets_a_new_day_and_its_owner_hears_it(stage: Stage) -> None:
    await stage.in_case(ANNA, "!actie bsmit morgen: bellen")
    stage.now += 2 * DAY
    said = await stage.in_case(ANNA, "!niet gedaan A1 maandag: om 14:30 was er niemand")
    delayed, turn = values(said)
    assert isinstance(delayed, ActionDelayed)
    assert (delayed.action.due, delayed.owner, delayed.moved) == (MONDAY, "Bas Smit", True)
    assert delayed.reason == "om 14:30 was er niemand"
    assert turn == YourTurn(stage.code, "A1", MONDAY, BAS_SMIT)
    listed = only(await stage.in_case(ANNA, "!acties"))
    assert isinstance(listed, ActionList)
    [action] = listed.actions
    assert (action.due, action.state) == (MONDAY, ActionState.OPEN)
    assert listed.delays == {1: Delay(1, "om 14:30 was er niemand", ANNA, stage.now, date(2026, 11, 25), MONDAY)}


async def test_without_a_day_it_stays_open_and_the_day_comes_without_the_reason_again(stage: Stage) -> None:
    await stage.in_case(ANNA, "!actie anna morgen: bellen")
    delayed = only(await stage.in_case(BAS, "!not done A1: te druk gehad"))
    assert isinstance(delayed, ActionDelayed)
    assert (delayed.action.due, delayed.moved) == (date(2026, 11, 25), False)
    delayed = values(await stage.in_case(BAS, "!niet gedaan A1 vrijdag"))[0]
    assert isinstance(delayed, ActionDelayed)
    assert (delayed.action.due, delayed.reason, delayed.moved) == (FRIDAY, "te druk gehad", True)
    again = only(await stage.in_case(BAS, "!niet gedaan A1 maandag"))
    assert again == MissingField("reden", NOT_DONE), "the reason was for the first time"
    async with stage.database.work() as work:
        assert [(d.was, d.due) for d in delays_of(await work.action_steps.of(stage.code))] == [
            (date(2026, 11, 25), None),
            (date(2026, 11, 25), FRIDAY),
        ]


async def test_a_reminder_of_the_old_day_is_silent_and_that_of_the_new_day_rings_once(stage: Stage) -> None:
    await stage.in_case(ANNA, "!actie bsmit morgen: bellen")
    await stage.in_case(ANNA, "!niet gedaan A1 vrijdag: te druk gehad\n!niet gedaan A1 vrijdag: nog steeds te druk")
    rung = []
    for days in range(5):
        stage.now = NOW + days * DAY + timedelta(hours=8)
        async with stage.database.work() as work:
            await remind(work, stage.speaker, stage.now)
            await work.commit()
        rung += [s.value for s in await stage.read()]
    assert rung == [ActionDue(stage.code, "A1", FRIDAY, BAS_SMIT)]


async def test_an_action_that_ended_is_not_late(stage: Stage) -> None:
    await stage.in_case(ANNA, "!actie bsmit morgen: bellen\n!klaar A1")
    assert only(await stage.in_case(ANNA, "!niet gedaan A1: te druk")) == ActionIsDone("A1")


async def test_what_is_no_longer_possible_is_dropped_by_who_may(stage: Stage) -> None:
    await stage.in_case(ANNA, "!actie bsmit morgen: bellen")
    assert only(await stage.in_case(CARLA, "!kan niet meer A1: zij is verhuisd")) == WhoDrops("Bas Smit")
    dropped = only(await stage.in_case(BAS_SMIT, "!kan niet meer A1: zij is verhuisd"))
    assert isinstance(dropped, ActionDropped)
    assert (dropped.action.state, dropped.action.reason) == (ActionState.DROPPED, "zij is verhuisd")


# --- what people read ---


async def test_the_room_reads_what_is_late_when_its_turn_comes(chat: Chat) -> None:
    await chat.type(JOOST, chat.first, "!actie mira vandaag: arts bellen\n!actie csg vandaag: brief")
    await chat.type(JOOST, chat.first, "!niet gedaan A1: geen tijd gehad\n!herbeoordeling maandag")
    chat.now += DAY
    await chat.type(JOOST, "DH", "!mdt start\n!volgende")
    [here] = [m.plain for where, m in chat.messages if where == chat.first and "is nu aan de beurt" in m.plain]
    assert "2 acties zijn te laat:" in here
    assert "A1 di 24 nov, Mira Stam: arts bellen (niet gedaan: geen tijd gehad)" in here
    assert "A2 di 24 nov, Centrum Seksueel Geweld: brief" in here
    assert "!niet gedaan A1 vrijdag: reden" in here
    assert "Herbeoordeling: ma 30 nov" in here
    listed = await chat.only(MIRA, chat.first, "!acties")
    assert "(niet gedaan: geen tijd gehad)" in listed


async def test_the_mdt_room_reads_that_it_was_held_and_not_why(chat: Chat) -> None:
    await chat.type(ANNA_VRIES, chat.first, "!regie ik")
    await chat.type(JOOST, "DH", "!mdt start\n!volgende")
    await chat.type(ANNA_VRIES, chat.first, f"{ALL_NVT}\n!aanhouden: {WHY}")
    await chat.type(JOOST, "DH", "!volgende")
    told = {where: m.plain for where, m in chat.messages}
    assert f"{chat.first} komt terug: aangehouden." in told["DH"]
    assert WHY not in told["DH"]
    assert f"Aangehouden: {WHY}" in next(m.plain for where, m in chat.messages if where == chat.first)
    assert f"Aangehouden: {WHY} (di 24 nov, Anna de Vries)" in await chat.only(MIRA, chat.first, "!casus")
