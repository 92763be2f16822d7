"""Guests of the MDT of the day, from the agenda to `!mdt sluit`, whatever happens to the rota, consent and people."""

from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

import pytest

from bot.domain.case import Answer, CaseCode, Member
from bot.domain.clock import Watch
from bot.domain.consent import Recorded
from bot.domain.duty import Absence, Duty
from bot.domain.people import Person, Place, Role, UserId
from bot.usecases.membership import Membership
from bot.usecases.notices import Intruders
from bot.usecases.open_case import ensure_rooms
from bot.usecases.results_consent import ConsentTaken, OutOfCase, ReasonKept, WhyTaken
from bot.usecases.results_ground import GroundAhead
from bot.usecases.results_roster import GuestsCame, GuestsWent, SeatToday
from bot.usecases.seats import keep
from tests.commands.stage import ANNA, BAS, CARLA, DIRECTORY, FRITS, Said, Stage
from tests.enrolled import enrol
from tests.fake_rooms import FakeRooms

T = TypeVar("T")
PIET, KEES = "@piet:regiekamer.test", "@kees:regiekamer.test"
PRO, DH = frozenset({Role.PROFESSIONAL}), frozenset({"DH"})
MORE = (Person(PIET, "Piet Blauw", "politie", DH, PRO), Person(KEES, "Kees Wit", "politie", DH, PRO))
HERE = replace(DIRECTORY, people=(*DIRECTORY.people, *MORE))
TUESDAY = date(2026, 11, 24)
AREAS = ("veiligheid", "recht", "hulp", "herstel")


class Day(Stage):
    """A Tuesday with a MDT at ten: Piet is the representative of the police, Kees the deputy, Carla works the case."""

    async def begin(self) -> "Day":
        await self.set_up()
        async with self.database.work() as work:
            await enrol(work, HERE)
            await ensure_rooms(work, self.speaker, self.now)
            await work.commit()
        await self.rota(PIET, KEES)
        self.now -= timedelta(hours=1)
        await self.read()
        return self

    async def rota(self, *users: UserId) -> None:
        async with self.database.work() as work:
            lines = [Duty("DH", "politie", user, weekday=1, turn=turn) for turn, user in enumerate(users)]
            await work.duties.replace("DH", "politie", lines)
            await work.commit()

    async def tick(self, hours: float = 0) -> list[Said]:
        """Let time pass, and the bot look."""
        self.now += timedelta(hours=hours)
        async with self.database.work() as work:
            await keep(work, self.speaker, self.now, Watch())
            await work.commit()
        return await self.read()

    async def guests(self, code: CaseCode = "") -> set[UserId]:
        async with self.database.work() as work:
            return {m.user_id for m in await work.cases.roster(code or self.code) if m.guest}

    async def another(self, reference: str) -> CaseCode:
        """Open a case that Carla works on."""
        await self.rota(CARLA)
        code = await self.new_case(reference)
        await self.rota(PIET, KEES)
        return code

    async def workers(self) -> set[UserId]:
        async with self.database.work() as work:
            return {m.user_id for m in await work.cases.roster(self.code) if not m.guest}

    async def decide_all(self) -> None:
        await self.in_case(BAS, f"!regie {BAS}")
        for area in AREAS:
            await self.in_case(BAS, f"!besluit {area} nvt")


@pytest.fixture
async def day() -> Day:
    return await Day().begin()


def told(said: list[Said], kind: type[T]) -> list[T]:
    return [each.value for each in said if isinstance(each.value, kind)]


async def test_an_hour_before_the_mdt_the_representative_comes_in_and_everybody_reads_it(day: Day) -> None:
    assert await day.tick(0.9) == []
    said = await day.tick(0.1)
    assert told(said, GuestsCame) == [GuestsCame((("Piet Blauw", "Politie"),))]
    [direct] = [each for each in said if isinstance(each.value, SeatToday)]
    assert (direct.place, direct.subject, direct.value) == (Place.DIRECT, PIET, SeatToday((day.code,), PIET))
    assert await day.guests() == {PIET}
    assert await day.tick() == [], "once"


async def test_the_close_of_the_meeting_sends_them_out_and_they_do_not_come_back_that_day(day: Day) -> None:
    await day.tick(1)
    await day.in_mdt("!mdt start")
    await day.in_mdt("!volgende")
    said = await day.in_mdt("!mdt sluit")
    assert told(said, GuestsWent) == [GuestsWent(("Piet Blauw",), ())]
    assert await day.guests() == set()
    assert await day.tick(2) == []
    assert CARLA in await day.workers()


