"""A small town of two organisations and their administrators, with people who still have to come in."""

from datetime import time
from hashlib import sha256

from bot.commands.dispatch import Dispatcher, build_table
from bot.domain.people import Directory, Organisation, Person, Region, Role, UserId
from bot.domain.standing import Record, record_of
from bot.domain.trust import Pin, TrustMode, TrustState, code_of
from bot.ports import Work
from bot.usecases.open_case import ensure_rooms
from tests.commands.stage import REMINDER_TIMES, Stage
from tests.enrolled import enrol

ANNA, BO, PIET = "@anna:regiekamer.test", "@bo:regiekamer.test", "@piet:regiekamer.test"
CEES, NIEK = "@cees:regiekamer.test", "@niek:regiekamer.test"
ADA, BEP, CLEO = "@ada:regiekamer.test", "@bep:regiekamer.test", "@cleo:regiekamer.test"
OTTO = "@otto:regiekamer.test"

PRO, ADMIN = frozenset({Role.PROFESSIONAL}), frozenset({Role.ADMIN})
DH = frozenset({"DH"})

TOWN = Directory(
    (Region("DH", "Den Haag", time(10)), Region("OB", "Oost-Brabant", time(10))),
    (
        Organisation("vt", "Veilig Thuis", mdt=True, coordinates=True),
        Organisation("csg", "Centrum Seksueel Geweld", mdt=True, coordinates=True),
        Organisation("om", "Openbaar Ministerie", mdt=False, coordinates=False),
    ),
    (
        Person(ANNA, "Anna de Vries", "vt", DH, PRO),
        Person(BO, "Bo Smit", "vt", DH, PRO),
        Person(PIET, "Piet de Boer", "vt", DH, PRO),
        Person(CEES, "Cees Bakker", "csg", DH, PRO),
        Person(NIEK, "Niek Eerste", "om", DH, PRO),
        Person(ADA, "Ada Beheer", "vt", frozenset(), ADMIN),
        Person(BEP, "Bep Beheer", "csg", frozenset(), ADMIN),
        Person(CLEO, "Cleo Beheer", "csg", frozenset(), ADMIN),
        Person(OTTO, "Otto Kijk", "csg", frozenset(), frozenset({Role.AUDITOR})),
    ),
)
"""Piet is new at Veilig Thuis, Niek is the first of his organisation, Cleo is to become an administrator."""

COUNTING = (ANNA, BO, CEES, ADA, BEP)


def key(user_id: UserId, sign: str = "") -> str:
    return sha256(f"{user_id} {sign}".encode()).hexdigest()[:43]


def code(user_id: UserId, sign: str = "") -> str:
    return code_of(key(user_id, sign))


def pin(user_id: UserId, standing: TrustState = TrustState.CONFIRMED, sign: str = "") -> Pin:
    return Pin(user_id, key(user_id, sign), standing, key(user_id, sign))


class Town(Stage):
    """A stage with this directory; Piet's identity was seen and not compared."""

    def __init__(self, mode: TrustMode = TrustMode.CONFIRMED) -> None:
        super().__init__()
        self.mode = mode
        self.dispatcher = Dispatcher(self._open, self.speaker, self.clock, REMINDER_TIMES, build_table(), mode)

    async def set_up(self) -> "Town":
        async with self.database.work() as work:
            await enrol(work, TOWN, only=COUNTING)
            for user_id in COUNTING:
                await work.pins.save(pin(user_id))
            await work.pins.save(pin(PIET, TrustState.SEEN))
            await ensure_rooms(work, self.speaker, self.now)
            await work.commit()
        await self.read()
        return self

    async def person(self, user_id: UserId) -> Person:
        async with self.database.work() as work:
            person = (await work.people.directory()).person(user_id)
        assert person is not None
        return person

    async def pinned(self, user_id: UserId) -> Pin | None:
        async with self.database.work() as work:
            return await work.pins.get(user_id)

    async def keep_pin(self, pin_: Pin) -> None:
        async with self.database.work() as work:
            await work.pins.save(pin_)
            await work.commit()

    async def unconfirm(self, user_id: UserId) -> None:
        async with self.database.work() as work:
            await unsay(work, user_id)
            await work.commit()


async def unsay(work: Work, user_id: UserId) -> None:
    person = (await work.people.directory()).person(user_id)
    assert person is not None
    fresh = record_of(person, None)
    await work.standings.save(Record(fresh.user_id, fresh.organisation, fresh.kind))
