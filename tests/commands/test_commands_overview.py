"""`!mijn`, `!regie overzicht` and `!mdt overzicht`; and a case that stands still comes back on the agenda."""

from datetime import date, time, timedelta

import pytest

from bot.domain.agenda import Reason
from bot.domain.calendar import at, local_day
from bot.domain.case import Answer
from bot.domain.clock import Watch
from bot.domain.closing import FollowUp
from bot.domain.consent import Recorded
from bot.domain.duty import Duty
from bot.domain.meeting import Item, ItemState, Meeting
from bot.domain.overview import Mine, RegionCase
from bot.domain.people import Place
from bot.domain.refusals import NotAllowed, NotUnderstood, WrongPlace
from bot.domain.regie import RegiePlan
from bot.usecases.agenda import why
from bot.usecases.agenda_posting import announce
from bot.usecases.results_agenda import OnAgenda
from bot.usecases.results_overview import MyActions, MyCases, RegionOverview
from tests import newcomers
from tests.commands.arranging import DAY, TUESDAY, WEDNESDAY, finish, reasons, shown
from tests.commands.stage import ANNA, BAS, BAS_SMIT, CARLA, DIRK, EVA, FRITS, GERDA, NOW, Stage, only
from tests.newcomers import Town

NOISE = ("bellen", "brief", "Anna", "Bas", "Carla", "Politie", "Veilig Thuis", "vt", "csg", "shn")


async def mine(stage: Stage, who: str, text: str = "!mijn") -> MyActions:
    found = only(await stage.in_direct(who, text))
    assert isinstance(found, MyActions)
    return found


async def my_cases(stage: Stage, who: str, text: str = "!regie overzicht") -> MyCases:
    found = only(await stage.in_direct(who, text))
    assert isinstance(found, MyCases)
    return found


async def region(stage: Stage, text: str = "!mdt overzicht") -> RegionOverview:
    found = only(await stage.in_mdt(text))
    assert isinstance(found, RegionOverview)
    return found


def listed(found: MyActions) -> list[tuple[str, str, Mine]]:
    return [(each.case, each.label, each.mine) for each in found.actions]


# --- !mijn ---


async def test_ones_own_list_is_over_all_cases_the_earliest_first_and_leads_to_the_rooms(stage: Stage) -> None:
    other = await stage.new_case("2")
    await stage.in_case(CARLA, "!actie anna vrijdag: bellen\n!actie anna morgen 14:00: brief\n!actie csg morgen: brief")
    await stage.in_case(CARLA, "!actie anna morgen 9:00: bezoek", other)
    found = await mine(stage, ANNA)
    assert listed(found) == [(other, "A1", Mine.OWN), (stage.code, "A2", Mine.OWN), (stage.code, "A1", Mine.OWN)]
    assert [each.room for each in found.actions] == [
        await stage.room_id(Place.CASE, code) for code in (other, stage.code, stage.code)
    ]
    assert found.actions[0].due_at == at(WEDNESDAY, time(9))
    assert not any(word in repr(found) for word in ("bellen", "brief", "bezoek"))
    assert found.today == TUESDAY


async def test_what_the_organisation_does_falls_to_who_is_on_duty_or_else_to_all_of_it(stage: Stage) -> None:
    await stage.in_case(CARLA, "!actie vt morgen: bellen\n!actie shn morgen: bellen")
    assert listed(await mine(stage, ANNA)) == [(stage.code, "A1", Mine.ORGANISATION)]
    assert listed(await mine(stage, BAS_SMIT)) == [(stage.code, "A2", Mine.ORGANISATION)]
    assert listed(await mine(stage, BAS)) == []
    async with stage.database.work() as work:  # Gerda of the same organisation is on duty, but not in this case
        await work.duties.replace("DH", "vt", [Duty("DH", "vt", GERDA, day=TUESDAY)])
        await work.commit()
    assert listed(await mine(stage, ANNA)) == [(stage.code, "A1", Mine.ORGANISATION)]


