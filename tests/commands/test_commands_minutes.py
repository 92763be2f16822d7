"""Minutes of a case in its own room, and of a region in its MDT room: made anew for any day, and in no other place."""

import re
from datetime import date, timedelta
from typing import TypeVar

import pytest

from bot.domain.case import Area
from bot.domain.contributions import Progress
from bot.domain.minutes import Ended, Manner
from bot.domain.people import Place
from bot.domain.refusals import DateAmbiguous, DateNotUnderstood, NoSuchDate, Refusal, WrongPlace
from bot.domain.refusals_minutes import DayToCome, NoMeetingThen, NoMeetingYet, NoMinutes, NoMinutesThen
from bot.texts.words import FluentWords
from bot.usecases.results import CaseMinutes, CaseMinutesOfDay
from bot.usecases.results_meeting import MeetingClosed
from bot.usecases.results_minutes import DayMinutes, MeetingMinutes, Present
from tests.commands.stage import ANNA, BAS, BAS_SMIT, CARLA, GERDA, NOW, Said, Stage, only

T = TypeVar("T")

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
ALL_NVT = "\n".join(f"!besluit {area} nvt" for area in Area)
TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)


def one(said: list[Said], kind: type[T], place: Place = Place.CASE) -> T:
    [found] = [each.value for each in said if isinstance(each.value, kind) and each.place is place]
    return found


async def minutes(stage: Stage, text: str = "!verslag", code: str = "") -> CaseMinutes:
    found = only(await stage.in_case(BAS, text, code))
    assert isinstance(found, CaseMinutes)
    return found


async def region(stage: Stage, text: str = "!mdt verslag") -> DayMinutes:
    found = only(await stage.in_mdt(text, ANNA))
    assert isinstance(found, DayMinutes)
    return found


async def meet(stage: Stage, lines: str = "", pause: timedelta = MINUTE) -> CaseMinutes:
    """Hold a meeting about the only case, in which this is typed; time goes by around each message."""
    stage.now += pause
    await stage.in_mdt("!mdt start\n!volgende")
    stage.now += pause
    if lines:
        await stage.in_case(BAS, lines)
    stage.now += pause
    said = await stage.in_mdt("!mdt sluit")
    return one(said, CaseMinutes)


# --- of a case ---


async def test_the_minutes_hold_all_that_was_recorded_while_the_case_was_weighed(stage: Stage) -> None:
    await stage.in_case(BAS, "!regie bas jansen\n!actie csg vrijdag: van tevoren\n!actie csg vrijdag: ook van tevoren")
    stage.now += MINUTE
    await stage.in_mdt("!mdt start\n!volgende")
    stage.now += MINUTE
    await stage.in_case(BAS, "!besluit veiligheid: ander slot\n!besluit recht nvt: zij wil dit niet")
    await stage.in_case(ANNA, "!actie @carla vrijdag: de wijkagent bellen\n!inzet GGZ hulp: intake")
    await stage.in_case(BAS, "!niet gedaan A1 maandag: de arts was er niet\n!kan niet meer A2: zij is verhuisd")
    await stage.in_case(BAS, "!aanhouden: we wachten op het lab\n!herbeoordeling 8-12")
    stage.now += 5 * MINUTE
    said = await stage.in_mdt("!mdt sluit")
    found = one(said, CaseMinutes)
    inside = found.minutes
    assert (found.day, found.taken_up, found.spent, found.ended) == (TUESDAY, NOW + MINUTE, 6, Ended.HELD)
    assert [(o.decision.area, o.decision.text, o.manner) for o in inside.outcomes] == [
        (Area.SAFETY, "ander slot", Manner.NEW),
        (Area.LAW, "zij wil dit niet", Manner.NEW),
    ]
    assert inside.missing == (Area.CARE, Area.RECOVERY)
    assert inside.reason == "we wachten op het lab"
    assert [(a.action.label, found.owners[a.action.number]) for a in inside.agreed] == [("A3", "Carla Bakker")]
    assert [(c.label, c.progress, found.parties[c.number]) for c in inside.contributed] == [
        ("I1", Progress.REQUESTED, "GGZ")
    ]
    assert [(d.action, d.reason, d.due) for d in inside.delays] == [(1, "de arts was er niet", date(2026, 11, 30))]
    assert [(a.label, a.reason) for a in inside.dropped] == [("A2", "zij is verhuisd")]
    assert (inside.review, found.coordinator, found.open_actions) == (date(2026, 12, 8), "Bas Jansen", 2)
    assert found.there == (
        Present("Politie", ("Carla Bakker",)),
        Present("Veilig Thuis", ("Anna de Vries",)),
        Present("Centrum Seksueel Geweld", ("Bas Jansen",)),
        Present("Slachtofferhulp Nederland"),
    )
    assert await minutes(stage) == found, "and the same when they are asked for"


