"""The privacy protocol: published when its text changes, asked of everybody, required from a moment on (R14)."""

import hashlib
from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.domain.calendar import at, local_day
from bot.domain.coming import steps_left
from bot.domain.people import Directory, Person, Place, Role
from bot.domain.refusals import Refused
from bot.domain.refusals_coming import NoProtocol
from bot.domain.standing import PrivacyProtocol, record_of
from bot.domain.typed import clean
from bot.ports import AuditEntry, Work
from bot.usecases.acting import Acting
from bot.usecases.results_coming import (
    ProtocolAccepted,
    ProtocolAsked,
    ProtocolMissed,
    ProtocolNews,
    ProtocolSoon,
    ProtocolText,
)
from bot.usecases.speak import Speaker
from bot.usecases.trust import BOT

VERB = "protocol"
IN_FORCE_AT = time(9)
"""On Dutch clocks: whoever is put out finds somebody to ask."""

WARNING = timedelta(days=1)


async def publish(work: Work, speaker: Speaker, text: str, now: datetime, days: int) -> int | None:
    """Publish this text when it is another one than the latest. Gives the new version, or None.

    The first is in force at once. Later ones are asked for at once and come in force after this many days; until then
    whoever accepted the one before stays in.
    """
    known = await work.standings.protocols()
    if known and _print(known[-1].text) == _print(text):
        return None
    version = known[-1].version + 1 if known else 1
    since = at(local_day(now) + timedelta(days=days), IN_FORCE_AT) if known else now
    await work.standings.publish(PrivacyProtocol(version, clean(text), now, since))
    await work.audit.add(AuditEntry(now, BOT, VERB, Place.ADMIN.value, str(version), "gepubliceerd"))
    if not known:
        await work.standings.enforce(version)
    directory = await work.people.directory()
    waiting = not_accepted(directory, version)
    for person in waiting:
        # Whoever has no direct chat yet is welcomed there, with the protocol as the first step.
        if await work.rooms.find(Place.DIRECT, person.user_id) is not None:
            await speaker.to_person(work, person.user_id, ProtocolAsked(person.user_id, version, since), now)
    if known:
        await _tell_admins(work, speaker, directory, ProtocolNews(version, since, not known, len(waiting)), now)
    return version


async def watch(work: Work, speaker: Speaker, now: datetime) -> None:
    """Remind a day before a version is required, and require it when it is time. Says nothing twice."""
    for protocol in await work.standings.protocols():
        if protocol.in_force:
            continue
        directory = await work.people.directory()
        waiting = not_accepted(directory, protocol.version)
        if now >= protocol.in_force_at:
            await work.standings.enforce(protocol.version)
            await work.audit.add(AuditEntry(now, BOT, VERB, Place.ADMIN.value, str(protocol.version), "geldt"))
            for person in waiting:
                missed = ProtocolMissed(person.user_id, protocol.version)
                await speaker.to_person(work, person.user_id, missed, now)
            news = ProtocolNews(protocol.version, protocol.in_force_at, in_force=True, waiting=len(waiting))
            await _tell_admins(work, speaker, directory, news, now)
        elif now >= protocol.in_force_at - WARNING and await work.events.first_time(
            f"protocol {protocol.version} soon", now
        ):
            for person in waiting:
                soon = ProtocolSoon(person.user_id, protocol.version, protocol.in_force_at)
                await speaker.to_person(work, person.user_id, soon, now)


def not_accepted(directory: Directory, version: int) -> tuple[Person, ...]:
    """List the professionals who have not accepted this version: for `!leden` and for who is to be asked."""
    return tuple(p for p in directory.people if p.has(Role.PROFESSIONAL) and p.standing.accepted < version)


async def newest(work: Work) -> PrivacyProtocol | None:
    """Give the newest version, in force or not yet."""
    known = await work.standings.protocols()
    return known[-1] if known else None


async def read(acting: Acting) -> ProtocolText:
    """Show the newest version. Raises `Refused` when there is none."""
    protocol = await _newest(acting.work)
    record = await acting.work.standings.get(acting.person.user_id)
    accepted = record is not None and record.accepted >= protocol.version
    return ProtocolText(protocol.version, protocol.text, protocol.in_force_at, accepted)


async def accept(acting: Acting) -> ProtocolAccepted:
    """Accept the newest version. Saying so again changes nothing. Raises `Refused` when there is none."""
    work, user_id = acting.work, acting.person.user_id
    protocol, directory = await _newest(work), await work.people.directory()
    person = directory.person(user_id) or acting.person
    record = record_of(person, await work.standings.get(user_id))
    if record.accepted < protocol.version:
        await work.standings.save(replace(record, accepted=protocol.version, accepted_at=acting.now))
        directory = await work.people.directory()
        person = directory.person(user_id) or person
    pin = await work.pins.get(user_id)
    return ProtocolAccepted(protocol.version, steps_left(person, pin, acting.mode, directory.protocol))


async def _newest(work: Work) -> PrivacyProtocol:
    protocol = await newest(work)
    if protocol is None:
        raise Refused(NoProtocol())
    return protocol


async def _tell_admins(work: Work, speaker: Speaker, directory: Directory, news: ProtocolNews, now: datetime) -> None:
    if directory.admins():
        await speaker.to_admins(work, news, now)


def _print(text: str) -> bytes:
    """Recognise a text, however its lines are broken."""
    return hashlib.sha256(" ".join(clean(text).split()).encode()).digest()
