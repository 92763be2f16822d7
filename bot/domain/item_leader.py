"""Who leads a meeting, and who leads one item of it where the chair takes no part in the case (R5, R13).

Pure: who is where goes in, one person comes out. Nobody outside a case is ever its leader.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from bot.domain.case import Case, Member
from bot.domain.duty import Rota
from bot.domain.meeting import Meeting
from bot.domain.people import CHAIRS, Directory, Person, Role, UserId


@dataclass(frozen=True)
class Table:
    """Who is in a case: `here` may read its room, `members` tells who is a guest of the day (Dutch)."""

    case: Case
    here: frozenset[UserId]
    members: tuple[Member, ...]
    directory: Directory
    rota: Rota
    day: date


def item_leader(chair: UserId, table: Table) -> UserId | None:
    """Give who leads this case: the chair where that is one of the case, else the first of those who are.

    First the chairs and the deputies of the region, the regiehouder, who sits in for a permanent party today, others of
    those parties, and then anybody. Who is away today comes last of all. None: nobody is in the case.
    """
    if chair in table.here:
        return chair
    away = away_on(table.rota, table.day)
    people = [person for person in table.directory.people if person.user_id in table.here]
    found = min(people, key=lambda p: (p.user_id in away, _rank(p, table)), default=None)
    return None if found is None else found.user_id


def _rank(person: Person, table: Table) -> int:
    organisation = table.directory.organisation(person.organisation)
    permanent = organisation is not None and organisation.mdt
    guest = any(m.guest for m in table.members if m.user_id == person.user_id)
    on_duty = table.rota.on_duty(table.case.region, person.organisation, table.day)
    ranks = (
        person.has(Role.CHAIR),
        person.has(Role.DEPUTY_CHAIR),
        person.user_id == table.case.coordinator,
        permanent and (guest or person.user_id in on_duty),
        permanent,
    )
    return ranks.index(True) if True in ranks else len(ranks)


def away_on(rota: Rota, day: date) -> frozenset[UserId]:
    """Give who is away on this day."""
    return frozenset(absence.user_id for absence in rota.absences if absence.covers(day))


def may_chair(user: UserId, region: str, directory: Directory) -> bool:
    """Whether somebody can lead the region's meeting: a chair or a deputy on the roster of its room."""
    return any(p.user_id == user and p.roles & CHAIRS for p in directory.meeting_members(region))


def is_gone(meeting: Meeting, directory: Directory, away: Collection[UserId]) -> bool:
    """Whether the chair can lead the meeting no longer. Who was `away` already and led all the same, can."""
    absent = meeting.chair in away and not meeting.despite_absence
    return absent or not may_chair(meeting.chair, meeting.region, directory)


def others_who_chair(meeting: Meeting, directory: Directory, rota: Rota, day: date) -> tuple[Person, ...]:
    """List who can take the chair instead, best first: on duty that day, chairs before deputies, by the directory."""
    away = away_on(rota, day)
    found = [
        person
        for person in directory.meeting_members(meeting.region)
        if person.roles & CHAIRS and person.user_id != meeting.chair and person.user_id not in away
    ]
    return tuple(sorted(found, key=lambda p: (not _on_duty(p, meeting.region, rota, day), not p.has(Role.CHAIR))))


def _on_duty(person: Person, region: str, rota: Rota, day: date) -> bool:
    return person.user_id in rota.on_duty(region, person.organisation, day)
