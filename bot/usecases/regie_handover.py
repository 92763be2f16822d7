"""A warm handover: the receiver is briefed and says yes, and only then the role changes hands (R11).

All of one's cases at once, for a holiday or a departure, in the direct chat: shown first, done by the code of what was
shown, and then each case is a question of its own.
"""

from collections.abc import Sequence

from bot.domain.calendar import local_day
from bot.domain.case import ActionState, CaseCode, Owner
from bot.domain.codes import code_of
from bot.domain.contributions import under_way
from bot.domain.leaving import Facts
from bot.domain.people import CHAIRS, Person, Place
from bot.domain.refusals import AlreadyCoordinator, Refused
from bot.domain.refusals_regie import (
    AskedIsAway,
    CannotReceive,
    HandsToThemself,
    NothingToHandOver,
    WhoHandsOver,
)
from bot.domain.regie import HandedPart, Kind, Request, open_request
from bot.usecases.acting import Acting
from bot.usecases.actions import owner_name
from bot.usecases.casefile import load_card
from bot.usecases.consent import name_of
from bot.usecases.handover import Desk, facts_of, rota_of
from bot.usecases.listing import list_actions
from bot.usecases.regie_ask import after_asking, by_of, may_come, may_ring, put_off, put_question, require_able
from bot.usecases.results import Card
from bot.usecases.results_regie import (
    CoordinatorAsked,
    HandoverAhead,
    HandoverAsked,
    RegieAskedMany,
    RegieBriefing,
)


async def require_right(acting: Acting) -> None:
    """See that this person may hand over the regie of this case. Raises `Refused`."""
    case = await acting.work.cases.get(acting.subject)
    if case is None or case.coordinator is None:
        raise Refused(NothingToHandOver())
    if case.coordinator != acting.person.user_id and not acting.person.roles & CHAIRS:
        raise Refused(WhoHandsOver())


async def hand_over(acting: Acting, person: Person, *, with_actions: bool) -> CoordinatorAsked:
    """Ask somebody to take over from the regiehouder; who is not in the case is let in. Raises `Refused`."""
    await require_right(acting)
    facts = await facts_of(acting.work, acting.subject)
    if facts.case.coordinator == person.user_id:
        mine = person.user_id == acting.person.user_id
        raise Refused(HandsToThemself() if mine else AlreadyCoordinator())
    require_able(person, acting.directory)
    if not may_come(facts, person, acting.directory):
        raise Refused(CannotReceive(person.name))
    return await put_question(acting, facts, person, _request(acting, person, with_actions=with_actions))


async def after_handing_over(acting: Acting, answer: CoordinatorAsked) -> None:
    """Brief whoever is asked in the room: the card, the open actions late first, and who follows whom outside."""
    await _brief(acting, answer)
    await after_asking(acting, answer)


async def ahead_of_all(acting: Acting, person: Person, *, with_actions: bool, again: bool = False) -> HandoverAhead:
    """Show which of one's cases go to this person, and which cannot. Raises `Refused`."""
    parts = await _parts(acting, person)
    tail = " met acties" if with_actions else ""
    command = f"!regie overdragen alles {person.user_id}{tail} bevestig {_code(person, parts, with_actions)}"
    return HandoverAhead(person.name, parts, command, again)


async def hand_over_all(
    acting: Acting, person: Person, code: str, *, with_actions: bool
) -> HandoverAhead | HandoverAsked:
    """Ask this person for each case as it was shown under this code; what changed is shown again. Raises `Refused`."""
    parts = await _parts(acting, person)
    if _code(person, parts, with_actions) != code.upper():
        return await ahead_of_all(acting, person, with_actions=with_actions, again=True)
    done = []
    for part in parts:
        if not part.possible:
            continue
        facts = await facts_of(acting.work, part.code)
        answer = await put_question(acting, facts, person, _request(acting, person, with_actions=with_actions))
        await acting.speaker.to_case(acting.work, part.code, answer, acting.now)
        await _brief(acting, answer)
        done.append(part.code)
    await _ring_many(acting, person, done)
    return HandoverAsked(person.name, tuple(done), tuple(part.code for part in parts if not part.possible))


async def _ring_many(acting: Acting, person: Person, codes: Sequence[CaseCode]) -> None:
    """Ring once for all that may be rung for now; the others wait for the end of quiet hours."""
    desk, now = Desk(acting.work, acting.speaker, by_of(acting), ()), []
    for code in codes:
        if await may_ring(desk, code, person.user_id):
            now.append(code)
        else:
            await put_off(desk, code)
    if now:
        told = RegieAskedMany(tuple(now), person.user_id)
        await acting.speaker.to_person(acting.work, person.user_id, told, acting.now)


async def _parts(acting: Acting, person: Person) -> tuple[HandedPart, ...]:
    if person.user_id == acting.person.user_id:
        raise Refused(HandsToThemself())
    require_able(person, acting.directory)
    rota, today = await rota_of(acting.work), local_day(acting.now)
    if any(absence.user_id == person.user_id and absence.covers(today) for absence in rota.absences):
        raise Refused(AskedIsAway(person.name))
    codes = await coordinated_by(acting)
    if not codes:
        raise Refused(NothingToHandOver())
    return tuple([await _part(acting, code, person) for code in codes])


async def _part(acting: Acting, code: CaseCode, person: Person) -> HandedPart:
    """Whether this person can be asked for a case, and is not asked there already."""
    facts: Facts = await facts_of(acting.work, code)
    request = open_request(await acting.work.regie.of(code))
    asked = request is not None and request.asked == person.user_id
    return HandedPart(code, possible=not asked and may_come(facts, person, acting.directory))


async def coordinated_by(acting: Acting) -> tuple[CaseCode, ...]:
    """List the open cases the asker is regiehouder of, by code."""
    user, found = acting.person.user_id, []
    for region in sorted(acting.person.regions):
        found += [case.code for case in await acting.work.cases.open_in(region) if case.coordinator == user]
    return tuple(sorted(found))


async def _brief(acting: Acting, answer: CoordinatorAsked) -> None:
    code = answer.code
    room = await acting.speaker.room_for(acting.work, Place.CASE, code)
    card = await load_card(acting.work, code, acting.now, acting.watch)
    actions = await list_actions(acting, code=code, whole=True)
    for value in (card, actions, RegieBriefing(answer.name, await _outside(acting, code, card))):
        await acting.speaker.in_room(acting.work, room, value, acting.now)


async def _outside(acting: Acting, code: CaseCode, card: Card) -> tuple[tuple[str, str, str], ...]:
    """List what goes on outside the chat, and who follows it: inzet, and actions of parties without people here."""
    directory, facts = acting.directory, await facts_of(acting.work, code)
    coordinator = directory.name_of(facts.case.coordinator) if facts.case.coordinator else ""
    there = {member.organisation for member in facts.roster}
    found = [
        (each.label, name_of(each.word, directory), directory.name_of(each.by) if each.by else coordinator)
        for each in under_way(card.file.contributed)
        if each.organisation not in there
    ]
    for action in facts.actions:
        owner: Owner = action.owner
        if action.state is ActionState.OPEN and owner.user_id is None and owner.organisation not in there:
            found.append((action.label, owner_name(owner, directory), coordinator))
    return tuple(found)


def _request(acting: Acting, person: Person, *, with_actions: bool) -> Request:
    return Request(person.user_id, "", Kind.HANDOVER, acting.now, with_actions=with_actions)


def _code(person: Person, parts: tuple[HandedPart, ...], with_actions: bool) -> str:
    return code_of((person.user_id, parts, with_actions))
