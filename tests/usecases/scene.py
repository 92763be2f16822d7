"""A stage whose rooms are kept in line on a fake homeserver that can also fail per person and per room."""

from dataclasses import dataclass, field

from bot.domain.people import Place, UserId
from bot.domain.rooms import Presence, Room, RoomId
from bot.domain.trust import TrustMode
from bot.ports import ALWAYS, Incoming, Outgoing, Readers
from bot.usecases.deliver import Delivery
from bot.usecases.membership import Membership
from bot.usecases.open_case import CaseOpened, ensure_rooms, open_case
from tests.commands.stage import DIRECTORY, Stage, intake, prints
from tests.enrolled import enrol
from tests.fake_rooms import FakeRooms


@dataclass
class StubbornRooms(FakeRooms):
    """Keeps saying no: `never` holds what is refused until it is taken away, as (method, person, room or wish)."""

    never: dict[tuple[str, str], Exception] = field(default_factory=dict)
    seen: list[tuple[str, RoomId, str]] = field(default_factory=list)

    def _refuse(self, method: str, about: str) -> None:
        if (method, about) in self.never:
            raise self.never[method, about]

    async def create(self, room: Room) -> RoomId:
        self._refuse("create", room.wish)
        return await super().create(room)

    async def presence(self, room_id: RoomId) -> Presence | None:
        self._refuse("presence", room_id)
        return await super().presence(room_id)

    async def exists(self, user_id: UserId) -> bool:
        self._refuse("exists", user_id)
        return await super().exists(user_id)

    async def invite(self, room_id: RoomId, user_id: UserId, *, direct: bool = False) -> None:
        self._refuse("invite", user_id)
        self.seen.append(("invite", room_id, user_id))
        await super().invite(room_id, user_id, direct=direct)

    async def remove(self, room_id: RoomId, user_id: UserId) -> bool:
        self._refuse("remove", user_id)
        self.seen.append(("remove", room_id, user_id))
        return await super().remove(room_id, user_id)

    async def send(self, room_id: RoomId, readers: Readers, outgoing: Outgoing) -> str:
        self._refuse("send", room_id)
        return await super().send(room_id, readers, outgoing)


def delivery(stage: Stage, rooms: FakeRooms) -> Delivery:
    """Deliver with a device that was always ours."""
    return Delivery(stage.database.work, rooms, stage.speaker, stage.clock, TrustMode.CONFIRMED, ALWAYS)


class Scene:
    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.rooms = StubbornRooms(accounts={person.user_id for person in DIRECTORY.people})
        self.membership = Membership(stage.database.work, self.rooms, stage.speaker, stage.clock)

    async def open_case(self, reference: str) -> str:
        """Open a case whose room is only wished for yet."""
        stage = self.stage
        async with stage.database.work() as work:
            found = await open_case(work, stage.speaker, intake(reference), prints(reference), stage.now, stage.choose)
            await work.commit()
        assert isinstance(found, CaseOpened)
        return found.code

    async def room(self, place: Place, subject: str) -> Room:
        async with self.stage.database.work() as work:
            room = await work.rooms.find(place, subject)
        assert room is not None
        return room

    async def room_id(self, place: Place, subject: str) -> RoomId:
        room_id = (await self.room(place, subject)).room_id
        assert room_id is not None
        return room_id

    async def case_room(self) -> RoomId:
        return await self.room_id(Place.CASE, self.stage.code)

    async def say(self, sender: UserId, room_id: RoomId, text: str) -> list[object]:
        """Have somebody type this in a room that is really there; give what is then rendered."""
        before = len(self.stage.plain.rendered)
        await self.stage.dispatcher.handle(Incoming(f"$say{before} {text}", room_id, sender, self.stage.now, text))
        return [value for value, _ in self.stage.plain.rendered[before:]]

    def told(self, kind: type) -> list[object]:
        """Give what was said of this kind, to anybody."""
        return [value for value, _ in self.stage.plain.rendered if isinstance(value, kind)]


async def new_scene(*, everything: bool = False) -> Scene:
    stage = Stage()
    async with stage.database.work() as work:
        await enrol(work, DIRECTORY)
        if everything:
            await ensure_rooms(work, stage.speaker, stage.now)
        await work.commit()
    made = Scene(stage)
    stage.code = await made.open_case("1")
    return made
