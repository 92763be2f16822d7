"""Who leads: the item of a case that the chair takes no part in, and the meeting itself when the chair drops out."""

from dataclasses import replace

import pytest

from bot.domain.meeting import ItemState
from bot.domain.people import Place
from bot.domain.refusals import MeetingRunsAlready, NoMeeting
from bot.domain.refusals_leading import NotYourItem, YouLeadAlready
from bot.usecases.open_case import CaseOpened, open_case
from bot.usecases.results_clock import CalledTogether, UrgentStarted
from bot.usecases.results_leading import ChairTaken, ItemLeft, LedBy, NoChair, YouChair, YouLead
from bot.usecases.results_meeting import ItemHere, ItemUp, MeetingStarted
from tests.commands.morning import HERE, JAN, OLAF, PETRA, PRO, Morning, by_place, in_words, mdt, messages, rung
from tests.commands.stage import ANNA, BAS, BAS_SMIT, CARLA, FRITS, Said, intake, only, prints


def here(said: list[Said], code: str) -> ItemHere:
    [found] = [value for value in by_place(said, Place.CASE, code) if isinstance(value, ItemHere)]
    return found


@pytest.fixture
async def morning() -> Morning:
    """Three cases; the police, and so the chair, are refused the second."""
    stage = await Morning().begin()
    await stage.refuse("politie", stage.codes[1])
    await stage.in_mdt("!mdt start\n!volgende")
    return stage


# --- an item of its own leader ---


async def test_where_the_chair_takes_no_part_another_chair_leads(morning: Morning) -> None:
    first, second, _ = morning.codes
    assert (await morning.meeting()).leads == CARLA
    said = await morning.in_mdt("!volgende")
    assert here(said, second).leader == "Petra Prins"
    assert by_place(said, Place.CASE, second)[1] == YouLead(second, PETRA)
    assert rung(said) == [(Place.CASE, (PETRA,))]
    assert (await morning.meeting()).leads == PETRA
    assert (await morning.item(first)).leader is None


async def test_who_leads_an_item_goes_on_from_its_room(morning: Morning) -> None:
    await morning.without(PETRA, JAN)
    await morning.in_mdt("!volgende")
    _, second, third = morning.codes
    assert (await morning.item(second)).leader == ANNA, "the first of the directory"
    assert only(await morning.in_case(BAS, "!volgende", second)) == NotYourItem("Anna de Vries")
    said = await morning.in_case(ANNA, "!volgende", second)
    assert [type(value) for value in mdt(said)] == [ItemUp]
    assert ItemLeft(second) in by_place(said, Place.CASE, second)
    assert here(said, third).leader == "Carla Bakker"
    assert rung(said) == [], "the chair leads again"


async def test_a_chair_or_deputy_of_the_case_may_go_on_from_its_room_too(morning: Morning) -> None:
    await morning.in_mdt("!volgende")
    said = await morning.in_case(JAN, "!volgende", morning.codes[1])
    assert [type(value) for value in mdt(said)] == [ItemUp]


async def test_the_regiehouder_leads_where_no_chair_is(morning: Morning) -> None:
    await morning.without(PETRA, JAN)
    await morning.in_case(BAS_SMIT, f"!regie {BAS_SMIT}", morning.codes[1])
    await morning.in_mdt("!volgende")
    assert (await morning.item(morning.codes[1])).leader == BAS_SMIT


async def test_who_can_read_nothing_yet_leads_nothing(morning: Morning) -> None:
    second = morning.codes[1]
    await morning.unpin(PETRA)
    await morning.in_mdt("!volgende")
    assert (await morning.item(second)).leader == JAN
    await morning.unpin(JAN)
    said = await morning.tick()
    assert by_place(said, Place.CASE, second) == [LedBy(second, "Anna de Vries"), YouLead(second, ANNA)]
    await morning.pin(JAN)
    assert await morning.tick() == [], "one who leads goes on"


