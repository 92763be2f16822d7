"""What stands between an invitation and a full part in the work: three steps, in any order (R14, e2ee rule 7)."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.people import APART, Person, Role, UserId
from bot.domain.trust import Pin, TrustMode


class Step(StrEnum):
    """What is still to be done."""

    PROTOCOL = "protocol"
    IDENTITY = "identiteit"
    COLLEAGUE = "collega"
    ADMINS = "beheerders"


@dataclass(frozen=True)
class WaitingColleague:
    """Somebody who waits for a colleague, and what is left to do."""

    who: UserId
    name: str
    left: tuple[Step, ...]


def steps_left(person: Person, pin: Pin | None, mode: TrustMode, protocol: int) -> tuple[Step, ...]:
    """List what is still to be done, in the order in which the welcome names it; nothing: this person can begin.

    `protocol` is the version in force. Who manages or inspects sees no case, and has no protocol to accept.
    """
    left = []
    if person.has(Role.PROFESSIONAL) and person.standing.accepted < protocol:
        left.append(Step.PROTOCOL)
    if pin is None or not pin.counts(mode):
        left.append(Step.IDENTITY)
    if not person.confirmed:
        left.append(Step.ADMINS if person.roles & APART else Step.COLLEAGUE)
    return tuple(left)