async def test_a_guest_of_an_organisation_with_a_ground_is_announced_as_that(day: Day) -> None:
    await day.in_case(BAS, "!toestemming politie ingetrokken")
    text = "!grondslag politie grond: artikel 6 lid 1 sub e AVG doel: veiligheid nodig: het adres"
    [plan] = told(await day.in_case(BAS, text), GroundAhead)
    await day.in_case(ANNA, plan.command)
    await day.rota(KEES)
    assert told(await day.tick(1), GuestsCame) == [GuestsCame((("Kees Wit", "Politie"),), (("Politie", "G1"),))]


async def test_a_meeting_that_starts_early_brings_them_in_with_a_case_opened_meanwhile(day: Day) -> None:
    assert told(await day.in_mdt("!mdt start"), GuestsCame)
    second = await day.another("2")
    await day.tick()
    assert await day.guests(second) == {PIET}
    await day.in_mdt("!mdt sluit")
    assert await day.guests() | await day.guests(second) == set()
    third = await day.another("3")
    await day.tick(1)
    assert await day.guests(third) == set(), "the MDT of today is over"


async def test_without_a_meeting_they_go_with_the_day(day: Day) -> None:
    await day.tick(1)
    await day.tick(14.9)
    assert await day.guests() == {PIET}
    said = await day.tick(0.1)
    assert told(said, GuestsWent) == [GuestsWent(("Piet Blauw",), ())]


async def test_an_urgent_meeting_seats_its_own_case_and_the_day_goes_on(day: Day) -> None:
    second = await day.another("2")
    said = await day.in_mdt(f"!mdt spoed {day.code}")
    assert told(said, GuestsCame)
    assert (await day.guests(), await day.guests(second)) == ({PIET}, set())
    await day.in_mdt("!mdt sluit")
    assert await day.guests() == set()
    await day.tick(1)
    assert await day.guests() == await day.guests(second) == {PIET}, "the MDT of the day is still to come"
    await day.in_mdt("!mdt start")
    await day.in_mdt("!mdt sluit")
    assert await day.guests(second) == set()
    await day.in_mdt(f"!mdt spoed {second}")
    assert (await day.guests(), await day.guests(second)) == (set(), {PIET}), "a second meeting of the day"
    await day.in_mdt("!mdt sluit")
    assert await day.guests(second) == set()


async def test_a_case_that_is_finished_keeps_its_guests_until_the_meeting_is_closed(day: Day) -> None:
    await day.tick(1)
    await day.in_mdt("!mdt start")
    await day.in_mdt("!volgende")
    await day.decide_all()
    await day.in_mdt("!volgende")
    await day.tick()
    assert await day.guests() == {PIET}
    await day.in_mdt("!mdt sluit")
    assert await day.guests() == set()
    await day.tick(24)
    assert await day.guests() == set(), "nor the next day: it left the agenda"


async def test_whoever_has_something_to_do_stays_as_a_case_worker(day: Day) -> None:
    await day.tick(1)
    await day.in_mdt("!mdt start")
    await day.in_mdt("!volgende")
    await day.in_case(ANNA, f"!actie {PIET} vrijdag: iets doen")
    said = await day.in_mdt("!mdt sluit")
    assert told(said, GuestsWent) == [GuestsWent((), ("Piet Blauw",))]
    assert PIET in await day.workers()


async def test_whoever_was_made_a_case_worker_stays(day: Day) -> None:
    await day.tick(1)
    await day.in_case(CARLA, f"!erbij {PIET}")
    assert (await day.guests(), PIET in await day.workers()) == (set(), True)
    await day.in_mdt("!mdt start")
    said = await day.in_mdt("!mdt sluit")
    assert told(said, GuestsWent) == []
    assert PIET in await day.workers()


async def test_the_one_makes_place_for_the_other_when_the_rota_changes_or_somebody_is_away(day: Day) -> None:
    await day.tick(1)
    await day.rota(KEES)
    said = await day.tick()
    assert (told(said, GuestsWent), told(said, GuestsCame)) == (
        [GuestsWent(("Piet Blauw",), ())],
        [GuestsCame((("Kees Wit", "Politie"),))],
    )
    async with day.database.work() as work:
        await work.absences.replace(KEES, [Absence(KEES, TUESDAY, TUESDAY, PIET)])
        await work.commit()
    await day.tick()
    assert await day.guests() == {PIET}


