"""What is given back, and said, when somebody goes. Codes, names of professionals and counts; never case content."""

from dataclasses import dataclass

from bot.domain.case import CaseCode
from bot.domain.leaving import CaseEnd, Part
from bot.domain.people import Place, UserId


@dataclass(frozen=True)
class LeavingAhead:
    """What ends when this person leaves service. `command` has it done; `again`: it is not what was shown before."""

    name: str
    who: UserId
    rooms: tuple[tuple[Place, int], ...]
    duties: int
    parts: tuple[Part, ...]
    command: str
    again: bool = False


@dataclass(frozen=True)
class LeftService:
    """What ended."""

    name: str
    who: UserId
    rooms: tuple[tuple[Place, int], ...]
    duties: int
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class SomebodyGone:
    """In the case room: who no longer takes part, and who takes over. Why is never said.

    With `stays` the person is only no longer the regiehouder. `comes` are the names of those who come in by the rota.
    """

    code: CaseCode
    name: str
    labels: tuple[str, ...]
    to: str
    coordinated: bool
    coordinator: str
    comes: tuple[str, ...] = ()
    stays: bool = False


@dataclass(frozen=True)
class WithdrawnHere:
    """The answer in the case room, for those who stay; `end` is what must be told after it."""

    gone: SomebodyGone
    end: CaseEnd


@dataclass(frozen=True)
class WorkMoved:
    """In the direct chat of who works elsewhere now: the codes of the cases they are out of."""

    codes: tuple[CaseCode, ...]


@dataclass(frozen=True)
class TakenOver:
    """In the direct chat of who takes over in cases (code, actions) they were not in before. Rings."""

    lines: tuple[tuple[CaseCode, int], ...]
    user_id: UserId


@dataclass(frozen=True)
class WithoutCoordinator:
    """To the administrators and the region's chairs: these cases have no regiehouder now (R10). Rings."""

    codes: tuple[CaseCode, ...]
    user_id: UserId = ""


@dataclass(frozen=True)
class WithdrawAhead:
    """What happens when the asker withdraws from a case. `command` has it done."""

    part: Part
    command: str


@dataclass(frozen=True)
class Withdrawn:
    """In the direct chat: the asker no longer takes part in this case."""

    part: Part


@dataclass(frozen=True)
class ExcludeAhead:
    """What happens when the regiehouder excludes somebody from a case. `command` has it done."""

    name: str
    part: Part
    command: str


@dataclass(frozen=True)
class Excluded:
    """Somebody no longer takes part in this case."""

    name: str
    part: Part


@dataclass(frozen=True)
class NoLongerInCase:
    """In the direct chat of who was excluded: the code, and whom to call. Never why."""

    code: CaseCode
    names: tuple[str, ...]
