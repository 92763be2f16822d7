"""Commands of the regiehouder: `!regie` and its parts, and `!mdt regie` for the chair."""

import re

from bot.commands.args import (
    CONFIRM,
    ME,
    WHO,
    Args,
    Context,
    NoArgs,
    Words,
    read_anyone,
    read_person,
    require_length,
)
from bot.commands.codes import only_case, take_case
from bot.commands.inside import context_of
from bot.commands.parsing import take_name
from bot.commands.table import Command, CommandTable
from bot.domain.case import CaseCode
from bot.domain.people import Permission, Person, Place, Role, called
from bot.domain.refusals import MissingField, NotUnderstood, Refused, SeveralPeople, UnknownPerson
from bot.domain.refusals_regie import StaysInTheRoom
from bot.usecases import regie_answer, regie_ask, regie_handover, regie_show
from bot.usecases.acting import Acting
from bot.usecases.results_regie import (
    Caseload,
    CoordinatorAsked,
    HandoverAhead,
    HandoverAsked,
    MyRegie,
    RegieAccepted,
    RegieAcceptedThere,
    RegieRefused,
    RegieRefusedThere,
    RegieShown,
    RequestBack,
)

ASK = "!regie @anna"
ACCEPT, ACCEPT_THERE = "!regie aanvaard", "!regie aanvaard DH-7K3M"
REFUSE, REFUSE_THERE = "!regie weiger: ik ben twee weken weg", "!regie weiger DH-7K3M: ik ben twee weken weg"
HAND_OVER, HAND_OVER_ALL = "!regie overdragen @bas", "!regie overdragen alles @bas"
ALL = frozenset({"alles", "all"})
_WITH_ACTIONS = re.compile(r"\s+(?:met\s+(?:de\s+)?acties|with\s+actions)[\s.]*$", re.IGNORECASE)


def add_to(table: CommandTable) -> None:
    """Add these commands to a table."""
    here, both, mdt = frozenset({Place.CASE}), frozenset({Place.CASE, Place.DIRECT}), frozenset({Place.MDT})
    work = Permission.WITHDRAW
    table.add(Command("regie", ("coordinator",), work, both, Words, regie, "regie @naam", ASK, follow_up=afterwards))
    names, usage = ("coordinator accept",), "regie aanvaard"
    table.add(Command("regie aanvaard", names, work, both, Words, accept, usage, ACCEPT, follow_up=afterwards))
    names, usage = ("coordinator decline",), "regie weiger: reden"
    table.add(Command("regie weiger", names, work, both, Words, refuse, usage, REFUSE, follow_up=afterwards))
    names, usage = ("coordinator hand over",), "regie overdragen @naam [met acties]"
    table.add(Command("regie overdragen", names, work, both, Words, hand_over, usage, HAND_OVER, follow_up=briefing))
    names, usage, back = ("coordinator take back",), "regie intrekken", "!regie intrekken"
    appoint = Permission.APPOINT
    table.add(Command("regie intrekken", names, appoint, here, NoArgs, take_back, usage, back, follow_up=afterwards))
    chair = Permission.CHAIR_MEETING
    table.add(Command("mdt regie", ("mdt coordinators",), chair, mdt, NoArgs, caseload, "mdt regie", "!mdt regie"))


async def regie(args: Args, acting: Acting) -> RegieShown | MyRegie | CoordinatorAsked | RegieAccepted:
    """Show who is regiehouder, or ask somebody. In the direct chat: one's own cases, and never who it is elsewhere."""
    line = _text(args).partition("\n")[0].strip().rstrip(".,:")
    if acting.room.place is Place.DIRECT:
        if line:
            raise Refused(StaysInTheRoom())
        return await regie_show.mine(acting)
    if not line:
        return await regie_show.show(acting)
    if line.casefold() in ME:
        return await regie_ask.ask(acting, acting.person)
    context = await context_of(acting)
    organisation = acting.directory.organisation(line)
    if organisation is not None and not called(line, context.here):
        return await regie_ask.ask_organisation(acting, organisation)
    return await regie_ask.ask(acting, read_person(line, context))


async def accept(args: Args, acting: Acting) -> RegieAccepted | RegieAcceptedThere:
    """Say yes: here, to the case that is named, or to all."""
    text = _text(args).strip().rstrip(".")
    if acting.room.place is Place.DIRECT and text.casefold() in ALL:
        return await regie_answer.accept_all(acting)
    return await regie_answer.accept(acting, _code(text.partition("\n")[0], acting, ACCEPT_THERE))


