"""Saying something: a value is rendered in the reader's language and promised through the outbox."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from html import escape

from bot.domain.case import CaseCode
from bot.domain.people import Person, Place, Role, UserId
from bot.domain.rhythm import Rhythm
from bot.domain.rooms import Room
from bot.ports import Message, Outgoing, Words, Work
from bot.usecases.notices import Welcome, WelcomeAdmin, WelcomeAuditor
from bot.usecases.quiet import CAN_WAIT

ROOM_LANGUAGE = "nl"

PAGE_BYTES = 40_000
"""Both forms of one message together, as JSON; an encrypted event holds 64 KiB at most, a quarter lost to base64."""

MOST_PER_SIGN = 24
"""Bytes one sign can take in both forms together: an emoji is twelve in ASCII JSON."""


class Speaker:
    """Puts what is to be said into the outbox; the caller commits."""

    def __init__(self, words: Words, new_id: Callable[[], str], rhythm: Rhythm | None = None) -> None:
        self._words = words
        self.new_id = new_id
        self._gate = rhythm is not None
        self.rhythm = rhythm or Rhythm()

    async def in_room(
        self,
        work: Work,
        room: Room,
        value: object,
        now: datetime,
        wake: tuple[UserId, ...] = (),
        *,
        not_before: datetime | None = None,
    ) -> None:
        """Say it in a room, not before a moment if it can wait. In a case room it is sealed with that case's key.

        What rings and names nobody by itself names those in `wake`.
        """
        language = await _language(work, room)
        case = room.subject if room.place is Place.CASE else None
        message = self._words.render(value, language)
        if message.rings and not message.mentions:
            message = replace(message, mentions=wake)
        for page in pages(message):
            await work.outbox.add(Outgoing(self.new_id(), room.wish, case, page, now, not_before=not_before))

    async def to_person(
        self, work: Work, user_id: UserId, value: object, now: datetime, *, urgent: bool = False
    ) -> None:
        """Say it in somebody's direct chat, which is wished for when there is none.

        The one gate of what is said unasked: what can wait is said when this person's quiet hours and days off end,
        unless it is `urgent` this time.
        """
        room = await self.direct_chat(work, user_id, now)
        waits = type(value) in CAN_WAIT and not urgent
        not_before = await self.quiet_until(work, user_id, now) if waits else None
        await self.in_room(work, room, value, now, not_before=not_before)

    async def quiet_until(self, work: Work, user_id: UserId, now: datetime) -> datetime | None:
        """Give the moment (aware) until which somebody hears nothing that can wait; None when it can be said now."""
        if not self._gate:
            return None
        moment = self.rhythm.hours(await work.habits.of(user_id)).next_moment(now)
        return moment if moment > now else None

    async def to_admins(self, work: Work, value: object, now: datetime) -> None:
        """Say it in the administrators' room; an alarm rings for each of them."""
        admins = tuple(person.user_id for person in (await work.people.directory()).admins())
        await self.in_room(work, await self.room_for(work, Place.ADMIN, ""), value, now, wake=admins)

    async def to_case(self, work: Work, code: CaseCode, value: object, now: datetime) -> None:
        """Say it in the room of this case."""
        await self.in_room(work, await self.room_for(work, Place.CASE, code), value, now)

    async def to_mdt(self, work: Work, region: str, value: object, now: datetime) -> None:
        """Say it in the MDT room of the region with this code."""
        await self.in_room(work, await self.room_for(work, Place.MDT, region), value, now)

    async def direct_chat(self, work: Work, user_id: UserId, now: datetime) -> Room:
        """Give somebody's direct chat; a new one begins with a welcome."""
        known = await work.rooms.find(Place.DIRECT, user_id)
        if known is not None:
            return known
        room = await self.room_for(work, Place.DIRECT, user_id)
        await self.in_room(work, room, _welcome((await work.people.directory()).person(user_id)), now)
        return room

    async def room_for(self, work: Work, place: Place, subject: str) -> Room:
        """Give the room of a subject, wishing for it when there is none."""
        known = await work.rooms.find(place, subject)
        if known is not None:
            return known
        room = Room(self.new_id(), place, subject)
        await work.rooms.want(room)
        return room


def _welcome(person: Person | None) -> Welcome | WelcomeAdmin | WelcomeAuditor:
    if person is not None and person.has(Role.ADMIN):
        return WelcomeAdmin(person.name)
    if person is not None and person.has(Role.AUDITOR):
        return WelcomeAuditor(person.name)
    return Welcome(person.name if person else "")


async def _language(work: Work, room: Room) -> str:
    if room.place is not Place.DIRECT:
        return ROOM_LANGUAGE
    person = (await work.people.directory()).person(room.subject)
    return person.language if person else ROOM_LANGUAGE


def pages(message: Message) -> list[Message]:
    """Split a message that would not fit in one Matrix event, between lines where possible. Nothing is left out."""
    if _size(message.plain) + _size(message.html) <= PAGE_BYTES:
        return [message]
    texts, current, size = [], "", 0
    for line in message.plain.splitlines(keepends=True):
        for piece in _pieces(line):
            added = _size(piece) + _size(_html(piece))
            if current and size + added > PAGE_BYTES:
                texts.append(current)
                current, size = "", 0
            current, size = current + piece, size + added
    texts.append(current)
    first, *others = (replace(message, plain=text, html=_html(text)) for text in (t.strip("\n") for t in texts))
    return [first, *(replace(page, rings=False, mentions=()) for page in others)]


def _pieces(line: str) -> list[str]:
    most = PAGE_BYTES // MOST_PER_SIGN
    return [line[start : start + most] for start in range(0, len(line), most)]


def _html(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _size(text: str) -> int:
    """Tell how many bytes a text takes as ASCII JSON, which is what is encrypted; its quotation marks included."""
    return len(json.dumps(text))
