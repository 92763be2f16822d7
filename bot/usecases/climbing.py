"""What is late climbs from the owner to the regiehouder to the chair; the case room sees each step (R8, R26)."""

from collections.abc import Mapping, Sequence

from bot.domain.case import CaseCode
from bot.domain.escalation import Hears, Lateness, Level, Step, again, lateness, next_step, wanted
from bot.domain.reminders import CaseFacts, Near, owners
from bot.ports import Work
from bot.usecases.day import Day
from bot.usecases.results_reminders import Climbed, ClimbedLine
from bot.usecases.speak import Speaker


async def climb(
    work: Work,
    speaker: Speaker,
    day: Day,
    near: Sequence[Near],
    cases: Mapping[CaseCode, CaseFacts],
    watched: frozenset[CaseCode],
) -> int:
    """Take today's steps and show them in the case rooms, without ringing. Returns how many steps were taken.

    Who must know hears it in the digest of the same morning: nobody is rung for it apart from that.
    """
    steps, counted = await work.nudges.steps(day.today), lateness(day.today, day.rhythm.days)
    rooms: dict[CaseCode, list[ClimbedLine]] = {}
    for action in near:
        if action.due >= day.today:
            continue
        last, case = steps.get(action.key), cases[action.case]
        step = _step(action, case, last, day, counted, tight=action.case in watched)
        if step is not None:
            await work.nudges.step(*action.key, step)
            line = ClimbedLine(f"A{action.number}", counted.of(action.due), step.level)
            rooms.setdefault(action.case, []).append(line)
        elif again(last, action.due, day.today, day.rhythm.days):
            await work.nudges.step(*action.key, Step(Level.CHAIR, day.today, action.due))
    for code, lines in sorted(rooms.items()):
        await speaker.to_case(work, code, Climbed(code, tuple(lines)), day.now)
    return sum(len(lines) for lines in rooms.values())


def _step(action: Near, case: CaseFacts, last: Step | None, day: Day, counted: Lateness, *, tight: bool) -> Step | None:
    want = wanted(counted.of(action.due), day.rhythm.manner(case.region), tight=tight)
    reached = last.level if last is not None and last.due == action.due else 0
    if want is None or reached is Level.CHAIR:
        return None
    hears: dict[Level, Hears] = {
        Level.OWNER: day.hears(owners(action, case, day.rota, day.today), frozenset()),
        Level.COORDINATOR: day.hears((case.leads,) if case.leads else (), frozenset()),
        Level.CHAIR: day.hears((user for user in day.chairs(case.region) if user not in case.excluded), case.excluded),
    }
    return next_step(action.due, last, want, day.today, hears, tight=tight)