async def test_a_chair_who_can_read_nothing_yet_does_not_lead_the_cases_they_are_in(morning: Morning) -> None:
    await morning.in_mdt("!mdt sluit")
    await morning.unpin(CARLA)
    await morning.in_mdt(f"!mdt spoed {morning.codes[0]}")
    assert (await morning.item(morning.codes[0])).leader == PETRA


async def test_where_nobody_can_read_yet_somebody_leads_all_the_same(morning: Morning) -> None:
    await morning.unpin(*(person.user_id for person in HERE.people))
    await morning.in_mdt("!volgende")
    assert (await morning.item(morning.codes[1])).leader == PETRA


async def the_mdt_reads(*, refused: bool) -> list[str]:
    """Give every word of the MDT room, with and without the chair's part in the second case."""
    stage = await in_words().begin()
    if refused:
        await stage.refuse("politie", stage.codes[1])
    said = await stage.in_mdt("!mdt start\n!volgende\n!volgende")
    said += await stage.tick(9)
    said += await stage.in_mdt(f"!mdt tijd {stage.codes[1]} 2")
    said += await stage.tick(30)
    for line in ("!terug", "!volgende", "!overslaan", "!volgende", "!mdt sluit"):
        said += await stage.in_mdt(line)
    return [message.plain + message.html for message in messages(said, Place.MDT, "DH")]


async def test_the_mdt_room_reads_the_same_words_whether_or_not_the_chair_takes_part() -> None:
    words = await the_mdt_reads(refused=True)
    assert words == await the_mdt_reads(refused=False)
    assert len(words) > 8


async def test_what_rings_the_leader_is_a_code_and_what_to_type() -> None:
    stage = await in_words().begin(1)
    await stage.refuse("politie", stage.code)
    said = await stage.in_mdt("!mdt start\n!volgende")
    [ringing] = [m for m in messages(said, Place.CASE, stage.code) if m.rings]
    assert ringing.plain == f"Jij leidt nu {stage.code}, @petra.\nTyp !volgende in deze kamer als jullie klaar zijn."
    assert ringing.mentions == (PETRA,)
    assert "Petra Prins leidt deze casus nu." in messages(said, Place.CASE, stage.code)[0].plain


async def test_a_leader_who_leaves_the_case_is_replaced_at_once(morning: Morning) -> None:
    second = morning.codes[1]
    await morning.in_mdt("!volgende")
    await morning.in_case(PETRA, "!terugtrekken bevestig", second)
    said = await morning.tick()
    assert by_place(said, Place.CASE, second) == [LedBy(second, "Jan Jonker"), YouLead(second, JAN)]
    assert mdt(said) == []
    assert (await morning.meeting()).leads == JAN
    assert await morning.tick() == []


async def test_a_chair_who_leaves_the_case_hands_its_item_over(morning: Morning) -> None:
    first = morning.codes[0]
    await morning.refuse("politie", first)
    assert by_place(await morning.tick(), Place.CASE, first) == [LedBy(first, "Petra Prins"), YouLead(first, PETRA)]


async def test_when_everybody_left_nobody_leads_and_the_chair_goes_on(morning: Morning) -> None:
    first = morning.codes[0]
    await morning.empty(first)
    assert await morning.tick() == []
    said = await morning.in_mdt("!volgende")
    assert [type(value) for value in mdt(said)] == [ItemUp]
    assert (await morning.item(first)).state is ItemState.CARRIED


async def test_an_urgent_case_has_a_leader_too() -> None:
    stage = await Morning().begin(1)
    await stage.refuse("politie", stage.code)
    said = await stage.in_mdt(f"!mdt spoed {stage.code}")
    assert [type(value) for value in by_place(said, Place.CASE, stage.code)] == [ItemHere, YouLead, CalledTogether]
    assert [type(value) for value in mdt(said)] == [UrgentStarted]
    assert (await stage.meeting()).leads == PETRA
    item = await stage.item(stage.code)
    assert (item.since, item.begun_at) == (stage.now, stage.now)


