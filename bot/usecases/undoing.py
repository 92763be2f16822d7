"""`!ongedaan`: somebody takes back their own last change in a room, within ten minutes (docs/decisions/0029).

Nothing is deleted: what is taken back stays in the history, and so does that it was taken back. Who changed the same
thing later, whoever it was, is not overruled.
"""

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.case import Action, ActionState, Area
from bot.domain.contributions import Progress, Step
from bot.domain.refusals import Refused
from bot.domain.refusals_actions import CannotTakeBack, ChangedSince, NothingToTakeBack
from bot.domain.refusals_closing import CaseIsClosed
from bot.domain.steps import ActionStep, StepKind, standing, steps_of
from bot.domain.undo import TAKE_BACK_WITHIN, Change, What
from bot.usecases.acting import Acting
from bot.usecases.actions import owner_name, require_part
from bot.usecases.conflict import colleagues_in
from bot.usecases.handing import tell_new_owner
from bot.usecases.meeting import weighed_now
from bot.usecases.results_actions import TakenBack
from bot.usecases.stepping import put_right, take_step

INSTEAD = {
    "CoordinatorAppointed": "regie @naam",
    "YesRecorded": "toestemming organisatie ingetrokken",
    "AnswerRecorded": "toestemming organisatie antwoord",
    "ConsentTaken": "toestemming organisatie ja",
    "ConsentTakenThere": "toestemming",
    "Withdrawn": "erbij @naam",
    "ReplacedHere": "vervang @naam door @naam",
    "ReplacedThere": "vervang @naam door @naam",
    "JoinedHere": "vervang @naam door @naam",
    "JoinedThere": "vervang @naam door @naam",
    "CaseClosed": "casus heropen code: reden",
    "CaseReopened": "casus sluit",
    "ReopenedThere": "casus sluit",
    "HeldOver": "aanhouden: reden",
    "ReviewSet": "herbeoordeling weg",
    "ReviewOff": "herbeoordeling datum",
    "ChangeNoted": "casus wijziging: tekst",
    "Noted": "help casus",
    "BreachExplained": "overschreden: reden",
    "GroundRecorded": "toestemming organisatie ingetrokken",
    "MeetingStarted": "mdt sluit",
    "MeetingClosed": "mdt start",
    "ItemUp": "mdt volgorde code 1",
    "AllDiscussed": "mdt spoed code",
    "UrgentStarted": "mdt sluit",
    "PlaceSet": "mdt volgorde code 1",
    "MinutesSet": "mdt tijd code 10",
    "AbsenceSet": "afwezig weg",
    "AbsenceGone": "afwezig datum t/m datum",
    "LanguageSet": "taal nl",
}
"""What is not taken back, by the name of what was answered, and what to type instead: consent, who is in a case,
closing, appointments, what a meeting did. Others heard of it, or got keys by it, and acted on it."""


