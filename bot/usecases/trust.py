"""Whose identity counts: remember the first, block on a change, let somebody confirm, tell everybody (rule 7).

What the homeserver shows is judged in `bot.domain.trust`; here it is stored, audited, and said to whom it concerns.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.domain.calendar import local_day
from bot.domain.coming import steps_left
from bot.domain.people import Person, Place, UserId
from bot.domain.refusals import CodeDoesNotFit, NoIdentityShown, Refused
from bot.domain.trust import (
    Change,
    Fingerprint,
    Pin,
    Sighting,
    TrustMode,
    TrustState,
    Unable,
    confirm,
    fits,
    judge,
    masked,
)
from bot.ports import AuditEntry, Refusal, Work
from bot.usecases.notices import (
    CannotRead,
    DeviceRefused,
    IdentitiesSeen,
    IdentityBlocked,
    NewDevice,
    YouAreConfirmed,
)
from bot.usecases.results import IdentityConfirmed, TrustOf, TrustOverview
from bot.usecases.rosters import roster_of
from bot.usecases.speak import Speaker

BOT = "regiekamer"
"""The actor of what nobody decided."""

VERB = "identiteit"
NO_WAIT = timedelta()
NO_DEVICE = ""
"""Stands for a person as a whole among that person's devices."""


async def identity_of(work: Work, user_id: UserId, mode: TrustMode) -> str | None:
    """Give the identity of this person that counts now, or None."""
    pin = await work.pins.get(user_id)
    return pin.master if pin is not None and pin.counts(mode) else None


async def sighted(
    work: Work,
    speaker: Speaker,
    sightings: Sequence[Sighting],
    mode: TrustMode,
    now: datetime,
    gather: timedelta = NO_WAIT,
) -> None:
    """Take in what the homeserver shows of people. Strangers are nobody to us: only the directory is remembered."""
    directory = await work.people.directory()
    first: list[Person] = []
    for seen in sightings:
        person = directory.person(seen.user_id)
        if person is None:
            continue
        before = await work.pins.get(seen.user_id)
        pin, change = judge(before, seen, now)
        if pin is not None and pin != before:
            await work.pins.save(pin)
        if change in {Change.FIRST, Change.CHANGED, Change.VANISHED}:
            await work.audit.add(AuditEntry(now, BOT, VERB, Place.ADMIN.value, seen.user_id, change.value))
        if change is Change.FIRST:
            first.append(person)
            await work.pins.refused(person.user_id, NO_DEVICE, local_day(now))  # once a day is enough
        elif change in {Change.CHANGED, Change.VANISHED}:
            vanished = change is Change.VANISHED
            await speaker.to_admins(work, IdentityBlocked(person.name, person.user_id, vanished=vanished), now)
        elif change is Change.NEW_DEVICE and pin is not None and pin.counts(mode):
            await _cards_again(work, person.user_id, now + gather)
            known = {device.ed25519 for device in before.devices} if before else set()
            if known:  # the first device of all is no news to whoever just logged in with it
                new = tuple(device.id for device in pin.devices if device.ed25519 not in known)
                await speaker.to_person(work, person.user_id, NewDevice(new), now)
    if first:
        people = tuple((person.name, person.user_id) for person in first)
        await speaker.to_admins(work, IdentitiesSeen(people, must_confirm=mode is TrustMode.CONFIRMED), now)


async def unknown(work: Work) -> frozenset[UserId]:
    """List the people of the directory of whom nothing is remembered, such as those who were added just now."""
    people = frozenset(person.user_id for person in (await work.people.directory()).people)
    return people - (await work.pins.some(people)).keys()


async def refused(
    work: Work, speaker: Speaker, devices: Mapping[UserId, tuple[str, ...]], mode: TrustMode, now: datetime
) -> None:
    """Tell of refused devices: their owner once, the administrators once a day per device (rule 7)."""
    directory, day = await work.people.directory(), local_day(now)
    lines: list[Unable] = []
    for user_id, ids in devices.items():
        person = directory.person(user_id)
        if person is None:
            continue
        pin = await work.pins.get(user_id)
        if pin is None or not pin.counts(mode):
            if await work.pins.refused(user_id, NO_DEVICE, day) is not Refusal.TOLD_TODAY:
                lines.append(Unable(person.name, user_id, pin.standing if pin else None))
            continue
        noted = {id_: await work.pins.refused(user_id, id_, day) for id_ in ids or (NO_DEVICE,)}
        told = tuple(id_ for id_, before in noted.items() if before is not Refusal.TOLD_TODAY)
        if told:
            named = tuple(id_ for id_ in told if id_ != NO_DEVICE)
            lines.append(Unable(person.name, user_id, pin.standing, named))
        new = tuple(id_ for id_, before in noted.items() if before is Refusal.FIRST and id_ != NO_DEVICE)
        if new and pin.devices:
            await speaker.to_person(work, user_id, DeviceRefused(new), now)
    if lines:
        await speaker.to_admins(work, CannotRead(tuple(lines)), now)


async def overview(work: Work, mode: TrustMode) -> TrustOverview:
    """List who cannot read yet, and why."""
    pins = {pin.user_id: pin for pin in await work.pins.all()}
    people = (await work.people.directory()).people
    waiting = tuple(
        Unable(p.name, p.user_id, pin.standing if (pin := pins.get(p.user_id)) else None)
        for p in people
        if not ((pin := pins.get(p.user_id)) and pin.counts(mode))
    )
    return TrustOverview(len(people) - len(waiting), waiting)


async def show(work: Work, person: Person) -> TrustOf:
    """Show what a person's identity is compared by. Raises `Refused` when none is shown."""
    pin = await _shown(work, person)
    lines = (
        Fingerprint("", masked(pin.shown or "")),
        *(Fingerprint(device.id, masked(device.ed25519)) for device in pin.devices if device.vouches),
    )
    return TrustOf(person.user_id, person.name, pin.standing, lines)


async def confirm_identity(work: Work, speaker: Speaker, person: Person, code: str, now: datetime) -> IdentityConfirmed:
    """Take the identity that is shown now as this person's, whoever compared it by its code.

    Raises `Refused` when the code does not fit it, or when none is shown.
    """
    if not fits(await _shown(work, person), code):
        raise Refused(CodeDoesNotFit())
    return await confirm_shown(work, speaker, person, now)


async def confirm_shown(work: Work, speaker: Speaker, person: Person, now: datetime) -> IdentityConfirmed:
    """Take the identity that is shown now as this person's: it was compared, by its code or by pictures.

    Raises `Refused` when none is shown.
    """
    pin = await _shown(work, person)
    confirmed, again = confirm(pin, now), pin.standing is TrustState.BLOCKED
    await work.pins.save(confirmed)
    directory = await work.people.directory()
    left = steps_left(directory.person(person.user_id) or person, confirmed, TrustMode.CONFIRMED, directory.protocol)
    await speaker.to_person(work, person.user_id, YouAreConfirmed(left, again), now)
    await _cards_again(work, person.user_id, now)
    return IdentityConfirmed(person.user_id, person.name)


async def _shown(work: Work, person: Person) -> Pin:
    pin = await work.pins.get(person.user_id)
    if pin is None or pin.shown is None:
        raise Refused(NoIdentityShown())
    return pin


async def _cards_again(work: Work, user_id: UserId, moment: datetime) -> None:
    """Promise the card anew in this person's case rooms: a new device opens only what is sent from now on (rule 5)."""
    for room in await work.rooms.all():
        if room.place is Place.CASE and room.room_id is not None and user_id in await roster_of(work, room):
            await work.cases.want_card(room.subject, moment)
