"""Guests of the MDT of the day: in while their case is on its agenda, and out again when it is over (R5, R13).

Whoever calls `fill` or `empty` need not say what changed: both bring every case in line with this moment, as the tick
does. So a meeting that was closed while the bot stood still is caught up with, and doing it twice changes nothing.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from bot.domain.calendar import at, local_day
from bot.domain.case import CaseCode, Member
from bot.domain.clock import Watch
from bot.domain.duty import Rota
from bot.domain.item_leader import away_on
from bot.domain.leaving import Facts
from bot.domain.people import Directory, Place, Region, UserId
from bot.domain.seats import Seats, Sitting, plan_seats, sitting_at
from bot.ports import AuditEntry, Work
from bot.usecases.acting import Acting
from bot.usecases.agenda import why
from bot.usecases.consent import name_of
from bot.usecases.ground_labels import by_ground
from bot.usecases.handover import rota_of, tell_empty
from bot.usecases.results_roster import GuestsCame, GuestsWent, SeatLost, SeatToday
from bot.usecases.speak import Speaker
from bot.usecases.trust import BOT

VERB = "mdt gast"


@dataclass(frozen=True)
class _Look:
    """Everything that is the same for all cases at one look.

    `coming` and `lost` gather who is told of which cases, `left` the cases out of which somebody went. `known`: who is
    told of a seat in this case by whoever asked for this look.
    """

    work: Work
    speaker: Speaker
    now: datetime
    directory: Directory
    rota: Rota
    coming: dict[UserId, list[CaseCode]] = field(default_factory=dict)
    lost: dict[UserId, list[CaseCode]] = field(default_factory=dict)
    left: list[CaseCode] = field(default_factory=list)
    known: tuple[UserId, CaseCode] | None = None


async def fill(acting: Acting, known: tuple[UserId, CaseCode] | None = None) -> None:
    """Let in who sits in on the cases of a meeting that was opened, or on a case that was added to it.

    `known`: who is told of a seat in this case by the caller.
    """
    await keep(acting.work, acting.speaker, acting.now, acting.watch, known)


async def empty(acting: Acting) -> None:
    """Let out who sat in on the cases of a meeting that was closed."""
    await keep(acting.work, acting.speaker, acting.now, acting.watch)


async def keep(
    work: Work, speaker: Speaker, now: datetime, watch: Watch, known: tuple[UserId, CaseCode] | None = None
) -> int:
    """Bring the guests of every case in line with this moment. Returns in how many cases somebody came or went."""
    look = _Look(work, speaker, now, await work.people.directory(), await rota_of(work), known=known)
    guests = set(await work.cases.with_guests())
    days: dict[CaseCode, date | None] = {}
    for region in look.directory.regions:
        sitting = await sitting_of(work, region, now, watch)
        if sitting == Sitting() and not guests:
            continue
        listed = await why(work, region.code, local_day(now), watch)
        for case in await work.cases.open_in(region.code):
            day = sitting.day_for(case, on_agenda=case.code in listed)
            if day is not None or case.code in guests:
                days[case.code] = day
            guests.discard(case.code)
    days |= dict.fromkeys(sorted(guests))  # closed since, or of a region that is no more
    facts = await work.cases.facts(days) if days else {}
    changed = sum([await _in_line(look, facts[code], day) for code, day in days.items()])
    for user, codes in sorted(look.coming.items()):
        await speaker.to_person(work, user, SeatToday(tuple(codes), user), now)
    for user, codes in sorted(look.lost.items()):
        await speaker.to_person(work, user, SeatLost(tuple(codes), user), now)
    await tell_empty(work, speaker, look.left, now)
    return changed


async def sitting_of(work: Work, region: Region, now: datetime, watch: Watch) -> Sitting:
    """Tell what a region's MDT is like now."""
    meeting = await work.meetings.running(region.code)
    sitting = sitting_at(now, region, watch, meeting, held=False)
    if sitting.open_day is not None and await work.meetings.held(region.code, at(local_day(now), time())):
        return sitting_at(now, region, watch, meeting, held=True)
    return sitting


async def _in_line(look: _Look, facts: Facts, day: date | None) -> bool:
    """Bring one case in line. What was agreed is sealed, and only looked at when a guest may have to go."""
    code = facts.case.code
    seats = plan_seats(facts, day, look.directory, look.rota)
    if seats.go:
        facts = replace(facts, actions=await look.work.actions.of(code))
        seats = plan_seats(facts, day, look.directory, look.rota)
    if seats:
        await _carry_out(look, code, seats)
    if day is not None:  # before the MDT they did not expect to go; at its end they were told so in the morning
        away = away_on(look.rota, day)  # who said so knows
        for member in seats.go:
            if member.user_id not in away:
                look.lost.setdefault(member.user_id, []).append(code)
    return bool(seats)


async def _carry_out(look: _Look, code: CaseCode, seats: Seats) -> None:
    work, now = look.work, look.now
    for member in seats.go:
        await work.cases.remove_member(code, member.user_id)
        look.left.append(code)
        await _audit(look, code, member, "eruit")
    for member in seats.stay:
        await work.cases.add_member(code, Member(member.user_id, member.organisation))
        await _audit(look, code, member, "blijft")
    for member in seats.come:
        await work.cases.add_member(code, member)
        if (member.user_id, code) != look.known:
            look.coming.setdefault(member.user_id, []).append(code)
        await _audit(look, code, member, "erbij")
    room = await look.speaker.room_for(work, Place.CASE, code)
    if seats.go or seats.stay:
        await look.speaker.in_room(work, room, GuestsWent(_names(look, seats.go), _names(look, seats.stay)), now)
    if seats.come:
        names = zip(_names(look, seats.come), seats.come, strict=True)
        people = tuple((name, name_of(member.organisation, look.directory)) for name, member in names)
        ground = await by_ground(work, code, look.directory, only={member.organisation for member in seats.come})
        await look.speaker.in_room(work, room, GuestsCame(people, ground), now)


async def _audit(look: _Look, code: CaseCode, member: Member, outcome: str) -> None:
    await look.work.audit.add(AuditEntry(look.now, BOT, VERB, Place.CASE.value, f"{code} {member.user_id}", outcome))


def _names(look: _Look, members: tuple[Member, ...]) -> tuple[str, ...]:
    return tuple(look.directory.name_of(member.user_id) for member in members)
