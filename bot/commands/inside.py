"""A command about a case, typed in its room or, with its code in front, in the direct chat.

From the direct chat it is done as in the case's room: the room hears it, and the answer holds codes only.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.commands.args import Context
from bot.commands.codes import take_case
from bot.domain.calendar import local_day
from bot.domain.people import Place
from bot.domain.refusals import MissingField, NotUnderstood, Refused
from bot.domain.refusals_casefile import OtherCaseHere
from bot.domain.refusals_closing import CaseIsClosed
from bot.ports import AuditEntry
from bot.usecases.acting import Acting
from bot.usecases.conflict import colleagues_in
from bot.usecases.rosters import roster_of

Afterwards = Callable[[Acting, object], Awaitable[None]]


async def inside(acting: Acting, text: str, example: str) -> tuple[Acting, str]:
    """Give who acts in the room of the case that is meant, and what is left of the text. Raises `Refused`."""
    code, rest = take_case(text, acting)
    if acting.room.place is Place.CASE:
        if code not in {None, acting.subject}:
            raise Refused(OtherCaseHere(acting.subject))
        return acting, rest
    if not text.strip():
        raise Refused(MissingField("code", example))
    if code is None:
        raise Refused(NotUnderstood("code", example))
    await colleagues_in(acting, code)
    case = await acting.work.cases.get(code)
    if case is None or case.closed_at is not None:
        raise Refused(CaseIsClosed())
    return await in_room_of(acting, code), rest


async def in_room_of(acting: Acting, code: str) -> Acting:
    """Give who acts in the room of this case, whatever room it was typed in."""
    if acting.room.place is Place.CASE:
        return acting
    room = await acting.speaker.room_for(acting.work, Place.CASE, code)
    return replace(acting, room=room, typed_in=acting.room)


async def context_of(acting: Acting) -> Context:
    """Give what reading a name in this case needs."""
    roster = await roster_of(acting.work, acting.room)
    return Context(local_day(acting.now), acting.directory, roster, acting.days)


async def answered(acting: Acting, verb: str, answer: object, there: object, afterwards: Afterwards) -> object:
    """Give the answer for the room in which it was typed; from the direct chat, the case's room hears it first."""
    if acting.typed_in is None:
        return answer
    work, now = acting.work, acting.now
    await acting.speaker.in_room(work, acting.room, answer, now)
    await afterwards(acting, answer)
    entry = AuditEntry(now, acting.person.user_id, verb, acting.here.place.value, acting.subject, "ok")
    await work.audit.add(entry)
    return there