async def test_whoever_withdraws_is_followed_by_the_deputy_and_never_comes_back(day: Day) -> None:
    await day.tick(1)
    await day.in_case(PIET, "!terugtrekken bevestig")
    await day.tick()
    assert await day.guests() == {KEES}
    await day.in_direct(KEES, f"!terugtrekken {day.code} bevestig")
    assert await day.tick() == []
    assert await day.guests() == set()


async def test_the_regiehouder_excludes_a_guest_like_anybody(day: Day) -> None:
    await day.tick(1)
    await day.in_case(BAS, f"!regie {BAS}")
    await day.in_direct(BAS, f"!uitsluiten {day.code} {PIET} bevestig")
    await day.tick()
    assert await day.guests() == {KEES}


async def test_withdrawn_consent_takes_guests_along_and_brings_none(day: Day) -> None:
    await day.tick(1)
    await day.in_case(ANNA, "!toestemming politie ingetrokken")
    assert await day.guests() | (await day.workers() & {CARLA}) == set()
    await day.tick()
    assert await day.guests() == set()
    async with day.database.work() as work:
        await work.cases.record_consent(day.code, Recorded("politie", Answer.GROUND, day.now))
        await work.commit()
    await day.tick()
    assert await day.guests() == {PIET}, "a legal ground lets them in as a yes does"


async def test_a_guest_withdraws_consent_as_anybody_does_also_that_of_the_own_organisation(day: Day) -> None:
    await day.tick(1)
    assert len(told(await day.in_case(PIET, "!toestemming shn ingetrokken"), ConsentTaken)) == 1
    said = await day.in_case(PIET, "!toestemming politie ingetrokken")
    assert {each.subject for each in said if isinstance(each.value, OutOfCase)} == {PIET, CARLA}
    assert [each.subject for each in said if isinstance(each.value, WhyTaken)] == [PIET]
    assert await day.guests() | (await day.workers() & {CARLA}) == set()
    await day.tick()
    assert await day.guests() == set()
    assert len(told(await day.in_direct(PIET, f"!reden {day.code} Politie: haar wens"), ReasonKept)) == 1


async def test_who_leaves_service_is_followed_by_the_deputy(day: Day) -> None:
    await day.tick(1)
    [shown] = [each.value for each in await day.in_admin(FRITS, f"!uitdienst {PIET}")]
    await day.in_admin(FRITS, shown.command)  # type: ignore[attr-defined]  # LeavingAhead
    await day.tick()
    assert await day.guests() == {KEES}


async def test_whoever_works_on_the_case_and_is_replaced_stays_as_the_representative(day: Day) -> None:
    await day.rota(CARLA)
    await day.tick(1)
    assert await day.guests() == set()
    await day.in_case(CARLA, f"!vervang mij door {KEES}")
    assert (await day.guests(), KEES in await day.workers()) == ({CARLA}, True)


async def test_who_went_while_the_bot_stood_still_is_no_intruder_and_who_comes_back_by_hand_is(day: Day) -> None:
    await day.tick(1)
    room_id = await day.room_id(Place.CASE, day.code)
    rooms = FakeRooms(joined={room_id: {FakeRooms.user_id, PIET}}, invited={room_id: set()}, declined={room_id: set()})
    await day.in_mdt("!mdt start")
    await day.in_mdt("!mdt sluit")  # and the bot is killed before it could put anybody out
    started = Membership(day.database.work, rooms, day.speaker, day.clock)
    await started.reconcile()
    assert told(await day.read(), Intruders) == []
    assert PIET not in rooms.joined[room_id]
    async with day.database.work() as work:
        assert await work.cases.let_go(day.code) == frozenset()
    rooms.join(room_id, PIET)
    await Membership(day.database.work, rooms, day.speaker, day.clock).reconcile()
    assert len(told(await day.read(), Intruders)) == 1


async def test_a_case_begins_with_who_is_on_duty(day: Day) -> None:
    second = await day.new_case("2")
    async with day.database.work() as work:
        roster = await work.cases.roster(second)
    assert [m for m in roster if m.organisation == "politie"] == [Member(PIET, "politie")]