async def refuse(args: Args, acting: Acting) -> RegieRefused | RegieRefusedThere:
    """Say no, and why."""
    text = _text(args).strip()
    here = acting.room.place is Place.CASE
    example = REFUSE if here else REFUSE_THERE
    code, reason = take_case(text, acting)
    code = _code("" if here and code is None else code or text, acting, example)
    reason = reason.removeprefix(":").strip()
    if not reason:
        raise Refused(MissingField("reden", example))
    require_length("reden", reason, example)
    return await regie_answer.refuse(acting, code, reason)


async def hand_over(args: Args, acting: Acting) -> CoordinatorAsked | HandoverAhead | HandoverAsked:
    """Hand over the regie of this case, or in the direct chat of all one's cases."""
    text = _text(args).strip().partition("\n")[0]
    if acting.room.place is Place.DIRECT:
        return await _hand_over_all(text, acting)
    name, with_actions = _without_actions(text)
    await regie_handover.require_right(acting)
    if not name:
        raise Refused(MissingField(WHO, HAND_OVER))
    person = _receiver(name, await context_of(acting))
    return await regie_handover.hand_over(acting, person, with_actions=with_actions)


async def _hand_over_all(text: str, acting: Acting) -> HandoverAhead | HandoverAsked:
    first, _, rest = text.partition(" ")
    if not first:
        raise Refused(MissingField(WHO, HAND_OVER_ALL))
    if first.casefold() not in ALL:
        raise Refused(NotUnderstood("tekst", HAND_OVER_ALL))
    words, confirmed, code = rest, False, ""
    for word in CONFIRM:
        before, found, behind = f" {rest} ".casefold().partition(f" {word} ")
        if found:
            words, confirmed, code = rest[: max(len(before) - 1, 0)], True, behind.strip()
    name, with_actions = _without_actions(words.strip())
    if not name:
        raise Refused(MissingField(WHO, HAND_OVER_ALL))
    context = await context_of(acting)
    taken, left = take_name(name, context)
    if left:
        raise Refused(UnknownPerson(WHO))
    person = read_anyone(taken, context)
    if not confirmed:
        return await regie_handover.ahead_of_all(acting, person, with_actions=with_actions)
    if not code:
        raise Refused(MissingField("code", f"{HAND_OVER_ALL} bevestig 7K3MP"))
    return await regie_handover.hand_over_all(acting, person, code, with_actions=with_actions)


async def take_back(args: Args, acting: Acting) -> RequestBack:
    """Take back the question that is open."""
    del args
    return await regie_ask.take_back(acting)


async def caseload(args: Args, acting: Acting) -> Caseload:
    """Count open cases per regiehouder."""
    del args
    return await regie_show.caseload(acting)


async def afterwards(acting: Acting, answer: object) -> None:
    """Ring for whom it concerns, after the room heard of it."""
    match answer:
        case CoordinatorAsked():
            await regie_ask.after_asking(acting, answer)
        case RegieAccepted():
            await regie_answer.after_accepting(acting, answer)
        case RegieRefused():
            await regie_answer.after_refusing(acting, answer)
        case RequestBack():
            await regie_ask.after_taking_back(acting, answer)
        case _:
            pass


async def briefing(acting: Acting, answer: object) -> None:
    """Brief who takes over, after the room heard that they are asked."""
    if isinstance(answer, CoordinatorAsked):
        await regie_handover.after_handing_over(acting, answer)


def _receiver(name: str, context: Context) -> Person:
    """Find who is meant: somebody of this room, or else any professional by a whole name. Raises `Refused`."""
    found = called(name, context.here)
    if not found:
        found = [p for p in called(name, context.directory.people) if p.has(Role.PROFESSIONAL)]
    if len(found) > 1:
        raise Refused(SeveralPeople(WHO, ", ".join(sorted(p.name for p in found))))
    return found[0] if found else read_person(name, context)


def _without_actions(text: str) -> tuple[str, bool]:
    """Split off `met acties` behind a name."""
    name = _WITH_ACTIONS.sub("", f" {text}").strip().rstrip(".,")
    return name, len(name) < len(text.strip().rstrip(".,"))


def _code(word: str, acting: Acting, example: str) -> CaseCode:
    """Read the code of a case; in a case room it may be left out, and names that case. Raises `Refused`."""
    code = only_case(word, acting)
    if acting.room.place is Place.CASE:
        if code is None or code == acting.subject:
            return acting.subject
        raise Refused(NotUnderstood("code", example))
    if not word.strip():
        raise Refused(MissingField("code", example))
    if code is None:
        raise Refused(NotUnderstood("code", example))
    return code


def _text(args: Args) -> str:
    assert isinstance(args, Words)  # noqa: S101 - the table pairs these handlers with this model
    return args.text