async def test_an_item_that_comes_again_is_led_by_who_is_there_then(morning: Morning) -> None:
    second = morning.codes[1]
    await morning.in_mdt("!volgende\n!volgende")
    await morning.refuse("shn", second)
    said = await morning.in_mdt(f"!terug {second}")
    assert here(said, second).leader == "Jan Jonker"


# --- the chair ---


async def test_another_chair_or_a_deputy_opens_the_meeting_and_is_named() -> None:
    for who, name in ((PETRA, "Petra Prins"), (JAN, "Jan Jonker")):
        stage = await Morning().begin(1)
        started = only(await stage.in_mdt("!mdt start", who))
        assert isinstance(started, MeetingStarted)
        assert started.chair == name
        assert only(await stage.in_mdt("!mdt start")) == MeetingRunsAlready()


async def test_a_chair_is_taken_over_and_audited(morning: Morning) -> None:
    said = await morning.in_mdt("!mdt overnemen", JAN)
    assert mdt(said) == [ChairTaken("Jan Jonker", "Carla Bakker")]
    first = morning.codes[0]
    assert by_place(said, Place.CASE, first) == [LedBy(first, "Jan Jonker")], "who typed it need not be rung"
    assert rung(said) == []
    assert (await morning.meeting()).chair == JAN
    [entry] = await morning.audited()
    assert (entry.actor, entry.verb, entry.subject, entry.outcome) == (JAN, "mdt overnemen", "DH", "ok")


async def test_the_leader_of_an_item_is_chosen_anew_for_the_new_chair(morning: Morning) -> None:
    second = morning.codes[1]
    await morning.in_mdt("!volgende")
    said = await morning.in_mdt("!mdt overnemen", PETRA)
    assert by_place(said, Place.CASE, second) == [LedBy(second, "Petra Prins")], "as the chair, from now on"
    assert (await morning.meeting()).leads_item is None
    said = await morning.in_mdt("!mdt take over", CARLA)
    assert by_place(said, Place.CASE, second) == [LedBy(second, "Petra Prins"), YouLead(second, PETRA)]


async def test_a_new_chair_who_is_refused_the_case_leaves_its_leader(morning: Morning) -> None:
    third = morning.codes[2]
    await morning.refuse("politie", third)
    await morning.refuse("csg", third)
    await morning.in_mdt("!volgende\n!volgende")
    said = await morning.in_mdt("!mdt overnemen", JAN)
    assert by_place(said, Place.CASE, third) == []
    assert (await morning.meeting()).leads == PETRA


async def test_there_is_nothing_to_take_over_without_a_meeting_or_from_oneself(morning: Morning) -> None:
    before = await morning.meeting()
    assert only(await morning.in_mdt("!mdt overnemen")) == YouLeadAlready()
    assert await morning.meeting() == before
    await morning.in_mdt("!mdt sluit")
    assert only(await morning.in_mdt("!mdt overnemen", PETRA)) == NoMeeting()


@pytest.mark.parametrize("what", ["left", "role", "region"])
async def test_a_chair_who_drops_out_is_replaced_at_once(morning: Morning, what: str) -> None:
    gone = replace(HERE, people=tuple(p for p in HERE.people if p.user_id != CARLA))
    match what:
        case "left":
            await morning.people(gone)
        case "role":
            await morning.change(CARLA, roles=PRO)
        case "region":
            await morning.change(CARLA, regions=frozenset({"OB"}))
    said = await morning.tick()
    assert [type(value) for value in mdt(said)] == [ChairTaken, YouChair]
    assert mdt(said)[1] == YouChair("DH", PETRA)
    assert (Place.MDT, (PETRA,)) in rung(said)
    first = morning.codes[0]
    assert by_place(said, Place.CASE, first) == [LedBy(first, "Petra Prins"), YouLead(first, PETRA)]
    assert (await morning.meeting()).chair == PETRA
    assert "vanzelf" in [entry.outcome for entry in await morning.audited(3)]
    assert await morning.tick() == []


