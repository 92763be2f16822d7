"""`!aanwezig` and `!afwezig`: who is at the MDT, per organisation and per case."""

import pytest

from bot.domain.attendance import Turnout
from bot.domain.people import Place, UserId
from bot.domain.refusals_attendance import (
    ChairNotesOthers,
)
from bot.usecases.attendance import present_at, present_in_case
from bot.usecases.results_attendance import AbsentNoted, PresentInCase, PresentNoted
from bot.usecases.results_meeting import ItemHere, MeetingStarted
from bot.usecases.results_roster import AbsenceList
from tests.commands.attending import COR, DEE, PERMANENT, TUESDAY, Day, by_type, line_of
from tests.commands.stage import (
    ANNA,
    BAS,
    BAS_SMIT,
    CARLA,
    DIRK,
    only,
)


@pytest.fixture
async def day() -> Day:
    return await Day().begin()


# --- the list of the MDT room ---


@pytest.mark.parametrize(
    "text", ["!aanwezig", "!present", "! AANWEZIG vandaag", "!aanwezig ik", "!aanwezig namens VTH"]
)
async def test_somebody_is_there_for_the_own_organisation(day: Day, text: str) -> None:
    found = await day.at_mdt(ANNA, text)
    assert isinstance(found, PresentNoted)
    assert (found.name, found.organisation, found.on_behalf) == ("Anna de Vries", "Veilig Thuis", False)
    assert tuple(line.organisation for line in found.turnout) == PERMANENT
    assert line_of(found.turnout, "Veilig Thuis").there == ("Anna de Vries",)
    csg = line_of(found.turnout, "Centrum Seksueel Geweld")
    assert (csg.missing, csg.expected) == (True, "Bas Jansen")
    assert line_of(found.turnout, "Politie").expected == "", "there is no rota for the police"
    assert await day.there() == {"vt": (ANNA,)}


async def test_saying_it_again_changes_nothing(day: Day) -> None:
    first = await day.at_mdt(ANNA, "!aanwezig")
    assert await day.at_mdt(ANNA, "!aanwezig") == first
    assert await day.rows() == 1


@pytest.mark.parametrize("word", ["CSG", "csg", "Centrum Seksueel Geweld", "centrum seks", "CSG."])
@pytest.mark.parametrize(
    "form", ["!aanwezig namens {}", "!aanwezig voor {}", "!present on behalf of {}", "!present for {}"]
)
async def test_somebody_speaks_for_another_organisation_today(day: Day, form: str, word: str) -> None:
    found = await day.at_mdt(ANNA, form.format(word))
    assert isinstance(found, PresentNoted)
    assert (found.name, found.organisation, found.on_behalf) == ("Anna de Vries", "Centrum Seksueel Geweld", True)
    csg = line_of(found.turnout, "Centrum Seksueel Geweld")
    assert (csg.there, csg.for_it) == ((), (("Anna de Vries", "Veilig Thuis"),))
    assert line_of(found.turnout, "Veilig Thuis").missing, "the own organisation is another matter"
    assert await day.there() == {"csg": (ANNA,)}


async def test_speaking_for_an_organisation_opens_none_of_its_cases(day: Day) -> None:
    async with day.database.work() as work:
        before = await work.cases.roster(day.code)
    await day.at_mdt(DEE, "!aanwezig namens CSG")
    async with day.database.work() as work:
        assert await work.cases.roster(day.code) == before
        assert DEE not in {member.user_id for member in before}


async def test_an_organisation_alone_is_meant_as_one(day: Day) -> None:
    found = await day.at_mdt(ANNA, "!aanwezig CSG")
    assert isinstance(found, PresentNoted)
    assert (found.organisation, found.on_behalf) == ("Centrum Seksueel Geweld", True)


