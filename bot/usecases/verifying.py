"""Comparing pictures with somebody: who may ask, who sees ours, and what it proves (e2ee rules 7, 22).

The bot has no screen. What it shows goes to somebody who is believed already and speaks with the person, never only to
the person in question: whoever sits in between would show them any pictures they like (docs/decisions/0013). Only
whoever is believed already sees ours in their own chat, and proves the bot by it; on our side that changes nothing.
"""

from dataclasses import dataclass

from bot.domain.people import Person, Place, Role, UserId
from bot.domain.refusals import NoIdentityShown, Refused
from bot.domain.refusals_verifying import NothingToCompare, NotYourOwn
from bot.domain.rooms import RoomId
from bot.domain.trust import TrustMode
from bot.domain.verification import Compared, How
from bot.ports import AuditEntry, Clock, Comparing, OpenWork, Work
from bot.usecases import trust, vouching
from bot.usecases.acting import Acting
from bot.usecases.results_verifying import (
    ComparedWell,
    ComparisonAsked,
    ComparisonDecided,
    ComparisonEnded,
    ComparisonOfYours,
    Pictures,
    PicturesDiffer,
    YouComparedWell,
)
from bot.usecases.speak import Speaker

VERB = "emoji"


@dataclass
class _Talk:
    """Where the pictures of a comparison are shown, which these are, and who decided there on them."""

    wish: str
    own: bool
    shown: tuple[int, ...] = ()
    decided_by: UserId = ""


class Verification:
    """What people are told of comparisons, and what follows. In memory, as the comparisons are."""

    def __init__(self, open_work: OpenWork, speaker: Speaker, clock: Clock, mode: TrustMode) -> None:
        self._open_work = open_work
        self._speaker = speaker
        self._clock = clock
        self._mode = mode
        self._talks: dict[UserId, _Talk] = {}
        self.comparing: Comparing | None = None
        """Who does the comparing; set when everything is joined."""

    # --- commands ---

    async def ask(self, acting: Acting, person: Person) -> ComparisonAsked | ComparisonOfYours:
        """Ask somebody's devices to compare pictures with us. Raises `Refused`."""
        own = person.user_id == acting.person.user_id
        pin = await acting.work.pins.get(person.user_id)
        if pin is None or pin.shown is None:
            raise Refused(NoIdentityShown())
        if acting.room.place is Place.DIRECT and not own:
            await vouching.require_colleague(acting, person)
        if own and not pin.counts(acting.mode):
            raise Refused(NotYourOwn())
        self._talks[person.user_id] = _Talk(acting.room.wish, own)
        self._comparer().ask(person.user_id)
        return ComparisonOfYours() if own else ComparisonAsked(person.user_id, person.name)

    async def decide(self, acting: Acting, person: Person, *, same: bool) -> ComparisonDecided:
        """Say whether the pictures are the same, where they were shown and never of oneself. Raises `Refused`."""
        talk = self._talks.get(person.user_id)
        here = talk is not None and talk.wish == acting.room.wish and bool(talk.shown) and not talk.own
        if talk is None or not here or person.user_id == acting.person.user_id:
            raise Refused(NothingToCompare())
        if acting.room.place is Place.DIRECT:
            await vouching.require_colleague(acting, person)
        talk.decided_by = acting.person.user_id
        self._comparer().decide(person.user_id, talk.shown, same=same)
        return ComparisonDecided(person.user_id, person.name, same)

    def _comparer(self) -> Comparing:
        if self.comparing is None:
            raise Refused(NothingToCompare())
        return self.comparing

    # --- what comparisons bring ---

    async def known(self, user_id: UserId, room_id: RoomId) -> bool:
        """Whether this is somebody of the directory, who asks from a device or in the own direct chat."""
        async with self._open_work() as work:
            if (await work.people.directory()).person(user_id) is None:
                return False
            chat = await work.rooms.find(Place.DIRECT, user_id)
            return not room_id or (chat is not None and chat.room_id == room_id)

    async def pictures(self, user_id: UserId, numbers: tuple[int, ...]) -> bool:
        """Show the pictures to whom it is meant for; tell whether we agree as soon as the person does."""
        async with self._open_work() as work:
            person = (await work.people.directory()).person(user_id)
            if person is None:
                return False
            talk = self._talks.get(user_id)
            if talk is None:
                pin = await work.pins.get(user_id)
                own = pin is not None and pin.counts(self._mode)
                place, subject = (Place.DIRECT, user_id) if own else (Place.ADMIN, "")
                room = await self._speaker.room_for(work, place, subject)
                talk = self._talks[user_id] = _Talk(room.wish, own)
            talk.shown, talk.decided_by = numbers, ""
            await self._tell(work, talk, Pictures(person.user_id, person.name, numbers, own=talk.own))
            await work.commit()
            return talk.own

    async def ended(self, compared: Compared) -> None:
        """Take in how a comparison ended. Only a trusted person's word together with the right keys confirms."""
        talk = self._talks.pop(compared.user_id, None)
        if talk is None:
            return  # it ended before anybody saw a picture
        async with self._open_work() as work:
            person = (await work.people.directory()).person(compared.user_id)
            if person is not None:
                await self._conclude(work, talk, person, compared)
                await work.commit()

    async def _conclude(self, work: Work, talk: _Talk, person: Person, compared: Compared) -> None:
        now = self._clock()
        if compared.how is How.VERIFIED and talk.own:
            await self._tell(work, talk, YouComparedWell())
            return
        if compared.how is How.VERIFIED and talk.decided_by:
            await self._confirm(work, talk, person, compared)
            return
        by = talk.decided_by or trust.BOT
        await work.audit.add(AuditEntry(now, by, VERB, Place.ADMIN.value, person.user_id, compared.how.value))
        await self._tell(work, talk, ComparisonEnded(person.name, compared.how))
        if compared.how in {How.MISMATCH, How.WRONG_KEY}:
            await self._speaker.to_admins(work, PicturesDiffer(person.name, person.user_id), now)

    async def _confirm(self, work: Work, talk: _Talk, person: Person, compared: Compared) -> None:
        pin, now = await work.pins.get(person.user_id), self._clock()
        by = (await work.people.directory()).person(talk.decided_by)
        if pin is None or pin.shown != compared.master or by is None or not _still_may(by, person):
            await self._tell(work, talk, ComparisonEnded(person.name, How.WRONG_KEY))
            return
        await trust.confirm_shown(work, self._speaker, person, now)
        await work.audit.add(
            AuditEntry(now, talk.decided_by, VERB, Place.ADMIN.value, person.user_id, How.VERIFIED.value)
        )
        await self._tell(work, talk, ComparedWell(person.user_id, person.name))

    async def _tell(self, work: Work, talk: _Talk, value: object) -> None:
        room = await work.rooms.by_wish(talk.wish)
        if room is not None:
            await self._speaker.in_room(work, room, value, self._clock())


def _still_may(by: Person, person: Person) -> bool:
    """Whether who decided may still do so: much can happen in ten minutes."""
    return by.confirmed and (by.has(Role.ADMIN) or by.organisation == person.organisation)
