"""After the agenda was posted: what comes onto it or leaves it is a line in the MDT room, said once."""

from datetime import date, datetime, time, timedelta

import pytest

from bot.domain.agenda import Reason
from bot.domain.agenda_item import Standing
from bot.domain.calendar import at
from bot.domain.clock import Watch
from bot.domain.people import Place
from bot.texts.words import FluentWords
from bot.usecases.agenda_news import tell_news
from bot.usecases.agenda_posting import announce
from bot.usecases.results_agenda import AgendaNews, AgendaPosted, OnAgenda, PutOnHere
from tests.commands.arranging import DAY, TUESDAY, WEDNESDAY, WHY, carry, finish, next_morning, ten
from tests.commands.stage import ANNA, BAS, CARLA, NOW, Said, Stage

MINUTE = timedelta(minutes=1)


async def ticked(stage: Stage, moment: datetime | None = None) -> list[Said]:
    """Let the bot look at this moment, twice: whatever it says is said once."""
    stage.now = moment or stage.now + MINUTE
    said: list[Said] = []
    for _ in range(2):
        async with stage.database.work() as work:
            await announce(work, stage.speaker, stage.now, Watch())
            await tell_news(work, stage.speaker, stage.now, Watch())
            await work.commit()
        said += await stage.read()
    return said


def news(said: list[Said]) -> list[AgendaNews]:
    """Give what the MDT room heard."""
    assert all(s.place is Place.MDT and s.outgoing.case is None for s in said if isinstance(s.value, AgendaNews))
    return [each.value for each in said if isinstance(each.value, AgendaNews)]


def came(said: list[Said]) -> list[tuple[str, Standing, int]]:
    return [(item.code, item.standing, item.minutes) for each in news(said) for item in each.came]


async def posted(stage: Stage, day: date = WEDNESDAY) -> str:
    """Have the agenda of tomorrow posted, with another case on it than the first, which is finished. Gives that one."""
    await finish(stage)
    await next_morning(stage, day)
    other = await stage.new_case("2")
    assert news(await ticked(stage)) == []
    return other


async def test_a_new_case_is_said_once(stage: Stage) -> None:
    await posted(stage)
    new = await stage.new_case("3")
    said = await ticked(stage)
    assert came(said) == [(new, Standing.NEW, 8)]
    assert [s for s in said if isinstance(s.value, OnAgenda)] == [], "its card says so already"
    text = FluentWords(stage.clock).render(news(said)[0], "nl").plain
    assert text == f"Erbij op de agenda van vandaag: {new}, nieuw, 8 min."
    assert news(await ticked(stage)) == []


async def test_a_change_is_said_and_why_stands_in_the_room_of_the_case(stage: Stage) -> None:
    await posted(stage)
    await stage.in_case(BAS, "!casus wijziging: hij belde weer")
    said = await ticked(stage)
    assert came(said) == [(stage.code, Standing.BACK, 5)]
    [why] = [each for each in said if isinstance(each.value, OnAgenda)]
    assert (why.place, why.subject) == (Place.CASE, stage.code)
    assert why.value == OnAgenda(stage.code, ten(WEDNESDAY), (Reason.CHANGED,))


async def test_what_was_put_on_by_hand_is_said_without_saying_it_twice_in_its_room(stage: Stage) -> None:
    await posted(stage)
    await stage.in_case(BAS, f"!agenda erbij: {WHY}")
    said = await ticked(stage)
    assert came(said) == [(stage.code, Standing.RUNNING, 3)]
    assert len(said) == 1


async def test_what_leaves_is_said_once_and_that_it_came_back_too(stage: Stage) -> None:
    other = await posted(stage)
    await stage.in_case(BAS, f"!agenda erbij: {WHY}")
    await ticked(stage)
    await stage.in_case(BAS, "!agenda terug")
    said = await ticked(stage)
    assert news(said) == [AgendaNews((), (stage.code,), ())]
    text = FluentWords(stage.clock).render(news(said)[0], "nl").plain
    assert text == f"Van de agenda van vandaag af: {stage.code}."
    assert news(await ticked(stage)) == []
    await stage.in_case(BAS, f"!agenda erbij: {WHY}")
    assert came(await ticked(stage)) == [(stage.code, Standing.RUNNING, 3)], "the last that was said is true"
    async with stage.database.work() as work:
        await work.cases.close(other, stage.now, ANNA)
        await work.commit()
    assert [each.went for each in news(await ticked(stage))] == [(other,)]


