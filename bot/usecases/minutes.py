"""Minutes, made anew from what is kept: of a case for its own room, of a region for its MDT room (R5, R6, R8, R15)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bot.domain.attendance import Turnout
from bot.domain.calendar import local_day
from bot.domain.case import ActionState, CaseCode
from bot.domain.casenotes import NoteKind
from bot.domain.closing import Turn
from bot.domain.contributions import all_contributed
from bot.domain.figures import Days
from bot.domain.meeting import Item, ItemState, Meeting
from bot.domain.minutes import Minutes, Record, how_ended, minutes_of, span_of
from bot.domain.people import Directory, UserId
from bot.domain.refusals import Refused
from bot.domain.refusals_minutes import NoMeetingThen, NoMeetingYet, NoMinutes, NoMinutesThen
from bot.ports import Work
from bot.usecases.acting import Acting
from bot.usecases.actions import owner_name
from bot.usecases.attendance import present_at, present_in_case, said_in_room, since_of
from bot.usecases.consent import name_of
from bot.usecases.ground_labels import by_ground
from bot.usecases.regie_change import asked_in
from bot.usecases.results import CaseMinutes, CaseMinutesOfDay
from bot.usecases.results_minutes import DayMinutes, ItemLine, MeetingMinutes, Present

MINUTE = timedelta(minutes=1)
DONE_WITH = frozenset({ItemState.CLOSED, ItemState.CARRIED})


async def case_minutes(acting: Acting, day: date | None) -> CaseMinutes | CaseMinutesOfDay:
    """Give the minutes of this room's case: of the MDT that weighs it now or did so last, or of a (Dutch) day.

    Raises `Refused`: `NoMinutes`, `NoMinutesThen`.
    """
    work, code = acting.work, acting.subject
    held = [meeting for meeting in await work.meetings.about(code) if _reached(meeting, code)]
    if not held:
        raise Refused(NoMinutes())
    if day is None:
        return await minutes_in(acting, code, held[-1])
    found = [await minutes_in(acting, code, m) for m in held if local_day(m.opened_at) == day]
    if not found:
        raise Refused(NoMinutesThen(day, local_day(held[-1].opened_at)))
    return found[0] if len(found) == 1 else CaseMinutesOfDay(tuple(found))


async def minutes_in(acting: Acting, code: CaseCode, meeting: Meeting) -> CaseMinutes:
    """Make the minutes of a case in one meeting. Raises `KeyError` for a case that is not in it, or not there."""
    work, now = acting.work, acting.now
    item, case = meeting.item(code), await work.cases.get(code)
    if item is None or case is None:
        raise KeyError(code)
    directory = await work.people.directory()
    record = await _record(work, code)
    span = span_of(meeting, item, now)
    minutes = minutes_of(meeting.id, span, record)
    coordinator = item.coordinator if item.state in DONE_WITH else case.coordinator
    of_today = local_day(meeting.opened_at) == local_day(now)
    return CaseMinutes(
        code=code,
        day=local_day(meeting.opened_at),
        taken_up=span.since,
        spent=_minutes(item, now),
        urgent=meeting.urgent,
        ended=how_ended(item),
        minutes=minutes,
        coordinator="" if coordinator is None else directory.name_of(coordinator),
        open_actions=sum(action.state is ActionState.OPEN for action in record.actions),
        names={person.user_id: person.name for person in (*directory.former, *directory.people)},
        owners={action.number: owner_name(action.owner, directory) for action in record.actions},
        parties={each.number: name_of(each.word, directory) for each in minutes.contributed},
        there=await _there(acting, meeting, item, minutes),
        asked=await asked_in(work, code) if coordinator is None and of_today else "",
        by_ground=await by_ground(work, code, directory, then=span.until),
    )


async def meeting_minutes(acting: Acting, day: date | None) -> DayMinutes:
    """Give the minutes of this room's region: of the day of the MDT that runs or was last, or of another (Dutch) day.

    Raises `Refused`: `NoMeetingYet`, `NoMeetingThen`.
    """
    work, region = acting.work, acting.subject
    last = await work.meetings.last(region)
    if last is None:
        raise Refused(NoMeetingYet())
    last_day = local_day(last.opened_at)
    wanted = Days(day or last_day, day or last_day)
    held = await work.meetings.between(region, wanted.since, wanted.until)
    if not held:
        raise Refused(NoMeetingThen(wanted.first, last_day))
    reports = tuple([await report(acting, meeting) for meeting in held])
    return DayMinutes(region, wanted.first, reports)


async def report(acting: Acting, meeting: Meeting) -> MeetingMinutes:
    """Make the minutes of one meeting for the MDT room: codes, clocks and who was there, nothing of a case.

    Who took part in an urgent one is not told: it has one case.
    """
    directory, now = acting.directory, acting.now
    until, day = meeting.closed_at or now, local_day(meeting.opened_at)
    turnouts = () if meeting.urgent else await present_at(acting.work, meeting.region, day)
    return MeetingMinutes(
        chair=directory.name_of(meeting.chair),
        opened_at=meeting.opened_at,
        closed_at=meeting.closed_at,
        urgent=meeting.urgent,
        minutes=max(round((until - meeting.opened_at) / MINUTE), 0),
        items=tuple(ItemLine(item.code, _minutes(item, now), item.minutes, how_ended(item)) for item in meeting.items),
        attendance=tuple(_present(turnout, directory) for turnout in turnouts),
    )


async def _record(work: Work, code: CaseCode) -> Record:
    """Gather what is kept of a case and may stand in its minutes."""
    notes, chapters = await work.notes.of(code), await work.cases.chapters(code)
    added, steps = await work.contributions.of(code), await work.contributions.steps(code)
    return Record(
        given=await work.decisions.given(code),
        corrections=await work.corrections.of(code),
        holds=await work.holds.of(code),
        reviews=await work.reviews.of(code),
        actions=await work.actions.of(code),
        history=await work.action_steps.of(code),
        contributed=all_contributed(await work.cases.intake(code), added, ()),
        steps=steps,
        anew=(
            *(note.at for note in notes if note.kind is NoteKind.CHANGE),
            *(chapter.at for chapter in chapters if chapter.turn is Turn.REOPENED),
        ),
    )


async def _there(acting: Acting, meeting: Meeting, item: Item, minutes: Minutes) -> tuple[Present, ...]:
    """Tell who was there for the parties of a case until the meeting was done with it.

    Who recorded something was there, and who said so in its room, also when their consent ended since.
    """
    code, day, directory = item.code, local_day(meeting.opened_at), await acting.work.people.directory()
    since, until = since_of(acting, code, day, meeting), item.left_at
    also = {*minutes.by, *await said_in_room(acting.work, code, day, since, until)}
    turnouts = await present_in_case(acting.work, code, day, since=since, until=until, also=also)
    return tuple(_present(turnout, directory) for turnout in turnouts)


def _present(turnout: Turnout, directory: Directory) -> Present:
    organisations = {person.user_id: person.organisation for person in (*directory.former, *directory.people)}
    return Present(
        organisation=name_of(turnout.organisation, directory),
        people=_names(turnout.there, directory),
        for_it=tuple((directory.name_of(u), name_of(organisations.get(u, ""), directory)) for u in turnout.for_it),
        stands_in_for="" if turnout.stands_in_for is None else directory.name_of(turnout.stands_in_for),
    )


def _names(users: Iterable[UserId], directory: Directory) -> tuple[str, ...]:
    return tuple(directory.name_of(user) for user in users)


def _reached(meeting: Meeting, code: CaseCode) -> bool:
    item = meeting.item(code)
    return item is not None and item.reached


def _minutes(item: Item, now: datetime) -> int:
    """Give how many minutes an item took; what was looked at shortly took one."""
    spent = item.spent(now)
    return max(round(spent / MINUTE), 1) if spent else 0
