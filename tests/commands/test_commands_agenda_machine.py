"""Whatever people type, in whatever order: a case that state wants on the agenda is off it no longer than the bot said,
and what was put on for a day is on that day's agenda until a meeting left it or somebody took it back.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.agenda import CaseState, Reason
from bot.domain.agenda_notes import ByHand, Deed
from bot.domain.calendar import at, local_day
from bot.domain.case import CaseCode
from bot.domain.clock import Watch
from bot.domain.meeting import ItemState
from bot.usecases.agenda import case_states, why_on
from bot.usecases.results_agenda import CaseMoved, MovedHere, PutOn, PutOnHere, TakenBack
from bot.usecases.results_casefile import ChangeNoted
from tests.commands.arranging import ALL_NVT, DAY, WHY
from tests.commands.stage import ANNA, CARLA, Stage, values

MINUTE = timedelta(minutes=1)
WATCH = Watch()
AHEAD = 12


@dataclass
class Told:
    """What people were told of one case: to which day it was moved, and for which days it was put on.

    `holds`: nothing came up since it was moved.
    """

    moved: date | None = None
    holds: bool = False
    days: set[date] = field(default_factory=set)

    def off(self, day: date) -> bool:
        return self.moved is not None and self.holds and day < self.moved

    def on(self, day: date) -> bool:
        return not self.off(day) and any(each <= day for each in {*self.days, self.moved or date.max})


class World:
    """A stage with two cases, and what the bot promised about them."""

    def __init__(self, stage: Stage, codes: tuple[CaseCode, CaseCode]) -> None:
        self.stage = stage
        self.codes = codes
        self.told = {code: Told() for code in codes}

    async def type(self, step: str) -> None:
        where, _, text = step.partition(": ")
        self.stage.now += MINUTE
        before = await self._left()
        if where == "time":
            self.stage.now = at(local_day(self.stage.now) + int(text) * DAY, time(9))
            return
        text = text.replace("FIRST", self.codes[0]).replace("SECOND", self.codes[1])
        if where == "mdt":
            said = await self.stage.in_mdt(text)
        else:
            who, number = where.split()
            said = await self.stage.in_case({"anna": ANNA, "carla": CARLA}[who], text, self.codes[int(number)])
        for value in values(said):
            self._hear(value, self.codes[int(where[-1])] if where != "mdt" else "")
        for code, moment in (await self._left()).items():
            if before.get(code) != moment:
                self._left_by_a_meeting(code, local_day(moment))

    async def _left(self) -> dict[CaseCode, datetime]:
        async with self.stage.database.work() as work:
            return dict(await work.meetings.left_cases("DH"))

    def _left_by_a_meeting(self, code: CaseCode, day: date) -> None:
        told = self.told[code]
        told.moved = None
        told.days = {each for each in told.days if each > day}

    def _hear(self, value: object, here: CaseCode) -> None:
        match value:
            case CaseMoved() | MovedHere():
                self.told[value.code].moved = local_day(value.moment)
                self.told[value.code].holds = True
            case PutOn():
                day = local_day(self.stage.now) if value.offered else local_day(value.moment)
                self._put_on(value.code, day)
            case PutOnHere() if not (value.running and value.already):
                self._put_on(value.code, local_day(value.moment))
            case TakenBack():
                if value.kind is Deed.MOVED:
                    self.told[value.code].moved = None
                else:
                    self.told[value.code].days.discard(value.day)
            case ChangeNoted():
                self.told[here].holds = False
            case _:
                pass

    def _put_on(self, code: CaseCode, day: date) -> None:
        told = self.told[code]
        told.days.add(day)
        if told.moved is not None and day < told.moved:
            told.moved = None

    async def check(self) -> None:
        async with self.stage.database.work() as work:
            states = {state.case.code: state for state in await case_states(work, "DH")}
            meeting = await work.meetings.running("DH")
        for code, told in self.told.items():
            waits = meeting is not None and (item := meeting.item(code)) is not None and item.state in STILL
            for days in range(AHEAD):
                day = local_day(self.stage.now) + days * DAY
                self._check_day(states[code], told, day, waits=waits)

    def _check_day(self, state: CaseState, told: Told, day: date, *, waits: bool) -> None:
        wanted, found = why_on(replace(state, by_hand=ByHand()), day, WATCH), why_on(state, day, WATCH)
        if wanted and not found:
            assert told.off(day), "off the agenda, and nobody was told so"
        if found and not wanted:
            assert {Reason.BY_HAND, Reason.MOVED} & set(found)
        if told.on(day) and not waits:
            assert found, "put on, and not there"


STILL = {ItemState.WAITING, ItemState.CURRENT}

days = st.sampled_from(["morgen", "vrijdag", "30-11", "1-12", "2-12", "zaterdag", "vandaag"])
who = st.sampled_from(["anna 0", "anna 1", "carla 0", "carla 1"])
codes = st.sampled_from(["FIRST", "SECOND"])
steps = st.one_of(
    st.builds("{}: !agenda erbij {}: {}".format, who, days, st.just(WHY)),
    st.builds("{}: !agenda erbij: {}".format, who, st.just(WHY)),
    st.builds("{}: !agenda verzet {}: {}".format, who, days, st.just(WHY)),
    st.builds("{}: !agenda terug".format, who),
    st.builds("{}: !casus wijziging: hij belde weer".format, who),
    st.builds("{}: !herbeoordeling {}".format, who, days),
    st.builds("{}: {}".format, who, st.just(ALL_NVT)),
    st.builds("{}: !regie anna".format, who),
    st.builds("mdt: !mdt erbij {} {}".format, codes, days),
    st.builds("mdt: !mdt erbij {}".format, codes),
    st.builds("mdt: !mdt verzet {} {}".format, codes, days),
    st.builds("mdt: !mdt spoed {}".format, codes),
    st.sampled_from(["mdt: !mdt start", "mdt: !volgende", "mdt: !volgende", "mdt: !mdt sluit"]),
    st.integers(1, 2).map("time: {}".format),
)
_TURN = ("mdt: !volgende", f"anna 0: {ALL_NVT}", f"anna 1: {ALL_NVT}")
DECIDED = ("anna 0: !regie anna", "anna 1: !regie anna", "mdt: !mdt start", *_TURN, *_TURN, "mdt: !mdt sluit")
"""A meeting in which everything is decided: a row of steps that chance seldom finds."""


@given(st.booleans(), st.lists(steps, max_size=14))
@example(
    True, ["anna 0: !agenda erbij vrijdag: de tolk", "anna 0: !agenda verzet 30-11: druk", "anna 0: !agenda terug"]
)
@example(True, ["mdt: !mdt erbij FIRST", "time: 1", "mdt: !mdt start", "mdt: !mdt verzet FIRST vrijdag"])
@example(False, ["mdt: !mdt start", "mdt: !volgende", "mdt: !mdt sluit", "carla 0: !agenda verzet 2-12: druk"])
@example(
    True, ["anna 0: !casus wijziging: ruzie", "anna 0: !agenda verzet 2-12: druk", "anna 0: !agenda erbij 1-12: nee"]
)
@example(True, ["anna 0: !casus wijziging: een", "anna 0: !agenda verzet 2-12: druk", "anna 0: !casus wijziging: twee"])
@example(True, ["anna 0: !agenda erbij vrijdag: de tolk", "mdt: !mdt spoed FIRST", "mdt: !mdt sluit"])
@example(True, ["anna 0: !agenda erbij 30-11: de tolk", "anna 0: !agenda verzet vrijdag: kan eerder"])
async def test_no_case_is_off_the_agenda_longer_than_was_said(decided: bool, typed: list[str]) -> None:
    stage = await Stage().set_up()
    world = World(stage, (stage.code, await stage.new_case("2")))
    for step in (*(DECIDED if decided else ()), *typed):
        await world.type(step)
        await world.check()
