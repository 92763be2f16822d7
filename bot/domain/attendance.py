"""Who is there for which organisation at the MDT of a day, who is missing, and who was expected (R5).

Pure. What was said is never changed, only added to: who was there at a moment follows from the rows until then.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.calendar import at, local_day
from bot.domain.case import CaseCode
from bot.domain.caseworkers import may_work, representative
from bot.domain.clock import Watch
from bot.domain.duty import Rota, on_duty
from bot.domain.meeting import Meeting
from bot.domain.people import Directory, Region, UserId
from bot.domain.seats import Sitting

EVERYBODY: UserId = ""
"""Stands where a person would, when a whole organisation is absent."""


class Presence(StrEnum):
    """What was said of somebody, or of a whole organisation."""

    PRESENT = "aanwezig"
    ABSENT = "afwezig"


@dataclass(frozen=True)
class Said:
    """Somebody is there for an organisation, or is not. `user_id` is `EVERYBODY` when the whole organisation is absent.

    `code` is the case in whose room it was said; empty on the list of the MDT room.
    """

    organisation: str
    user_id: UserId
    presence: Presence
    by: UserId
    at: datetime
    code: CaseCode = ""


@dataclass(frozen=True)
class Turnout:
    """One organisation. `there` are its own people, `for_it` those of others who speak for it today.

    `stands_in_for` is who has the duty and is not there, while a colleague is. `away` are those of it who said that
    they are absent, or of whom the rota says so. `told`: nobody comes, and that was said ahead. `expected` is who comes
    by the rota while nobody is there.
    """

    organisation: str
    there: tuple[UserId, ...] = ()
    for_it: tuple[UserId, ...] = ()
    stands_in_for: UserId | None = None
    away: tuple[UserId, ...] = ()
    told: bool = False
    expected: UserId | None = None

    @property
    def missing(self) -> bool:
        """Whether nobody speaks for this organisation."""
        return not self.there and not self.for_it


@dataclass(frozen=True)
class Expecting:
    """Where and when people are expected: region, (Dutch) day, who there is and the rota.

    `excluded` may not be in the case, when it is about one.
    """

    region: str
    day: date
    directory: Directory
    rota: Rota
    excluded: Collection[UserId] = ()


class Standing:
    """What counts after everything that was said, in order; the last about somebody counts."""

    def __init__(self, said: Iterable[Said]) -> None:
        self._people: dict[tuple[str, UserId], Presence] = {}
        self._absent: set[str] = set()
        for each in said:
            self._hear(each)

    def _hear(self, said: Said) -> None:
        if said.presence is Presence.PRESENT:
            self._people[said.organisation, said.user_id] = said.presence
            self._absent.discard(said.organisation)
        elif said.user_id == EVERYBODY:
            self._people = {key: last for key, last in self._people.items() if key[0] != said.organisation}
            self._absent.add(said.organisation)
        else:  # who is not there speaks for nobody
            self._people = {key: last for key, last in self._people.items() if key[1] != said.user_id}
            self._people[said.organisation, said.user_id] = said.presence

    def is_absent(self, organisation: str) -> bool:
        """Whether the whole organisation is absent."""
        return organisation in self._absent

    def of(self, organisation: str, presence: Presence) -> tuple[UserId, ...]:
        """List of whom this counts, for an organisation, in the order in which it was said."""
        return tuple(user for (key, user), last in self._people.items() if (key, last) == (organisation, presence))

    def holds(self, said: Said) -> bool:
        """Whether this counts already, so that saying it again changes nothing."""
        if said.user_id == EVERYBODY:
            return self.is_absent(said.organisation)
        return said.user_id in self.of(said.organisation, said.presence)


def turnouts(organisations: Iterable[str], said: Iterable[Said], expecting: Expecting) -> tuple[Turnout, ...]:
    """Tell of each of these organisations who is there, who is missing and who was expected."""
    standing = Standing(said)
    return tuple(_turnout(organisation, standing, expecting) for organisation in organisations)


def missing(found: Iterable[Turnout]) -> tuple[Turnout, ...]:
    """List those for whom nobody speaks."""
    return tuple(turnout for turnout in found if turnout.missing)


def in_case(
    said: Iterable[Said], roster: Collection[UserId], since: datetime | None, until: datetime | None = None
) -> tuple[Said, ...]:
    """Give what counts in a case between two moments: of people on its roster, and of whole organisations.

    Who is there for an organisation and not in this case, does not speak for it here.
    """
    people = {EVERYBODY, *roster}
    return tuple(
        each
        for each in said
        if each.user_id in people and (since or each.at) <= each.at and each.at <= (until or each.at)
    )


def list_day(sitting: Sitting, meeting: Meeting | None) -> date | None:
    """Give the (Dutch) day whose list is open: from when guests are let in until the meeting of the day was closed.

    A meeting that runs is of the day it was opened on, also past midnight; an urgent one has no list.
    """
    if meeting is not None and not meeting.urgent and sitting.running_day is not None:
        return sitting.running_day
    return sitting.open_day


def opens_at(now: datetime, region: Region, watch: Watch, *, held: bool) -> datetime:
    """Give the moment at which the next list opens; `held`: the meeting of today was closed already."""
    today = local_day(now)
    starts = at(today, region.mdt_at) - watch.seats_ahead
    if watch.has_meeting(today) and not held and now < starts:
        return starts
    return at(watch.next_meeting_day(today), region.mdt_at) - watch.seats_ahead


def counts_since(day: date, region: Region, watch: Watch, meeting: Meeting | None) -> datetime:
    """Give since when what was said counts in the cases of a meeting: who was there in the night may not be at ten.

    `meeting` is None while that of the day did not begin; one of another day was forgotten and counts for nothing.
    """
    starts = at(day, region.mdt_at) - watch.seats_ahead
    if meeting is None or local_day(meeting.opened_at) != day:
        return starts
    return meeting.opened_at if meeting.urgent else min(meeting.opened_at, starts)


def _turnout(organisation: str, standing: Standing, expecting: Expecting) -> Turnout:
    present = standing.of(organisation, Presence.PRESENT)
    everybody = (*expecting.directory.people, *expecting.directory.former)
    others = {person.user_id for person in everybody if person.organisation != organisation}
    there, for_it = [u for u in present if u not in others], [u for u in present if u in others]
    holder, away = _holder(organisation, expecting), _away(organisation, standing, expecting)
    expected = None
    if not present and not standing.is_absent(organisation):
        out = {*expecting.excluded, *away}
        person = representative(organisation, expecting.region, expecting.directory, expecting.rota, expecting.day, out)
        expected = None if person is None else person.user_id
    return Turnout(
        organisation,
        tuple(there),
        tuple(for_it),
        stands_in_for=holder if there and holder not in there else None,
        away=away,
        told=not present and (standing.is_absent(organisation) or (bool(away) and expected is None)),
        expected=expected,
    )


def _holder(organisation: str, expecting: Expecting) -> UserId | None:
    """Give who has the duty by the rota, whether or not they are there."""
    region, directory = expecting.region, expecting.directory
    people = [directory.person(user) for user in on_duty(expecting.rota.duties, region, organisation, expecting.day)]
    working = (p for p in people if p and may_work(p, organisation, region, directory, expecting.excluded))
    return next((person.user_id for person in working), None)


def _away(organisation: str, standing: Standing, expecting: Expecting) -> tuple[UserId, ...]:
    """List who said to be absent, and who of the rota of the day is away."""
    rota, present = expecting.rota, standing.of(organisation, Presence.PRESENT)
    said = standing.of(organisation, Presence.ABSENT)
    away = {absence.user_id for absence in rota.absences if absence.covers(expecting.day)}
    duties = on_duty(rota.duties, expecting.region, organisation, expecting.day)
    by_rota = (user for user in duties if user in away and user not in present)
    return tuple(dict.fromkeys((*said, *by_rota)))
