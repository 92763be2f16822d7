"""The MDT: agenda, one case at a time, close."""

from datetime import date, timedelta

import pytest

from bot.domain.agenda_item import Standing
from bot.domain.case import Area
from bot.domain.people import Place
from bot.domain.refusals import (
    DateInPast,
    DateNotUnderstood,
    MeetingRunsAlready,
    NoMeeting,
    NothingToDiscuss,
)
from bot.usecases.results import CaseMinutes
from bot.usecases.results_meeting import (
    Agenda,
    AllDiscussed,
    CarriedOver,
    ItemHere,
    ItemUp,
    MeetingClosed,
    MeetingStarted,
)
from tests.commands.stage import ANNA, NOW, Said, Stage, only

ALL_FOUR = "\n".join(f"!besluit {area.value}: afgesproken" for area in Area)


async def agenda(stage: Stage, text: str = "!mdt agenda") -> Agenda:
    found = only(await stage.in_mdt(text))
    assert isinstance(found, Agenda)
    return found


def by_place(said: list[Said], place: Place, subject: str) -> list[object]:
    return [each.value for each in said if (each.place, each.subject) == (place, subject)]


async def test_the_agenda_is_by_deadline_and_holds_codes_only(stage: Stage) -> None:
    later = await stage.new_case("2", NOW - timedelta(hours=1))
    sooner = await stage.new_case("3", NOW - timedelta(hours=30))
    found = await agenda(stage)
    assert [item.code for item in found.items] == [sooner, stage.code, later]
    assert {item.standing for item in found.items} == {Standing.NEW}
    assert found.items[0].is_late(found.now)
    assert (found.region, found.day) == ("DH", date(2026, 11, 24))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("!agenda", date(2026, 11, 24)),
        ("!mdt agenda vandaag", date(2026, 11, 24)),
        ("!mdt agenda morgen", date(2026, 11, 25)),
        ("! MDT AGENDA vrijdag", date(2026, 11, 27)),
    ],
)
async def test_an_agenda_of_a_day(stage: Stage, text: str, day: date) -> None:
    found = await agenda(stage, text)
    assert found.day == day
    assert [item.code for item in found.items] == [stage.code]


async def test_no_agenda_of_a_day_gone_by_or_unknown(stage: Stage) -> None:
    assert only(await stage.in_mdt("!mdt agenda 23-11")) == DateInPast("datum", date(2026, 11, 23))
    assert only(await stage.in_mdt("!mdt agenda ooit")) == DateNotUnderstood("datum")


async def test_another_region_sees_nothing(stage: Stage) -> None:
    found = only(await stage.post("@gerda:regiekamer.test", "!agenda", Place.MDT, "OB"))
    assert isinstance(found, Agenda)
    assert found.items == ()


async def test_without_a_meeting_there_is_nothing_to_lead(stage: Stage) -> None:
    assert only(await stage.in_mdt("!volgende")) == NoMeeting()
    assert only(await stage.in_mdt("!mdt sluit")) == NoMeeting()


async def test_a_meeting_starts_once(stage: Stage) -> None:
    started = only(await stage.in_mdt("!mdt start"))
    assert isinstance(started, MeetingStarted)
    assert started.chair == "Carla Bakker"
    assert only(await stage.in_mdt("!start")) == MeetingRunsAlready()


async def finish(stage: Stage) -> None:
    """Hold a meeting that closes the only case."""
    await stage.in_case(ANNA, "!regie anna")
    await stage.in_mdt("!mdt start\n!volgende")
    await stage.in_case(ANNA, ALL_FOUR)


async def test_a_complete_case_leaves_the_agenda(stage: Stage) -> None:
    await finish(stage)
    assert only(await stage.in_mdt("!volgende")) == AllDiscussed(stage.code, 0, previous_coordinator_missing=False)
    stage.now += timedelta(minutes=25)
    said = await stage.in_mdt("!mdt sluit")
    [ended] = by_place(said, Place.MDT, "DH")
    assert isinstance(ended, MeetingClosed)
    assert (ended.closed, ended.carried, ended.report.minutes) == ((stage.code,), (), 25)
    [minutes] = by_place(said, Place.CASE, stage.code)
    assert isinstance(minutes, CaseMinutes)
    assert [d.area for d in minutes.minutes.decisions] == list(Area)
    assert minutes.coordinator == "Anna de Vries"
    assert (await agenda(stage)).items == ()
    assert only(await stage.in_mdt("!mdt start")) == NothingToDiscuss()


async def test_an_empty_agenda_opens_no_meeting(stage: Stage) -> None:
    await finish(stage)
    await stage.in_mdt("!mdt sluit")
    assert only(await stage.in_mdt("!mdt start")) == NothingToDiscuss()
    assert only(await stage.in_mdt("!volgende")) == NoMeeting()


