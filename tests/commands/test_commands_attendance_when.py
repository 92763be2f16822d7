"""When `!aanwezig` and `!afwezig` can be said, what is refused, and what people read."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.attendance import Presence
from bot.domain.duty import Duty
from bot.domain.people import UserId
from bot.domain.refusals import MissingField, Refusal, SeveralPeople, WrongPlace
from bot.domain.refusals_attendance import (
    AttendanceClosed,
    ChairNotesOthers,
    DaysElsewhere,
    ExcusesOwnOnly,
    NotInMdtRoom,
    NotPermanent,
    OnBehalfElsewhere,
)
from bot.domain.refusals_closing import CaseIsClosed
from bot.domain.refusals_people import UnknownOrganisation
from bot.usecases.attendance import present_in_case
from bot.usecases.results import CaseMinutes
from bot.usecases.results_attendance import PresentInCase
from bot.usecases.results_meeting import ItemHere
from tests.commands.attending import COR, DEE, PERMANENT, TUESDAY, Day, by_type
from tests.commands.chat import ANNA_BOS, JOOST, MIRA, OMAR, Chat
from tests.commands.stage import (
    ANNA,
    BAS,
    CARLA,
    DIRECTORY,
    DIRK,
    EVA,
    GERDA,
    STRANGER,
    only,
)
from tests.enrolled import enrol


@pytest.fixture
async def day() -> Day:
    return await Day().begin()


# --- when ---

NINE = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
NEXT = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize("text", ["!aanwezig", "!afwezig", "!aanwezig namens CSG", "!afwezig namens Politie"])
@pytest.mark.parametrize(
    ("now", "opens"),
    [
        (NINE - timedelta(seconds=1), NINE),
        (NINE - timedelta(hours=8), NINE),
        (datetime(2026, 11, 28, 9, 0, tzinfo=UTC), datetime(2026, 11, 30, 8, 0, tzinfo=UTC)),
    ],
    ids=["just before", "in the night", "Saturday"],
)
async def test_outside_of_the_hours_one_hears_when_it_can_be_said(
    day: Day, text: str, now: datetime, opens: datetime
) -> None:
    day.now = now
    assert only(await day.in_mdt(text)) == AttendanceClosed(opens)
    assert only(await day.in_case(ANNA, "!aanwezig")) == AttendanceClosed(opens)
    assert await day.rows() == 0


async def test_after_the_meeting_was_closed_it_is_over(day: Day) -> None:
    await day.in_mdt("!mdt start\n!mdt sluit")
    rows = await day.rows()
    for said in (await day.in_mdt("!aanwezig", ANNA), await day.in_case(ANNA, "!aanwezig")):
        assert only(said) == AttendanceClosed(NEXT)
    assert await day.rows() == rows


async def test_a_meeting_that_was_held_before_its_hour_is_over_as_well(day: Day) -> None:
    day.now -= timedelta(hours=2)
    await day.in_mdt("!mdt start\n!mdt sluit")
    assert only(await day.in_mdt("!aanwezig", ANNA)) == AttendanceClosed(NEXT)


async def test_a_meeting_past_midnight_is_of_the_day_it_was_opened(day: Day) -> None:
    day.now = datetime(2026, 11, 24, 22, 0, tzinfo=UTC)
    await day.in_mdt("!mdt start")
    day.now += timedelta(hours=2)
    await day.at_mdt(ANNA, "!aanwezig")
    await day.at_mdt(BAS, "!aanwezig")
    assert await day.there() == {"politie": (CARLA,), "vt": (ANNA,), "csg": (BAS,)}


async def test_a_forgotten_meeting_keeps_no_list_open(day: Day) -> None:
    await day.in_mdt("!mdt start")
    day.now = datetime(2026, 11, 25, 7, 0, tzinfo=UTC)
    assert only(await day.in_mdt("!aanwezig", ANNA)) == AttendanceClosed(NEXT)
    day.now = NEXT
    await day.at_mdt(ANNA, "!aanwezig")
    assert await day.there() == {"politie": (CARLA,)}, "that was the day before"
    found = only(await day.in_case(ANNA, "!aanwezig"))
    assert isinstance(found, PresentInCase)
    assert "Politie" in {line.organisation for line in found.missing}


async def test_an_urgent_meeting_has_its_list_in_the_room_of_its_case_only(day: Day) -> None:
    other = await day.new_case("2")
    day.now = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
    said = await day.in_mdt(f"!mdt spoed {day.code}")
    [here] = by_type(said, ItemHere)
    assert isinstance(here.value, ItemHere)
    assert "Politie" not in {line.organisation for line in here.value.missing}, "Carla leads it, and is in the case"
    assert {line.organisation for line in here.value.missing} == set(PERMANENT) - {"Politie"}
    found = only(await day.in_case(ANNA, "!aanwezig"))
    assert isinstance(found, PresentInCase)
    assert "Veilig Thuis" not in {line.organisation for line in found.missing}
    await day.in_case(BAS, "!besluit hulp: arts")
    await day.in_mdt("!mdt sluit")
    assert only(await day.in_mdt("!aanwezig")) == AttendanceClosed(NINE)
    assert only(await day.in_case(ANNA, "!aanwezig", other)) == AttendanceClosed(NINE)
    assert await day.there() == {}
    await day.in_mdt("!mdt sluit")
    assert only(await day.in_case(ANNA, "!aanwezig")) == AttendanceClosed(NINE)


async def test_who_leads_an_urgent_meeting_is_there_in_each_case_of_it_and_on_no_list(day: Day) -> None:
    second = await day.new_case("2")
    day.now = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
    await day.in_mdt(f"!mdt spoed {day.code}")
    await day.in_mdt(f"!mdt spoed {second}")
    [here] = by_type(await day.in_mdt("!volgende"), ItemHere)
    assert isinstance(here.value, ItemHere)
    assert "Politie" not in {line.organisation for line in here.value.missing}
    said = await day.in_mdt("!mdt sluit")
    minutes = {each.subject: each.value for each in by_type(said, CaseMinutes)}
    for code in (day.code, second):
        case = minutes[code]
        assert isinstance(case, CaseMinutes)
        assert [line.people for line in case.there if line.organisation == "Politie"] == [("Carla Bakker",)]
    assert await day.there() == {}


async def test_a_chair_who_is_not_in_the_case_is_not_there_in_it(day: Day) -> None:
    """Somebody else leads it then, and need not be at the table before they say so."""
    await day.refuses("politie", CARLA)
    day.now = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
    [here] = by_type(await day.in_mdt(f"!mdt spoed {day.code}"), ItemHere)
    assert isinstance(here.value, ItemHere)
    assert {line.organisation for line in here.value.missing} == set(PERMANENT) - {"Politie"}
    assert await day.rows() == 0


async def test_who_takes_the_meeting_over_is_there(day: Day) -> None:
    await day.in_mdt("!mdt start")
    await day.in_mdt("!mdt overnemen", DEE)
    assert await day.there() == {"politie": (CARLA, DEE)}


async def test_who_takes_an_urgent_meeting_over_is_there_in_its_case_only(day: Day) -> None:
    await day.consents("politie", DEE)
    day.now = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
    await day.in_mdt(f"!mdt spoed {day.code}")
    await day.in_mdt("!mdt overnemen", DEE)
    [minutes] = by_type(await day.in_mdt("!mdt sluit", DEE), CaseMinutes)
    assert isinstance(minutes.value, CaseMinutes)
    [line] = [line for line in minutes.value.there if line.organisation == "Politie"]
    assert set(line.people) == {"Carla Bakker", "Dee Klein"}
    assert await day.there() == {}


async def test_who_was_there_in_the_night_may_not_be_there_at_ten(day: Day) -> None:
    await day.consents("om", DIRK)
    day.now = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
    await day.in_mdt(f"!mdt spoed {day.code}")
    await day.in_case(DIRK, "!aanwezig")
    await day.in_mdt("!mdt sluit")
    day.now = NINE
    await day.in_mdt("!mdt start")
    [here] = by_type(await day.in_mdt("!volgende"), ItemHere)
    assert isinstance(here.value, ItemHere)
    assert "Openbaar Ministerie" in {line.organisation for line in here.value.missing}
    found = only(await day.in_case(DIRK, "!aanwezig"))
    assert isinstance(found, PresentInCase)
    assert "Openbaar Ministerie" not in {line.organisation for line in found.missing}


async def test_minutes_can_ask_who_was_there_until_the_meeting_was_done_with_a_case(day: Day) -> None:
    await day.at_mdt(BAS, "!aanwezig")
    await day.in_mdt("!mdt start\n!volgende")
    done = day.now
    day.now += timedelta(minutes=5)
    await day.in_mdt("!volgende")
    await day.at_mdt(ANNA, "!aanwezig")
    await day.at_mdt(BAS, "!afwezig")
    async with day.database.work() as work:
        found = {e.organisation: e for e in await present_in_case(work, day.code, TUESDAY, until=done)}
        later = {e.organisation: e for e in await present_in_case(work, day.code, TUESDAY)}
        with pytest.raises(KeyError):
            await present_in_case(work, "DH-2222", TUESDAY)
    assert (found["csg"].there, found["vt"].missing) == ((BAS,), True)
    assert (later["csg"].missing, later["vt"].there) == (True, (ANNA,))


# --- what is refused ---


@pytest.mark.parametrize(
    ("sender", "text", "refusal"),
    [
        (ANNA, "!aanwezig namens Brandweer", UnknownOrganisation("politie, vt, csg, shn")),
        (ANNA, "!afwezig namens Brandweer", UnknownOrganisation("politie, vt, csg, shn")),
        (ANNA, "!aanwezig namens OM", NotPermanent("Openbaar Ministerie")),
        (CARLA, "!afwezig namens Perspectief", NotPermanent("Perspectief Herstelbemiddeling")),
        (ANNA, "!aanwezig namens", MissingField("organisatie", "!aanwezig namens CSG")),
        (ANNA, "!afwezig namens:", MissingField("organisatie", "!afwezig namens CSG")),
        (ANNA, "!aanwezig @carla", ChairNotesOthers()),
        (BAS, "!aanwezig @cor", ChairNotesOthers()),
        (BAS, "!aanwezig @cor namens VTH", ChairNotesOthers()),
        (CARLA, "!aanwezig @gerda", NotInMdtRoom()),
        (CARLA, "!aanwezig @dirk", NotInMdtRoom()),
        (CARLA, "!aanwezig @niemand", NotInMdtRoom()),
        (CARLA, "!afwezig @eva", NotInMdtRoom()),
        (CARLA, "!aanwezig Bas", SeveralPeople("wie", "Bas Jansen, Bas Smit")),
        (ANNA, "!afwezig @carla", ExcusesOwnOnly()),
        (ANNA, "!afwezig namens CSG", ExcusesOwnOnly()),
        (ANNA, "!afwezig 1-12 t/m 8-12 @bas", DaysElsewhere()),
        (ANNA, "!afwezig vrijdag", DaysElsewhere()),
        (ANNA, "!afwezig 23-11", DaysElsewhere()),
    ],
)
async def test_bad_input_gets_one_sentence_and_changes_nothing(
    day: Day, sender: UserId, text: str, refusal: Refusal
) -> None:
    assert only(await day.in_mdt(text, sender)) == refusal
    assert await day.rows() == 0


async def test_an_organisation_that_is_begun_by_more_names_is_asked_for(day: Day) -> None:
    async with day.database.work() as work:
        both = tuple(replace(o, aliases=("Samen",)) if o.key in {"shn", "csg"} else o for o in DIRECTORY.organisations)
        await enrol(work, replace(DIRECTORY, organisations=both))
        await work.commit()
    found = only(await day.in_mdt("!aanwezig namens same"))
    assert found == SeveralPeople("organisatie", "Centrum Seksueel Geweld, Slachtofferhulp Nederland")
    assert await day.rows() == 0


async def test_in_a_case_one_speaks_for_the_own_organisation(day: Day) -> None:
    assert only(await day.in_case(ANNA, "!aanwezig namens CSG")) == OnBehalfElsewhere()
    assert only(await day.in_case(ANNA, "!afwezig")) == WrongPlace("afwezig", "mdt")
    assert await day.rows() == 0
    assert isinstance(only(await day.in_case(ANNA, "!aanwezig namens Veilig Thuis")), PresentInCase)


async def test_in_ones_own_chat_nobody_is_there(day: Day) -> None:
    assert only(await day.in_direct(ANNA, "!aanwezig")) == WrongPlace("aanwezig", "casus")


async def test_nobody_outside_of_the_room_is_heard(day: Day) -> None:
    for who in (STRANGER, GERDA, DIRK):
        assert await day.in_mdt("!aanwezig", who) == []
    for who in (STRANGER, GERDA, EVA):
        assert await day.in_case(who, "!aanwezig") == []
    assert await day.rows() == 0


async def test_in_a_closed_case_nobody_is_noted(day: Day) -> None:
    async with day.database.work() as work:
        await work.cases.close(day.code, day.now, BAS)
        await work.commit()
    assert only(await day.in_case(ANNA, "!aanwezig")) == CaseIsClosed()
    assert await day.rows() == 0


async def test_what_is_stored_names_who_said_it(day: Day) -> None:
    await day.at_mdt(CARLA, "!aanwezig @cor")
    async with day.database.work() as work:
        [said] = await work.attendance.listed("DH", TUESDAY)
    assert (said.organisation, said.user_id, said.presence) == ("csg", COR, Presence.PRESENT)
    assert (said.by, said.at, said.code) == (CARLA, day.now, "")


# --- what people read ---


async def test_the_room_reads_one_line_per_organisation(chat: Chat) -> None:
    said = await chat.only(MIRA, "DH", "!aanwezig")
    assert said.split("\n") == [
        "Mira Stam is er, voor Slachtofferhulp Nederland.",
        "Aanwezig: 1 van de 4 organisaties.",
        "• Politie: nog niemand",
        "• Veilig Thuis: nog niemand",
        "• Slachtofferhulp Nederland: Mira Stam",
        "• Centrum Seksueel Geweld: nog niemand",
    ]
    said = await chat.only(ANNA_BOS, "DH", "!aanwezig namens Veilig Thuis")
    assert said.startswith("Anna Bos spreekt vandaag namens Veilig Thuis.\nDat geeft geen toegang tot casussen van")
    assert "• Veilig Thuis: Anna Bos (van Centrum Seksueel Geweld)" in said
    said = await chat.only(JOOST, "DH", "!mdt start")
    assert "Nog niet iedereen is er:\n• Centrum Seksueel Geweld: nog niemand\n" in said
    said = await chat.only(ANNA_BOS, "DH", "!afwezig")
    assert said.startswith("Anna Bos is vandaag afgemeld.")
    assert "• Centrum Seksueel Geweld: afgemeld" in said


async def test_the_case_reads_who_is_missing(chat: Chat) -> None:
    async with chat.database.work() as work:
        await work.duties.replace("DH", "om", [Duty("DH", "om", OMAR, weekday=1)])
        await work.commit()
    await chat.type(JOOST, "DH", "!mdt start\n!volgende")
    await chat.type(JOOST, "DH", "!volgende")
    [read] = [m.plain for where, m in chat.messages if where == chat.second and "aan de beurt" in m.plain]
    assert "In deze casus ontbreken nog:" in read
    assert "• Openbaar Ministerie: nog niemand, Omar Recht wordt verwacht" in read
    assert "Typ hier !aanwezig." in read
    assert "Openbaar" not in "".join(m.plain for where, m in chat.messages if where == "DH")
    said = await chat.only(OMAR, chat.second, "!aanwezig")
    assert said.startswith(f"Omar Recht (Openbaar Ministerie) is erbij in {chat.second}.")