@pytest.mark.parametrize("chair", [CARLA, DEE])
@pytest.mark.parametrize("word", ["@cor", "Cor", "Cor de Wit", "cor de", COR])
async def test_the_chair_says_it_for_others(day: Day, chair: UserId, word: str) -> None:
    found = await day.at_mdt(chair, f"!aanwezig {word}")
    assert (found.name, line_of(found.turnout, "Centrum Seksueel Geweld").there) == ("Cor de Wit", ("Cor de Wit",))
    found = await day.at_mdt(chair, f"!aanwezig {word} namens Slachtofferhulp Nederland")
    assert line_of(found.turnout, "Slachtofferhulp Nederland").for_it == (("Cor de Wit", "Centrum Seksueel Geweld"),)


async def test_who_stands_in_is_named_with_whom_they_stand_in_for(day: Day) -> None:
    csg = line_of((await day.at_mdt(COR, "!aanwezig")).turnout, "Centrum Seksueel Geweld")
    assert (csg.there, csg.stands_in_for, csg.away) == (("Cor de Wit",), "Bas Jansen", False)
    csg = line_of((await day.at_mdt(CARLA, "!afwezig @bas:regiekamer.test")).turnout, "Centrum Seksueel Geweld")
    assert (csg.there, csg.stands_in_for, csg.away) == (("Cor de Wit",), "Bas Jansen", True)
    csg = line_of((await day.at_mdt(BAS, "!aanwezig")).turnout, "Centrum Seksueel Geweld")
    assert (set(csg.there), csg.stands_in_for) == ({"Cor de Wit", "Bas Jansen"}, "")


async def test_the_rota_knows_who_is_away(day: Day) -> None:
    await day.away(BAS)
    csg = line_of((await day.at_mdt(ANNA, "!aanwezig")).turnout, "Centrum Seksueel Geweld")
    assert (csg.expected, csg.told) == ("Cor de Wit", False)
    csg = line_of((await day.at_mdt(COR, "!aanwezig")).turnout, "Centrum Seksueel Geweld")
    assert (csg.there, csg.stands_in_for, csg.away) == (("Cor de Wit",), "Bas Jansen", True)


# --- absent ---


@pytest.mark.parametrize("text", ["!afwezig", "!away", "!absent", "!afwezig vandaag", "!afwezig @bas:regiekamer.test"])
async def test_who_is_absent_said_so_and_the_deputy_is_expected(day: Day, text: str) -> None:
    found = await day.at_mdt(BAS, text)
    assert isinstance(found, AbsentNoted)
    assert (found.name, found.self_) == ("Bas Jansen", True)
    csg = line_of(found.turnout, "Centrum Seksueel Geweld")
    assert (csg.missing, csg.told, csg.expected) == (True, False, "Cor de Wit")
    csg = line_of((await day.at_mdt(COR, "!afwezig")).turnout, "Centrum Seksueel Geweld")
    assert (csg.missing, csg.told, csg.expected) == (True, True, "")
    async with day.database.work() as work:
        [turnout] = [each for each in await present_at(work, "DH", TUESDAY) if each.organisation == "csg"]
    assert turnout == Turnout("csg", away=(BAS, COR), told=True)


@pytest.mark.parametrize("sender", [CARLA, BAS, COR])
async def test_a_whole_organisation_is_absent(day: Day, sender: UserId) -> None:
    await day.at_mdt(COR, "!aanwezig")
    await day.at_mdt(ANNA, "!aanwezig namens CSG")
    found = await day.at_mdt(sender, "!afwezig namens CSG")
    assert isinstance(found, AbsentNoted)
    assert (found.name, found.self_) == ("Centrum Seksueel Geweld", False)
    csg = line_of(found.turnout, "Centrum Seksueel Geweld")
    assert (csg.missing, csg.told, csg.expected) == (True, True, "")
    csg = line_of((await day.at_mdt(BAS, "!aanwezig")).turnout, "Centrum Seksueel Geweld")
    assert (csg.there, csg.told) == (("Bas Jansen",), False), "coming after all undoes it"


