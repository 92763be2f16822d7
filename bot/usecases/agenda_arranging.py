"""Cases are put on the agenda or moved by hand (R5, R9).

The reason is typed, shown and sealed in the case's own room: in the MDT room it would tell a party that was refused
which case it is. Whoever leads there arranges without one, and the people of the case are asked for it.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.agenda import standing
from bot.domain.agenda_item import half_day
from bot.domain.agenda_notes import AgendaNote, Deed
from bot.domain.calendar import local_day
from bot.domain.case import CaseCode, weigh_anew_since
from bot.domain.meeting import Item
from bot.domain.people import CHAIRS, Place
from bot.domain.refusals import Refused
from bot.domain.refusals_agenda import (
    AlreadyThen,
    BeenUp,
    NoMdtOnDay,
    NotArranged,
    NotOnAgenda,
    NotOnAgendaHere,
    PastDeadline,
    PastDeadlineRounded,
    TooLateToday,
    UpNow,
    WhoArranges,
)
from bot.ports import AuditEntry
from bot.usecases import seats
from bot.usecases.acting import Acting
from bot.usecases.agenda import state_of, why_on
from bot.usecases.agenda_look import Look, begins, case_here, day_now, look_at, open_case_of
from bot.usecases.results_agenda import (
    AgendaReasonKept,
    ArrangedThere,
    CaseAgenda,
    CaseMoved,
    MovedHere,
    OutOfMeeting,
    PutOn,
    PutOnHere,
    TakenBack,
)

INSTANT = timedelta(microseconds=1)


async def show(acting: Acting) -> CaseAgenda:
    """Tell whether the case of this room is on the agenda, of which day, and why. A closed one is on none."""
    case = await case_here(acting)
    if case.closed_at is not None:
        return CaseAgenda(case.code, None, (), (), {}, running=False, closed=True, today=local_day(acting.now))
    look = await look_at(acting, case)
    stands = look.by_hand.all
    names = {note.by: acting.directory.name_of(note.by) for note in stands}
    day, running = await day_now(acting, look), look.waits or look.weighed_now
    reasons = why_on(look.state, day, acting.watch) if day is not None else ()
    moment = begins(acting, case, day) if day is not None else None
    return CaseAgenda(case.code, moment, reasons, stands, names, running=running, today=local_day(acting.now))


async def put_on(acting: Acting, day: date | None, reason: str) -> PutOn:
    """Put the case of this room on the agenda of a day, or of the MDT that comes. Raises `Refused`."""
    look = await look_at(acting, await case_here(acting))
    put = await _put_on(acting, look, day, reason)
    if not put.offered:
        return PutOn(look.case.code, put.moment, reason, put.already, put.move_off)
    later = begins(acting, look.case, look.next_up)
    return PutOn(look.case.code, later, reason, put.already, put.move_off, offered=True)


async def put_on_here(acting: Acting, code: CaseCode, day: date | None) -> PutOnHere:
    """Put a case on the agenda from the MDT room; in the meeting that runs when no other day is named.

    Raises `Refused`.
    """
    case = await open_case_of(acting, code)
    look = await look_at(acting, case)
    into = look.today if day in {None, local_day(acting.now)} else None
    if into is not None and look.item is not None:
        if look.waits:
            return PutOnHere(code, into.opened_at, already=True, running=True)
        raise Refused(BeenUp(code))
    put = await _put_on(acting, look, day, "")
    if into is not None:
        stands = standing(look.state)
        await acting.work.meetings.save(
            into.also(Item(code, minutes=acting.watch.plan.minutes(stands), standing=stands))
        )
        await seats.fill(acting)
    told = ArrangedThere(code, Deed.ADDED, put.moment, acting.person.name, into is not None, put.asked)
    await _tell_case(acting, told)
    await _audit(acting, "mdt erbij", code, "erbij")
    return PutOnHere(code, put.moment, already=put.already and into is None, running=into is not None)


async def move(acting: Acting, day: date, reason: str) -> CaseMoved:
    """Move the case of this room to the agenda of another day. For its regiehouder, or a chair. Raises `Refused`."""
    case = await case_here(acting)
    if acting.person.user_id != case.coordinator and not acting.person.roles & CHAIRS:
        raise Refused(WhoArranges(acting.directory.name_of(case.coordinator) if case.coordinator else ""))
    look = await look_at(acting, case)
    earlier, moment = await _move(acting, look, day, reason)
    if look.waits:
        await _tell_mdt(acting, look)
    return CaseMoved(case.code, moment, reason, earlier)


async def move_here(acting: Acting, code: CaseCode, day: date) -> MovedHere:
    """Move a case to another day from the MDT room, also out of the meeting that runs. Raises `Refused`."""
    look = await look_at(acting, await open_case_of(acting, code))
    earlier, moment = await _move(acting, look, day, "")
    await _tell_case(acting, ArrangedThere(code, Deed.MOVED, moment, acting.person.name, running=False, asked=True))
    await _audit(acting, "mdt verzet", code, "verzet")
    return MovedHere(code, moment, earlier, waited=look.waits)


async def take_back(acting: Acting) -> TakenBack:
    """Take back what was last arranged for the case of this room. Raises `Refused`."""
    look = await look_at(acting, await case_here(acting))
    last = look.by_hand.last
    if last is None:
        raise Refused(NotArranged())
    person = acting.person
    if person.user_id not in {last.by, look.case.coordinator} and not person.roles & CHAIRS:
        who = dict.fromkeys(user for user in (last.by, look.case.coordinator) if user is not None)
        raise Refused(WhoArranges(", ".join(map(acting.directory.name_of, who))))
    if look.weighed_now:
        raise Refused(UpNow(look.case.code))
    await _note(acting, look, Deed.UNDONE, last.day, about=last.number)
    if last.kind is Deed.ADDED and look.waits:
        await _leave_unless_wanted(acting, look)
    after = await look_at(acting, look.case)
    day = await day_now(acting, after)
    reasons = why_on(after.state, day, acting.watch) if day is not None else ()
    moment = begins(acting, look.case, day) if day is not None else None
    return TakenBack(look.case.code, last.kind, last.day, moment, reasons)


async def give_reason(acting: Acting, reason: str) -> AgendaReasonKept:
    """Say why the case of this room was put on or moved: the last time that nobody did, else the last time at all.

    Raises `Refused` with `NotArranged`.
    """
    look = await look_at(acting, await case_here(acting))
    stands = look.by_hand.all
    silent = [note for note in stands if not note.reason]
    if not stands:
        raise Refused(NotArranged())
    about = (silent or list(stands))[-1]
    await _note(acting, look, Deed.REASON, about.day, about=about.number, reason=reason)
    return AgendaReasonKept(look.case.code, about.kind, about.day, reason, again=bool(about.reason))


# --- the parts that both rooms share ---


@dataclass(frozen=True)
class _Put:
    moment: datetime
    already: bool
    move_off: date | None
    offered: bool
    asked: bool


async def _put_on(acting: Acting, look: Look, day: date | None, reason: str) -> _Put:
    """Note it. It never takes a case off another agenda: a move to a later day is over with it, other days stay."""
    now_running = look.today is not None and (look.item is None or look.waits or look.weighed_now)
    today = local_day(acting.now)
    wanted = (today if now_running else look.next_up) if day is None else day
    if not (wanted == today and now_running):
        _require_meeting(acting, look, wanted)
    stands, move_off = look.by_hand, None
    same = stands.added_for(wanted)
    already = same is not None or await day_now(acting, look) == wanted
    if stands.moved is not None and stands.moved.day > wanted:
        move_off = stands.moved.day
        await _note(acting, look, Deed.UNDONE, move_off, about=stands.moved.number)
    if same is None:
        await _note(acting, look, Deed.ADDED, wanted, reason=reason)
    elif reason:
        await _note(acting, look, Deed.REASON, wanted, about=same.number, reason=reason)
    offered = wanted == today and look.today is not None and look.item is None
    asked = not (reason or (same is not None and same.reason))
    return _Put(begins(acting, look.case, wanted), already, move_off, offered, asked)


async def _move(acting: Acting, look: Look, day: date, reason: str) -> tuple[date | None, datetime]:
    """Note it, and take a case that waits out of the meeting. Gives the day it was moved to before, if any."""
    code, now_on = look.case.code, await day_now(acting, look)
    if look.weighed_now:
        raise Refused(UpNow(code))
    if now_on is None:
        here = acting.room.place is Place.CASE
        raise Refused(NotOnAgendaHere(look.next_up) if here else NotOnAgenda(look.next_up))
    if day == now_on:
        raise Refused(AlreadyThen(code, day))
    _require_meeting(acting, look, day)
    moment, deadline = begins(acting, look.case, day), look.case.deadline
    if look.state.new and day > now_on and moment > deadline:
        exact = acting.room.place is Place.CASE
        raise Refused(PastDeadline(code, deadline) if exact else PastDeadlineRounded(code, half_day(deadline)))
    await _note(acting, look, Deed.MOVED, day, reason=reason)
    if look.waits and look.running is not None:
        await acting.work.meetings.save(look.running.without(code))
        await seats.empty(acting)
    before = look.by_hand.moved
    return (None if before is None else before.day), moment


async def _leave_unless_wanted(acting: Acting, look: Look) -> None:
    """Take a case out of the meeting that runs, when nothing else puts it on the agenda."""
    meetings, running = acting.work.meetings, look.running
    if running is None or running.urgent:
        return
    await meetings.save(running.without(look.case.code))  # what state says of it is only seen without it
    if why_on(await state_of(acting.work, look.case), local_day(running.opened_at), acting.watch):
        await meetings.save(running)
    else:
        await seats.empty(acting)
        await _tell_mdt(acting, look)


def _require_meeting(acting: Acting, look: Look, day: date) -> None:
    """See that an MDT is still to begin on this day. Raises `Refused`, and says when the next one is."""
    if not acting.watch.has_meeting(day):
        raise Refused(NoMdtOnDay(day, acting.watch.next_meeting_day(day)))
    if day < look.next_up:
        raise Refused(TooLateToday(look.next_up))


async def _note(acting: Acting, look: Look, kind: Deed, day: date, about: int = 0, reason: str = "") -> None:
    """Store a deed. It is later than all that it comes after, though one message, or a clock, may say otherwise."""
    state, by = look.state, acting.person.user_id
    latest = weigh_anew_since(state.case.reopened_at, state.left_at, state.review_at)
    moment = acting.now if latest is None or latest < acting.now else latest + INSTANT
    note = AgendaNote(kind, day, by, moment, about, state.anew_since, state.covered, reason)
    await acting.work.agenda_notes.add(look.case.code, note)


async def _tell_case(acting: Acting, told: ArrangedThere) -> None:
    """Tell a case's room what was arranged in the MDT room."""
    await acting.speaker.to_case(acting.work, told.code, told, acting.now)


async def _tell_mdt(acting: Acting, look: Look) -> None:
    """Tell the MDT room that a case is out of the meeting that runs."""
    await acting.speaker.to_mdt(acting.work, look.case.region, OutOfMeeting(look.case.code), acting.now)


async def _audit(acting: Acting, verb: str, code: CaseCode, outcome: str) -> None:
    entry = AuditEntry(acting.now, acting.person.user_id, verb, acting.room.place.value, code, outcome)
    await acting.work.audit.add(entry)
