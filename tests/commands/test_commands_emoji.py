"""Comparing pictures: who may ask, who sees them, whose word counts, and what is confirmed by it (e2ee rules 7, 22)."""

import pytest

from bot.domain.people import Place, UserId
from bot.domain.refusals import NoIdentityShown
from bot.domain.refusals_coming import IdentityFirst, UnknownColleague
from bot.domain.refusals_verifying import NothingToCompare, NotYourOwn
from bot.domain.trust import Pin, TrustState
from bot.domain.verification import Compared, How
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
from tests.commands.stage import ANNA, BAS, CARLA, FRITS, GERDA, Said, Stage, only, values

SEVEN = (1, 2, 3, 4, 5, 6, 7)
OTHERS = (7, 6, 5, 4, 3, 2, 1)
MASTER = "M" * 43


@pytest.fixture
async def waiting(stage: Stage) -> Stage:
    """Gerda of the same organisation as Anna shows an identity that nobody confirmed."""
    await remember(stage, GERDA, TrustState.SEEN)
    return stage


async def remember(stage: Stage, user_id: UserId, standing: TrustState, shown: str | None = MASTER) -> None:
    async with stage.database.work() as work:
        await work.pins.save(Pin(user_id, MASTER, standing, shown))
        await work.commit()


async def standing(stage: Stage, user_id: UserId) -> TrustState:
    async with stage.database.work() as work:
        pin = await work.pins.get(user_id)
        assert pin is not None
        return pin.standing


async def shown(stage: Stage, user_id: UserId, numbers: tuple[int, ...] = SEVEN) -> tuple[bool, list[Said]]:
    agrees = await stage.verification.pictures(user_id, numbers)
    return agrees, await stage.read()


async def ended(stage: Stage, compared: Compared) -> list[Said]:
    await stage.verification.ended(compared)
    return await stage.read()


def told(said: list[Said], class_: type) -> list[tuple[Place, str]]:
    return [(each.place, each.subject) for each in said if isinstance(each.value, class_)]


async def test_an_administrator_compares_and_both_words_together_confirm(waiting: Stage) -> None:
    assert only(await waiting.in_admin(FRITS, f"!emoji {GERDA}")) == ComparisonAsked(GERDA, "Gerda Oost")
    assert waiting.comparing.of == [GERDA]
    agrees, said = await shown(waiting, GERDA)
    assert not agrees, "the phone alone proves nothing"
    assert told(said, Pictures) == [(Place.ADMIN, "")], "never to who is compared"
    assert values(await waiting.in_admin(FRITS, f"!emoji {GERDA} klopt")) == [
        ComparisonDecided(GERDA, "Gerda Oost", same=True)
    ]
    assert waiting.comparing.decided == [(GERDA, SEVEN, True)]
    assert await standing(waiting, GERDA) is TrustState.SEEN, "not before the keys are proved"
    said = await ended(waiting, Compared(GERDA, How.VERIFIED, MASTER))
    assert told(said, ComparedWell) == [(Place.ADMIN, "")]
    assert await standing(waiting, GERDA) is TrustState.CONFIRMED
    async with waiting.database.work() as work:
        entries = await work.audit.latest(3)
    assert (FRITS, "emoji", GERDA, "klopt") in [(e.actor, e.verb, e.subject, e.outcome) for e in entries]


async def test_a_colleague_compares_in_their_own_chat(waiting: Stage) -> None:
    assert only(await waiting.in_direct(ANNA, f"!emoji {GERDA}")) == ComparisonAsked(GERDA, "Gerda Oost")
    _, said = await shown(waiting, GERDA)
    assert told(said, Pictures) == [(Place.DIRECT, ANNA)]
    await waiting.in_direct(ANNA, f"!emoji {GERDA} klopt")
    await ended(waiting, Compared(GERDA, How.VERIFIED, MASTER))
    assert await standing(waiting, GERDA) is TrustState.CONFIRMED


async def test_who_begins_on_the_phone_is_shown_to_the_administrators(waiting: Stage) -> None:
    agrees, said = await shown(waiting, GERDA)
    assert not agrees
    assert told(said, Pictures) == [(Place.ADMIN, "")]
    await waiting.in_admin(FRITS, f"!emoji {GERDA} klopt")
    await ended(waiting, Compared(GERDA, How.VERIFIED, MASTER))
    assert await standing(waiting, GERDA) is TrustState.CONFIRMED


async def test_who_is_believed_already_proves_the_bot_and_changes_nothing(stage: Stage) -> None:
    before = await standing(stage, BAS)
    agrees, said = await shown(stage, BAS)
    assert agrees, "our side follows the phone"
    assert told(said, Pictures) == [(Place.DIRECT, BAS)]
    assert only(await stage.in_direct(BAS, "!emoji")) == ComparisonOfYours()
    await shown(stage, BAS)
    said = await ended(stage, Compared(BAS, How.VERIFIED, MASTER))
    assert values(said) == [YouComparedWell()]
    assert await standing(stage, BAS) is before


async def test_without_anybodys_word_right_keys_confirm_nothing(waiting: Stage) -> None:
    await waiting.in_admin(FRITS, f"!emoji {GERDA}")
    await shown(waiting, GERDA)
    said = await ended(waiting, Compared(GERDA, How.VERIFIED, MASTER))
    assert told(said, ComparisonEnded)
    assert await standing(waiting, GERDA) is TrustState.SEEN


