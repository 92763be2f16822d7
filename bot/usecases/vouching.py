"""Who says that somebody belongs: a colleague who counts, or two administrators (R14, R16). And that somebody does not.

One look at the directory per command: in one message somebody may confirm several people, each changing who counts.
"""

from dataclasses import replace

from bot.domain.coming import Step, WaitingColleague, steps_left
from bot.domain.people import APART, Directory, Person, Place, Role, called
from bot.domain.questions import Asked, Question, Topic, about
from bot.domain.refusals import MissingField, NoIdentityShown, Refused, SeveralPeople
from bot.domain.refusals_coming import (
    AlreadyConfirmed,
    AskAColleague,
    AskAdmins,
    FirstYourself,
    IdentityFirst,
    NotYourself,
    SaidAlready,
    UnknownColleague,
)
from bot.domain.standing import NoVoucher, Record, Voucher, kind_of, record_of, vouched, voucher
from bot.domain.trust import Pin, TrustState
from bot.ports import AuditEntry
from bot.usecases import trust
from bot.usecases.acting import Acting
from bot.usecases.results_coming import (
    ColleagueConfirmed,
    ColleagueDenied,
    ColleagueOf,
    Colleagues,
    NotOneOfUs,
    OneMoreAdmin,
    Vouched,
    YouCount,
    YouNoLongerCount,
)

VERB = "bevestigen"
EXAMPLE = "!collega @piet bevestig aB3d eF4"
REFUSALS = {
    NoVoucher.ONESELF: NotYourself(),
    NoVoucher.ALREADY: AlreadyConfirmed(),
    NoVoucher.NOT_CONFIRMED: FirstYourself(),
    NoVoucher.ASK_A_COLLEAGUE: AskAColleague(),
    NoVoucher.ASK_ADMINS: AskAdmins(),
    NoVoucher.TWICE: SaidAlready(),
}


def of_organisation(acting: Acting) -> tuple[Person, ...]:
    """List everybody of the organisation of whoever asks: who is elsewhere is nobody here."""
    return tuple(p for p in acting.directory.people if p.organisation == acting.person.organisation)


def read_colleague(word: str, acting: Acting) -> Person:
    """Find who is meant in the own organisation. Raises `Refused`, in the same words for whoever works elsewhere."""
    found = called(word, of_organisation(acting))
    if not found:
        raise Refused(UnknownColleague())
    if len(found) > 1:
        raise Refused(SeveralPeople("wie", ", ".join(sorted(p.name for p in found))))
    return found[0]


async def colleagues(acting: Acting) -> Colleagues:
    """List who of the own organisation waits for a colleague. Raises `Refused`."""
    directory, _, _ = await _asker(acting)
    waiting = []
    for person in of_organisation(replace(acting, directory=directory)):
        left = await _left(acting, directory, person)
        if person.has(Role.PROFESSIONAL) and set(left) & {Step.COLLEAGUE, Step.IDENTITY}:
            waiting.append(WaitingColleague(person.user_id, person.name, left))
    return Colleagues(_organisation(directory, acting.person), tuple(waiting))


async def show(acting: Acting, person: Person) -> ColleagueOf:
    """Show who somebody is, and what to compare when the identity does not count. Raises `Refused`."""
    directory, _, _ = await _asker(acting)
    person = directory.person(person.user_id) or person
    pin = await acting.work.pins.get(person.user_id)
    compare = pin is not None and pin.shown is not None and not pin.counts(acting.mode)
    return ColleagueOf(
        person.user_id,
        person.name,
        _organisation(directory, person),
        tuple(role for role in Role if person.has(role)),
        await _left(acting, directory, person),
        await trust.show(acting.work, person) if compare else None,
        changed=pin is not None and pin.standing is TrustState.BLOCKED,
    )


async def confirm(acting: Acting, person: Person, code: str) -> ColleagueConfirmed:
    """Say that a colleague works here, and that the identity is theirs when it does not count yet. Raises `Refused`.

    The code is asked for as soon as there is an identity to compare: who types it has called.
    """
    work = acting.work
    directory, by, own = await _asker(acting)
    person = directory.person(person.user_id) or person
    _require_other(by, person)
    record, pin = record_of(person, await work.standings.get(person.user_id)), await work.pins.get(person.user_id)
    works_here = record.confirmed_at is None
    counts = pin is not None and pin.counts(acting.mode)
    if not works_here and counts:
        raise Refused(AlreadyConfirmed())
    if works_here:
        await _vouch(acting, directory, by, person, record)
    identity = not counts and pin is not None and pin.shown is not None
    if identity or code:
        await _compare(acting, own, person, code)
    elif not works_here:
        raise Refused(NoIdentityShown())
    directory = await work.people.directory()
    person = directory.person(person.user_id) or person
    left = await _left(acting, directory, person)
    name = _organisation(directory, person)
    if works_here:
        await acting.speaker.to_person(
            work, person.user_id, YouCount(kind_of(person), name, (by.name,), left), acting.now
        )
    return ColleagueConfirmed(person.user_id, person.name, name, works_here, identity or bool(code), left)


