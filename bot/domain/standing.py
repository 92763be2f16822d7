"""No quiet way in: who may say that somebody belongs, how many must, and what is kept of it (R14, R16).

A professional counts once a colleague of the same organisation who counts already says so. The first of an
organisation, an administrator and an auditor need two administrators. Nobody says it of themselves. The machine makes
the first two administrators: before them there is nobody to ask.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.people import APART, Directory, Person, Role, Standing, UserId

MACHINE = "machine"
"""Stands among those who vouched when it was done on the machine itself."""

ADMINS_NEEDED = 2
"""How many administrators must say so; and how many the machine may make."""


class Kind(StrEnum):
    """As what somebody was confirmed: being confirmed as the one makes nobody the other."""

    PROFESSIONAL = "professional"
    ADMIN = "beheerder"
    AUDITOR = "auditor"


@dataclass(frozen=True)
class Record:
    """What was said of somebody and by whom. It holds for this organisation and kind only: elsewhere it begins anew."""

    user_id: UserId
    organisation: str
    kind: Kind
    vouched_by: tuple[UserId, ...] = ()
    confirmed_at: datetime | None = None
    accepted: int = 0
    accepted_at: datetime | None = None

    def fits(self, person: Person) -> bool:
        """Whether this was said of the person as the directory has them now."""
        return (self.organisation, self.kind) == (person.organisation, kind_of(person))


@dataclass(frozen=True)
class PrivacyProtocol:
    """A version of the privacy protocol (R14). It is asked for when published, and required once it is in force."""

    version: int
    text: str = field(repr=False)
    published_at: datetime
    in_force_at: datetime
    in_force: bool = False


class Voucher(StrEnum):
    """In what quality somebody may vouch for a person."""

    COLLEAGUE = "collega"
    ADMIN = "beheerder"


class NoVoucher(StrEnum):
    """Why somebody may not vouch for a person."""

    ONESELF = "zichzelf"
    ALREADY = "al bevestigd"
    ASK_A_COLLEAGUE = "vraag een collega"
    ASK_ADMINS = "vraag twee beheerders"
    NOT_CONFIRMED = "zelf niet bevestigd"
    TWICE = "al gezegd"


def kind_of(person: Person) -> Kind:
    """Tell as what a person is to be confirmed."""
    if person.has(Role.ADMIN):
        return Kind.ADMIN
    return Kind.AUDITOR if person.has(Role.AUDITOR) else Kind.PROFESSIONAL


def record_of(person: Person, kept: Record | None) -> Record:
    """Give what holds for the person as the directory has them now. An accepted protocol stays accepted."""
    if kept is not None and kept.fits(person):
        return kept
    fresh = Record(person.user_id, person.organisation, kind_of(person))
    return replace(fresh, accepted=kept.accepted, accepted_at=kept.accepted_at) if kept else fresh


def through(record: Record, person: Person | None) -> Record:
    """Give what is kept of a record under a new list, which may have the person elsewhere, or not at all (None).

    What was said is then forgotten, and not only out of use: a list that puts somebody back is no colleague's word.
    """
    if person is not None and record.fits(person):
        return record
    return replace(record, vouched_by=(), confirmed_at=None)


def standing_of(person: Person, kept: Record | None) -> Standing:
    """Give a person's standing, from what was kept of them."""
    record = record_of(person, kept)
    return Standing(record.confirmed_at is not None, record.accepted)


def confirmed_colleagues(directory: Directory, person: Person) -> tuple[Person, ...]:
    """List those of the same organisation who count already and may say that this person works there."""
    return tuple(
        p
        for p in directory.people
        if p.organisation == person.organisation
        and p.user_id != person.user_id
        and p.confirmed
        and p.has(Role.PROFESSIONAL)
    )


def voucher(directory: Directory, by: Person, person: Person, record: Record) -> Voucher | NoVoucher:
    """Decide whether, and as what, `by` may vouch for this person now."""
    if by.user_id == person.user_id:
        return NoVoucher.ONESELF
    if record.confirmed_at is not None:
        return NoVoucher.ALREADY
    if not by.confirmed:
        return NoVoucher.NOT_CONFIRMED
    colleagues = () if person.roles & APART else confirmed_colleagues(directory, person)
    if colleagues:
        return Voucher.COLLEAGUE if by in colleagues else NoVoucher.ASK_A_COLLEAGUE
    if not by.has(Role.ADMIN):
        return NoVoucher.ASK_ADMINS
    return NoVoucher.TWICE if by.user_id in record.vouched_by else Voucher.ADMIN


def vouched(record: Record, by: UserId, as_: Voucher, now: datetime) -> Record:
    """Note that this was said; confirmed as soon as enough have."""
    said = (*record.vouched_by, by)
    enough = as_ is Voucher.COLLEAGUE or len(said) >= ADMINS_NEEDED
    return replace(record, vouched_by=said, confirmed_at=now if enough else None)


def by_machine(directory: Directory) -> tuple[Person, ...]:
    """List the administrators the machine may confirm: until there are two."""
    waiting = [p for p in directory.people if p.has(Role.ADMIN) and not p.confirmed]
    return tuple(waiting[: max(0, ADMINS_NEEDED - len(directory.admins()))])
