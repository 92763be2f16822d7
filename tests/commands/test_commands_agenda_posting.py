"""The agenda is posted and the chairs are reminded: once a day, before the MDT, and only when there is something."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.agenda import Reason, post_at
from bot.domain.agenda_item import Plan
from bot.domain.calendar import at
from bot.domain.case import Area
from bot.domain.clock import Watch
from bot.domain.duty import Absence, Duty
from bot.domain.people import Place, Role
from bot.texts.words import FluentWords
from bot.usecases.agenda_posting import announce
from bot.usecases.results_agenda import AgendaPosted, MeetingSoon, OnAgenda
from tests.commands.stage import ANNA, BAS, CARLA, DIRECTORY, Said, Stage, values
from tests.enrolled import enrol

TUESDAY = date(2026, 11, 24)
DAY = timedelta(days=1)
TEN = at(TUESDAY, time(10))


def clock(hour: int, minute: int = 0, day: date = TUESDAY) -> datetime:
    return at(day, time(hour, minute))


async def ticked(stage: Stage, moment: datetime, watch: Watch | None = None) -> list[Said]:
    """Let the bot look at this moment, twice: whatever it says is said once."""
    stage.now = moment
    said: list[Said] = []
    for _ in range(2):
        async with stage.database.work() as work:
            await announce(work, stage.speaker, stage.now, watch or Watch())
            await work.commit()
        said += await stage.read()
    return said


def kinds(said: list[Said]) -> list[str]:
    return [type(value).__name__ for value in values(said)]


async def test_the_agenda_comes_at_its_hour_once_and_then_a_reminder(stage: Stage) -> None:
    assert await ticked(stage, clock(8, 29)) == []
    [posted] = await ticked(stage, clock(8, 30))
    assert (posted.place, posted.subject) == (Place.MDT, "DH")
    assert isinstance(posted.value, AgendaPosted)
    assert [item.code for item in posted.value.agenda.items] == [stage.code]
    assert posted.value.agenda.starts == TEN
    assert await ticked(stage, clock(9, 44)) == []
    [soon] = await ticked(stage, clock(9, 45))
    assert (soon.place, soon.value) == (Place.MDT, MeetingSoon("DH", 1, TEN))
    assert soon.outgoing.case is None
    assert await ticked(stage, clock(10)) == []


async def test_what_was_missed_is_caught_up_until_the_mdt_begins(stage: Stage) -> None:
    assert kinds(await ticked(stage, clock(9, 59))) == ["AgendaPosted", "MeetingSoon"]


async def test_after_the_hour_of_the_mdt_nothing_is_posted(stage: Stage) -> None:
    assert await ticked(stage, clock(10)) == []
    assert await ticked(stage, clock(15)) == []


async def test_not_while_it_runs_nor_after_it_was_held_but_an_urgent_one_is_another(stage: Stage) -> None:
    stage.now = clock(8)
    await stage.in_mdt(f"!mdt spoed {stage.code}")
    assert kinds(await ticked(stage, clock(8, 40)))[0] == "AgendaPosted"
    await stage.in_mdt("!mdt sluit\n!mdt start")
    assert await ticked(stage, clock(9, 50)) == [], "begun early"
    await stage.in_mdt("!mdt sluit")
    assert await ticked(stage, clock(9, 55)) == [], "held early"


@pytest.mark.parametrize("watch", [Watch(is_holiday=lambda day: day == TUESDAY), Watch(weekdays=frozenset({0, 2}))])
async def test_on_a_day_without_mdt_nothing_is_said(stage: Stage, watch: Watch) -> None:
    assert await ticked(stage, clock(9, 50), watch) == []


async def finish(stage: Stage) -> None:
    await stage.in_case(ANNA, "!regie anna")
    await stage.in_mdt("!mdt start\n!volgende")
    await stage.in_case(ANNA, "\n".join(f"!besluit {area.value} nvt" for area in Area))
    await stage.in_mdt("!mdt sluit")


async def test_it_is_quiet_when_nothing_is_on_it_until_something_is(stage: Stage) -> None:
    await finish(stage)
    tomorrow = TUESDAY + DAY
    assert await ticked(stage, clock(8, 30, tomorrow)) == []
    stage.now = clock(9, 0, tomorrow)
    await stage.new_case("2")
    await stage.read()
    assert kinds(await ticked(stage, clock(9, 1, tomorrow))) == ["AgendaPosted"]


async def test_a_case_hears_why_it_is_on_the_agenda_in_its_own_room_only(stage: Stage) -> None:
    await stage.in_mdt("!mdt start\n!volgende\n!mdt sluit")
    await stage.new_case("2")
    await stage.read()
    said = await ticked(stage, clock(8, 30, TUESDAY + DAY))
    reasons = (Reason.CARRIED, Reason.NO_COORDINATOR)
    assert [each.value for each in said if isinstance(each.value, OnAgenda)] == [
        OnAgenda(stage.code, clock(10, 0, TUESDAY + DAY), reasons)
    ], "a case that was just opened is on it because of that"
    assert [(each.place, each.subject) for each in said] == [(Place.MDT, "DH"), (Place.CASE, stage.code)]
    text = FluentWords(stage.clock).render(OnAgenda(stage.code, TEN, reasons), "nl").plain
    assert text.split("\n") == [
        f"{stage.code} staat op de agenda van di 24 nov 10:00.",
        "Waarom: een eerder MDT was er nog niet mee klaar en er is geen regiehouder.",
    ]


class Ringing(Stage):
    def __init__(self) -> None:
        super().__init__(FluentWords(lambda: TEN))

    async def read(self) -> list[Said]:
        await self.make_rooms()
        said = []
        async with self.database.work() as work:
            while heads := await work.outbox.heads(self.now):
                for head in heads:
                    outgoing = await work.outbox.read(head.id)
                    said.append(Said(head.room.place, head.room.subject, None, "nl", outgoing))
                    await work.outbox.sent(outgoing.id, f"$sent-{outgoing.id}", self.now)
            await work.commit()
        return said

    async def rung(self, *duties: Duty) -> tuple[str, ...]:
        """Give who is mentioned in the reminder."""
        async with self.database.work() as work:
            for duty in duties:
                await work.duties.replace(duty.region, duty.organisation, [duty])
            await work.commit()
        said = [each.outgoing.message for each in await ticked(self, clock(9, 50))]
        [soon] = [message for message in said if message.rings]
        assert soon.plain == "MDT DH, di 24 nov 10:00: 1 casus. De voorzitter opent het met !mdt start."
        return soon.mentions


async def people(stage: Stage, **roles: Role) -> None:
    """Give some people another role in the MDT."""
    names = {"anna": ANNA, "bas": BAS, "carla": CARLA}
    wanted = {names[name]: role for name, role in roles.items()}
    async with stage.database.work() as work:
        changed = tuple(
            replace(p, roles=frozenset({Role.PROFESSIONAL, wanted[p.user_id]})) if p.user_id in wanted else p
            for p in DIRECTORY.people
        )
        await enrol(work, replace(DIRECTORY, people=changed))
        await work.commit()


async def test_the_reminder_rings_for_the_chair_on_duty() -> None:
    ringing = Ringing()
    await ringing.set_up()
    await people(ringing, bas=Role.CHAIR)
    assert await ringing.rung(Duty("DH", "csg", BAS, weekday=1)) == (BAS,)


async def test_without_one_on_duty_every_chair_is_reminded_and_without_a_chair_the_deputies() -> None:
    first = Ringing()
    await first.set_up()
    await people(first, bas=Role.CHAIR)
    assert await first.rung() == (BAS, CARLA)
    second = Ringing()
    await second.set_up()
    await people(second, anna=Role.DEPUTY_CHAIR)
    async with second.database.work() as work:
        await work.absences.replace(CARLA, [Absence(CARLA, TUESDAY, TUESDAY)])
        await work.commit()
    assert await second.rung() == (ANNA,)


async def test_regions_each_have_their_own_hour(stage: Stage) -> None:
    regions = tuple(replace(r, mdt_at=time(8) if r.code == "DH" else time(10)) for r in DIRECTORY.regions)
    async with stage.database.work() as work:
        await enrol(work, replace(DIRECTORY, regions=regions))
        await work.commit()
    assert await ticked(stage, clock(6, 59)) == []
    [posted] = await ticked(stage, clock(7))
    assert posted.subject == "DH"
    assert values(await ticked(stage, clock(9, 50))) == [], "nothing is on the agenda of the other region"


async def test_marks_of_a_clock_that_was_wrong_do_not_count(stage: Stage) -> None:
    next_week = TUESDAY + 7 * DAY
    assert kinds(await ticked(stage, clock(8, 30, next_week)))[:1] == ["AgendaPosted"]
    assert kinds(await ticked(stage, clock(8, 30))) == ["AgendaPosted"], "set right"
    assert kinds(await ticked(stage, clock(8, 30, next_week)))[:1] == ["AgendaPosted"]


@given(st.times(), st.times())
def test_it_is_posted_before_the_mdt_begins(mdt_at: time, posted_at: time) -> None:
    begins = at(TUESDAY, mdt_at.replace(second=0, microsecond=0))
    assert post_at(begins, TUESDAY, Plan(posted_at=posted_at)) < begins