async def test_a_chair_who_reports_away_meanwhile_is_replaced(morning: Morning) -> None:
    await morning.in_direct(CARLA, "!afwezig vandaag")
    assert mdt(await morning.tick()) == [ChairTaken("Petra Prins", "Carla Bakker"), YouChair("DH", PETRA)]
    assert mdt(await morning.in_mdt("!mdt overnemen")) == [ChairTaken("Carla Bakker", "Petra Prins")], "back after all"
    assert mdt(await morning.tick()) == []


async def test_a_chair_who_was_away_and_came_all_the_same_leads() -> None:
    for line in ("!mdt start\n!volgende", "!mdt spoed CODE"):
        stage = await Morning().begin(1)
        await stage.away(CARLA)
        await stage.in_mdt(line.replace("CODE", stage.code))
        assert await stage.tick() == []
        assert (await stage.meeting()).chair == CARLA


async def test_who_is_away_too_is_passed_over(morning: Morning) -> None:
    await morning.away(CARLA, PETRA)
    assert mdt(await morning.tick())[1] == YouChair("DH", JAN)


async def test_without_anybody_who_may_lead_the_administrators_hear_it_once(morning: Morning) -> None:
    await morning.without(CARLA, PETRA, JAN)
    said = await morning.tick()
    assert by_place(said, Place.ADMIN, "") == [NoChair("DH")]
    assert mdt(said) == []
    assert rung(said) == []
    assert await morning.tick(1) == []
    await morning.change(FRITS, name="Frits Beheer")  # and everybody has their roles again
    assert await morning.tick(1) == []
    assert (await morning.meeting()).unled_at is None
    await morning.without(CARLA, PETRA, JAN)
    assert by_place(await morning.tick(), Place.ADMIN, "") == [NoChair("DH")], "another time, said again"


async def test_when_a_chair_comes_after_all_that_one_leads(morning: Morning) -> None:
    await morning.without(CARLA, PETRA, JAN)
    await morning.tick()
    await morning.change(CARLA, roles=PRO)
    assert mdt(await morning.tick()) == [ChairTaken("Petra Prins", "Carla Bakker"), YouChair("DH", PETRA)]
    assert (await morning.meeting()).unled_at is None


# --- regions side by side ---


async def test_two_regions_meet_side_by_side_and_nothing_of_one_moves_the_other(morning: Morning) -> None:
    await morning.in_mdt("!volgende")
    before = await morning.meeting()
    async with morning.database.work() as work:
        await work.people.replace(HERE)
        await work.commit()
    code = await ob_case(morning)
    said = await morning.post(OLAF, "!mdt start\n!volgende", Place.MDT, "OB")
    assert {(each.place, each.subject) for each in said} == {(Place.MDT, "OB"), (Place.CASE, code)}
    for line in ("!overslaan", "!terug", f"!volgende {morning.codes[2]}", f"!terug {morning.codes[0]}", "!volgende"):
        for each in await morning.post(OLAF, line, Place.MDT, "OB"):
            assert each.subject in {"OB", code}
    assert await morning.meeting() == before
    theirs = await morning.meeting("OB")
    for line in ("!terug", "!overslaan", f"!volgende {code}", "!mdt overnemen"):
        for each in await morning.in_mdt(line):
            assert each.subject in {"DH", *morning.codes}
    assert await morning.meeting("OB") == theirs
    morning.now = morning.now.replace(hour=18)
    said = await morning.tick()
    assert {each.subject for each in said if each.place is Place.MDT} == {"DH", "OB"}
    assert rung(said) == [(Place.MDT, (CARLA,)), (Place.MDT, (OLAF,))]
    await morning.post(OLAF, "!mdt sluit", Place.MDT, "OB")
    assert await morning.runs()


async def ob_case(stage: Morning) -> str:
    """Open a case in the other region."""
    async with stage.database.work() as work:
        found = await open_case(
            work, stage.speaker, intake("ob", stage.now, "OB"), prints("ob"), stage.now, stage.choose
        )
        await work.commit()
    assert isinstance(found, CaseOpened)
    await stage.make_rooms()
    await stage.read()
    return found.code
