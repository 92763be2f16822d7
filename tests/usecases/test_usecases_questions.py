"""Colleagues are asked once, again after two working days, and then the administrators hear of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.calendar import Workdays
from bot.domain.people import Person, Place, UserId
from bot.domain.trust import TrustState
from bot.usecases.questions import ask_around
from bot.usecases.results_coming import AdminsMustConfirm, IsItThem, NobodyAnswered, WorksHere
from tests.commands.stage import NOW, Said
from tests.newcomers import ADA, ANNA, BEP, BO, CLEO, DH, NIEK, OTTO, PIET, PRO, TOWN, Town, code, pin

WEEK = Workdays(frozenset(range(5)), lambda day: day == date(2026, 12, 25))
ASKED = (("Piet de Boer", PIET),)
FIRST = (("Niek Eerste", NIEK), ("Cleo Beheer", CLEO), ("Otto Kijk", OTTO))


@pytest.fixture
async def town() -> Town:
    return await Town().set_up()


async def ask(town: Town, after: timedelta = timedelta()) -> list[Said]:
    town.now += after
    async with town.database.work() as work:
        await ask_around(work, town.speaker, town.now, town.mode, WEEK)
        await work.commit()
    return await town.read()


def said_to(said: Sequence[Said], place: Place) -> dict[str, object]:
    return {each.subject: each.value for each in said if each.place is place}


async def test_colleagues_are_asked_about_a_newcomer_and_administrators_about_who_has_none(town: Town) -> None:
    said = await ask(town)
    assert said_to(said, Place.DIRECT) == {ANNA: WorksHere(ANNA, ASKED), BO: WorksHere(BO, ASKED)}
    assert said_to(said, Place.ADMIN) == {"": AdminsMustConfirm(FIRST)}
    assert await ask(town) == [], "and not at the next tick, nor after a restart"


async def test_nobody_answers(town: Town) -> None:
    await ask(town)  # a Tuesday, nine o'clock
    assert await ask(town, timedelta(days=1, hours=23, minutes=59)) == []
    again = await ask(town, timedelta(minutes=1))
    assert said_to(again, Place.DIRECT) == {ANNA: WorksHere(ANNA, ASKED), BO: WorksHere(BO, ASKED)}
    assert said_to(again, Place.ADMIN) == {"": AdminsMustConfirm(FIRST)}
    assert town.now.date() == date(2026, 11, 26), "a Thursday: two working days later is Monday"
    assert await ask(town, timedelta(days=3)) == []
    told = await ask(town, timedelta(days=1))
    assert said_to(told, Place.DIRECT) == {}
    assert said_to(told, Place.ADMIN) == {"": NobodyAnswered(ASKED)}
    assert await ask(town, timedelta(days=400)) == [], "the administrators know: it is theirs now"


async def test_who_was_confirmed_is_asked_about_no_more(town: Town) -> None:
    await ask(town)
    await town.in_direct(ANNA, f"!collega piet bevestig {code(PIET)}")
    assert said_to(await ask(town, timedelta(days=7)), Place.DIRECT) == {}
    async with town.database.work() as work:
        assert PIET not in {question.user_id for question in await work.questions.all()}


async def test_who_does_not_work_here_is_asked_about_no_more(town: Town) -> None:
    await ask(town)
    await town.in_direct(ANNA, "!collega piet klopt niet")
    assert said_to(await ask(town, timedelta(days=7)), Place.DIRECT) == {}


async def test_another_organisation_is_another_question(town: Town) -> None:
    await ask(town)
    async with town.database.work() as work:
        moved = tuple(replace(p, organisation="om") if p.user_id == PIET else p for p in TOWN.people)
        await work.people.replace(replace(TOWN, people=moved))
        await work.commit()
    assert said_to(await ask(town), Place.ADMIN) == {"": AdminsMustConfirm(ASKED)}


async def test_as_soon_as_an_organisation_has_somebody_the_next_are_asked_there(town: Town) -> None:
    nora = Person("@nora:regiekamer.test", "Nora Tweede", "om", DH, PRO)
    async with town.database.work() as work:
        await work.people.replace(replace(TOWN, people=(*TOWN.people, nora)))
        await work.commit()
    await ask(town)
    for admin in (ADA, BEP):
        await town.in_admin(admin, "!bevestig niek")
    nora_ = ((nora.name, nora.user_id),)
    assert said_to(await ask(town), Place.DIRECT) == {NIEK: WorksHere(NIEK, nora_)}


async def test_of_a_whole_new_organisation_administrators_are_asked_about_a_few(town: Town) -> None:
    crowd = tuple(Person(f"@o{n}:x", f"O {n}", "om", DH, PRO) for n in range(20))
    async with town.database.work() as work:
        await work.people.replace(replace(TOWN, people=(*TOWN.people, *crowd)))
        await work.commit()
    asked = said_to(await ask(town), Place.ADMIN)[""]
    assert isinstance(asked, AdminsMustConfirm)
    assert [who for _, who in asked.people] == [NIEK, CLEO, OTTO, "@o0:x", "@o1:x"]
    for admin in (ADA, BEP):
        await town.in_admin(admin, "!bevestig @o7:x")
    here = said_to(await ask(town), Place.DIRECT)["@o7:x"]
    assert isinstance(here, WorksHere)
    assert len(here.people) == 20


async def test_a_changed_identity_is_asked_about_and_each_change_once(town: Town) -> None:
    await town.in_direct(ANNA, f"!collega piet bevestig {code(PIET)}")
    await ask(town)
    for sign, hours in (("one", 1), ("two", 2)):
        changed = replace(pin(PIET, TrustState.BLOCKED, sign), since=NOW + timedelta(hours=hours))
        await town.keep_pin(changed)
        said = said_to(await ask(town), Place.DIRECT)
        assert said == {ANNA: IsItThem(ANNA, ASKED), BO: IsItThem(BO, ASKED)}
        assert await ask(town) == []
    await town.in_direct(BO, f"!collega piet bevestig {code(PIET, 'two')}")
    assert said_to(await ask(town, timedelta(days=7)), Place.DIRECT) == {}


async def test_a_vanished_identity_is_asked_about_too(town: Town) -> None:
    await town.in_direct(ANNA, f"!collega piet bevestig {code(PIET)}")
    await ask(town)
    await town.keep_pin(replace(pin(PIET, TrustState.BLOCKED), shown=None, since=NOW))
    assert set(said_to(await ask(town), Place.DIRECT)) == {ANNA, BO}


async def test_of_eighty_colleagues_three_are_asked_of_the_same_region_and_able_to_read() -> None:
    town = Town()
    crowd = [Person(f"@c{n}:x", f"C {n}", "vt", DH if n % 2 else frozenset({"OB"}), PRO) for n in range(80)]
    silent = [Person(f"@s{n}:x", f"S {n}", "vt", DH, PRO) for n in range(20)]
    new = [Person(f"@n{n}:x", f"N {n}", "vt", DH, PRO) for n in range(4)]
    directory = replace(TOWN, people=(*crowd, *silent, *new))
    from tests.enrolled import enrol

    async with town.database.work() as work:
        await enrol(work, directory, only={p.user_id for p in (*crowd, *silent)})
        for person in crowd:
            await work.pins.save(pin(person.user_id))
        await work.commit()
    said = [each for each in await ask(town) if isinstance(each.value, WorksHere)]
    asked: dict[UserId, set[UserId]] = {}
    for each in said:
        assert isinstance(each.value, WorksHere)
        for _, who in each.value.people:
            asked.setdefault(who, set()).add(each.subject)
    region = {p.user_id for p in crowd if p.regions == DH}
    assert all(len(users) == 3 and users <= region for users in asked.values())
    assert len(asked) == 4
    assert len(set().union(*asked.values())) > 3, "and not the same three for everybody"


async def test_one_message_asks_about_several_newcomers(town: Town) -> None:
    quinta = Person("@quinta:regiekamer.test", "Quinta Nieuw", "vt", DH, PRO)
    async with town.database.work() as work:
        await work.people.replace(replace(TOWN, people=(*TOWN.people, quinta)))
        await work.commit()
    both = (*ASKED, ("Quinta Nieuw", quinta.user_id))
    assert said_to(await ask(town), Place.DIRECT) == {ANNA: WorksHere(ANNA, both), BO: WorksHere(BO, both)}


async def test_a_clock_that_was_wrong_for_a_while_does_not_silence_a_question(town: Town) -> None:
    town.now = datetime(2036, 1, 2, tzinfo=UTC)
    await ask(town)
    town.now = NOW
    assert await ask(town) == []
    assert set(said_to(await ask(town, timedelta(days=2)), Place.DIRECT)) == {ANNA, BO}


def test_two_working_days_are_counted_past_weekends_and_holidays() -> None:
    def after(day: int, month: int) -> date:
        return WEEK.after(date(2026, month, day), 2)

    assert after(23, 11) == date(2026, 11, 25)
    assert after(27, 11) == date(2026, 12, 1)
    assert after(28, 11) == date(2026, 12, 1)
    assert after(24, 12) == date(2026, 12, 29)