async def test_each_case_is_told_in_its_own_room_only(stage: Stage) -> None:
    other = await stage.new_case("2", NOW)
    await stage.in_mdt("!mdt start")
    said = await stage.in_mdt("!volgende")
    [here] = by_place(said, Place.CASE, stage.code)
    assert isinstance(here, ItemHere)
    assert here.open_areas == tuple(Area)
    assert by_place(said, Place.CASE, other) == []
    assert by_place(said, Place.MDT, "DH") == [
        ItemUp(stage.code, 1, 2, Standing.NEW, "", 0, previous_coordinator_missing=False)
    ]
    for each in said:
        assert each.outgoing.case == (stage.code if each.place is Place.CASE else None)
    await stage.in_case(ANNA, "!besluit recht: geen aangifte nu")
    said = await stage.in_mdt("!volgende")
    assert by_place(said, Place.CASE, stage.code) == [
        CarriedOver(stage.code, (Area.SAFETY, Area.CARE, Area.RECOVERY), coordinator_missing=True)
    ]
    assert by_place(said, Place.MDT, "DH") == [
        ItemUp(other, 2, 2, Standing.NEW, stage.code, 3, previous_coordinator_missing=True)
    ]


async def test_without_a_regiehouder_a_case_is_not_finished(stage: Stage) -> None:
    await stage.in_mdt("!mdt start\n!volgende")
    await stage.in_case(ANNA, ALL_FOUR)
    said = await stage.in_mdt("!volgende")
    assert by_place(said, Place.CASE, stage.code) == [CarriedOver(stage.code, (), coordinator_missing=True)]
    assert by_place(said, Place.MDT, "DH") == [AllDiscussed(stage.code, 0, previous_coordinator_missing=True)]


async def test_what_is_carried_over_comes_back(stage: Stage) -> None:
    await stage.in_mdt("!mdt start\n!volgende\n!volgende\n!mdt sluit")
    [item] = (await agenda(stage)).items
    assert (item.code, item.standing) == (stage.code, Standing.BACK)


async def test_what_was_not_reached_is_carried_over_without_minutes(stage: Stage) -> None:
    other = await stage.new_case("2", NOW)
    await stage.in_mdt("!mdt start\n!volgende")
    said = await stage.in_mdt("!mdt sluit")
    [ended] = by_place(said, Place.MDT, "DH")
    assert isinstance(ended, MeetingClosed)
    assert (ended.closed, ended.carried, ended.report.minutes) == ((), (stage.code, other), 0)
    told = [type(v) for v in by_place(said, Place.CASE, stage.code)]
    assert told == [CarriedOver, CaseMinutes]
    assert by_place(said, Place.CASE, other) == []
    assert {i.code for i in (await agenda(stage)).items} == {stage.code, other}


async def test_next_after_the_last_stays_at_the_end(stage: Stage) -> None:
    await stage.in_mdt("!mdt start\n!volgende\n!volgende")
    assert only(await stage.in_mdt("!volgende")) == AllDiscussed("", 0, previous_coordinator_missing=False)


async def test_a_case_that_comes_during_the_meeting_waits_for_the_next(stage: Stage) -> None:
    await stage.in_mdt("!mdt start\n!volgende")
    late = await stage.new_case("2", NOW)
    await stage.in_mdt("!volgende")
    await stage.in_mdt("!mdt sluit")
    standing = {item.code: item.standing for item in (await agenda(stage)).items}
    assert standing == {stage.code: Standing.BACK, late: Standing.NEW}


async def test_a_case_that_comes_back_keeps_what_was_decided(stage: Stage) -> None:
    await stage.in_mdt("!mdt start\n!volgende")
    await stage.in_case(ANNA, "!besluit recht: geen aangifte nu")
    await stage.in_mdt("!mdt sluit")
    stage.now += timedelta(days=1)
    said = await stage.in_mdt("!mdt start\n!volgende")
    [here] = by_place(said, Place.CASE, stage.code)
    assert isinstance(here, ItemHere)
    assert here.open_areas == (Area.SAFETY, Area.CARE, Area.RECOVERY)
    assert [
        i.standing for v in by_place(said, Place.MDT, "DH") if isinstance(v, MeetingStarted) for i in v.agenda.items
    ] == [Standing.BACK]


async def test_with_a_regiehouder_and_an_area_open_a_case_comes_back(stage: Stage) -> None:
    await stage.in_case(ANNA, "!regie anna")
    await stage.in_mdt("!mdt start\n!volgende")
    await stage.in_case(ANNA, "!besluit veiligheid nvt\n!besluit recht nvt\n!besluit hulp nvt")
    said = await stage.in_mdt("!mdt sluit")
    [ended] = by_place(said, Place.MDT, "DH")
    assert isinstance(ended, MeetingClosed)
    assert (ended.closed, ended.carried) == ((), (stage.code,))
    assert by_place(said, Place.CASE, stage.code)[0] == CarriedOver(
        stage.code, (Area.RECOVERY,), coordinator_missing=False
    )
