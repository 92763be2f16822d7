"""Who is there at the MDT, said in the MDT room or in the room of a case (R5).

Two lists that never mix: that of the MDT room holds permanent parties only, and the MDT room reads nothing else; what
was said in the room of a case counts in that case and nowhere else: a name that came onto the list of the MDT room
while a case is weighed would tell who is in it.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time

from bot.domain.attendance import (
    EVERYBODY,
    Expecting,
    Presence,
    Said,
    Standing,
    Turnout,
    counts_since,
    in_case,
    list_day,
    missing,
    opens_at,
    turnouts,
)
from bot.domain.calendar import at, local_day
from bot.domain.case import CaseCode
from bot.domain.codes import region_of
from bot.domain.meeting import Meeting
from bot.domain.people import Directory, Organisation, Permission, Person, Place, UserId, may
from bot.domain.refusals import Refused
from bot.domain.refusals_attendance import (
    AttendanceClosed,
    ChairNotesOthers,
    ExcusesOwnOnly,
    NotPermanent,
    OnBehalfElsewhere,
)
from bot.ports import Work
from bot.usecases.acting import Acting
from bot.usecases.consent import name_of
from bot.usecases.handover import rota_of
from bot.usecases.results_attendance import AbsentNoted, PresentInCase, PresentNoted, TurnoutLine
from bot.usecases.rosters import roster_of
from bot.usecases.seats import sitting_of


async def present(acting: Acting, person: Person, organisation: Organisation | None) -> PresentNoted:
    """Note on the list of the MDT room that somebody is there, for the own organisation or on behalf of another.

    Raises `Refused`: `ChairNotesOthers`, `NotPermanent`, `AttendanceClosed`.
    """
    if person.user_id != acting.person.user_id and not _chairs(acting):
        raise Refused(ChairNotesOthers())
    key = person.organisation if organisation is None else organisation.key
    _require_permanent(key, acting.directory)
    region, day = acting.subject, await _open_day(acting)
    await _note(
        acting.work, region, day, Said(key, person.user_id, Presence.PRESENT, acting.person.user_id, acting.now)
    )
    name = name_of(key, acting.directory)
    return PresentNoted(person.name, name, key != person.organisation, await turnout(acting.work, region, day))


async def absent(acting: Acting, person: Person) -> AbsentNoted:
    """Note that somebody is not there today. Raises `Refused`: `ExcusesOwnOnly`, `AttendanceClosed`."""
    _require_own(acting, person.organisation)
    said = Said(person.organisation, person.user_id, Presence.ABSENT, acting.person.user_id, acting.now)
    return await _absent(acting, said, person.name)


async def absent_organisation(acting: Acting, organisation: Organisation) -> AbsentNoted:
    """Note that nobody of an organisation comes. Raises `Refused`: as `absent`, and `NotPermanent`."""
    _require_permanent(organisation.key, acting.directory)
    _require_own(acting, organisation.key)
    said = Said(organisation.key, EVERYBODY, Presence.ABSENT, acting.person.user_id, acting.now)
    return await _absent(acting, said, organisation.name)


async def present_here(acting: Acting, person: Person, organisation: Organisation | None) -> PresentInCase:
    """Note in the room of a case that somebody of it is there, always for the own organisation.

    Raises `Refused`: `OnBehalfElsewhere`, `ChairNotesOthers`, `AttendanceClosed`.
    """
    work, code, key = acting.work, acting.subject, person.organisation
    if organisation is not None and organisation.key != key:
        raise Refused(OnBehalfElsewhere())
    if person.user_id != acting.person.user_id and not _chairs(acting):
        raise Refused(ChairNotesOthers())
    meeting = await work.meetings.running(region_of(code))
    if meeting is not None and not meeting.urgent:
        day = await _open_day(acting)
    elif meeting is not None and meeting.current == code:
        day = local_day(meeting.opened_at)
    else:
        day, meeting = await _open_day(acting), None
    said = Said(key, person.user_id, Presence.PRESENT, acting.person.user_id, acting.now, code)
    await _note_in_case(acting, said, day, meeting)
    found = await present_in_case(work, code, day, since=since_of(acting, code, day, meeting))
    lines = _lines(missing(found), acting.directory)
    return PresentInCase(code, person.name, name_of(key, acting.directory), lines)


async def took_part(acting: Acting, meeting: Meeting) -> None:
    """Note that whoever decides on a case is there: they need not say so."""
    person, code = acting.person, acting.subject
    said = Said(person.organisation, person.user_id, Presence.PRESENT, person.user_id, acting.now, code)
    await _note_in_case(acting, said, local_day(meeting.opened_at), meeting)


async def opened(acting: Acting) -> tuple[TurnoutLine, ...]:
    """Note that whoever opens the MDT is there, and tell which permanent parties are not yet."""
    region, day, chair = acting.subject, local_day(acting.now), acting.person
    said = Said(chair.organisation, chair.user_id, Presence.PRESENT, chair.user_id, acting.now)
    await _note(acting.work, region, day, said)
    return tuple(line for line in await turnout(acting.work, region, day) if line.missing)


async def missing_in(acting: Acting, code: CaseCode) -> tuple[TurnoutLine, ...]:
    """Tell which parties of a case are not there, as it is taken up. For the room of the case only."""
    meeting = await acting.work.meetings.running(region_of(code))
    day = local_day(acting.now if meeting is None else meeting.opened_at)
    found = await present_in_case(acting.work, code, day, since=since_of(acting, code, day, meeting))
    return _lines(missing(found), acting.directory)


def since_of(acting: Acting, code: CaseCode, day: date, meeting: Meeting | None) -> datetime | None:
    """Give since when what was said counts in a case; None, for all of it, when its region is no more."""
    region = acting.directory.region(region_of(code))
    return None if region is None else counts_since(day, region, acting.watch, meeting)


async def turnout(work: Work, region: str, day: date) -> tuple[TurnoutLine, ...]:
    """Tell in names how the permanent parties stand on a day: what the MDT room reads."""
    return _lines(await present_at(work, region, day), await work.people.directory())


async def present_at(work: Work, region: str, day: date) -> tuple[Turnout, ...]:
    """Tell of each permanent party who was there at the MDT of a (Dutch) day, for whom, and who was absent."""
    directory = await work.people.directory()
    permanent = [organisation.key for organisation in directory.organisations if organisation.mdt]
    expecting = Expecting(region, day, directory, await rota_of(work))
    return turnouts(permanent, await work.attendance.listed(region, day), expecting)


async def present_in_case(
    work: Work,
    code: CaseCode,
    day: date,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    also: Collection[UserId] = (),
) -> tuple[Turnout, ...]:
    """Tell of each party of a case who was there while it was weighed on a (Dutch) day. For the room of the case only.

    What was said before `since` (see `since_of`) or after `until`, when the meeting was done with the case, does not
    count. `also` recorded something in it, and were there whatever became of them since; without them, only who is in
    the case now counts. Raises `KeyError` for an unknown case.
    """
    case = await work.cases.get(code)
    if case is None:
        raise KeyError(code)
    directory = await work.people.directory()
    people = {person.user_id: person.organisation for person in (*directory.former, *directory.people)}
    roster = {member.user_id: member.organisation for member in await work.cases.roster(code)}
    acted = {user: roster.get(user) or people.get(user, "") for user in also}
    rows = await work.attendance.in_case(case.region, day, code)
    said = in_case(rows, {*await _roster(work, code), *acted}, since, until)
    noted = {(each.organisation, each.user_id) for each in said}
    said += tuple(
        Said(party, user, Presence.PRESENT, user, until or since or case.opened_at, code)
        for user, party in acted.items()
        if (party, user) not in noted
    )
    consents = [consent.organisation for consent in await work.cases.consents(code) if consent.grants]
    parties = dict.fromkeys((*consents, *(party for party in acted.values() if party)))
    excluded = await work.cases.excluded(code)
    return turnouts(parties, said, Expecting(case.region, day, directory, await rota_of(work), excluded))


async def said_in_room(
    work: Work, code: CaseCode, day: date, since: datetime | None, until: datetime | None
) -> frozenset[UserId]:
    """Give of whom was said in the room of a case, between two moments, that they were there: they were in the case."""
    rows = await work.attendance.in_case(region_of(code), day, code)
    here = [each for each in rows if each.code == code and each.presence is Presence.PRESENT]
    return frozenset(each.user_id for each in here if (since or each.at) <= each.at <= (until or each.at))


async def _absent(acting: Acting, said: Said, name: str) -> AbsentNoted:
    work, region, day = acting.work, acting.subject, await _open_day(acting)
    await _note(work, region, day, said)
    return AbsentNoted(name, said.user_id == acting.person.user_id, await turnout(work, region, day))


async def _note(work: Work, region: str, day: date, said: Said) -> None:
    if not Standing(await work.attendance.listed(region, day)).holds(said):
        await work.attendance.add(region, day, said)


async def _note_in_case(acting: Acting, said: Said, day: date, meeting: Meeting | None) -> None:
    """Note it in the case, unless it was noted there and still counts.

    What the list of the MDT room says does not do: it tells nobody later that this person was in this case.
    """
    work, code, region = acting.work, said.code, region_of(said.code)
    since = since_of(acting, code, day, meeting)
    before = in_case(await work.attendance.in_case(region, day, code), await _roster(work, code), since)
    here = any((each.code, each.user_id, each.presence) == (code, said.user_id, said.presence) for each in before)
    if not (here and Standing(before).holds(said)):
        await work.attendance.add(region, day, said)


async def _roster(work: Work, code: CaseCode) -> frozenset[UserId]:
    room = await work.rooms.find(Place.CASE, code)
    return frozenset() if room is None else await roster_of(work, room)


async def _open_day(acting: Acting) -> date:
    """Give the day whose list is open now. Raises `Refused` with `AttendanceClosed`."""
    work, now, watch = acting.work, acting.now, acting.watch
    code = acting.subject if acting.room.place is Place.MDT else region_of(acting.subject)
    region = acting.directory.region(code)
    if region is None:
        raise KeyError(code)
    meeting = await work.meetings.running(code)
    day = list_day(await sitting_of(work, region, now, watch), meeting)
    if day is None:
        held = await work.meetings.held(code, at(local_day(now), time()))
        raise Refused(AttendanceClosed(opens_at(now, region, watch, held=held)))
    return day


def _chairs(acting: Acting) -> bool:
    room = acting.room
    region = room.subject if room.place is Place.MDT else region_of(room.subject)
    return may(acting.person, Permission.CHAIR_MEETING, Place.MDT, region)


def _permanent(organisation: str, directory: Directory) -> bool:
    return any(each.key == organisation and each.mdt for each in directory.organisations)


def _require_permanent(organisation: str, directory: Directory) -> None:
    if not _permanent(organisation, directory):
        raise Refused(NotPermanent(name_of(organisation, directory)))


def _require_own(acting: Acting, organisation: str) -> None:
    if organisation != acting.person.organisation and not _chairs(acting):
        raise Refused(ExcusesOwnOnly())


def _lines(found: Iterable[Turnout], directory: Directory) -> tuple[TurnoutLine, ...]:
    return tuple(_line(turnout, directory) for turnout in found)


def _line(turnout: Turnout, directory: Directory) -> TurnoutLine:
    own = {person.user_id: person.organisation for person in (*directory.former, *directory.people)}
    return TurnoutLine(
        organisation=name_of(turnout.organisation, directory),
        there=tuple(directory.name_of(user) for user in turnout.there),
        for_it=tuple((directory.name_of(user), name_of(own[user], directory)) for user in turnout.for_it),
        stands_in_for=directory.name_of(turnout.stands_in_for) if turnout.stands_in_for else "",
        away=turnout.stands_in_for in turnout.away,
        told=turnout.told,
        expected=directory.name_of(turnout.expected) if turnout.expected else "",
    )