async def deny(acting: Acting, person: Person) -> ColleagueDenied:
    """Say that somebody does not work here: out of the rooms at once, and the administrators find out the rest.

    Whoever was confirmed before can be confirmed again, by a colleague. Raises `Refused`.
    """
    work = acting.work
    directory, by, _ = await _asker(acting)
    person = directory.person(person.user_id) or person
    _require_other(by, person)
    record = record_of(person, await work.standings.get(person.user_id))
    counted = record.confirmed_at is not None
    await work.standings.save(replace(record, vouched_by=(), confirmed_at=None))
    # Answered: nobody is asked again. The same question as is asked of who is not confirmed.
    unsaid = about(Topic.WORKS_HERE, person, None)
    await work.questions.save(Question(person.user_id, unsaid, Asked.DONE, None))
    await _note(acting, person, "hoort er niet bij")
    name = _organisation(directory, person)
    alarm = NotOneOfUs(person.name, person.user_id, name, by.name, counted)
    await acting.speaker.to_admins(work, alarm, acting.now)
    if counted:
        await acting.speaker.to_person(work, person.user_id, YouNoLongerCount(name), acting.now)
    return ColleagueDenied(person.user_id, person.name, name)


async def confirm_as_admin(acting: Acting, person: Person) -> Vouched:
    """Say, as one of two administrators, that somebody belongs who has no colleague to say it. Raises `Refused`."""
    work = acting.work
    directory = await work.people.directory()
    by, person = directory.person(acting.person.user_id) or acting.person, directory.person(person.user_id) or person
    record = record_of(person, await work.standings.get(person.user_id))
    admins = {admin.user_id for admin in directory.admins()}
    # What somebody said who is an administrator no longer does not count along.
    record = replace(record, vouched_by=tuple(user for user in record.vouched_by if user in admins))
    record = await _vouch(acting, directory, by, person, record)
    name = _organisation(directory, person)
    if record.confirmed_at is None:
        return Vouched(person.user_id, person.name, name, confirmed=False)
    directory = await work.people.directory()
    person = directory.person(person.user_id) or person
    said = tuple(directory.name_of(user) for user in record.vouched_by)
    left = await _left(acting, directory, person)
    await acting.speaker.to_person(work, person.user_id, YouCount(kind_of(person), name, said, left), acting.now)
    return Vouched(person.user_id, person.name, name, confirmed=True)


async def call_another(acting: Acting, said: Vouched) -> None:
    """Ring for the other administrators when one more must say so; not for who said it."""
    if said.confirmed:
        return
    others = tuple(p.user_id for p in acting.directory.admins() if p.user_id != acting.person.user_id)
    notice = OneMoreAdmin(said.name, said.who)
    await acting.speaker.in_room(acting.work, acting.room, notice, acting.now, wake=others)


async def _asker(acting: Acting) -> tuple[Directory, Person, Pin]:
    """Give the directory as it is now, and who asks: a confirmed professional with an identity that counts."""
    directory = await acting.work.people.directory()
    by = directory.person(acting.person.user_id)
    if by is None or not by.has(Role.PROFESSIONAL) or not by.confirmed:
        raise Refused(FirstYourself())
    pin = await acting.work.pins.get(by.user_id)
    if pin is None or not pin.counts(acting.mode):
        raise Refused(IdentityFirst())
    return directory, by, pin


async def require_colleague(acting: Acting, person: Person) -> None:
    """See that whoever asks counts and may speak for this person: of the same organisation. Raises `Refused`."""
    _, by, own = await _asker(acting)
    _require_other(by, person)
    if own.standing is not TrustState.CONFIRMED:
        raise Refused(IdentityFirst())


def _require_other(by: Person, person: Person) -> None:
    if by.user_id == person.user_id:
        raise Refused(NotYourself())
    if by.organisation != person.organisation:
        raise Refused(UnknownColleague())
    if person.roles & APART:
        raise Refused(AskAdmins())


async def _vouch(acting: Acting, directory: Directory, by: Person, person: Person, record: Record) -> Record:
    as_ = voucher(directory, by, person, record)
    if isinstance(as_, NoVoucher):
        raise Refused(REFUSALS[as_])
    if as_ is Voucher.ADMIN and acting.room.place is not Place.ADMIN:
        raise Refused(AskAdmins())
    said = vouched(record, by.user_id, as_, acting.now)
    await acting.work.standings.save(said)
    await _note(acting, person, "hoort erbij" if said.confirmed_at else "genoteerd")
    return said


async def _compare(acting: Acting, own: Pin, person: Person, code: str) -> None:
    if own.standing is not TrustState.CONFIRMED:
        raise Refused(IdentityFirst())
    if not code:
        raise Refused(MissingField("code", EXAMPLE))
    await trust.confirm_identity(acting.work, acting.speaker, person, code, acting.now)
    await _note(acting, person, "identiteit")


async def _left(acting: Acting, directory: Directory, person: Person) -> tuple[Step, ...]:
    return steps_left(person, await acting.work.pins.get(person.user_id), acting.mode, directory.protocol)


async def _note(acting: Acting, person: Person, outcome: str) -> None:
    entry = AuditEntry(acting.now, acting.person.user_id, VERB, acting.room.place.value, person.user_id, outcome)
    await acting.work.audit.add(entry)


def _organisation(directory: Directory, person: Person) -> str:
    organisation = directory.organisation(person.organisation)
    return organisation.name if organisation else person.organisation
