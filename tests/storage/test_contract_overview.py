"""The contract of the look across cases for overviews; every database keeps it."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.domain.case import Answer, Area
from bot.domain.casenotes import Note, NoteKind
from bot.domain.closing import FollowUp
from bot.domain.consent import Recorded
from bot.domain.contributions import Contributed, Progress, Step
from bot.domain.meeting import Item, Meeting
from bot.domain.regie import Kind, Request, RequestState, Use
from bot.domain.steps import ActionStep, StepKind
from bot.ports import Work

from .conftest import AnyDatabase
from .samples import ANNA, BEN, DAY, HOUR, NOW, A, B, C, action, add_case, decision

LATER = NOW + 3 * DAY


async def moved(work: Work, code: str = A) -> datetime:
    return (await work.overview.last_moves("DH"))[code]


async def test_a_case_moves_when_it_is_opened_and_reopened(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work, A)
        await add_case(work, B, reopened_at=LATER)
        await add_case(work, C)
        assert await work.overview.last_moves("DH") == {A: NOW, B: LATER}
        assert await work.overview.last_moves("OB") == {C: NOW}
        assert await work.overview.last_moves("XX") == {}
        await work.cases.close(A, LATER, ANNA)
        assert set(await work.overview.last_moves("DH")) == {B}, "a closed case stands nowhere"


async def act(work: Work) -> None:
    await work.actions.add(A, action(2))
    await work.action_steps.add(A, ActionStep(2, StepKind.DONE, ANNA, LATER))


async def decide(work: Work) -> None:
    await work.meetings.save(Meeting("m", "DH", ANNA, NOW, (Item(A),)))
    await work.decisions.add(A, "m", replace(decision(Area.LAW), decided_at=LATER))


async def contribute(work: Work) -> None:
    await work.contributions.add(A, Contributed(2, "vt", "bellen", by=ANNA, at=LATER))


async def contribute_step(work: Work) -> None:
    await work.contributions.step(A, Step(1, Progress.STARTED, ANNA, LATER))


async def note(work: Work) -> None:
    await work.notes.add(A, Note(NoteKind.WISHES, "woord", ANNA, LATER))


async def use_authority(work: Work) -> None:
    await work.authority.use(A, Use(Area.LAW, "woord", ANNA, LATER))


async def consent(work: Work) -> None:
    await work.cases.record_consent(A, Recorded("om", Answer.YES, LATER, ANNA))


async def say_yes(work: Work) -> None:
    await work.regie.add(A, Request(ANNA, BEN, Kind.APPOINT, NOW, RequestState.ACCEPTED, LATER))


Move = Callable[[Work], Awaitable[None]]


@pytest.mark.parametrize(
    "move", [act, decide, contribute, contribute_step, note, use_authority, consent, say_yes], ids=lambda m: m.__name__
)
async def test_what_is_recorded_moves_its_own_case_only(
    database: AnyDatabase, move: Callable[[Work], Awaitable[None]]
) -> None:
    async with database.work() as work:
        await add_case(work, A)
        await add_case(work, B)
        await move(work)
        assert await work.overview.last_moves("DH") == {A: LATER, B: NOW}


async def test_a_no_and_a_question_without_an_answer_move_nothing(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work, A)
        for answer in (Answer.NO, Answer.WITHDRAWN, Answer.ANONYMOUS):
            await work.cases.record_consent(A, Recorded("om", answer, LATER, ANNA))
        await work.regie.add(A, Request(ANNA, BEN, Kind.APPOINT, LATER))
        await work.regie.add(A, Request(ANNA, BEN, Kind.APPOINT, NOW, RequestState.REFUSED, LATER))
        assert await moved(work) == NOW
        await work.actions.add(A, action(1))
        assert await moved(work) == NOW, "agreed at that moment too"
        await work.notes.add(A, Note(NoteKind.CHANGE, "woord", ANNA, NOW + HOUR))
        assert await moved(work) == NOW + HOUR


async def test_the_follow_ups_of_a_regiehouder(database: AnyDatabase) -> None:
    days = [date(2026, 12, day) for day in (1, 2, 3, 31)]
    async with database.work() as work:
        for code, coordinator, closed in ((A, ANNA, NOW), (B, ANNA, None), (C, BEN, NOW)):
            await add_case(work, code, coordinator=coordinator, closed_at=closed)
            for day in days:
                await work.follow_ups.add(FollowUp(code, day))
        await work.follow_ups.told(FollowUp(A, days[1]), NOW)
        found = await work.overview.follow_ups(ANNA, days[1], days[2])
        assert found == (FollowUp(A, days[1]), FollowUp(A, days[2])), "told or not; of closed cases"
        assert await work.overview.follow_ups("@niemand:example.org", days[0], days[3]) == ()
