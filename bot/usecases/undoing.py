"""`!ongedaan`: somebody takes back their own last change in a room, within ten minutes (docs/decisions/0029).

Nothing is deleted: what is taken back stays in the history, and so does that it was taken back. Who changed the same
thing later, whoever it was, is not overruled.
"""

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.case import Action, ActionState, Area
from bot.domain.contributions import Progress, Step, standing_steps
from bot.domain.corrections import Correction, about_action, about_area, last_correction
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
from bot.usecases.regie_change import outcomes
from bot.usecases.results_actions import TakenBackHere
from bot.usecases.scope import own_areas
from bot.usecases.stepping import put_right, take_step

INSTEAD = {
    "YesRecorded": "toestemming organisatie ingetrokken",
    "AnswerRecorded": "toestemming organisatie antwoord",
    "AnswerRecordedThere": "toestemming",
    "BackThere": "toestemming",
    "ConsentTaken": "toestemming organisatie ja",
    "ConsentTakenThere": "toestemming",
    "ReasonKept": "toestemming",
    "Withdrawn": "erbij @naam",
    "WithdrawnHere": "erbij @naam",
    "Excluded": "help uitsluiten",
    "ReplacedHere": "vervang @naam door @naam",
    "ReplacedThere": "vervang @naam door @naam",
    "JoinedHere": "vervang @naam door @naam",
    "JoinedThere": "vervang @naam door @naam",
    "CaseClosed": "casus heropen code: reden",
    "CaseReopened": "casus sluit",
    "ReopenedThere": "casus sluit",
    "HeldOver": "aanhouden weg",
    "HoldLifted": "aanhouden: reden",
    "ReviewSet": "herbeoordeling weg",
    "ReviewOff": "herbeoordeling datum",
    "ChangeNoted": "casus wijziging: tekst",
    "Noted": "help casus",
    "BreachExplained": "overschreden: reden",
    "GroundRecorded": "toestemming organisatie ingetrokken",
    "GroundDropped": "grondslag organisatie",
    "GroundReviewed": "help grondslag",
    "CoordinatorAsked": "regie intrekken",
    "HandoverAsked": "regie intrekken",
    "RequestBack": "regie @naam",
    "RegieAccepted": "regie overdragen @naam",
    "RegieAcceptedThere": "regie overdragen @naam",
    "RegieRefused": "regie ik",
    "RegieRefusedThere": "regie ik",
    "AuthorityGiven": "doorzetten weg",
    "AuthorityEnded": "doorzetten geef: reden",
    "AuthorityUsed": "doorzetten gebied: besluit",
    "PutOn": "agenda terug",
    "CaseMoved": "agenda terug",
    "TakenBack": "agenda erbij: reden",
    "AgendaReasonKept": "agenda reden: reden",
    "PutOnHere": "mdt verzet code dag",
    "MovedHere": "mdt erbij code",
    "PresentNoted": "afwezig @naam",
    "PresentInCase": "help aanwezig",
    "AbsentNoted": "aanwezig @naam",
    "MeetingStarted": "mdt sluit",
    "MeetingClosed": "mdt start",
    "ChairTaken": "mdt overnemen",
    "ItemUp": "terug",
    "AllDiscussed": "terug code",
    "ItemLeft": "terug code",
    "UrgentStarted": "mdt sluit",
    "UrgentNext": "mdt volgorde code 1",
    "PlaceSet": "mdt volgorde code 1",
    "MinutesSet": "mdt tijd code 10",
    "TimeGiven": "mdt tijd code 10",
    "AbsenceSet": "afwezig weg",
    "AbsenceGone": "afwezig datum t/m datum",
    "ColleagueConfirmed": "help collega",
    "ColleagueDenied": "collega @naam",
    "ProtocolAccepted": "help akkoord",
    "LanguageSet": "taal nl",
    "Snoozed": "help later",
    "HoursShown": "stil uit",
    "WorkdaysShown": "help werkdagen",
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


async def take_back(acting: Acting, change: Change) -> TakenBackHere:
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
        case What.CORRECTION:
            undone = await _correction(acting, *change.refs)
        case _:
            undone = await _progress(acting, *change.refs)
    await acting.work.changes.taken_back(change.number, acting.now)
    return undone


async def tell_owners(acting: Acting, undone: TakenBackHere) -> None:
    """Ring for those who have an action again, after the room heard of it."""
    for action in undone.again:
        await tell_new_owner(acting, action)


async def _action(acting: Acting, number: int) -> TakenBackHere:
    work, code = acting.work, acting.subject
    action = await work.actions.get(code, number)
    steps = standing(steps_of(number, await work.action_steps.of(code)))
    corrected = last_correction(await work.corrections.of(code), about_action(number))
    if action is None or action.state is not ActionState.OPEN or steps or corrected is not None:
        raise Refused(ChangedSince())
    step = ActionStep(number, StepKind.TAKEN_BACK, acting.person.user_id, acting.now)
    await take_step(work, code, action, step)
    return TakenBackHere(acting.person.name, What.ACTION, (action.label,))


async def _steps(acting: Acting, numbers: tuple[int, ...]) -> TakenBackHere:
    undone = [await _step(acting, number) for number in numbers]
    actions = tuple(action for _, action in undone)
    return TakenBackHere(
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


async def _decisions(acting: Acting, numbers: tuple[int, ...]) -> TakenBackHere:
    work, code = acting.work, acting.subject
    await weighed_now(acting)
    areas = {number: area for area, number in (await work.decisions.numbers(code)).items()}
    alone = {decision.area for decision in await outcomes(work, code) if decision.alone}
    if any(number not in areas or areas[number] in alone for number in numbers):
        raise Refused(ChangedSince())
    for number in numbers:
        await work.decisions.take_back(code, number, acting.now)
    gone = _in_order(areas[number] for number in numbers)
    left = {decision.area for decision in await outcomes(work, code)}
    still = tuple(area for area in gone if area in left)
    return TakenBackHere(acting.person.name, What.DECISIONS, areas=gone, still=still)


async def _correction(acting: Acting, number: int, of: int) -> TakenBackHere:
    """Let stand again what stood before; what took its place is kept with the correction."""
    work, code = acting.work, acting.subject
    corrections = await work.corrections.of(code)
    mine = next(each for each in corrections if each.number == number)
    if last_correction(corrections, mine.what) != mine:
        raise Refused(ChangedSince())
    area = next((area for area in Area if about_area(area) == mine.what), None)
    if area is None:
        return await _action_text(acting, mine, of)
    if (await work.decisions.numbers(code)).get(area) != of:
        raise Refused(ChangedSince())
    await own_areas(acting, (area,))
    text = next(decision.text for decision in await work.decisions.of(code) if decision.area is area)
    await work.decisions.take_back(code, of, acting.now)
    await work.corrections.take_back(code, number, text, acting.now)
    return TakenBackHere(acting.person.name, What.CORRECTION, areas=(area,), still=(area,))


async def _action_text(acting: Acting, mine: Correction, number: int) -> TakenBackHere:
    work, code = acting.work, acting.subject
    action = await work.actions.get(code, number)
    if action is None or action.state is not ActionState.OPEN:
        raise Refused(ChangedSince())
    await work.actions.correct(code, number, mine.text)
    await work.corrections.take_back(code, mine.number, action.text, acting.now)
    again = (replace(action, text=mine.text),)
    return TakenBackHere(acting.person.name, What.CORRECTION, (action.label,), actions=again, again=again)


async def _contribution(acting: Acting, number: int) -> TakenBackHere:
    steps = await _contribution_steps(acting, number)
    if len(steps) != 1:
        raise Refused(ChangedSince())
    return await _come_back(acting, Step(number, Progress.TAKEN_BACK, "", acting.now, steps[0][0]), What.CONTRIBUTION)


async def _progress(acting: Acting, number: int, position: int) -> TakenBackHere:
    steps = await _contribution_steps(acting, number)
    if not steps or steps[-1][0] != position:
        raise Refused(ChangedSince())
    before = steps[-2][1].progress if len(steps) > 1 else None
    return await _come_back(acting, Step(number, before, "", acting.now, position), What.PROGRESS)


async def _contribution_steps(acting: Acting, number: int) -> list[tuple[int, Step]]:
    """Give the steps of one contribution that were not taken back, each with its place in the case."""
    steps = standing_steps(await acting.work.contributions.steps(acting.subject))
    return [(place, step) for place, step in steps if step.number == number]


async def _come_back(acting: Acting, step: Step, what: What) -> TakenBackHere:
    await acting.work.contributions.step(acting.subject, replace(step, by=acting.person.user_id))
    return TakenBackHere(acting.person.name, what, (f"I{step.number}",))


def _in_order(areas: Iterable[Area]) -> tuple[Area, ...]:
    found = set(areas)
    return tuple(area for area in Area if area in found)