async def test_what_came_and_went_between_two_looks_is_said_as_it_is_by_then(stage: Stage) -> None:
    await posted(stage)
    await stage.in_case(BAS, f"!agenda erbij: {WHY}")
    new = await stage.new_case("3")
    await stage.in_case(BAS, "!agenda terug")
    await stage.read()
    assert came(await ticked(stage, at(WEDNESDAY, time(9, 59)))) == [(new, Standing.NEW, 8)]


async def test_what_was_missed_is_said_also_after_the_hour_until_the_meeting_begins(stage: Stage) -> None:
    await posted(stage)
    new = await stage.new_case("3")
    await stage.read()
    assert came(await ticked(stage, at(WEDNESDAY, time(10, 7)))) == [(new, Standing.NEW, 8)]


async def test_before_it_is_posted_nothing_is_news(stage: Stage) -> None:
    await finish(stage)
    stage.now = at(WEDNESDAY, time(8))
    await stage.new_case("2")
    await stage.read()
    assert await ticked(stage) == []
    said = await ticked(stage, at(WEDNESDAY, time(8, 30)))
    assert [type(each.value).__name__ for each in said] == ["AgendaPosted"]


async def test_an_agenda_that_was_empty_is_posted_when_something_comes(stage: Stage) -> None:
    await finish(stage)
    await next_morning(stage)
    assert await ticked(stage) == []
    await stage.new_case("2")
    await stage.read()
    assert [type(each.value).__name__ for each in await ticked(stage)] == ["AgendaPosted"]


async def test_while_the_meeting_runs_a_case_is_offered_once_and_not_added(stage: Stage) -> None:
    await posted(stage)
    await stage.in_mdt("!mdt start")
    new = await stage.new_case("3")
    await stage.in_case(BAS, "!casus wijziging: hij belde weer")
    said = await ticked(stage)
    assert news(said) == [AgendaNews((), (), tuple(sorted((new, stage.code))))]
    text = FluentWords(stage.clock).render(news(said)[0], "nl")
    assert f"{new} kan er nog bij in dit MDT: !mdt erbij {new}" in text.plain
    assert f"<code>!mdt erbij {new}</code>" in text.html
    assert len(said) == 1
    assert await ticked(stage) == []
    meeting = await stage.meeting()
    assert meeting.item(new) is None
    put = [s.value for s in await stage.in_mdt(f"!mdt erbij {new}") if s.place is Place.MDT]
    assert put == [PutOnHere(new, ten(WEDNESDAY), already=False, running=True)]
    assert await ticked(stage) == []


async def test_what_the_chair_moved_out_of_the_meeting_is_not_offered_until_it_is_taken_back(stage: Stage) -> None:
    await carry(stage)
    await next_morning(stage)
    await ticked(stage)
    await stage.in_mdt(f"!mdt start\n!mdt verzet {stage.code} vrijdag")
    assert await ticked(stage) == []
    await stage.in_case(CARLA, "!agenda terug")
    assert news(await ticked(stage)) == [AgendaNews((), (), (stage.code,))]


@pytest.mark.parametrize("then", ["!mdt start", "!mdt start\n!mdt sluit"])
async def test_what_leaves_while_it_runs_or_comes_when_it_was_held_is_no_news(stage: Stage, then: str) -> None:
    other = await posted(stage)
    await stage.in_mdt(then)
    async with stage.database.work() as work:
        await work.cases.close(other, stage.now, ANNA)
        await work.commit()
    if "sluit" in then:
        await stage.new_case("3")
    await stage.read()
    assert news(await ticked(stage)) == []


async def test_the_next_day_begins_anew(stage: Stage) -> None:
    await posted(stage)
    new = await stage.new_case("3")
    await ticked(stage)
    said = await ticked(stage, at(WEDNESDAY + DAY, time(8, 30)))
    [agenda] = [each.value for each in said if each.place is Place.MDT]
    assert isinstance(agenda, AgendaPosted)
    assert new in [item.code for item in agenda.agenda.items]


async def test_what_a_clock_that_was_wrong_told_does_not_count(stage: Stage) -> None:
    next_week = TUESDAY + 7 * DAY
    await ticked(stage, at(next_week, time(9)))
    await ticked(stage, at(TUESDAY, time(9)))
    new = await stage.new_case("2", NOW)
    await stage.read()
    assert came(await ticked(stage)) == [(new, Standing.NEW, 8)]
    async with stage.database.work() as work:
        assert dict(await work.agendas.told("DH", next_week)) == {}
