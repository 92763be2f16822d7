"""All of a case, for its own room; and since when it is to be weighed anew."""

from collections.abc import Mapping
from datetime import datetime, time

from bot.domain.agenda_notes import by_hand
from bot.domain.calendar import at, local_day
from bot.domain.case import Case, CaseCode, weigh_anew_since
from bot.domain.casefile import CaseFile
from bot.domain.clock import NextMeeting, Watch, next_meeting
from bot.domain.meeting import ItemState
from bot.domain.outcome import standing_hold
from bot.domain.people import Directory
from bot.domain.regie import has_authority, open_request
from bot.domain.steps import delays_of
from bot.ports import Work
from bot.usecases.agenda import coming_day, first_day, is_on, running_today, state_of
from bot.usecases.ground_labels import labels_of
from bot.usecases.regie_change import outcomes
from bot.usecases.results import Card


async def brought_back(work: Work, region: str) -> Mapping[CaseCode, datetime]:
    """Give since when the region's cases must be weighed anew; those that never came back are not in it (R9)."""
    changes = await work.notes.last_changes(region)
    reopened = {case.code: case.reopened_at for case in await work.cases.open_in(region) if case.reopened_at}
    found = {code: weigh_anew_since(changes.get(code), reopened.get(code)) for code in changes.keys() | reopened.keys()}
    return {code: since for code, since in found.items() if since is not None}


async def load_file(work: Work, code: CaseCode, now: datetime, watch: Watch | None = None) -> CaseFile:
    """Gather a case as it is now. Raises `KeyError` when there is no such case."""
    case = await work.cases.get(code)
    if case is None:
        raise KeyError(code)
    agreed = await work.reviews.of(code)
    return CaseFile(
        case=case,
        intake=await work.cases.intake(code),
        consents=await work.cases.consents(code),
        roster=await work.cases.roster(code),
        actions=await work.actions.of(code),
        decisions=await outcomes(work, code),
        on_agenda=case.closed_at is None and await is_on(work, case, now, watch or Watch()),
        notes=await work.notes.of(code),
        anew_since=(await brought_back(work, case.region)).get(code),
        hold=standing_hold(await work.holds.of(code)),
        review=agreed[-1].day if agreed else None,
        delays=delays_of(await work.action_steps.of(code)),
        added=await work.contributions.of(code),
        steps=await work.contributions.steps(code),
        corrections=await work.corrections.of(code),
        by_hand=by_hand(
            await work.agenda_notes.of(code),
            (await work.meetings.left_cases(case.region)).get(code),
            case.reopened_at,
        ),
        asked=open_request(await work.regie.of(code)),
        authority=has_authority(await work.authority.grants(code), case.coordinator),
    )


async def load_card(
    work: Work, code: CaseCode, now: datetime, watch: Watch | None = None, *, whole: bool = True
) -> Card:
    """Make the card: all that whoever comes must know (R3), or what is needed now.

    `watch` tells on which days there is an MDT.
    """
    directory = await work.people.directory()
    names = {person.user_id: person.name for person in (*directory.former, *directory.people)}
    file = await load_file(work, code, now, watch)
    upcoming = None
    if file.on_agenda:
        upcoming = await _next_meeting(work, file.case, directory, now, watch or Watch())
    elif file.by_hand.last is not None:
        upcoming = await _named_day(work, file.case, directory, now, watch or Watch())
    clock, chapters = await work.clocks.of(code), await work.cases.chapters(code)
    return Card(
        file=file,
        names=names,
        today=local_day(now),
        now=now,
        organisations=directory.organisations,
        clock=clock,
        upcoming=upcoming,
        chapters=chapters,
        grounds=await labels_of(work, code),
        whole=whole,
        follow_ups=await work.follow_ups.of(code) if file.case.closed_at is not None else (),
    )


async def _next_meeting(
    work: Work, case: Case, directory: Directory, now: datetime, watch: Watch
) -> NextMeeting | None:
    """Tell when the MDT comes to a case on the agenda: in the meeting that runs, else in the next by the calendar.

    That of today may have begun, or be over, before its time.
    """
    running = await work.meetings.running(case.region)
    still = {ItemState.WAITING, ItemState.CURRENT}
    if running is not None and any(item.code == case.code and item.state in still for item in running.items):
        return NextMeeting(running.opened_at, running=True)
    region = directory.region(case.region)
    if region is None:
        return None
    today = local_day(now)
    begun = await running_today(work, case.region, now) is not None
    if begun or await work.meetings.held(case.region, at(today, time())):
        return NextMeeting(at(watch.next_meeting_day(today), region.mdt_at))
    return NextMeeting(next_meeting(now, region.mdt_at, watch))


async def _named_day(work: Work, case: Case, directory: Directory, now: datetime, watch: Watch) -> NextMeeting | None:
    """Tell when the MDT comes to a case that is not on the agenda now, where people named a day for it."""
    region = directory.region(case.region)
    if region is None or case.closed_at is not None:
        return None
    day = first_day(await state_of(work, case), await coming_day(work, case.region, now, watch), watch)
    return None if day is None else NextMeeting(at(day, region.mdt_at))