async def test_the_regiehouder_follows_who_is_outside(stage: Stage) -> None:
    await stage.in_case(CARLA, "!actie buiten wijkteam morgen: bellen")
    assert listed(await mine(stage, ANNA)) == [], "nobody leads yet"
    await stage.in_case(ANNA, "!regie ik")
    assert listed(await mine(stage, ANNA)) == [(stage.code, "A1", Mine.FOLLOWED)]
    assert "wijkteam" not in repr(await mine(stage, ANNA))


async def test_whoever_is_out_of_a_case_has_nothing_of_it_on_the_list(stage: Stage) -> None:
    await stage.in_case(CARLA, "!actie anna morgen: bellen")
    async with stage.database.work() as work:
        await work.cases.exclude(stage.code, ANNA, FRITS, stage.now)
        await work.commit()
    assert listed(await mine(stage, ANNA)) == []


async def test_questions_that_wait_stand_with_it(stage: Stage) -> None:
    assert (await mine(stage, ANNA)).asked == ()
    await stage.in_case(CARLA, "!regie anna")
    found = await mine(stage, ANNA)
    assert (found.asked, found.actions) == ((stage.code,), ())
    assert (await mine(stage, BAS)).asked == ()
    await stage.in_direct(ANNA, f"!regie aanvaard {stage.code}")
    assert (await mine(stage, ANNA)).asked == ()


async def test_who_has_no_cases_gets_an_empty_list(stage: Stage) -> None:
    for who in (DIRK, EVA, FRITS, GERDA):
        assert await mine(stage, who) == MyActions(TUESDAY, ())


@pytest.mark.parametrize("text", ["alles", "ALL", " alles. "])
async def test_all_of_it_may_be_asked(stage: Stage, text: str) -> None:
    assert (await mine(stage, ANNA, f"!mijn {text}")).whole
    assert (await my_cases(stage, ANNA, f"!regie overzicht {text}")).whole
    assert (await region(stage, f"!mdt overzicht {text}")).whole


@pytest.mark.parametrize("text", ["morgen", "DH-7K3M", "alles morgen", "a" * 5000, "<b>"])
async def test_another_word_is_refused_with_an_example(stage: Stage, text: str) -> None:
    assert only(await stage.in_direct(ANNA, f"!mijn {text}")) == NotUnderstood("tekst", "!mijn alles")
    said = only(await stage.in_direct(ANNA, f"!regie overzicht {text}"))
    assert said == NotUnderstood("tekst", "!regie overzicht alles")
    assert only(await stage.in_mdt(f"!mdt overzicht {text}")) == NotUnderstood("tekst", "!mdt overzicht alles")


# --- !regie overzicht ---


async def test_ones_own_cases_stand_with_what_needs_the_regiehouder_first_on_top(stage: Stage) -> None:
    calm, late, empty = stage.code, await stage.new_case("2"), await stage.new_case("3")
    await stage.new_case("4")
    for code in (calm, late, empty):
        await stage.in_case(ANNA, "!regie ik", code)
    await stage.in_case(CARLA, "!actie csg 4-12: bellen", calm)
    await stage.in_case(CARLA, "!actie csg morgen: bellen\n!actie anna 4-12: bellen", late)
    stage.now += 2 * DAY
    found = await my_cases(stage, ANNA)
    assert [(each.code, each.late, each.open, each.still) for each in found.cases] == [
        (late, 1, 2, None),
        (empty, 0, 0, None),
        (calm, 0, 1, None),
    ]
    assert {each.room for each in found.cases} == {await stage.room_id(Place.CASE, c) for c in (calm, late, empty)}
    assert all(each.meets == date(2026, 11, 26) for each in found.cases), "never weighed: on the agenda"
    assert await my_cases(stage, BAS) == MyCases(date(2026, 11, 26), ())