async def test_another_identity_than_was_compared_is_not_confirmed(waiting: Stage) -> None:
    await waiting.in_admin(FRITS, f"!emoji {GERDA}")
    await shown(waiting, GERDA)
    await waiting.in_admin(FRITS, f"!emoji {GERDA} klopt")
    await remember(waiting, GERDA, TrustState.SEEN, shown="N" * 43)
    said = await ended(waiting, Compared(GERDA, How.VERIFIED, MASTER))
    assert told(said, ComparisonEnded)
    assert await standing(waiting, GERDA) is TrustState.SEEN


async def test_a_word_about_earlier_pictures_is_no_word_about_new_ones(waiting: Stage) -> None:
    await waiting.in_admin(FRITS, f"!emoji {GERDA}")
    await shown(waiting, GERDA)
    await waiting.in_admin(FRITS, f"!emoji {GERDA} klopt")
    await shown(waiting, GERDA, OTHERS)
    assert waiting.comparing.decided == [(GERDA, SEVEN, True)], "whoever compares holds it against these"
    said = await ended(waiting, Compared(GERDA, How.VERIFIED, MASTER))
    assert told(said, ComparisonEnded)
    assert await standing(waiting, GERDA) is TrustState.SEEN


@pytest.mark.parametrize("how", [How.MISMATCH, How.WRONG_KEY])
async def test_pictures_that_differ_raise_an_alarm(waiting: Stage, how: How) -> None:
    await waiting.in_direct(ANNA, f"!emoji {GERDA}")
    await shown(waiting, GERDA)
    await waiting.in_direct(ANNA, f"!emoji {GERDA} klopt niet")
    assert waiting.comparing.decided == [(GERDA, SEVEN, False)]
    said = await ended(waiting, Compared(GERDA, how))
    assert told(said, ComparisonEnded) == [(Place.DIRECT, ANNA)]
    assert told(said, PicturesDiffer) == [(Place.ADMIN, "")]
    assert await standing(waiting, GERDA) is TrustState.SEEN


@pytest.mark.parametrize("how", [How.CANCELLED, How.TIMEOUT, How.NO_DEVICE])
async def test_what_is_broken_off_is_told_and_alarms_nobody(waiting: Stage, how: How) -> None:
    await waiting.in_admin(FRITS, f"!emoji {GERDA}")
    said = await ended(waiting, Compared(GERDA, how))
    assert values(said) == [ComparisonEnded("Gerda Oost", how)]
    assert only(await waiting.in_admin(FRITS, f"!emoji {GERDA} klopt")) == NothingToCompare()


async def test_whose_word_does_not_count(waiting: Stage) -> None:
    await waiting.in_admin(FRITS, f"!emoji {GERDA}")
    await shown(waiting, GERDA)
    assert only(await waiting.in_direct(ANNA, f"!emoji {GERDA} klopt")) == NothingToCompare(), "shown elsewhere"
    assert only(await waiting.in_direct(BAS, f"!emoji {GERDA}")) == UnknownColleague(), "another organisation"
    assert only(await waiting.in_direct(BAS, "!emoji @niemand")) == UnknownColleague(), "in the same words"
    assert waiting.comparing.decided == []


async def test_nobody_confirms_themselves(waiting: Stage) -> None:
    async with waiting.database.work() as work:
        gerda = (await work.people.directory()).person(GERDA)
        assert gerda is not None
    assert only(await waiting.in_direct(GERDA, "!emoji")) == NotYourOwn()
    assert only(await waiting.in_direct(GERDA, f"!emoji {GERDA} klopt")) == NothingToCompare()
    assert waiting.comparing.of == []


async def test_whose_own_identity_was_not_compared_compares_nobody(waiting: Stage) -> None:
    await remember(waiting, ANNA, TrustState.SEEN)
    assert only(await waiting.in_direct(ANNA, f"!emoji {GERDA}")) == IdentityFirst()


async def test_who_shows_no_identity_has_nothing_to_compare(waiting: Stage) -> None:
    await remember(waiting, GERDA, TrustState.BLOCKED, shown=None)
    assert only(await waiting.in_admin(FRITS, f"!emoji {GERDA}")) == NoIdentityShown()


async def test_whoever_asks_in_a_chat_asks_in_their_own(stage: Stage) -> None:
    async with stage.database.work() as work:
        own = await stage.speaker.room_for(work, Place.DIRECT, CARLA)
        case = await stage.speaker.room_for(work, Place.MDT, "DH")
        await work.rooms.made(own.wish, "!eigen:regiekamer.test")
        await work.rooms.made(case.wish, "!mdt:regiekamer.test")
        await work.commit()
    assert await stage.verification.known(CARLA, "!eigen:regiekamer.test")
    assert not await stage.verification.known(CARLA, "!mdt:regiekamer.test")
    assert not await stage.verification.known(GERDA, "!eigen:regiekamer.test")


async def test_strangers_are_not_known(stage: Stage) -> None:
    assert await stage.verification.known(CARLA, "")
    assert not await stage.verification.known("@niemand:elders.test", "")
    assert await stage.verification.pictures("@niemand:elders.test", SEVEN) is False
    assert await stage.read() == []