async def test_while_the_case_is_weighed_it_is_what_stands_so_far(stage: Stage) -> None:
    await stage.in_mdt("!mdt start\n!volgende")
    stage.now += 3 * MINUTE
    await stage.in_case(BAS, "!besluit recht nvt")
    found = await minutes(stage)
    assert (found.ended, found.spent, [d.area for d in found.minutes.decisions]) == (Ended.NOW, 3, [Area.LAW])


async def test_an_item_never_takes_longer_than_its_meeting() -> None:
    """`na 0 minuten` above an item of `1 min` was read on a phone."""
    stage = await Stage(FluentWords(lambda: NOW)).set_up()
    await stage.in_mdt(f"!mdt spoed {stage.code}")
    stage.now += timedelta(seconds=20)
    said = await stage.in_mdt("!mdt sluit")
    [text] = [s.outgoing.message.plain for s in said if s.place is Place.MDT]
    assert text.startswith("Het MDT is afgesloten, na 1 minuut.")
    assert f"{stage.code}: 1 min, " in text


async def test_each_day_has_its_own_minutes_and_what_came_after_changes_none(stage: Stage) -> None:
    await stage.in_case(BAS, "!regie bas jansen")
    first = await meet(stage, "!besluit veiligheid: slot\n!besluit recht nvt\n!actie @anna vrijdag: bellen")
    stage.now += DAY
    await stage.in_case(ANNA, "!regie ik\n!actie @anna vrijdag: tussendoor")
    second = await meet(stage, "!besluit veiligheid blijft\n!besluit hulp: gesprek\n!niet gedaan A1 maandag: ziek")
    stage.now += DAY
    found = await minutes(stage, "!verslag dinsdag")
    assert (found.minutes, found.coordinator) == (first.minutes, "Bas Jansen")
    assert [a.action.due for a in found.minutes.agreed] == [date(2026, 11, 27)], "the day of then"
    assert await minutes(stage, "!verslag gisteren") == second
    assert await minutes(stage) == second
    assert [(o.decision.area, o.manner) for o in second.minutes.outcomes] == [
        (Area.SAFETY, Manner.KEPT),
        (Area.LAW, Manner.EARLIER),
        (Area.CARE, Manner.NEW),
    ]
    assert (second.minutes.agreed, second.coordinator) == ((), "Anna de Vries")


async def test_two_meetings_of_one_day_stand_one_behind_the_other(stage: Stage) -> None:
    await meet(stage, "!besluit veiligheid: slot")
    stage.now += 60 * MINUTE
    await stage.in_mdt(f"!mdt spoed {stage.code}")
    stage.now += MINUTE
    await stage.in_case(BAS, "!besluit hulp: nu een arts")
    stage.now += MINUTE
    await stage.in_mdt("!mdt sluit")
    found = only(await stage.in_case(BAS, "!verslag vandaag"))
    assert isinstance(found, CaseMinutesOfDay)
    assert [(m.urgent, [d.area for d in m.minutes.decisions]) for m in found.meetings] == [
        (False, [Area.SAFETY]),
        (True, [Area.CARE]),
    ]
    assert found.meetings[1].spent == 2
    assert (await minutes(stage)).urgent