async def test_who_is_absent_speaks_for_nobody(day: Day) -> None:
    await day.at_mdt(ANNA, "!aanwezig")
    await day.at_mdt(ANNA, "!aanwezig namens CSG")
    await day.at_mdt(ANNA, "!afwezig")
    assert await day.there() == {}
    await day.at_mdt(ANNA, "!aanwezig")
    assert await day.there() == {"vt": (ANNA,)}


async def test_absence_for_other_days_is_still_in_the_direct_chat(day: Day) -> None:
    assert only(await day.in_direct(ANNA, "!afwezig")) == AbsenceList(())
    assert await day.rows() == 0


# --- the meeting ---


async def test_whoever_opens_the_meeting_is_there_and_hears_who_is_not(day: Day) -> None:
    await day.at_mdt(BAS, "!aanwezig")
    [started] = by_type(await day.in_mdt("!mdt start"), MeetingStarted)
    assert isinstance(started.value, MeetingStarted)
    assert [(line.organisation, line.expected) for line in started.value.missing] == [
        ("Veilig Thuis", "Anna de Vries"),
        ("Slachtofferhulp Nederland", ""),
    ]
    assert await day.there() == {"politie": (CARLA,), "csg": (BAS,)}


async def test_a_case_hears_which_of_its_parties_is_missing_and_the_mdt_room_does_not(day: Day) -> None:
    await day.consents("om", DIRK)
    await day.in_mdt("!mdt start")
    await day.at_mdt(BAS, "!aanwezig")
    await day.in_case(ANNA, "!aanwezig")
    said = await day.in_mdt("!volgende")
    [here] = by_type(said, ItemHere)
    assert (here.place, here.subject) == (Place.CASE, day.code)
    assert isinstance(here.value, ItemHere)
    assert {line.organisation for line in here.value.missing} == {"Slachtofferhulp Nederland", "Openbaar Ministerie"}
    for each in said:
        assert each.place is Place.CASE or "TurnoutLine" not in repr(each.value)


async def test_when_all_are_there_nothing_is_said_of_it(day: Day) -> None:
    for user in (ANNA, BAS, BAS_SMIT):
        await day.at_mdt(user, "!aanwezig")
    await day.in_mdt("!mdt start")
    [here] = by_type(await day.in_mdt("!volgende"), ItemHere)
    assert isinstance(here.value, ItemHere)
    assert here.value.missing == ()


async def test_who_speaks_for_a_party_counts_in_a_case_only_when_in_it(day: Day) -> None:
    await day.in_mdt("!mdt start")
    await day.at_mdt(DEE, "!aanwezig namens CSG")  # not in this case
    await day.at_mdt(COR, "!aanwezig namens Slachtofferhulp Nederland")  # a deputy who is not in this case
    await day.at_mdt(ANNA, "!aanwezig")
    [here] = by_type(await day.in_mdt("!volgende"), ItemHere)
    assert isinstance(here.value, ItemHere)
    names = {line.organisation for line in here.value.missing}
    assert names == {"Centrum Seksueel Geweld", "Slachtofferhulp Nederland"}
    found = only(await day.in_case(ANNA, "!aanwezig"))
    assert isinstance(found, PresentInCase)
    await day.at_mdt(ANNA, "!aanwezig namens CSG")  # she is
    found = only(await day.in_case(ANNA, "!aanwezig"))
    assert isinstance(found, PresentInCase)
    assert {line.organisation for line in found.missing} == {"Slachtofferhulp Nederland"}


async def test_whoever_decides_is_there(day: Day) -> None:
    await day.consents("om", DIRK)
    await day.in_mdt("!mdt start\n!volgende")
    await day.in_case(DIRK, "!besluit recht: geen aangifte nu")
    await day.in_case(ANNA, "!besluit veiligheid: slot")
    async with day.database.work() as work:
        found = {each.organisation: each for each in await present_in_case(work, day.code, TUESDAY)}
    assert (found["om"].there, found["vt"].there, found["csg"].missing) == ((DIRK,), (ANNA,), True)
    await day.in_mdt("!mdt sluit")
    assert await day.there() == {"politie": (CARLA,)}, "the MDT room is never told"