async def test_a_case_that_is_done_with_is_not_on_the_agenda_until_its_review(stage: Stage) -> None:
    await finish(stage)
    [one] = (await my_cases(stage, ANNA)).cases
    assert (one.meets, one.review) == (None, None)
    await stage.in_case(ANNA, "!herbeoordeling 1-12")
    [one] = (await my_cases(stage, ANNA)).cases
    assert (one.meets, one.review) == (date(2026, 12, 1), date(2026, 12, 1))


async def test_days_without_change_are_counted_from_what_was_recorded(stage: Stage) -> None:
    await finish(stage)
    await stage.in_case(ANNA, "!actie csg 18-12: bellen")
    for days, still in ((9, None), (10, 10), (12, 12)):
        stage.now = NOW + days * DAY
        [one] = (await my_cases(stage, ANNA)).cases
        assert one.still == still
    await stage.in_case(ANNA, "!casus wensen: geen brief thuis")
    [one] = (await my_cases(stage, ANNA)).cases
    assert one.still is None


async def test_who_lost_the_place_in_the_case_sees_it_no_longer(stage: Stage) -> None:
    await stage.in_case(ANNA, "!regie ik")
    async with stage.database.work() as work:
        await work.cases.exclude(stage.code, ANNA, FRITS, stage.now)
        await work.commit()
    assert (await my_cases(stage, ANNA)).cases == ()


async def test_the_follow_up_of_closed_cases_stands_below(stage: Stage) -> None:
    async with stage.database.work() as work:
        await work.cases.set_coordinator(stage.code, ANNA)
        await work.cases.close(stage.code, stage.now, ANNA)
        for days in (-15, -14, 30, 31):
            await work.follow_ups.add(FollowUp(stage.code, TUESDAY + days * DAY))
        await work.commit()
    found = await my_cases(stage, ANNA)
    assert found.cases == ()
    assert [each.day for each in found.follow_ups] == [TUESDAY - 14 * DAY, TUESDAY + 30 * DAY]
    assert (await my_cases(stage, BAS)).follow_ups == ()


async def test_it_works_in_the_direct_chat_only(stage: Stage) -> None:
    assert only(await stage.in_case(ANNA, "!regie overzicht")) == WrongPlace("regie overzicht", "direct")


# --- !mdt overzicht ---


async def meetings(stage: Stage, count: int, state: ItemState = ItemState.CARRIED) -> None:
    async with stage.database.work() as work:
        for number in range(1, count + 1):
            opened = stage.now - number * DAY
            item = Item(stage.code, state, opened, begun_at=opened)
            await work.meetings.save(Meeting(f"m{number}", "DH", CARLA, opened, (item,), opened))
        await work.commit()


async def test_the_chair_sees_codes_and_counts_the_urgent_first(stage: Stage) -> None:
    late = await stage.new_case("2")
    over = await stage.new_case("3", stage.now - 25 * timedelta(hours=1))
    await stage.in_case(ANNA, "!regie ik", late)
    await stage.in_case(CARLA, "!actie csg morgen: bellen\n!actie anna morgen: bellen", late)
    await meetings(stage, 3)
    found = await region(stage)
    assert found == RegionOverview(
        "DH", 3, (RegionCase(over, overdue=True), RegionCase(stage.code, held_over=3)), uncovered=2
    )
    stage.now += 3 * DAY
    found = await region(stage)
    assert {case.code: case.late for case in found.cases}[late] == 2
    assert found.late == 2
    assert not any(word in repr(found) for word in NOISE)


async def test_held_over_twice_is_not_worth_telling(stage: Stage) -> None:
    await meetings(stage, 2)
    assert stage.code not in {case.code for case in (await region(stage)).cases}


