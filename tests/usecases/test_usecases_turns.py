"""Whose turn it is: reminders, the digest, the promised card (R3, R8, R11)."""

from datetime import UTC, date, datetime, time, timedelta

from bot.domain.calendar import at
from bot.domain.digest import Digest, DigestLine
from bot.domain.people import Place
from bot.domain.reminders import Reminder
from bot.domain.rooms import Movement
from bot.usecases.casefile import load_card, load_file
from bot.usecases.membership import members_moved
from bot.usecases.morning import give_digests
from bot.usecases.notices import ActionDue, MorningDigest
from bot.usecases.remind import post_cards, remind
from bot.usecases.results import Card
from bot.usecases.results_reminders import Climbed
from tests.commands.stage import ANNA, BAS, CARLA, NOW, STRANGER, Said, Stage, values
from tests.usecases.rhythms import rhythm

WEEKDAYS = frozenset(range(5))
FRIDAY = date(2026, 11, 27)
FAR_AHEAD = datetime(2030, 1, 1, tzinfo=UTC)


def no_holiday(_: date) -> bool:
    return False


async def promised(stage: Stage) -> tuple[Reminder, ...]:
    async with stage.database.work() as work:
        return await work.reminders.due(FAR_AHEAD)


async def tick(stage: Stage) -> list[Said]:
    async with stage.database.work() as work:
        await remind(work, stage.speaker, stage.now, rhythm())
        await work.commit()
    return await stage.read()


async def digest(stage: Stage) -> dict[str, object]:
    async with stage.database.work() as work:
        await give_digests(work, stage.speaker, stage.now, rhythm())
        await work.commit()
    said = [each for each in await stage.read() if not isinstance(each.value, Climbed)]
    assert all(each.place is Place.DIRECT and each.outgoing.case is None for each in said)
    return {each.subject: each.value for each in said}


async def test_an_action_promises_the_first_reminder_to_come(stage: Stage) -> None:
    await stage.in_case(CARLA, "!actie anna vrijdag: een\n!actie csg vandaag: twee")
    assert set(await promised(stage)) == {
        Reminder(stage.code, 1, at(FRIDAY, time(9))),
        Reminder(stage.code, 2, at(date(2026, 11, 24), time(15))),  # it is nine o'clock: that one has gone by
    }


async def test_an_action_for_today_in_the_evening_promises_nothing(stage: Stage) -> None:
    stage.now = at(date(2026, 11, 24), time(20))
    await stage.in_case(CARLA, "!actie anna vandaag: nog bellen")
    assert await promised(stage) == ()


async def test_the_digest_says_it_in_the_morning_and_the_afternoon_rings_for_who_does_it(stage: Stage) -> None:
    await stage.in_case(BAS, "!regie ik")
    await stage.in_case(CARLA, "!actie anna vrijdag: een\n!actie csg vrijdag: twee")
    assert await tick(stage) == []
    stage.now = at(FRIDAY, time(9))
    assert await tick(stage) == [], "it stands in the digest"
    assert set(await digest(stage)) == {ANNA, BAS}
    stage.now = at(FRIDAY, time(15))
    told = {(each.subject, each.value) for each in await tick(stage)}
    assert told == {
        (ANNA, ActionDue(stage.code, "A1", FRIDAY, ANNA)),
        (BAS, ActionDue(stage.code, "A2", FRIDAY, BAS)),
    }
    assert await tick(stage) == []


async def test_what_was_agreed_after_the_digest_rings_the_same_morning(stage: Stage) -> None:
    stage.now = at(FRIDAY, time(9, 30))
    await stage.in_case(CARLA, "!actie anna vandaag: een")
    async with stage.database.work() as work:
        await work.reminders.add(Reminder(stage.code, 1, at(FRIDAY, time(10))))
        await work.commit()
    stage.now = at(FRIDAY, time(10))
    assert values(await tick(stage)) == [ActionDue(stage.code, "A1", FRIDAY, ANNA)]


async def test_what_is_done_is_not_reminded_of(stage: Stage) -> None:
    await stage.in_case(CARLA, "!actie anna vrijdag: een\n!klaar A1")
    stage.now = at(FRIDAY, time(9))
    assert await tick(stage) == []
    assert await promised(stage) == ()


