"""What is given back, and said, about case workers, guests and absence. Outside the case room: codes and names."""

from dataclasses import dataclass
from datetime import date

from bot.domain.case import CaseCode
from bot.domain.leaving import CaseEnd
from bot.domain.people import UserId


@dataclass(frozen=True)
class Replaced:
    """In the case room: who goes and who comes instead. `labels` are the actions that change hands.

    `waiting`: who comes must be admitted first. `here`: who comes took part already. `by_ground`: their organisation
    and what its legal ground is called (`G1`), when it takes part by one.
    """

    code: CaseCode
    name: str
    by: str
    labels: tuple[str, ...]
    coordinated: bool
    waiting: bool
    here: bool
    by_ground: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ReplacedHere:
    """The answer in the case room; `end`, `gone` and `came` are what must be told after it."""

    said: Replaced
    end: CaseEnd
    gone: UserId
    came: UserId


@dataclass(frozen=True)
class ReplacedThere:
    """In the direct chat: it was done."""

    code: CaseCode
    name: str
    by: str
    waiting: bool


@dataclass(frozen=True)
class Joined:
    """In the case room: another case worker. `stays`: was the representative of the day, and stays after it.

    `by_ground` as in `Replaced`.
    """

    code: CaseCode
    name: str
    organisation: str
    waiting: bool
    stays: bool
    by_ground: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class JoinedHere:
    """The answer in the case room; `came` is who must be told."""

    said: Joined
    came: UserId


@dataclass(frozen=True)
class JoinedThere:
    """In the direct chat: it was done."""

    code: CaseCode
    name: str
    waiting: bool
    stays: bool


@dataclass(frozen=True)
class ReplacedYou:
    """In the direct chat of who goes: the code only."""

    code: CaseCode


@dataclass(frozen=True)
class StaysForMeeting:
    """In the direct chat of who was replaced and represents the organisation at today's MDT: the code only."""

    code: CaseCode


@dataclass(frozen=True)
class YouMayJoinLater:
    """In the direct chat of who was put on a case and must be admitted first: the code, and what to do. Rings."""

    code: CaseCode
    user_id: UserId


@dataclass(frozen=True)
class SeatToday:
    """In the direct chat of who represents an organisation at the MDT today: the codes. Rings."""

    codes: tuple[CaseCode, ...]
    user_id: UserId


@dataclass(frozen=True)
class SeatLost:
    """In the direct chat of who sat in and is out again before the MDT is over: the codes. Rings."""

    codes: tuple[CaseCode, ...]
    user_id: UserId


@dataclass(frozen=True)
class GuestsCame:
    """In the case room: who sits in for the MDT, as (name, organisation). `by_ground` as in `Replaced`."""

    people: tuple[tuple[str, str], ...]
    by_ground: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class GuestsWent:
    """In the case room: who no longer sits in, and who of them stays as a case worker."""

    gone: tuple[str, ...]
    stays: tuple[str, ...]


@dataclass(frozen=True)
class AbsenceLine:
    """Some days on which somebody is away, and the name of who stands in, empty when nobody was named."""

    first: date
    last: date
    deputy: str


@dataclass(frozen=True)
class AbsenceList:
    """The asker's own absences, today's and those to come."""

    lines: tuple[AbsenceLine, ...]


@dataclass(frozen=True)
class AbsenceSet:
    """The asker is away. `replaced` are absences it takes the place of; `stands_in`: for whom they stand in then."""

    line: AbsenceLine
    replaced: tuple[AbsenceLine, ...]
    stands_in: tuple[str, ...]


@dataclass(frozen=True)
class AbsenceGone:
    """The asker is there again: these were taken back."""

    lines: tuple[AbsenceLine, ...]


@dataclass(frozen=True)
class YouStandIn:
    """In the direct chat of a deputy: for whom and when. Rings."""

    name: str
    first: date
    last: date
    user_id: UserId


@dataclass(frozen=True)
class StandInNoLonger:
    """In the direct chat of a deputy: no longer, for these days."""

    name: str
    first: date
    last: date