async def test_whoever_keeps_an_outcome_is_there(day: Day) -> None:
    await day.in_mdt("!mdt start\n!volgende")
    await day.in_case(ANNA, "!besluit veiligheid: slot")
    await day.in_case(BAS, "!besluit veiligheid blijft")
    async with day.database.work() as work:
        found = {each.organisation: each for each in await present_in_case(work, day.code, TUESDAY)}
    assert (found["vt"].there, found["csg"].there) == ((ANNA,), (BAS,))


# --- in the room of a case ---


async def test_a_party_that_is_not_permanent_stands_on_no_list_of_the_mdt_room(day: Day) -> None:
    """It would tell there that this party is in a case of today."""
    await day.consents("om", DIRK)
    found = only(await day.in_case(DIRK, "!aanwezig"))
    assert isinstance(found, PresentInCase)
    assert (found.name, found.organisation) == ("Dirk Visser", "Openbaar Ministerie")
    assert "Openbaar Ministerie" not in {line.organisation for line in found.missing}
    said = await day.in_mdt("!aanwezig\n!mdt start\n!volgende\n!volgende\n!mdt sluit")
    heard = [each for each in said if each.place is Place.MDT]
    assert len(heard) == 5
    assert not any("Dirk" in repr(each.value) or "Openbaar" in repr(each.value) for each in heard)
    assert await day.there() == {"politie": (CARLA,)}
    async with day.database.work() as work:
        listed = await work.attendance.listed("DH", TUESDAY)
    assert {said.organisation for said in listed} == {"politie"}


async def test_said_in_a_case_it_counts_in_that_case_only(day: Day) -> None:
    """A name that comes onto the list of the MDT room would tell who is in a case, also of a permanent party."""
    other = await day.new_case("2")
    found = only(await day.in_case(BAS, "!present"))
    assert isinstance(found, PresentInCase)
    assert found.code == day.code
    assert await day.there() == {}
    elsewhere = only(await day.in_case(ANNA, "!aanwezig", other))
    assert isinstance(elsewhere, PresentInCase)
    assert "Centrum Seksueel Geweld" in {line.organisation for line in elsewhere.missing}
    await day.at_mdt(BAS, "!afwezig")
    again = only(await day.in_case(ANNA, "!aanwezig"))
    assert isinstance(again, PresentInCase)
    assert line_of(again.missing, "Centrum Seksueel Geweld").expected == "Cor de Wit"


async def test_what_was_said_in_one_case_counts_in_no_other(day: Day) -> None:
    other = await day.new_case("2")
    for code in (day.code, other):
        await day.consents("om", DIRK, code)
    await day.in_case(DIRK, "!aanwezig")
    found = only(await day.in_case(ANNA, "!aanwezig", other))
    assert isinstance(found, PresentInCase)
    assert "Openbaar Ministerie" in {line.organisation for line in found.missing}


async def test_the_chair_says_it_for_others_in_a_case_as_well(day: Day) -> None:
    await day.consents("om", DIRK)
    found = only(await day.in_case(CARLA, "!aanwezig dirk"))
    assert isinstance(found, PresentInCase)
    assert found.name == "Dirk Visser"
    assert only(await day.in_case(ANNA, "!aanwezig dirk")) == ChairNotesOthers()


async def test_somebody_who_is_excluded_from_a_case_is_not_expected_in_it(day: Day) -> None:
    async with day.database.work() as work:
        await work.cases.exclude(day.code, BAS, ANNA, day.now)
        await work.commit()
    found = only(await day.in_case(ANNA, "!aanwezig"))
    assert isinstance(found, PresentInCase)
    assert line_of(found.missing, "Centrum Seksueel Geweld").expected == "Cor de Wit"
    listed = await day.at_mdt(ANNA, "!aanwezig")
    assert line_of(listed.turnout, "Centrum Seksueel Geweld").expected == "Bas Jansen"