async def test_a_missed_tick_is_caught_up_on_its_day_and_is_late_after_that(stage: Stage) -> None:
    await stage.in_case(CARLA, "!actie anna vrijdag: een\n!actie anna maandag: twee")
    stage.now = at(FRIDAY, time(16))
    assert values(await tick(stage)) == [ActionDue(stage.code, "A1", FRIDAY, ANNA)]
    stage.now = at(FRIDAY, time(9)) + timedelta(days=5)
    assert await tick(stage) == [], "the digest says that they are late"
    assert await promised(stage) == ()


async def test_the_digest_comes_once_on_a_working_day_to_who_has_something_open(stage: Stage) -> None:
    await stage.in_case(CARLA, "!actie anna vrijdag: een\n!actie vt morgen: twee")
    stage.now = at(FRIDAY, time(8, 59))
    assert await digest(stage) == {}
    stage.now = at(FRIDAY, time(9))
    room, monday = await stage.room_id(Place.CASE, stage.code), FRIDAY + timedelta(days=3)
    lines = (DigestLine(stage.code, late=1, today=1, room=room),)
    assert await digest(stage) == {ANNA: MorningDigest(Digest(lines, FRIDAY, monday), ANNA)}
    assert await digest(stage) == {}
    stage.now += timedelta(days=1)  # Saturday
    assert await digest(stage) == {}
    stage.now += timedelta(days=2)
    lines = (DigestLine(stage.code, late=2, room=room),)
    told = await digest(stage)
    assert told[ANNA] == MorningDigest(Digest(lines, monday, monday + timedelta(days=1)), ANNA)
    assert set(told) == {ANNA, CARLA}, "nobody leads the case: what is late goes up to the chair"


async def test_newcomers_share_one_card(stage: Stage) -> None:
    room_id = await stage.room_id(Place.CASE, stage.code)
    wait = timedelta(seconds=30)
    async with stage.database.work() as work:
        for who, where, moment, welcome in (
            (ANNA, room_id, NOW, True),
            (BAS, room_id, NOW + wait / 2, True),
            (STRANGER, room_id, NOW - wait, False),
            (ANNA, "!onbekend:x", NOW, False),
        ):
            movement = Movement(f"$join {who} {where}", where, came=frozenset({who}))
            assert await members_moved(work, stage.speaker, movement, moment, wait) is welcome
            assert not await members_moved(work, stage.speaker, movement, moment, wait), "told again after a crash"
        assert await post_cards(work, stage.speaker, NOW) == 0
        assert await post_cards(work, stage.speaker, NOW + wait) == 1
        assert await post_cards(work, stage.speaker, NOW + wait) == 0
        await work.commit()
    [said] = await stage.read()
    assert isinstance(said.value, Card)
    assert (said.place, said.subject, said.outgoing.case) == (Place.CASE, stage.code, stage.code)


async def test_a_case_file_holds_this_case_only(stage: Stage) -> None:
    other = await stage.new_case("2")
    await stage.in_case(ANNA, "!regie ik")
    await stage.in_case(CARLA, "!actie anna vrijdag: een")
    await stage.in_case(CARLA, "!actie csg vrijdag: van de ander", other)
    async with stage.database.work() as work:
        card = await load_card(work, stage.code, NOW)
        empty = await load_file(work, other, NOW)
    assert [action.text for action in card.file.actions] == ["een"]
    assert card.file.case.coordinator == ANNA
    assert card.names[ANNA] == "Anna de Vries"
    assert (card.today, card.now) == (date(2026, 11, 24), NOW)
    assert empty.case.coordinator is None
    assert empty.on_agenda


async def test_a_finished_case_is_off_the_agenda_and_keeps_its_file(stage: Stage) -> None:
    await stage.in_case(ANNA, "!regie ik")
    await stage.in_mdt("!mdt start\n!volgende")
    await stage.in_case(CARLA, "\n".join(f"!besluit {area} nvt" for area in ("veiligheid", "recht", "hulp", "herstel")))
    await stage.in_mdt("!mdt sluit")
    async with stage.database.work() as work:
        file = await load_file(work, stage.code, NOW)
    assert not file.on_agenda
    assert len(file.decisions) == 4