async def test_a_case_that_somebody_is_asked_for_counts_as_covered_and_no_code_stands_with_those_without(
    stage: Stage,
) -> None:
    await stage.new_case("2")
    assert (await region(stage)).uncovered == 2
    await stage.in_case(CARLA, "!regie anna")
    found = await region(stage)
    assert found.uncovered == 1
    assert found.cases == ()


async def test_a_closed_case_and_one_of_another_region_are_not_in_it(stage: Stage) -> None:
    await stage.in_case(CARLA, "!actie csg morgen: bellen")
    stage.now += 3 * DAY
    async with stage.database.work() as work:
        await work.cases.close(stage.code, stage.now, ANNA)
        await work.commit()
    assert await region(stage) == RegionOverview("DH", 0, (), 0)


@pytest.mark.parametrize("who", [ANNA, BAS])
async def test_it_is_for_who_leads(stage: Stage, who: str) -> None:
    assert isinstance(only(await stage.in_mdt("!mdt overzicht", who)), NotAllowed)


async def test_a_no_is_not_seen_in_what_stands_still(stage: Stage) -> None:
    """A refused party reads the MDT room and knows the day of its no: it must not show in a code that comes or goes."""
    await finish(stage)
    stage.now = NOW + 9 * DAY
    async with stage.database.work() as work:
        await work.cases.record_consent(stage.code, Recorded("om", Answer.NO, stage.now, ANNA))
        await work.commit()
    assert [case.still for case in (await region(stage)).cases] == []
    stage.now = NOW + 10 * DAY
    assert [case.still for case in (await region(stage)).cases] == [True]


# --- on the agenda again (R28) ---


async def test_a_case_that_stands_still_comes_back_and_its_room_hears_why(stage: Stage) -> None:
    await finish(stage)
    assert await reasons(stage, TUESDAY + 9 * DAY) == ()
    assert await reasons(stage, TUESDAY + 10 * DAY) == (Reason.STILL,)
    day = date(2026, 12, 4)
    stage.now = at(day, time(8, 45))
    await stage.read()
    async with stage.database.work() as work:
        await announce(work, stage.speaker, stage.now, Watch())
        await work.commit()
    told = [each.value for each in await stage.read() if each.place is Place.CASE]
    assert [value.reasons for value in told if isinstance(value, OnAgenda)] == [(Reason.STILL,)]


async def test_once_a_meeting_left_it_the_days_count_anew(stage: Stage) -> None:
    await finish(stage)
    day = date(2026, 12, 4)
    stage.now = at(day, time(10))
    await stage.in_mdt("!mdt start\n!volgende")
    await stage.in_mdt("!volgende")
    await stage.in_mdt("!mdt sluit")
    assert local_day(stage.now) == day
    left = await reasons(stage, day + DAY)
    assert Reason.STILL not in left
    assert Reason.STILL in await reasons(stage, day + 10 * DAY)


async def test_a_day_of_review_ahead_is_waited_for(stage: Stage) -> None:
    await finish(stage)
    await stage.in_case(ANNA, "!herbeoordeling 18-12")
    assert await reasons(stage, date(2026, 12, 14)) == ()
    assert await reasons(stage, date(2026, 12, 18)) == (Reason.REVIEW, Reason.STILL)


async def test_the_number_of_days_is_a_setting(stage: Stage) -> None:
    await finish(stage)

    async with stage.database.work() as work:
        found = await why(work, "DH", TUESDAY + 5 * DAY, Watch(regie=RegiePlan(still_after=5)))
    assert found[stage.code] == (Reason.STILL,)
    assert (await shown(stage)).reasons == ()


async def test_colleagues_who_wait_are_counted_for_who_can_confirm_them() -> None:
    town = await Town().set_up()
    assert (await mine(town, newcomers.ANNA)).confirm == 1
    assert "Piet" not in repr(await mine(town, newcomers.ANNA))
    assert (await mine(town, newcomers.CEES)).confirm == 0, "another organisation"
    assert (await mine(town, newcomers.PIET)).confirm == 0, "nobody confirms themself"
