"""Who leads the meeting, and each item of it; another when that one drops out (R5, R13).

What the MDT room reads is the same whether or not the chair takes part in a case.
"""

from dataclasses import replace
from datetime import datetime

from bot.domain.calendar import local_day
from bot.domain.case import CaseCode
from bot.domain.item_leader import Table, away_on, is_gone, item_leader, others_who_chair
from bot.domain.meeting import ItemState, Meeting
from bot.domain.people import Place, UserId
from bot.domain.refusals import NoMeeting, Refused
from bot.domain.refusals_leading import NotInMeeting, WeighedBefore, WeighedNow, YouLeadAlready
from bot.domain.rooms import Room
from bot.domain.trust import TrustMode
from bot.ports import AuditEntry, Work
from bot.usecases.acting import Acting
from bot.usecases.handover import rota_of
from bot.usecases.results_leading import ChairTaken, LedBy, NoChair, YouChair, YouLead
from bot.usecases.rosters import readers_of
from bot.usecases.speak import Speaker
from bot.usecases.trust import BOT

VERB = "mdt overnemen"


async def take_over(acting: Acting) -> ChairTaken:
    """Lead the region's meeting from now on. Raises `Refused`: `NoMeeting`, `YouLeadAlready`."""
    work, me = acting.work, acting.person.user_id
    meeting = await work.meetings.running(acting.subject)
    if meeting is None:
        raise Refused(NoMeeting())
    if meeting.chair == me:
        raise Refused(YouLeadAlready())
    away = await is_away(acting, meeting.opened_at)
    moved = meeting.chaired_by(me, acting.now, despite_absence=away)
    moved = await _lead_anew(work, acting.speaker, meeting, moved, acting.now, acting.mode, but=me)
    await work.meetings.save(moved)
    return ChairTaken(acting.person.name, acting.directory.name_of(meeting.chair))


async def with_leader(work: Work, meeting: Meeting, now: datetime, mode: TrustMode) -> Meeting | None:
    """Let the current item be led by somebody of its case. None: nothing is current, or nobody is in the case.

    `mode`: whose identity counts. Whoever has none can read nothing yet, and leads only where nobody can.
    """
    if meeting.current is None:
        return None
    who = item_leader(meeting.chair, await _table(work, meeting.current, now, mode))
    return None if who is None else meeting.led_by(None if who == meeting.chair else who)


async def is_away(acting: Acting, moment: datetime) -> bool:
    """Whether the acting person is away on the day of this moment, by what they told the bot."""
    return acting.person.user_id in away_on(await rota_of(acting.work), local_day(moment))


def put_first(meeting: Meeting, code: CaseCode) -> Meeting:
    """Put a case that waits at the head of the row. Raises `Refused`."""
    state = next((item.state for item in meeting.items if item.code == code), None)
    if state is None:
        raise Refused(NotInMeeting())
    if state is ItemState.CURRENT:
        raise Refused(WeighedNow(code))
    if state is not ItemState.WAITING:
        raise Refused(WeighedBefore(code))
    return meeting.place(code, 1)


async def keep_chair(work: Work, speaker: Speaker, meeting: Meeting, now: datetime) -> Meeting:
    """Put another in the place of a chair who dropped out; where there is none, tell the administrators once."""
    directory, rota = await work.people.directory(), await rota_of(work)
    day = local_day(meeting.opened_at)
    if not is_gone(meeting, directory, away_on(rota, day)):
        return replace(meeting, unled_at=None)
    others = others_who_chair(meeting, directory, rota, day)
    if not others:
        if meeting.unled_at is None:
            await speaker.to_admins(work, NoChair(meeting.region), now)
        return replace(meeting, unled_at=meeting.unled_at or now)
    found = others[0]
    room = await speaker.room_for(work, Place.MDT, meeting.region)
    await speaker.in_room(work, room, ChairTaken(found.name, directory.name_of(meeting.chair)), now)
    await speaker.in_room(work, room, YouChair(meeting.region, found.user_id), now)
    subject = f"{meeting.region} {found.user_id}"
    await work.audit.add(AuditEntry(now, BOT, VERB, Place.MDT.value, subject, "vanzelf"))
    return meeting.chaired_by(found.user_id, now)


async def keep_leader(
    work: Work, speaker: Speaker, before: Meeting, meeting: Meeting, now: datetime, mode: TrustMode
) -> Meeting:
    """Let another lead the current item when who leads it can read the case no longer; tell its room who leads now.

    `before` is the meeting as it was until now. `mode`: whose identity counts.
    """
    if meeting.current is None:
        return meeting
    room = await speaker.room_for(work, Place.CASE, meeting.current)
    if meeting.leads == before.leads and meeting.leads in await _here(work, room, mode):
        return meeting
    return await _lead_anew(work, speaker, before, meeting, now, mode)


async def _lead_anew(
    work: Work,
    speaker: Speaker,
    before: Meeting,
    meeting: Meeting,
    now: datetime,
    mode: TrustMode,
    but: UserId | None = None,
) -> Meeting:
    """Choose who leads the current item, and tell its room when that is another; `but` need not be rung."""
    code = meeting.current
    if code is None:
        return meeting
    table = await _table(work, code, now, mode)
    stays = meeting.chair not in table.here and meeting.leads in table.here
    moved = meeting if stays else await with_leader(work, meeting, now, mode)
    if moved is None or (moved.leads, moved.leads_item) == (before.leads, before.leads_item):
        return moved or meeting
    room = await speaker.room_for(work, Place.CASE, code)
    await speaker.in_room(work, room, LedBy(code, table.directory.name_of(moved.leads)), now)
    if moved.leads != but:
        await speaker.in_room(work, room, YouLead(code, moved.leads), now)
    return moved


async def _table(work: Work, code: CaseCode, now: datetime, mode: TrustMode) -> Table:
    case, room = await work.cases.get(code), await work.rooms.find(Place.CASE, code)
    if case is None:
        raise KeyError(code)
    here = frozenset[UserId]() if room is None else await _here(work, room, mode)
    directory, rota = await work.people.directory(), await rota_of(work)
    return Table(case, here, await work.cases.roster(code), directory, rota, local_day(now))


async def _here(work: Work, room: Room, mode: TrustMode) -> frozenset[UserId]:
    """Give who can read the room of a case; where nobody can yet, who may be in it."""
    readers = await readers_of(work, room, mode)
    return frozenset(user for user, identity in readers.items() if identity is not None) or frozenset(readers)
