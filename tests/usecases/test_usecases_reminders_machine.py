"""Weeks of work in any order: people, actions, absences, outages and clocks that are set.

Held against what people received: never two digests a day, nothing that can wait in quiet hours, what is late reaches
the owner, then the regiehouder, then the chair, and no typed word leaves the case room.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.calendar import Workdays, at, local_day, no_holidays
from bot.domain.case import Action, ActionState, Owner
from bot.domain.duty import Absence
from bot.domain.escalation import Level
from bot.domain.people import Place
from bot.domain.reminders import Reminder, Snooze
from bot.domain.rhythm import Habit, Rhythm
from bot.ports import Work
from bot.texts.words import FluentWords
from bot.usecases.morning import give_digests
from bot.usecases.notices import ActionDue, MorningDigest
from bot.usecases.quiet import CAN_WAIT
from bot.usecases.remind import remind
from bot.usecases.results_reminders import ActionsDue, Climbed, SnoozeOver
from bot.usecases.tight import watch_uncovered
from tests.commands.stage import ANNA, BAS, BAS_SMIT, CARLA, DIRECTORY, NOW, Stage

FIRST = date(2026, 10, 19)
"""The Monday before summer time ends."""
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
RHYTHM = Rhythm(days=Workdays(frozenset(range(5)), no_holidays))
PEOPLE = (ANNA, BAS, BAS_SMIT, CARLA)
ORGANISATION = {person.user_id: person.organisation for person in DIRECTORY.people}
WORD = "Merkwoordzeldzaam"
REMINDING = (MorningDigest, ActionDue, ActionsDue, SnoozeOver)

who = st.sampled_from(PEOPLE)
HABITS = (
    Habit(""),
    Habit("", time(22), time(10)),
    Habit("", time(0), time(0), frozenset({0, 1, 3})),
    Habit("", time(14), time(7), frozenset({5, 1, 2})),
)
steps = st.one_of(
    st.tuples(st.just("agree"), who, st.integers(-5, 9)),
    st.tuples(st.just("done"), who, st.integers(1, 6)),
    st.tuples(st.just("away"), who, st.integers(0, 5)),
    st.tuples(st.just("habit"), who, st.integers(0, len(HABITS) - 1)),
    st.tuples(st.just("snooze"), who, st.integers(1, 6)),
    st.tuples(st.just("lead"), who, st.integers(0, 1)),
    st.tuples(st.just("out"), who, st.just(0)),
    st.tuples(st.just("watch"), who, st.just(0)),
    st.tuples(st.just("work"), who, st.integers(1, 6)),
    st.tuples(st.just("down"), who, st.integers(1, 3)),
)
setting = st.tuples(st.just("set"), who, st.sampled_from([-60, -3 * 24 * 60, 3 * 24 * 60, 400 * 24 * 60]))


@dataclass
class Office:
    """A stage on which time passes by the hour; it keeps what was received."""

    stage: Stage
    now: datetime
    digests: list[tuple[str, date]] = field(default_factory=list)
    climbed: dict[str, list[Level]] = field(default_factory=dict)

    async def hours(self, count: int) -> None:
        for _ in range(count):
            self.now += 60 * MINUTE
            await self.tick()

    async def tick(self) -> None:
        stage = self.stage
        stage.now = self.now
        async with stage.database.work() as work:
            await remind(work, stage.speaker, self.now, RHYTHM)
            await give_digests(work, stage.speaker, self.now, RHYTHM)
            await watch_uncovered(work, stage.speaker, self.now)
            habits = {habit.user_id: habit for habit in await work.habits.all()}
            absent = {each.user_id for each in await work.absences.all() if each.covers(local_day(self.now))}
            await work.commit()
        for said in await stage.read():
            assert said.place is Place.CASE or WORD not in repr(said.value)
            if said.place is Place.DIRECT and type(said.value) in CAN_WAIT:
                assert RHYTHM.hours(habits.get(said.subject)).reachable(self.now), (said.subject, self.now)
            if isinstance(said.value, REMINDING):
                assert said.subject not in absent
            if isinstance(said.value, MorningDigest):
                self.digests.append((said.subject, local_day(self.now)))
            elif isinstance(said.value, Climbed):
                assert not said.outgoing.message.rings
                for line in said.value.lines:
                    self.climbed.setdefault(line.label, []).append(line.level)

    async def do(self, what: str, user: str, number: int) -> None:
        if what == "work":
            await self.hours(number * 8)
        elif what == "down":
            self.now += number * DAY
        elif what == "set":
            self.now += number * MINUTE
            self.digests.clear()  # what day it is was another day for a while
            self.climbed.clear()
        async with self.stage.database.work() as work:
            await (self._change if what in {"agree", "done", "snooze"} else self._arrange)(work, what, user, number)
            await work.commit()

    async def _change(self, work: Work, what: str, user: str, number: int) -> None:
        code, today = self.stage.code, local_day(self.now)
        if what == "agree":
            new = await work.actions.next_number(code)
            owner = Owner(ORGANISATION[user], user if number % 3 else None)
            await work.actions.add(code, Action(new, owner, today + number * DAY, WORD, CARLA, self.now))
            await work.reminders.add(Reminder(code, new, self.now + 2 * DAY))
        elif (found := await work.actions.get(code, number)) is None:
            return
        elif what == "done":
            ended = replace(found, state=ActionState.DONE, done_by=user, done_at=self.now)
            await work.actions.save(code, ended)
        else:
            until = self.now + number * DAY / 2
            await work.nudges.snooze(Snooze(user, code, number, until, rings=bool(number % 2)))

    async def _arrange(self, work: Work, what: str, user: str, number: int) -> None:
        code, today = self.stage.code, local_day(self.now)
        if what == "away":
            deputy = PEOPLE[number] if number < len(PEOPLE) and PEOPLE[number] != user else None
            await work.absences.replace(user, [Absence(user, today, today + number * DAY, deputy)])
        elif what == "habit":
            await work.habits.save(replace(HABITS[number], user_id=user))
        elif what == "lead":
            await work.cases.set_coordinator(code, user if number else None)
        elif what == "out":
            await work.cases.remove_member(code, user)
        elif what == "watch":
            await work.nudges.watch(code, today + 14 * DAY)


async def office() -> Office:
    stage = await Stage(rhythm=RHYTHM).set_up()
    return Office(stage, at(FIRST, time(6)))


@given(st.lists(steps, max_size=25))
@example(history=[("agree", ANNA, 0), ("away", ANNA, 0), ("snooze", ANNA, 1)])
async def test_in_any_weeks_nobody_gets_two_digests_a_day_and_what_is_late_goes_up(
    history: list[tuple[str, str, int]],
) -> None:
    place = await office()
    for what, user, number in history:
        await place.do(what, user, number)
    await place.hours(48)
    assert len(place.digests) == len(set(place.digests))
    for levels in place.climbed.values():
        assert levels == sorted(set(levels)), "up, and each once"


@given(st.lists(steps | setting, max_size=25))
@example(history=[("agree", ANNA, 0), ("away", ANNA, 0), ("snooze", ANNA, 1)])
async def test_whatever_clocks_say_nothing_rings_in_quiet_hours_and_no_word_leaves_the_room(
    history: list[tuple[str, str, int]],
) -> None:
    place = await office()
    for what, user, number in history:
        await place.do(what, user, number)
    await place.hours(24)
    assert len(place.digests) == len(set(place.digests))


@given(st.integers(-9, 0), st.booleans(), st.sampled_from(["", BAS]))
async def test_every_late_action_reaches_the_owner_then_the_regiehouder_then_the_chair(
    due: int,
    watched: bool,
    leads: str,
) -> None:
    """From the messages alone: who read of it, for the first time, on which day."""
    place = await office()
    async with place.stage.database.work() as work:
        await work.actions.add(
            place.stage.code, Action(1, Owner("vt", ANNA), FIRST + due * DAY, WORD, CARLA, NOW - 99 * DAY)
        )
        await work.cases.set_coordinator(place.stage.code, leads or None)
        if watched:
            await work.nudges.watch(place.stage.code, FIRST + 14 * DAY)
        await work.commit()
    await place.hours(10 * 24)
    first: dict[str, date] = {}
    for user, day in place.digests:
        first.setdefault(user, day)
    assert first[ANNA] <= first[CARLA]
    if leads:
        assert first[ANNA] <= first[BAS] <= first[CARLA]
        assert watched or first[ANNA] < first[BAS] < first[CARLA]


async def test_in_real_words_no_typed_word_leaves_the_case_room() -> None:
    stage = await Stage(FluentWords(lambda: NOW), rhythm=RHYTHM).set_up()
    await stage.in_case(CARLA, f"!actie anna morgen: {WORD}\n!actie csg vandaag: {WORD}\n!later A1 2u")
    outside = []
    for number in range(12 * 24):
        stage.now = NOW + number * 60 * MINUTE
        async with stage.database.work() as work:
            await remind(work, stage.speaker, stage.now, RHYTHM)
            await give_digests(work, stage.speaker, stage.now, RHYTHM)
            await work.commit()
        outside += [said.outgoing.message.plain for said in await stage.read() if said.place is not Place.CASE]
    assert len(outside) > 10
    assert not [text for text in outside if WORD in text]
