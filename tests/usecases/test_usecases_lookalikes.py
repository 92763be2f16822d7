"""A name that looks like a colleague's or the bot's is told to the administrators, once, and nothing else is done."""

from dataclasses import replace

import pytest

from bot.domain.lookalikes import LookAlike
from bot.domain.people import Person, Place, UserId
from bot.usecases.lookalikes import look_at_directory, look_at_names
from bot.usecases.results_coming import LooksAlike
from tests.commands.stage import Said
from tests.newcomers import ANNA, BO, DH, PRO, TOWN, Town

BOT = "@regiekamer:regiekamer.test"


@pytest.fixture
async def town() -> Town:
    return await Town().set_up()


async def shown(town: Town, *names: tuple[UserId, str]) -> list[Said]:
    async with town.database.work() as work:
        await look_at_names(work, town.speaker, names, BOT, town.now)
        await work.commit()
    return await town.read()


async def test_a_member_who_takes_a_colleagues_name_is_reported_once(town: Town) -> None:
    said = await shown(town, (BO, "Anna dе Vries"), (ANNA, "Anna de Vries"), (ANNA, "Anna"))  # Bo's has a Cyrillic е
    assert [(each.place, each.value) for each in said] == [
        (Place.ADMIN, LooksAlike((LookAlike("Anna dе Vries", BO, "Anna de Vries", ANNA),)))
    ]
    assert await shown(town, (BO, "Anna dе Vries")) == []
    assert await shown(town, (BO, "ANNA DE VRIES!")) == [], "the same pair, whatever it is spelled like"


async def test_a_member_who_takes_the_bots_name_is_reported_and_the_bot_is_not(town: Town) -> None:
    said = await shown(town, (BOT, "Regiekamer"), (BO, "Regiekamer helpdesk"))
    assert [each.value for each in said] == [LooksAlike((LookAlike("Regiekamer helpdesk", BO, "Regiekamer", ""),))]


async def test_a_stranger_with_a_colleagues_name_is_reported(town: Town) -> None:
    [told] = await shown(town, ("@anna:elders.test", "Anna de Vries"))
    assert isinstance(told.value, LooksAlike)


async def test_a_new_person_on_the_list_whose_name_is_taken_is_reported_once(town: Town) -> None:
    twin = Person("@anna2:regiekamer.test", "Anna de  Vríes", "csg", DH, PRO)

    async def look() -> list[Said]:
        async with town.database.work() as work:
            await look_at_directory(work, town.speaker, BOT, town.now)
            await work.commit()
        return await town.read()

    assert await look() == []
    async with town.database.work() as work:
        await work.people.replace(replace(TOWN, people=(*TOWN.people, twin)))
        await work.commit()
    pair = LookAlike("Anna de  Vríes", twin.user_id, "Anna de Vries", ANNA)
    assert [each.value for each in await look()] == [LooksAlike((pair,))]
    assert await look() == []
    assert not (await town.person(twin.user_id)).confirmed


async def test_while_there_is_no_administrator_it_waits(town: Town) -> None:
    async with town.database.work() as work:
        await work.people.replace(replace(TOWN, people=TOWN.people[:2]))
        await work.commit()
    assert await shown(town, (BO, "Anna de Vries")) == []
    async with town.database.work() as work:
        from tests.enrolled import enrol

        await enrol(work, TOWN)
        await work.commit()
    assert len(await shown(town, (BO, "Anna de Vries"))) == 1