async def last_change(acting: Acting) -> Change:
    """Give what the asker changed last in this room, if it may still be taken back and the case is theirs and open.

    Raises `Refused` with `NothingToTakeBack`, `CannotTakeBack`, `NotYourCase` or `CaseIsClosed`.
    """
    here = acting.here
    change = await acting.work.changes.last(here.place.value, here.subject, acting.person.user_id)
    if change is None or not change.is_recent(acting.now):
        raise Refused(NothingToTakeBack(int(TAKE_BACK_WITHIN.total_seconds()) // 60))
    if change.what is What.FIXED:
        raise Refused(CannotTakeBack(INSTEAD.get(change.answer, "help")))
    await colleagues_in(acting, change.case)
    case = await acting.work.cases.get(change.case)
    if case is None or case.closed_at is not None:
        raise Refused(CaseIsClosed())
    return change


async def take_back(acting: Acting, change: Change) -> TakenBack:
    """Take a change back, in its case: `acting` is in the room of it.

    Raises `Refused` with `ChangedSince`, and for outcomes with `NotThisCasesTurn`.
    """
    match change.what:
        case What.ACTION:
            undone = await _action(acting, change.refs[0])
        case What.STEPS:
            undone = await _steps(acting, change.refs)
        case What.DECISIONS:
            undone = await _decisions(acting, change.refs)
        case What.CONTRIBUTION:
            undone = await _contribution(acting, change.refs[0])
        case _:
            undone = await _progress(acting, *change.refs)
    await acting.work.changes.taken_back(change.number, acting.now)
    return undone


async def tell_owners(acting: Acting, undone: TakenBack) -> None:
    """Ring for those who have an action again, after the room heard of it."""
    for action in undone.again:
        await tell_new_owner(acting, action)


async def _action(acting: Acting, number: int) -> TakenBack:
    work, code = acting.work, acting.subject
    action = await work.actions.get(code, number)
    steps = standing(steps_of(number, await work.action_steps.of(code)))
    if action is None or action.state is not ActionState.OPEN or steps:
        raise Refused(ChangedSince())
    step = ActionStep(number, StepKind.TAKEN_BACK, acting.person.user_id, acting.now)
    await take_step(work, code, action, step)
    return TakenBack(acting.person.name, What.ACTION, (action.label,))


async def _steps(acting: Acting, numbers: tuple[int, ...]) -> TakenBack:
    undone = [await _step(acting, number) for number in numbers]
    actions = tuple(action for _, action in undone)
    return TakenBack(
        acting.person.name,
        What.STEPS,
        tuple(action.label for action in actions),
        actions=actions,
        owners={action.number: owner_name(action.owner, acting.directory) for action in actions},
        again=tuple(action for kind, action in undone if kind is StepKind.HANDED),
        kinds=tuple(kind for kind, _ in undone),
    )


async def _step(acting: Acting, number: int) -> tuple[StepKind, Action]:
    work, code = acting.work, acting.subject
    steps = await work.action_steps.of(code)
    meant = next(step for step in steps if step.number == number)
    last = standing(steps_of(meant.action, steps))[-1:]
    action = await work.actions.get(code, meant.action)
    if last != (meant,) or action is None or action.state is ActionState.TAKEN_BACK:
        raise Refused(ChangedSince())
    back = ActionStep(meant.action, StepKind.TAKEN_BACK, acting.person.user_id, acting.now, of=number)
    after, _ = await take_step(work, code, action, back)
    try:
        await require_part(work, code, after.owner)
    except Refused:  # who would have it again has gone from the case meanwhile
        raise Refused(ChangedSince()) from None
    await put_right(work, code, action, after, acting.reminder_times, acting.now)
    return meant.kind, after


async def _decisions(acting: Acting, numbers: tuple[int, ...]) -> TakenBack:
    work, code = acting.work, acting.subject
    await weighed_now(acting)
    areas = {number: area for area, number in (await work.decisions.numbers(code)).items()}
    if any(number not in areas for number in numbers):
        raise Refused(ChangedSince())
    for number in numbers:
        await work.decisions.take_back(code, number, acting.now)
    gone = _in_order(areas[number] for number in numbers)
    left = await work.decisions.numbers(code)
    still = tuple(area for area in gone if area in left)
    return TakenBack(acting.person.name, What.DECISIONS, areas=gone, still=still)


async def _contribution(acting: Acting, number: int) -> TakenBack:
    steps = await _contribution_steps(acting, number)
    if len(steps) != 1:
        raise Refused(ChangedSince())
    return await _come_back(acting, Step(number, Progress.TAKEN_BACK, "", acting.now, steps[0][0]), What.CONTRIBUTION)


async def _progress(acting: Acting, number: int, position: int) -> TakenBack:
    steps = await _contribution_steps(acting, number)
    if not steps or steps[-1][0] != position:
        raise Refused(ChangedSince())
    before = steps[-2][1].progress if len(steps) > 1 else None
    return await _come_back(acting, Step(number, before, "", acting.now, position), What.PROGRESS)


async def _contribution_steps(acting: Acting, number: int) -> list[tuple[int, Step]]:
    """Give the steps of one contribution that were not taken back, each with its place in the case."""
    all_ = list(enumerate(await acting.work.contributions.steps(acting.subject), 1))
    gone = {step.of for _, step in all_}
    return [(place, step) for place, step in all_ if step.number == number and not step.of and place not in gone]


async def _come_back(acting: Acting, step: Step, what: What) -> TakenBack:
    await acting.work.contributions.step(acting.subject, replace(step, by=acting.person.user_id))
    return TakenBack(acting.person.name, what, (f"I{step.number}",))


def _in_order(areas: Iterable[Area]) -> tuple[Area, ...]:
    found = set(areas)
    return tuple(area for area in Area if area in found)
