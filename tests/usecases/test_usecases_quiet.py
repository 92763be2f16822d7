"""What rings in a direct chat was thought about: it can wait, or there is a reason why not."""

from datetime import date, time, timedelta

import pytest

from bot.domain.calendar import Workdays, at, no_holidays
from bot.domain.people import Place
from bot.domain.rhythm import Habit, Rhythm
from bot.texts.ringing import RINGING
from bot.usecases.notices import DeviceRefused, WriteNothing, YouCoordinate
from bot.usecases.quiet import CAN_WAIT
from bot.usecases.results_clock import YourDeadline
from tests.commands.stage import BAS, Stage, values

TUESDAY = date(2026, 11, 24)
NIGHT = at(TUESDAY, time(23))
NOT_WAITING = {
    "CalledTogether": "a meeting that was called together",
    "YourDeadline": "the 24 hours of a case",
    "WriteNothing": "somebody may be reading along",
    "OutOfCase": "the room is gone from their list already",
    "ProtocolMissed": "the rooms are gone from their list already",
    "WithoutCoordinator": "nobody leads a case: the same day (R10), and at once under a tight watch (R43)",
    "RegieAsked": "the question itself waits, so that nobody is rung for one that is over",
    "RegieAskedMany": "as RegieAsked",
    "RegieAskedHere": "in the case room, and as RegieAsked",
    "YouLead": "in the case room, while its MDT runs",
    "YouChair": "in the MDT room, while the MDT runs",
    "MeetingStill": "in the MDT room, while the MDT runs",
    "StillOpen": "in the MDT room, while the MDT runs",
    "SeatToday": "it is about today's MDT",
    "SeatLost": "it is about today's MDT",
    "YourTurn": "in the case room",
    "MeetingSoon": "in the MDT room",
    "PicturesDiffer": "both are comparing pictures now",
    "NobodyLeft": "in the administrators' room",
    "AdminsMustConfirm": "in the administrators' room",
    "OneMoreAdmin": "in the administrators' room",
    "NobodyAnswered": "in the administrators' room",
    "NotOneOfUs": "in the administrators' room",
    "LooksAlike": "in the administrators' room",
    "IdentityBlocked": "in the administrators' room",
    "Intruders": "in the administrators' room",
    "IntrudersStay": "in the administrators' room",
    "SomebodyPutOut": "in the administrators' room",
    "RoomsLost": "in the administrators' room",
    "MessageSetAside": "in the administrators' room",
}


def test_whatever_rings_can_wait_or_has_a_reason() -> None:
    assert {kind.__name__ for kind in RINGING - CAN_WAIT} == set(NOT_WAITING)


@pytest.mark.parametrize(
    ("value", "waits"),
    [
        (YouCoordinate("DH-7K3M", BAS), True),
        (WriteNothing(Place.CASE, "DH-7K3M"), False),
        (DeviceRefused(("TELEFOON",)), False),
        (YourDeadline((("DH-7K3M", NIGHT),), NIGHT, BAS), False),
    ],
)
async def test_at_night_only_what_can_wait_waits(value: object, *, waits: bool) -> None:
    stage = await Stage(rhythm=Rhythm(days=Workdays(frozenset(range(5)), no_holidays))).set_up()
    stage.now = NIGHT
    async with stage.database.work() as work:
        await stage.speaker.to_person(work, BAS, value, NIGHT)
        await work.commit()
    assert values(await stage.read()) == ([] if waits else [value])
    stage.now = at(TUESDAY + timedelta(days=1), time(7))
    assert values(await stage.read()) == ([value] if waits else [])


async def test_each_waits_for_their_own_hours() -> None:
    stage = await Stage(rhythm=Rhythm(days=Workdays(frozenset(range(5)), no_holidays))).set_up()
    stage.now = at(TUESDAY, time(21))
    async with stage.database.work() as work:
        await work.habits.save(Habit(BAS, time(22), time(7)))
        await stage.speaker.to_person(work, BAS, YouCoordinate("DH-7K3M", BAS), stage.now)
        await work.commit()
    assert len(await stage.read()) == 1
