"""A newcomer's way in, from the first invitation to a full part in the work, counted in what is typed."""

from bot.domain.coming import steps_left
from bot.domain.people import Place, UserId
from bot.domain.trust import SeenDevice, Sighting, TrustMode, TrustState
from bot.usecases.deliver import Delivery
from bot.usecases.membership import Membership
from bot.usecases.notices import Welcome, YouAreConfirmed
from bot.usecases.protocol import publish
from bot.usecases.questions import ask_around
from bot.usecases.results_coming import ColleagueOf, ProtocolAccepted, ProtocolText, WorksHere, YouCount
from bot.usecases.rosters import roster_of
from bot.usecases.trust import sighted
from tests.commands.stage import Said, values
from tests.fake_rooms import FakeRooms
from tests.newcomers import ANNA, PIET, Town, key
from tests.usecases.scene import delivery
from tests.usecases.test_usecases_questions import WEEK

MOST_TYPED = 6
"""What a newcomer is asked to type at most (issue 5)."""


class Counting(Town):
    """Counts what each person types."""

    def __init__(self) -> None:
        super().__init__()
        self.typed: dict[UserId, int] = {}

    async def in_direct(self, sender: UserId, text: str) -> list[Said]:
        self.typed[sender] = self.typed.get(sender, 0) + 1
        return await super().in_direct(sender, text)

    async def rooms_of(self, user_id: UserId) -> set[Place]:
        async with self.database.work() as work:
            return {room.place for room in await work.rooms.all() if user_id in await roster_of(work, room)}


async def test_a_newcomer_types_at_most_six_messages_and_a_colleague_two() -> None:
    town = Counting()
    await town.set_up()
    async with town.database.work() as work:
        work.pins._state.pins.pop(PIET)  # type: ignore[attr-defined]  # not logged in yet
        await publish(work, town.speaker, "Houd geheim wat je leest.", town.now, 7)
        await ask_around(work, town.speaker, town.now, town.mode, WEEK)
        await work.commit()
    assert WorksHere(ANNA, (("Piet de Boer", PIET),)) in values(await town.read())
    assert await town.rooms_of(PIET) == {Place.DIRECT}

    async with town.database.work() as work:  # Piet logs in
        seen = Sighting(PIET, key(PIET), (SeenDevice("PHONE", "p" * 43, vouches=True),))
        await sighted(work, town.speaker, [seen], town.mode, town.now)
        await work.commit()
    await town.read()

    # Anna calls Piet, who reads the key aloud: the last groups are the last of it.
    [shown] = values(await town.in_direct(ANNA, f"!collega {PIET}"))
    assert isinstance(shown, ColleagueOf)
    said = values(await town.in_direct(ANNA, f"!collega {PIET} bevestig {key(PIET)[-7:]}"))
    assert [type(value) for value in said if isinstance(value, YouAreConfirmed | YouCount)] == [
        YouAreConfirmed,
        YouCount,
    ]
    assert await town.rooms_of(PIET) == {Place.DIRECT}

    [text] = values(await town.in_direct(PIET, "!protocol"))
    assert isinstance(text, ProtocolText)
    assert values(await town.in_direct(PIET, "!akkoord")) == [ProtocolAccepted(1, ())]
    assert await town.rooms_of(PIET) == {Place.DIRECT, Place.MDT}
    found, person = await town.pinned(PIET), await town.person(PIET)
    assert steps_left(person, found, town.mode, 1) == ()
    assert town.typed[PIET] <= MOST_TYPED - 2, "two are left for `!help` and `!emoji`"
    assert town.typed[ANNA] == 2


async def test_the_welcome_waits_until_it_can_be_read_and_then_comes_first() -> None:
    """Nothing of it has to be said again: what nobody can read yet is not sent (e2ee rule 7)."""
    town = Town()
    async with town.database.work() as work:
        from tests.enrolled import enrol
        from tests.newcomers import COUNTING, TOWN, pin

        await enrol(work, TOWN, only=COUNTING)
        for user_id in COUNTING:
            await work.pins.save(pin(user_id))
        await work.pins.save(pin(PIET, TrustState.SEEN))
        await town.speaker.direct_chat(work, PIET, town.now)
        await town.speaker.direct_chat(work, ANNA, town.now)
        await work.commit()
    rooms = FakeRooms(accounts={PIET, ANNA})
    await Membership(town.database.work, rooms, town.speaker, town.clock).reconcile()
    async with town.database.work() as work:
        chats = {room.subject: room.room_id for room in await work.rooms.all()}
    for user_id, room_id in chats.items():
        assert room_id is not None
        rooms.join(room_id, user_id)
    post = delivery(town, rooms)

    def received() -> list[type]:
        return [type(town.plain.told_by(out.message)[0]) for room_id, _, out in rooms.sent if room_id == chats[PIET]]

    await post.all()
    assert received() == []
    room_id = chats[ANNA]
    assert room_id is not None
    from bot.ports import Incoming

    await town.dispatcher.handle(Incoming("$1", room_id, ANNA, town.now, f"!collega {PIET} bevestig {key(PIET)[-7:]}"))
    await post.all()
    assert received() == [Welcome, YouAreConfirmed, YouCount]
    assert isinstance(post, Delivery)
    assert town.mode is TrustMode.CONFIRMED