async def test_what_was_not_reached_has_no_minutes(stage: Stage) -> None:
    other = await stage.new_case("2", NOW)
    await stage.in_mdt("!mdt start\n!volgende\n!mdt sluit")
    assert only(await stage.in_case(BAS, "!verslag", other)) == NoMinutes()
    assert (await minutes(stage)).ended is Ended.HELD


async def test_a_closed_case_still_shows_its_minutes(stage: Stage) -> None:
    await stage.in_case(BAS, "!regie bas jansen")
    await meet(stage, ALL_NVT)
    async with stage.database.work() as work:
        await work.cases.close(stage.code, stage.now, BAS)
        await work.commit()
    assert (await minutes(stage)).ended is Ended.DECIDED


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("!verslag 27-11", DayToCome("datum", date(2026, 11, 27))),
        ("!verslag ooit", DateNotUnderstood("datum")),
        ("!verslag 31-9", NoSuchDate("datum")),
        ("!verslag gisteren", NoMinutesThen(date(2026, 11, 23), TUESDAY)),
        ("!verslag 1 januari 1950", NoMinutesThen(date(1950, 1, 1), TUESDAY)),
    ],
)
async def test_a_day_without_minutes_is_said_in_one_sentence(stage: Stage, text: str, refusal: Refusal) -> None:
    assert only(await stage.in_case(BAS, "!verslag gisteren")) == NoMinutes()
    await meet(stage)
    assert only(await stage.in_case(BAS, text)) == refusal


async def test_a_day_that_may_be_two_is_asked(stage: Stage) -> None:
    await meet(stage)
    stage.now += 4 * DAY
    asked = DateAmbiguous("datum", date(2026, 11, 27), date(2026, 11, 20))
    assert only(await stage.in_case(BAS, "!verslag vorige vrijdag")) == asked
    assert only(await stage.in_mdt("!mdt verslag vorige vrijdag")) == asked


# --- of a region ---


async def test_the_minutes_of_a_region_hold_codes_and_clocks(stage: Stage) -> None:
    other, third = await stage.new_case("2", NOW - 90 * MINUTE), await stage.new_case("3", NOW)
    await stage.in_case(BAS, "!regie bas jansen")
    await stage.in_mdt("!mdt start\n!volgende")
    stage.now += 7 * MINUTE
    await stage.in_case(BAS, ALL_NVT)
    await stage.in_mdt("!volgende")
    stage.now += 4 * MINUTE
    running = (await region(stage)).meetings
    assert [(i.code, i.spent, i.ended) for i in running[0].items] == [
        (stage.code, 7, Ended.DECIDED),
        (other, 4, Ended.NOW),
        (third, 0, Ended.WAITING),
    ]
    closed = one(await stage.in_mdt("!mdt sluit"), MeetingClosed, Place.MDT)
    report = closed.report
    assert (report.chair, report.opened_at, report.closed_at) == ("Carla Bakker", NOW, stage.now)
    assert [(i.spent, i.planned, i.ended) for i in report.items] == [
        (7, 8, Ended.DECIDED),
        (4, 8, Ended.HELD),
        (0, 8, Ended.NOT_REACHED),
    ]
    assert (report.minutes, report.planned, report.urgent) == (11, 24, False)
    assert report.attendance[:2] == (Present("Politie", ("Carla Bakker",)), Present("Veilig Thuis"))
    assert (closed.closed, closed.carried) == ((stage.code,), (other, third))
    assert await region(stage) == DayMinutes("DH", TUESDAY, (report,))


