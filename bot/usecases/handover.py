"""What somebody had in a case is handed over: actions, reminders and the role of regiehouder, and people are told.

Whoever goes, out of service, elsewhere or out of one case: nothing that was agreed on is lost (R8, R10).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from bot.domain.case import CaseCode, Member
from bot.domain.duty import Rota
from bot.domain.leaving import CaseEnd, Facts, Handed, Part, in_case
from bot.domain.people import Directory, Person, Place, Role, UserId
from bot.domain.steps import ActionStep, StepKind
from bot.ports import AuditEntry, Work
from bot.usecases.acting import Acting
from bot.usecases.actions import owner_name
from bot.usecases.notices import YouCoordinate, YourTurn
from bot.usecases.regie_change import passes_to
from bot.usecases.results_consent import NobodyLeft
from bot.usecases.results_going import SomebodyGone, TakenOver, WithoutCoordinator
from bot.usecases.rosters import chairs_of
from bot.usecases.speak import Speaker
from bot.usecases.stepping import promise, take_step

HANDED = "overdracht"
BY_ROTA = "erin door rooster"


@dataclass(frozen=True)
class By:
    """Who does it, and where."""

    actor: UserId
    place: str
    now: datetime


@dataclass(frozen=True)
class Desk:
    """Who does it, from where, within which unit of work. `times` are those of reminders."""

    work: Work
    speaker: Speaker
    by: By
    times: tuple[time, ...]


def desk_of(acting: Acting) -> Desk:
    """Give the desk of somebody who types a command."""
    by = By(acting.person.user_id, acting.room.place.value, acting.now)
    return Desk(acting.work, acting.speaker, by, acting.reminder_times)


async def facts_of(work: Work, code: CaseCode) -> Facts:
    """Give what a plan needs to know of a case. Raises `KeyError` for an unknown one."""
    case, cases = await work.cases.get(code), work.cases
    if case is None:
        raise KeyError(code)
    return Facts(
        case,
        await work.actions.of(code),
        await cases.consents(code),
        await cases.roster(code),
        await cases.excluded(code),
    )


async def rota_of(work: Work) -> Rota:
    """Give the rota, and who is away."""
    return Rota(await work.duties.all(), await work.absences.all())


async def carry_out(desk: Desk, end: CaseEnd, *, asked: bool = False) -> None:
    """Hand over what somebody had in a case: the actions with new reminders, and the role of regiehouder.

    A new regiehouder who was not `asked` has the role at once, and is asked to confirm it (R11).
    """
    work, by = desk.work, desk.by
    for user in end.joins:
        await work.cases.add_member(end.code, Member(user, end.organisation))
        await work.audit.add(AuditEntry(by.now, by.actor, HANDED, by.place, f"{end.code} {user}", BY_ROTA))
    for action in end.actions:
        await _hand_over(desk, end.code, action)
    if end.coordinated:
        await passes_to(work, end.code, end.coordinator, by.actor, by.now, asked=asked)
    for outcome in _outcomes(end):
        await work.audit.add(AuditEntry(by.now, by.actor, HANDED, by.place, end.code, outcome))


async def _hand_over(desk: Desk, code: CaseCode, handed: Handed) -> None:
    work, by = desk.work, desk.by
    action = await work.actions.get(code, handed.number)
    if action is None:
        raise KeyError((code, handed.number))
    if action.owner != handed.owner:
        step = ActionStep(
            action.number, StepKind.HANDED, by.actor, by.now, from_owner=action.owner, to_owner=handed.owner
        )
        action, _ = await take_step(work, code, action, step)
    await promise(work, code, action, desk.times, by.now)  # what was promised reaches whoever has the action then


async def tell_room(desk: Desk, end: CaseEnd, person: Person, *, said: bool = False) -> None:
    """Tell the case room who goes and who takes over, unless that was `said`; ring for who is there and has an action.

    Also when nothing changes hands: whoever stays sees everybody go. A new regiehouder hears it in the direct chat as
    well: a code, nothing else.
    """
    work, now = desk.work, desk.by.now
    room = await work.rooms.find(Place.CASE, end.code)
    if room is not None:
        if not said:
            gone = gone_from(end, person, await work.people.directory())
            await desk.speaker.in_room(work, room, gone, now)
        await ring(desk, end)
    if end.coordinated and end.coordinator is not None:
        await desk.speaker.to_person(work, end.coordinator, YouCoordinate(end.code, end.coordinator), now)


async def ring(desk: Desk, end: CaseEnd) -> None:
    """Ring in the case room for whoever is there and has an action now."""
    room = await desk.work.rooms.find(Place.CASE, end.code)
    if room is None:
        return
    for action in end.actions:
        user = action.owner.user_id
        if user is not None and user not in end.joins:
            turn = YourTurn(end.code, action.label, action.due, user)
            await desk.speaker.in_room(desk.work, room, turn, desk.by.now)


async def tell_others(desk: Desk, ends: Collection[CaseEnd]) -> None:
    """Tell those who come into cases what they took over, and who can do something about cases left uncovered (R10).

    That nobody is in a case any more is told as well; whoever goes is off the roster by then. A closed case needs no
    regiehouder until it is reopened.
    """
    work, now = desk.work, desk.by.now
    coming: dict[UserId, list[tuple[CaseCode, int]]] = {}
    uncovered: list[CaseCode] = []
    closed = await work.cases.closed()
    for end in ends:
        for user in end.joins:
            mine = sum(action.owner.user_id == user for action in end.actions)
            coming.setdefault(user, []).append((end.code, mine))
        uncovered += [end.code] if end.uncovered and end.code not in closed and await _granted(work, end.code) else []
    for user, lines in sorted(coming.items()):
        await desk.speaker.to_person(work, user, TakenOver(tuple(lines), user), now)
    await tell_uncovered(desk, uncovered)
    await tell_empty(work, desk.speaker, [end.code for end in ends], now)


async def tell_empty(work: Work, speaker: Speaker, codes: Iterable[CaseCode], now: datetime) -> None:
    """Tell the administrators in which of these cases nobody is any more.

    Without any consent nobody can choose a regiehouder either: the chairs hear that, instead of that there is none.
    """
    for code in dict.fromkeys(codes):
        if not await is_empty(work, code):
            continue
        may_be_in = await _granted(work, code)
        await speaker.to_admins(work, NobodyLeft(code, may_be_in), now)
        case = await work.cases.get(code)
        if may_be_in or case is None:
            continue
        await work.nudges.uncovered_told(code, now)
        for chair in await chairs_of(work, case):
            await speaker.to_person(work, chair, NobodyLeft(code, may_be_in, chair), now)


async def _granted(work: Work, code: CaseCode) -> bool:
    return any(consent.grants for consent in await work.cases.consents(code))


async def is_empty(work: Work, code: CaseCode) -> bool:
    """Whether nobody can read the room of an open case: on its roster, and admitted. Raises `KeyError`.

    Nothing that was typed is read for it: an action that cannot be read back is no reason to keep silent.
    """
    facts = (await work.cases.facts([code]))[code]
    return facts.case.closed_at is None and not in_case(facts, await work.people.directory())


async def tell_uncovered(desk: Desk, uncovered: Sequence[CaseCode]) -> None:
    """Tell the administrators and the chairs of these cases without a regiehouder."""
    work, now = desk.work, desk.by.now
    if not uncovered:
        return
    await desk.speaker.to_admins(work, WithoutCoordinator(tuple(uncovered)), now)
    for code in uncovered:
        await work.nudges.uncovered_told(code, now)  # as the tight watch (R43) would
    directory = await work.people.directory()
    for chair in directory.people:
        if chair.has(Role.CHAIR) and directory.admitted(chair):
            codes = [code for code in uncovered if code.partition("-")[0] in chair.regions]
            codes = [code for code in codes if chair.user_id not in await work.cases.excluded(code)]
            if codes:
                await desk.speaker.to_person(work, chair.user_id, WithoutCoordinator(tuple(codes), chair.user_id), now)


def part_of(end: CaseEnd, directory: Directory) -> Part:
    """Say somebody's part in a case and who takes it over in names and counts."""
    coordinator = _coordinator(end, directory)
    return Part(end.code, len(end.actions), to_of(end, directory), end.leads_on, coordinator, _comes(end, directory))


def gone_from(end: CaseEnd, person: Person, directory: Directory) -> SomebodyGone:
    """Say in the case room who goes and who takes over."""
    labels = tuple(action.label for action in end.actions)
    new = _coordinator(end, directory)
    to, comes = to_of(end, directory), _comes(end, directory)
    return SomebodyGone(end.code, person.name, labels, to, end.leads_on, new, comes, end.stays)


def _comes(end: CaseEnd, directory: Directory) -> tuple[str, ...]:
    return tuple(directory.name_of(user) for user in end.joins)


def to_of(end: CaseEnd, directory: Directory) -> str:
    """Name who gets the actions; empty when nobody can act."""
    if not end.actions or end.left:
        return ""
    return owner_name(end.actions[0].owner, directory)


def _coordinator(end: CaseEnd, directory: Directory) -> str:
    return directory.name_of(end.coordinator) if end.coordinated and end.coordinator else ""


def _outcomes(end: CaseEnd) -> Sequence[str]:
    found = [f"{action.label} {'overgedragen' if action.kept else 'zonder eigenaar'}" for action in end.actions]
    if end.coordinated:
        found.append("zonder regiehouder" if end.uncovered else "regie overgedragen")
    return found
