"""Silence after a question goes to the deputy, then to the chair; so does a question to who is gone (R10, R11).

Rows, not timers: what a question waits for follows from when it was asked. After days without the bot the question goes
on once, from now, and nobody gets what was missed.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.calendar import at, local_day
from bot.domain.case import CaseCode, Member, may_coordinate
from bot.domain.clock import Watch
from bot.domain.leaving import Facts, in_case
from bot.domain.people import Directory, Person, UserId
from bot.domain.regie import Kind, Next, Request, RequestState, Step, next_of
from bot.ports import Work
from bot.usecases.handover import By, Desk, rota_of, tell_uncovered
from bot.usecases.regie_ask import deputy_of, let_in, may_ring, ring_asked
from bot.usecases.regie_change import ended, say_called_off
from bot.usecases.remind import NOON
from bot.usecases.results_regie import RegiePassedOn, RegieSilent, RegieUnanswered
from bot.usecases.rosters import chairs_of
from bot.usecases.speak import Speaker
from bot.usecases.tight import is_tight
from bot.usecases.trust import BOT

AHEAD = timedelta(hours=1)
"""A question from further ahead than this, was asked by a clock that was wrong; a clock set back an hour is none."""

GRACE = timedelta(minutes=5)
"""How much later than its moment a digest may come and still be waited for."""


async def watch_regie(work: Work, speaker: Speaker, now: datetime, watch: Watch) -> int:
    """Look at every open question. Returns for how many something was done."""
    open_ = await work.regie.open()
    if not open_:
        return 0
    desk, directory = Desk(work, speaker, By(BOT, "", now), ()), await work.people.directory()
    return sum([await _Look(desk, directory, watch, code, request).go() for code, request in open_])


@dataclass(frozen=True)
class _Look:
    desk: Desk
    directory: Directory
    watch: Watch
    code: CaseCode
    request: Request

    @property
    def now(self) -> datetime:
        return self.desk.by.now

    async def go(self) -> bool:
        """Do what this question needs now; tell whether it needed anything."""
        work, code, request = self.desk.work, self.code, self.request
        facts = await self._facts()
        if facts.case.closed_at is not None:
            await ended(work, code, request, RequestState.WITHDRAWN, self.now)
            await say_called_off(work, self.desk.speaker, code, request.asked, self.now)
            return True
        if not self._able(request.asked, facts):
            await self._pass_on(facts, over=True)
            return True
        if request.asked_at > self.now + AHEAD:
            await work.regie.save(code, replace(request, asked_at=self.now))
            return True
        step = next_of(request, self.now, self.watch.regie, self.watch.days)
        if step is Next.GO_ON:
            await self._pass_on(facts, over=False)
            return True
        if not (step is Next.ASK_AGAIN or (request.step is Step.LATER and await self._digest_was_given())):
            return False
        if not await may_ring(self.desk, code, request.asked) or await self._digest_says_it():
            return False
        await work.regie.save(code, replace(request, step=Step.AGAIN if step is Next.ASK_AGAIN else Step.ASKED))
        await ring_asked(self.desk, code, request.asked, again=request.step is Step.ASKED)
        return True

    async def _digest_was_given(self) -> bool:
        """Whether today's digest of who is asked is over: until then that is where a question of the night stands."""
        given = (await self.desk.work.nudges.digest_days()).get(self.request.asked)
        return given is not None and given >= local_day(self.now)

    async def _digest_says_it(self) -> bool:
        """Whether this morning's digest says or said it: then it does not ring before noon, but under a tight watch.

        A digest that does not come when it should holds nothing up.
        """
        work, request, today = self.desk.work, self.request, local_day(self.now)
        if local_day(request.asked_at) >= today or self.now >= at(today, NOON):
            return False
        rhythm = self.desk.speaker.rhythm
        comes = rhythm.hours(await work.habits.of(request.asked)).first_from(today, rhythm.digest_at)
        says = await self._digest_was_given() or (comes is not None and self.now < comes + GRACE)
        return says and not await is_tight(work, self.code, self.now)

    async def _facts(self) -> Facts:
        """Gather what is needed of the case. What was agreed is sealed, and not looked at."""
        cases, code = self.desk.work.cases, self.code
        case = await cases.get(code)
        if case is None:
            raise KeyError(code)
        return Facts(case, (), await cases.consents(code), await cases.roster(code), await cases.excluded(code))

    def _able(self, user: UserId, facts: Facts) -> bool:
        person = self.directory.person(user)
        return person is not None and may_coordinate(person, self.directory) and user in in_case(facts, self.directory)

    async def _pass_on(self, facts: Facts, *, over: bool) -> None:
        """Ask who stands in; when nobody can, tell the chair. `over`: whoever was asked cannot say yes any more."""
        work, code, request = self.desk.work, self.code, self.request
        deputy = await self._deputy(facts)
        if deputy is not None:
            await self._ask(facts, deputy)
            return
        if over:
            await ended(work, code, request, RequestState.EXPIRED, self.now)
        else:
            await work.regie.save(code, replace(request, step=Step.CHAIR))
        missing = facts.case.coordinator is None
        name = self.directory.name_of(request.asked)
        await self._say(RegieSilent(code, name, over, missing))
        if missing:
            await tell_uncovered(self.desk, (code,))
            return
        urgent = await is_tight(work, code, self.now)
        for chair in await chairs_of(work, facts.case):
            await self.desk.speaker.to_person(work, chair, RegieUnanswered(code, chair), self.now, urgent=urgent)

    async def _deputy(self, facts: Facts) -> Person | None:
        """Give who stands in; for a deputy who is silent too, nobody does. Who left service has no colleagues here."""
        person, request = self.directory.person(self.request.asked), self.request
        if person is None or request.stands_for is not None:
            return None
        return deputy_of(facts, person, self.directory, await rota_of(self.desk.work), local_day(self.now))

    async def _ask(self, facts: Facts, deputy: Person) -> None:
        work, code, request = self.desk.work, self.code, self.request
        await ended(work, code, request, RequestState.EXPIRED, self.now)
        comes = deputy.user_id not in in_case(facts, self.directory)
        if comes or Member(deputy.user_id, deputy.organisation, guest=True) in facts.roster:
            await let_in(self.desk, code, deputy)
        kind = Kind.APPOINT if request.kind is Kind.CONFIRM else request.kind
        new = Request(deputy.user_id, request.asked_by, kind, self.now, with_actions=request.with_actions)
        await work.regie.add(code, replace(new, stands_for=request.asked))
        await self._say(RegiePassedOn(code, self.directory.name_of(request.asked), deputy.name, comes))
        await ring_asked(self.desk, code, deputy.user_id, comes=comes)

    async def _say(self, value: object) -> None:
        await self.desk.speaker.to_case(self.desk.work, self.code, value, self.now)
