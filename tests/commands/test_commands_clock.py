"""The 24-hour clock from the chat side: urgent meetings, warnings ahead, what came too late and why."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.agenda_item import AgendaItem, Standing
from bot.domain.case import Answer, Area, Case, CaseCode, Member
from bot.domain.consent import Recorded
from bot.domain.people import Place, Role, UserId
from bot.domain.refusals import NotAllowed, NotThisCasesTurn, NotUnderstood, TooLong, TooShort
from bot.domain.refusals_clock import (
    NotOverrun,
    UrgentClosed,
    UrgentDiscussed,
    UrgentNow,
    UrgentOtherRegion,
    UrgentUnknown,
    WhoExplains,
)
from bot.texts.words import FluentWords
from bot.usecases.agenda import agenda
from bot.usecases.results import Card
from bot.usecases.results_clock import (
    BreachExplained,
    CalledTogether,
    DeadlineNear,
    DeadlinePassed,
    LapsesSoon,
    ReasonAsked,
    ReasonAskedAgain,
    UrgentNext,
    UrgentStarted,
    YourDeadline,
)
from bot.usecases.results_meeting import Agenda, Decided, ItemHere, ItemUp, MeetingClosed, MeetingStarted
from tests.commands.clocks import DEADLINE, HOUR, WATCH, by_place, coordinated_by, ticked
from tests.commands.stage import (
    ANNA,
    BAS,
    BAS_SMIT,
    CARLA,
    DIRECTORY,
    DIRK,
    NOW,
    Stage,
    intake,
    only,
    prints,
    values,
)
from tests.enrolled import enrol


async def breach_of(stage: Stage, code: CaseCode = "") -> tuple[datetime, datetime, str] | None:
    async with stage.database.work() as work:
        breach = (await work.clocks.of(code or stage.code)).breach
    return None if breach is None else (breach.at, breach.noted_at, breach.reason)


# --- an urgent meeting ---


async def test_an_urgent_meeting_weighs_one_case_at_any_hour(stage: Stage) -> None:
    other = await stage.new_case("2")
    stage.now = datetime(2026, 11, 25, 2, 30, tzinfo=UTC)
    said = await stage.in_mdt(f"!mdt spoed {stage.code.lower()}")
    item = AgendaItem(stage.code, Standing.NEW, DEADLINE)
    assert by_place(said, Place.MDT, "DH") == [UrgentStarted(item, stage.now)]
    here, called = by_place(said, Place.CASE, stage.code)
    assert isinstance(here, ItemHere)
    assert here.open_areas == tuple(Area)
    assert called == CalledTogether(stage.code)
    assert by_place(said, Place.CASE, other) == []
    assert isinstance(only(await stage.in_case(ANNA, "!besluit veiligheid: ander slot")), Decided)
    assert only(await stage.in_case(ANNA, "!besluit recht nvt", other)) == NotThisCasesTurn()
    [closed] = by_place(await stage.in_mdt("!mdt sluit"), Place.MDT, "DH")
    assert isinstance(closed, MeetingClosed)
    assert (closed.closed, closed.carried, closed.report.urgent) == ((), (stage.code,), True)
    assert [entry.subject for entry in await stage.audited(5) if entry.verb == "mdt spoed"] == [stage.code, "DH"]


async def test_everybody_in_the_case_is_called_by_name_and_code_only() -> None:
    stage = await Stage(FluentWords(lambda: NOW)).set_up()
    said = await stage.in_mdt(f"!mdt spoed {stage.code}")
    [ringing] = [each.outgoing.message for each in said if each.outgoing.message.rings]
    assert set(ringing.mentions) == {ANNA, BAS, BAS_SMIT}  # Carla typed it
    assert ringing.plain.startswith(f"{stage.code}: het MDT bespreekt deze casus nu")
    [answer] = [each.outgoing.message.plain for each in said if each.place is Place.MDT]
    assert answer.split("\n")[:2] == [
        f"Spoed-MDT: {stage.code} is nu aan de beurt.",
        "De 24 uur lopen tot wo 25 nov, ochtend.",
    ]


async def test_a_chair_without_consent_holds_it_and_hears_the_code_only(stage: Stage) -> None:
    people = tuple(replace(p, organisation="csg") if p.user_id == CARLA else p for p in DIRECTORY.people)
    async with stage.database.work() as work:
        await enrol(work, replace(DIRECTORY, people=people))
        await work.commit()
    said = await stage.in_mdt(f"!mdt spoed {stage.code}")
    assert {each.place for each in said if isinstance(each.value, ItemHere)} == {Place.CASE}
    assert [type(value) for value in by_place(said, Place.MDT, "DH")] == [UrgentStarted]


async def test_while_the_meeting_runs_the_case_is_the_next_in_it(stage: Stage) -> None:
    await stage.in_mdt("!mdt start")
    second, third = await stage.new_case("2"), await stage.new_case("3")
    await stage.in_mdt("!volgende")
    assert only(await stage.in_mdt(f"!mdt spoed {second}")) == UrgentNext(second)
    assert only(await stage.in_mdt(f"!mdt urgent {third}")) == UrgentNext(third)
    assert only(await stage.in_mdt(f"!mdt spoed {stage.code}")) == UrgentNow(stage.code)
    for code in (third, second):
        said = by_place(await stage.in_mdt("!volgende"), Place.MDT, "DH")
        assert [(each.code, each.total) for each in said if isinstance(each, ItemUp)] == [(code, 3)]
    assert only(await stage.in_mdt(f"!mdt spoed {stage.code}")) == UrgentDiscussed(stage.code)


async def test_an_urgent_meeting_meets_the_clock(stage: Stage) -> None:
    stage.now = DEADLINE
    await stage.in_mdt(f"!mdt spoed {stage.code}")
    stage.now = DEADLINE + HOUR
    assert await ticked(stage) == []
    card = only(await stage.in_case(ANNA, "!casus"))
    assert isinstance(card, Card)
    assert (card.clock.weighed_at, card.clock.breach) == (DEADLINE, None)


async def test_a_meeting_meets_the_clock_when_the_case_becomes_current_and_once(stage: Stage) -> None:
    await stage.in_mdt("!mdt start")
    assert await weighed_at(stage) is None
    await stage.in_mdt("!volgende")
    await stage.in_mdt("!mdt sluit")
    assert await weighed_at(stage) == NOW
    stage.now = NOW + 30 * HOUR
    await stage.in_mdt("!mdt start\n!volgende")
    assert await weighed_at(stage) == NOW
    assert await ticked(stage) == []
    found = by_place(await stage.in_mdt("!mdt sluit\n!mdt agenda"), Place.MDT, "DH")[-1]
    assert isinstance(found, Agenda)
    assert [item.is_late(found.now) for item in found.items] == [False]


async def weighed_at(stage: Stage) -> datetime | None:
    async with stage.database.work() as work:
        return (await work.clocks.of(stage.code)).weighed_at


async def test_a_chair_calls_it_from_the_own_chat_and_the_mdt_room_is_told(stage: Stage) -> None:
    said = await stage.in_direct(CARLA, f"!mdt spoed {stage.code}")
    [answer] = by_place(said, Place.DIRECT, CARLA)
    assert isinstance(answer, UrgentStarted)
    assert by_place(said, Place.MDT, "DH") == [answer]
    assert [type(value) for value in by_place(said, Place.CASE, stage.code)] == [ItemHere, CalledTogether]
    assert stage.code in {entry.subject for entry in await stage.audited(2)}


async def test_who_does_not_lead_there_calls_no_meeting(stage: Stage) -> None:
    assert only(await stage.in_mdt(f"!mdt spoed {stage.code}", ANNA)) == NotAllowed("mdt spoed")
    assert only(await stage.in_direct(ANNA, f"!mdt spoed {stage.code}")) == NotAllowed("mdt spoed")
    people = tuple(replace(p, roles=p.roles | {Role.CHAIR}) if p.user_id == DIRK else p for p in DIRECTORY.people)
    async with stage.database.work() as work:  # a chair of a party that is not in the MDT room
        await enrol(work, replace(DIRECTORY, people=people))
        await work.commit()
    assert only(await stage.in_direct(DIRK, f"!mdt spoed {stage.code}")) == NotAllowed("mdt spoed")
    assert only(await stage.in_direct(DIRK, "!mdt spoed OB-7K3M")) == UrgentOtherRegion("DH")


async def test_a_wrong_code_is_one_sentence_that_tells_nothing(stage: Stage) -> None:
    assert only(await stage.in_mdt("!mdt spoed OB-7K3M")) == UrgentOtherRegion("DH")
    assert only(await stage.in_mdt("!mdt spoed DH-2222")) == UrgentUnknown()
    assert only(await stage.in_mdt("!mdt spoed die van gisteren")) == NotUnderstood("code", "!mdt spoed DH-7K3M")
    async with stage.database.work() as work:
        assert await work.meetings.running("DH") is None


async def closed_case(stage: Stage, closed_at: datetime) -> CaseCode:
    """Store a case that was closed, its report two hours before `NOW`."""
    case = Case("DH-9QRS", "DH", NOW - 2 * HOUR, NOW - HOUR, closed_at=closed_at)
    async with stage.database.work() as work:
        await work.cases.add(case, intake("9"), prints("9"), ())
        await stage.speaker.room_for(work, Place.CASE, case.code)
        await work.commit()
    return case.code


async def test_a_closed_case_is_not_weighed(stage: Stage) -> None:
    code = await closed_case(stage, NOW)
    assert only(await stage.in_mdt(f"!mdt spoed {code}")) == UrgentClosed(code)


# --- warned ahead ---


async def test_without_a_regiehouder_the_chair_is_warned_once(stage: Stage) -> None:
    moment = datetime(2026, 11, 24, 19, tzinfo=UTC)  # Tuesday 20:00: it lapses on Wednesday before the day begins
    assert await ticked(stage, moment - timedelta(minutes=1)) == []
    said = await ticked(stage, moment)
    assert by_place(said, Place.CASE, stage.code) == [DeadlineNear(stage.code, DEADLINE, moment)]
    assert by_place(said, Place.MDT, "DH") == [LapsesSoon(((stage.code, DEADLINE),))]
    assert by_place(said, Place.DIRECT, CARLA) == [YourDeadline(((stage.code, DEADLINE),), moment, CARLA)]
    assert len(said) == 3
    assert await ticked(stage, moment + HOUR) == []


async def test_the_regiehouder_is_warned_instead(stage: Stage) -> None:
    await coordinated_by(stage, ANNA)
    said = await ticked(stage, NOW + 12 * HOUR)
    assert [each.subject for each in said if each.place is Place.DIRECT] == [ANNA]


async def test_a_regiehouder_who_is_in_the_case_no_longer_is_not_warned(stage: Stage) -> None:
    await coordinated_by(stage, DIRK)
    said = await ticked(stage, NOW + 12 * HOUR)
    assert [each.subject for each in said if each.place is Place.DIRECT] == [CARLA]


async def test_an_excluded_chair_hears_nothing_of_the_case(stage: Stage) -> None:
    async with stage.database.work() as work:
        await work.cases.exclude(stage.code, CARLA, CARLA, NOW)
        await work.commit()
    said = await ticked(stage, NOW + 12 * HOUR)
    assert [each.subject for each in said if each.place is Place.DIRECT] == []


async def test_what_is_said_of_a_deadline_outside_the_case_is_code_and_clock() -> None:
    stage = await Stage(FluentWords(lambda: NOW)).set_up()
    stage.plain.rendered = []
    said = await ticked(stage, NOW + 12 * HOUR + timedelta(seconds=1))
    texts = {each.place: each.outgoing.message.plain for each in said}
    how = "dan bespreekt het MDT deze casus meteen. De voorzitter typt dit, in de MDT-kamer."
    assert texts[Place.MDT].split("\n") == [
        f"{stage.code}: de 24 uur zijn bijna om, wo 25 nov, ochtend.",
        f"!mdt spoed {stage.code} – {how}",
    ]
    assert texts[Place.DIRECT].startswith(f"{stage.code}: nog 10 uur tot de 24 uur voor het MDT om zijn.")
    assert [each.place for each in said if each.outgoing.message.rings] == [Place.DIRECT]


# --- too late ---


async def test_a_breach_is_recorded_once_and_the_reason_asked_twice_at_most(stage: Stage) -> None:
    await ticked(stage, NOW + 12 * HOUR)
    assert await ticked(stage, DEADLINE) == []
    noted = DEADLINE + timedelta(seconds=1)
    said = await ticked(stage, noted)
    assert by_place(said, Place.CASE, stage.code) == [
        DeadlinePassed(stage.code, DEADLINE, at_opening=False, weighed_at=None)
    ]
    assert by_place(said, Place.DIRECT, CARLA) == [ReasonAsked((stage.code,), at_opening=(), user_id=CARLA)]
    assert len(said) == 2
    assert await breach_of(stage) == (DEADLINE, noted, "")
    [entry] = await stage.audited()
    assert (entry.actor, entry.verb, entry.subject, entry.outcome) == (
        "regiekamer",
        "24 uur",
        stage.code,
        "overschreden",
    )
    thursday = datetime(2026, 11, 26, 7, tzinfo=UTC)
    assert await ticked(stage, thursday - timedelta(seconds=1)) == []
    await coordinated_by(stage, BAS)
    assert values(await ticked(stage, thursday)) == [ReasonAskedAgain((stage.code,), BAS)]
    assert await ticked(stage, thursday + 48 * HOUR) == []


async def test_a_bot_that_was_down_says_the_late_thing_and_no_warning(stage: Stage) -> None:
    back = NOW + 50 * HOUR
    said = await ticked(stage, back)
    assert {type(value) for value in values(said)} == {DeadlinePassed, ReasonAsked}
    assert await breach_of(stage) == (DEADLINE, back, "")


async def test_a_late_warning_tells_the_time_that_is_left(stage: Stage) -> None:
    back = DEADLINE - HOUR
    said = await ticked(stage, back)
    assert by_place(said, Place.DIRECT, CARLA) == [YourDeadline(((stage.code, DEADLINE),), back, CARLA)]


async def test_a_case_taken_up_too_late_before_the_bot_looked_is_a_breach_too(stage: Stage) -> None:
    late = DEADLINE + HOUR
    stage.now = late
    said = await stage.in_mdt(f"!mdt spoed {stage.code}")
    assert DeadlinePassed(stage.code, DEADLINE, at_opening=False, weighed_at=late) in values(said)
    assert await breach_of(stage) == (DEADLINE, late, "")
    assert values(await ticked(stage)) == [ReasonAsked((stage.code,), (), CARLA)]
    assert await ticked(stage) == []


async def test_a_report_of_days_ago_is_too_late_at_opening_and_that_is_said_once_and_calmly(stage: Stage) -> None:
    code = await stage.new_case("2", NOW - 30 * HOUR)
    said = await ticked(stage)
    assert by_place(said, Place.CASE, code) == [DeadlinePassed(code, NOW - 6 * HOUR, at_opening=True, weighed_at=None)]
    assert by_place(said, Place.DIRECT, CARLA) == [ReasonAsked((code,), at_opening=(code,), user_id=CARLA)]
    assert await ticked(stage) == []


async def test_a_case_that_closed_in_time_is_no_breach_and_one_that_closed_late_is(stage: Stage) -> None:
    await stage.in_mdt(f"!mdt spoed {stage.code}")
    code = await closed_case(stage, NOW)
    assert await ticked(stage, NOW + 12 * HOUR) == []
    assert await ticked(stage, NOW + 30 * HOUR) == []
    assert await breach_of(stage, code) is None


async def test_of_a_case_that_closed_too_late_nobody_is_asked_anything(stage: Stage) -> None:
    await stage.in_mdt(f"!mdt spoed {stage.code}")
    code = await closed_case(stage, DEADLINE + HOUR)
    said = await ticked(stage, DEADLINE + 2 * HOUR)
    assert values(said) == [DeadlinePassed(code, DEADLINE, at_opening=False, weighed_at=None)]
    assert await ticked(stage, DEADLINE + 80 * HOUR) == []


async def test_a_clock_that_was_a_year_ahead_leaves_no_breach(stage: Stage) -> None:
    await ticked(stage, NOW + 365 * 24 * HOUR)
    assert await ticked(stage, NOW) == []
    assert await breach_of(stage) is None
    assert DeadlineNear(stage.code, DEADLINE, NOW + 12 * HOUR) in values(await ticked(stage, NOW + 12 * HOUR))


# --- why ---


async def test_the_reason_is_recorded_shown_on_the_card_and_corrected_by_typing_again(stage: Stage) -> None:
    assert only(await stage.in_case(ANNA, "!overschreden: te laat")) == NotOverrun()
    await ticked(stage, DEADLINE + HOUR)
    first = only(await stage.in_case(ANNA, "!overschreden: de melding kwam in het weekend"))
    assert first == BreachExplained("de melding kwam in het weekend", again=False)
    second = only(await stage.in_case(BAS, "!overrun reden: de telefoon lag eruit"))
    assert second == BreachExplained("de telefoon lag eruit", again=True)
    card = only(await stage.in_case(CARLA, "!casus"))
    assert isinstance(card, Card)
    assert card.clock.breach is not None
    assert (card.clock.breach.reason, card.clock.breach.reason_by) == ("de telefoon lag eruit", BAS)
    assert await ticked(stage, DEADLINE + 80 * HOUR) == []
    assert [entry.verb for entry in await stage.audited(3)] == ["overschreden", "overschreden", "casus"]


@pytest.mark.parametrize("who", [ANNA, CARLA, DIRK])
async def test_the_regiehouder_who_could_be_it_or_a_chair_tells_why(stage: Stage, who: UserId) -> None:
    """Dirk works for an organisation that supplies no regiehouder."""
    async with stage.database.work() as work:
        await work.cases.record_consent(stage.code, Recorded("om", Answer.YES, stage.now, ANNA))
        await work.cases.add_member(stage.code, Member(DIRK, "om"))
        await work.commit()
    await ticked(stage, DEADLINE + HOUR)
    answer = only(await stage.in_case(who, "!overschreden: te druk"))
    if who == DIRK:
        names = "Veilig Thuis, Centrum Seksueel Geweld, Slachtofferhulp Nederland"
        assert answer == WhoExplains(names)
    else:
        assert answer == BreachExplained("te druk", again=False)


async def test_a_reason_has_a_length(stage: Stage) -> None:
    await ticked(stage, DEADLINE + HOUR)
    example = "!overschreden: de melding kwam op vrijdagavond"
    assert only(await stage.in_case(ANNA, "!overschreden: x")) == TooShort("tekst", 3, example)
    assert only(await stage.in_case(ANNA, f"!overschreden: {'x' * 501}")) == TooLong("tekst", 500)


# --- Friday ---


async def test_fridays_agenda_names_what_lapses_before_monday() -> None:
    stage = await Stage(FluentWords(lambda: NOW)).set_up()
    stage.plain.rendered = []
    stage.now = datetime(2026, 11, 27, 9, tzinfo=UTC)
    code = await stage.new_case("2", stage.now - 2 * HOUR)
    await stage.read()
    for line in ("!mdt agenda", "!mdt start"):
        [said] = await stage.in_mdt(line)
        *_, title, lapsing, how = said.outgoing.message.plain.split("\n")
        assert title == "Van deze casussen zijn de 24 uur om vóór het volgende MDT:"
        assert lapsing == f"• {code}: za 28 nov, ochtend"
        assert how.startswith(f"!mdt spoed {code} – ")


async def test_closing_on_friday_names_what_was_not_reached() -> None:
    stage = Stage()
    stage.now = datetime(2026, 11, 27, 9, tzinfo=UTC)
    await stage.set_up()
    await stage.in_mdt("!mdt start\n!volgende")
    code = await stage.new_case("2")
    said = by_place(await stage.in_mdt("!mdt sluit"), Place.MDT, "DH")
    [closed] = [value for value in said if isinstance(value, MeetingClosed)]
    assert [item.code for item in closed.lapsing] == [code]


async def test_an_agenda_of_another_day_names_nothing(stage: Stage) -> None:
    for line in ("!mdt agenda", "!mdt start"):
        found = only(await stage.in_mdt(line))
        shown = found.agenda if isinstance(found, MeetingStarted) else found
        assert isinstance(shown, Agenda)
        assert shown.items
        assert shown.lapsing == ()


async def test_a_region_that_is_no_longer_there_has_an_agenda(stage: Stage) -> None:
    async with stage.database.work() as work:
        assert (await agenda(work, "XX", NOW, watch=WATCH)).items == ()
