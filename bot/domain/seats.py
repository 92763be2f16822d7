"""Who sits in on a case for the MDT of the day: the representative of each organisation that takes part (R5, R13).

Pure: what is wanted at one moment is compared with who is there, so that every look, however late, brings it in line.
"""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.calendar import at, local_day
from bot.domain.case import ActionState, Case, CaseCode, Member, Owner
from bot.domain.caseworkers import representative
from bot.domain.clock import Watch
from bot.domain.duty import Rota
from bot.domain.leaving import Facts
from bot.domain.meeting import Meeting
from bot.domain.meeting_watch import CLOSED_AFTER, FORGOTTEN_AFTER, moved_at
from bot.domain.people import Directory, Region

PAST_MIDNIGHT = FORGOTTEN_AFTER + CLOSED_AFTER
"""A meeting that runs past midnight keeps its people for so long after it last moved: then the bot closes it."""


@dataclass(frozen=True)
class Sitting:
    """A region's MDT at one moment. `open_day` is the day whose agenda is open for guests, None when none is.

    `running` are the cases of the meeting that is held now, `running_day` the (Dutch) day it was opened.
    """

    open_day: date | None = None
    running: frozenset[CaseCode] = frozenset()
    running_day: date | None = None

    def day_for(self, case: Case, *, on_agenda: bool) -> date | None:
        """Give the day whose representatives sit in on a case now, or None when nobody does."""
        if case.closed_at is not None:
            return None
        if case.code in self.running:
            return self.running_day
        return self.open_day if on_agenda else None


@dataclass(frozen=True)
class Seats:
    """What changes in a case: who comes in as a guest, who goes, and who stays as a case worker."""

    come: tuple[Member, ...] = ()
    go: tuple[Member, ...] = ()
    stay: tuple[Member, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything changes."""
        return bool(self.come or self.go or self.stay)


def sitting_at(now: datetime, region: Region, watch: Watch, meeting: Meeting | None, *, held: bool) -> Sitting:
    """Tell what the region's MDT is like at this moment.

    `meeting` is the one that runs; `held`: that of today, urgent ones apart, was closed already.
    """
    today = local_day(now)
    starts = at(today, region.mdt_at) - watch.seats_ahead
    opened = None if meeting is None else local_day(meeting.opened_at)
    begun = meeting is not None and not meeting.urgent and opened == today
    waits = watch.has_meeting(today) and now >= starts
    open_day = today if (begun or waits) and not held else None
    if meeting is None or (opened != today and now - moved_at(meeting) >= PAST_MIDNIGHT):
        return Sitting(open_day)
    return Sitting(open_day, frozenset(item.code for item in meeting.items), opened)


def wanted(facts: Facts, day: date, directory: Directory, rota: Rota) -> tuple[Member, ...]:
    """List who represents the organisations of a case on this day, whether or not they are in it."""
    found = (
        (
            consent.organisation,
            representative(consent.organisation, facts.case.region, directory, rota, day, facts.excluded),
        )
        for consent in facts.consents
        if consent.grants
    )
    return tuple(Member(person.user_id, organisation, guest=True) for organisation, person in found if person)


def plan_seats(facts: Facts, day: date | None, directory: Directory, rota: Rota) -> Seats:
    """Plan what brings the guests of a case in line with the day, or with none.

    Nothing that was agreed on goes out of the door with a guest: whoever has an open action or the regie stays as a
    case worker, and so does the last of an organisation that has one.
    """
    sit_in = () if day is None else wanted(facts, day, directory, rota)
    there = {member.user_id for member in facts.roster}
    done = [member for member in facts.roster if member.guest and member not in sit_in]
    stay = [member for member in done if _needed(member, facts)]
    return Seats(
        come=tuple(member for member in sit_in if member.user_id not in there),
        go=tuple(member for member in done if member not in stay),
        stay=tuple(stay),
    )


def _needed(guest: Member, facts: Facts) -> bool:
    owners = [action.owner for action in facts.actions if action.state is ActionState.OPEN]
    workers = [m for m in facts.roster if m.organisation == guest.organisation and not m.guest]
    alone = not workers and Owner(guest.organisation) in owners
    mine = any(owner.user_id == guest.user_id for owner in owners)
    return mine or alone or facts.case.coordinator == guest.user_id