async def test_the_minutes_of_another_day_and_of_urgent_meetings(stage: Stage) -> None:
    await meet(stage)
    await stage.in_mdt(f"!mdt spoed {stage.code}")
    await stage.in_mdt("!mdt sluit")
    stage.now += DAY
    await meet(stage)
    assert [m.urgent for m in (await region(stage, "!mdt verslag gisteren")).meetings] == [False, True]
    last = await region(stage)
    assert (last.day, [m.urgent for m in last.meetings]) == (WEDNESDAY, [False])
    assert (await region(stage, "!mdt minutes 24-11")).day == TUESDAY


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("!mdt verslag 27-11", DayToCome("datum", date(2026, 11, 27))),
        ("!mdt verslag ooit", DateNotUnderstood("datum")),
        ("!mdt verslag gisteren", NoMeetingThen(date(2026, 11, 23), TUESDAY)),
    ],
)
async def test_a_day_without_a_meeting_is_said_in_one_sentence(stage: Stage, text: str, refusal: Refusal) -> None:
    assert only(await stage.in_mdt("!mdt verslag")) == NoMeetingYet()
    await meet(stage)
    assert only(await stage.in_mdt(text)) == refusal


async def test_minutes_stay_in_their_own_place(stage: Stage) -> None:
    await meet(stage)
    assert only(await stage.in_mdt("!verslag")) == WrongPlace("verslag", Place.CASE.value)
    assert only(await stage.in_case(BAS, "!mdt verslag")) == WrongPlace("mdt verslag", Place.MDT.value)
    assert only(await stage.post(GERDA, "!mdt verslag", Place.MDT, "OB")) == NoMeetingYet(), (
        "another region's are not hers"
    )


async def test_nothing_of_a_case_stands_in_the_mdt_room() -> None:
    """Words, reasons, areas and parties: whoever was refused a case reads the MDT room too."""
    stage = await Stage(FluentWords(lambda: NOW)).set_up()
    await stage.in_mdt("!mdt start\n!volgende")
    await stage.in_case(BAS, "!besluit hulp: Gijsbrecht zoekt hulp\n!inzet GGZ hulp: gesprek\n!aanhouden: Merkwoord")
    await stage.in_case(BAS_SMIT, "!actie @anna vrijdag: Gijsbrecht bellen")
    said = [*await stage.in_mdt("!mdt sluit"), *await stage.in_mdt("!mdt verslag"), *await stage.in_mdt("!mdt cijfers")]
    words = "\n".join(s.outgoing.message.plain for s in said if s.place is Place.MDT)
    assert stage.code in words
    permanent = r"^(Erbij|Afwezig): .*$|^• .*: (\d+%|te weinig om iets te zeggen)$"  # whatever was weighed
    words = re.sub(permanent, "", words, flags=re.MULTILINE)
    for never in ("Gijsbrecht", "GGZ", "Merkwoord", "hulp", "veiligheid", "Anna", "Bas", "Veilig Thuis", "slachtoffer"):
        assert never not in words, never
    [inside] = {s.outgoing.case for s in said if s.place is Place.CASE}
    assert inside == stage.code


def test_an_empty_list_of_attendance_says_nothing() -> None:
    report = MeetingMinutes("Carla", NOW, NOW, urgent=False, minutes=0, items=())
    plain = FluentWords(lambda: NOW).render(DayMinutes("DH", TUESDAY, (report,)), "nl").plain
    assert "Erbij" not in plain
    assert "Afwezig" not in plain


async def test_twelve_cases_fit_on_one_screen() -> None:
    stage = await Stage(FluentWords(lambda: NOW)).set_up()
    for number in range(2, 13):
        await stage.new_case(str(number))
    await stage.read()
    await stage.in_mdt("!mdt start")
    for _ in range(12):
        await stage.in_mdt("!volgende", CARLA)
        stage.now += 2 * MINUTE
    said = [s for s in await stage.in_mdt("!mdt sluit") if s.place is Place.MDT]
    lines = said[0].outgoing.message.plain.split("\n")
    assert len(lines) <= 18
    assert max(len(line) for line in lines if not line.startswith(("Erbij", "Afwezig"))) <= 60
