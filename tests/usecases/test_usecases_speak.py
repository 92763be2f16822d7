"""Saying something: in the reader's language, sealed with its case, in as many messages as it takes."""

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.people import Place
from bot.domain.rooms import Room
from bot.ports import Message
from bot.usecases.notices import CouldNotRead, Failure, Welcome
from bot.usecases.rosters import roster_of
from bot.usecases.speak import PAGE_BYTES, Speaker, pages
from tests.commands.stage import ANNA, BAS, BAS_SMIT, CARLA, DIRECTORY, FRITS, GERDA, NOW, Stage, only, values
from tests.enrolled import enrol


@pytest.mark.parametrize(
    ("place", "subject", "language"),
    [
        (Place.CASE, "", "nl"),
        (Place.MDT, "DH", "nl"),
        (Place.ADMIN, "", "nl"),
        (Place.DIRECT, ANNA, "en"),
        (Place.DIRECT, BAS, "nl"),
    ],
)
async def test_rooms_read_dutch_and_people_their_own_language(
    stage: Stage, place: Place, subject: str, language: str
) -> None:
    about = stage.code if place is Place.CASE else subject
    async with stage.database.work() as work:
        room = await work.rooms.find(place, about)
        assert room is not None
        await stage.speaker.in_room(work, room, CouldNotRead(), NOW)
        await work.commit()
    [said] = await stage.read()
    assert (said.language, said.outgoing.wish) == (language, room.wish)
    assert said.outgoing.case == (stage.code if place is Place.CASE else None)
    assert said.outgoing.created_at == NOW


async def test_a_missing_direct_chat_is_wished_for_and_begins_with_a_welcome() -> None:
    stage = Stage()
    async with stage.database.work() as work:
        await enrol(work, DIRECTORY)
        await stage.speaker.to_person(work, ANNA, Failure("A1B2C3"), NOW)
        await stage.speaker.to_person(work, ANNA, CouldNotRead(), NOW)
        await work.commit()
    said = await stage.read()
    assert values(said) == [Welcome("Anna de Vries"), Failure("A1B2C3"), CouldNotRead()]
    assert {(each.place, each.subject, each.language) for each in said} == {(Place.DIRECT, ANNA, "en")}


async def test_the_administrators_are_told_in_one_room() -> None:
    stage = Stage()
    async with stage.database.work() as work:
        for _ in range(2):
            await stage.speaker.to_admins(work, CouldNotRead(), NOW)
        assert len(await work.rooms.all()) == 1
        await work.commit()
    assert {(each.place, each.subject) for each in await stage.read()} == {(Place.ADMIN, "")}


async def test_what_is_not_committed_is_not_said(stage: Stage) -> None:
    async with stage.database.work() as work:
        await stage.speaker.to_person(work, ANNA, CouldNotRead(), NOW)
    assert await stage.read() == []


async def test_a_value_without_text_is_a_mistake_in_the_program(stage: Stage) -> None:
    class NoWords:
        def render(self, value: object, language: str) -> Message:
            raise KeyError(type(value).__name__, language)

    async with stage.database.work() as work:
        with pytest.raises(KeyError):
            await Speaker(NoWords(), lambda: "id").to_admins(work, object(), NOW)


async def test_a_message_too_long_for_one_event_is_sent_in_order(stage: Stage) -> None:
    long = "\n".join(f"regel {n} met <b>tekst</b> & 👩🏽‍⚕️" for n in range(3_000))

    class LongWords:
        def render(self, value: object, language: str) -> Message:
            del value, language
            return Message(long, "<p>een opmaak</p>", rings=True, mentions=(ANNA,))

    async with stage.database.work() as work:
        ids = iter(range(100))
        await Speaker(LongWords(), lambda: f"lang{next(ids)}").to_admins(work, CouldNotRead(), NOW)
        messages = []
        while heads := [h for h in await work.outbox.heads(NOW) if h.id.startswith("lang")]:
            messages.append((await work.outbox.read(heads[0].id)).message)
            await work.outbox.sent(heads[0].id, "$e", NOW)
    assert len(messages) > 1
    assert "\n".join(message.plain for message in messages) == long
    assert [message.rings for message in messages] == [True] + [False] * (len(messages) - 1)


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=40), max_size=60), st.integers(1, 400))
def test_pages_fit_and_leave_nothing_out(lines: list[str], times: int) -> None:
    plain = "\n".join(lines * times)[:60_000]
    made = pages(Message(plain, f"<p>{plain}</p>"))
    kept = "".join("".join(page.plain for page in made).split())
    assert kept == "".join(plain.split())
    for page in made:
        assert len(page.plain.encode()) + len(page.html.encode()) <= PAGE_BYTES * 2
        assert len(made) == 1 or "".join(unescape(page.html.replace("<br>", "")).split()) == "".join(page.plain.split())


# --- rosters ---


async def test_every_room_has_its_roster(stage: Stage) -> None:
    async with stage.database.work() as work:

        async def roster(place: Place, subject: str) -> frozenset[str]:
            return await roster_of(work, Room("w", place, subject))

        consented = {ANNA, BAS, BAS_SMIT, CARLA}
        assert await roster(Place.CASE, stage.code) == consented
        assert await roster(Place.CASE, "DH-0000") == frozenset()
        assert await roster(Place.MDT, "DH") == consented  # the closely involved are no permanent members
        assert await roster(Place.MDT, "OB") == {GERDA}
        assert await roster(Place.MDT, "XX") == frozenset()
        assert await roster(Place.ADMIN, "") == {FRITS}
        assert await roster(Place.DIRECT, ANNA) == {ANNA}
        assert await roster(Place.DIRECT, "@weg:regiekamer.test") == frozenset()


async def test_who_leaves_the_directory_is_on_no_roster(stage: Stage) -> None:
    async with stage.database.work() as work:
        people = tuple(person for person in DIRECTORY.people if person.user_id not in {ANNA, FRITS})
        await enrol(work, type(DIRECTORY)(DIRECTORY.regions, DIRECTORY.organisations, people))
        for room in await work.rooms.all():
            assert not await roster_of(work, room) & {ANNA, FRITS}
        await work.commit()
    assert only(await stage.in_mdt("!agenda")) is not None
