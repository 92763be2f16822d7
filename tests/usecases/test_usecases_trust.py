"""What follows from what the homeserver shows: remembered, audited, told to whom it concerns, cards again (rule 7)."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from bot.domain.people import Place, UserId
from bot.domain.refusals import CodeDoesNotFit, NoIdentityShown, Refused
from bot.domain.trust import SeenDevice, Sighting, TrustMode, TrustState, Unable, code_of
from bot.usecases import trust
from bot.usecases.notices import CannotRead, DeviceRefused, IdentitiesSeen, IdentityBlocked, NewDevice, YouAreConfirmed
from bot.usecases.results import IdentityConfirmed
from tests.commands.stage import ANNA, BAS, FRITS, STRANGER, Said, Stage, values

DAY = timedelta(days=1)
GATHER = timedelta(seconds=3)
A, B = "A" * 43, "B" * 43
PHONE = SeenDevice("PHONE", "P" * 43)
LAPTOP = SeenDevice("LAPTOP", "L" * 43)


class Eyes:
    """What the Matrix floor reports, on a stage where nobody is known yet."""

    def __init__(self, stage: Stage, mode: TrustMode) -> None:
        self.stage = stage
        self.mode = mode

    async def see(self, *sightings: Sighting) -> list[Said]:
        async with self.stage.database.work() as work:
            await trust.sighted(work, self.stage.speaker, sightings, self.mode, self.stage.now, GATHER)
            await work.commit()
        return await self.stage.read()

    async def refuse(self, devices: Mapping[UserId, tuple[str, ...]]) -> list[Said]:
        async with self.stage.database.work() as work:
            await trust.refused(work, self.stage.speaker, devices, self.mode, self.stage.now)
            await work.commit()
        return await self.stage.read()

    async def confirm(self, user_id: UserId, code: str) -> IdentityConfirmed:
        async with self.stage.database.work() as work:
            person = (await work.people.directory()).person(user_id)
            assert person is not None
            done = await trust.confirm_identity(work, self.stage.speaker, person, code, self.stage.now)
            await work.commit()
        return done

    async def counts(self, user_id: UserId) -> str | None:
        async with self.stage.database.work() as work:
            return await trust.identity_of(work, user_id, self.mode)

    async def cards(self) -> tuple[str, ...]:
        async with self.stage.database.work() as work:
            return await work.cases.cards_due(self.stage.now + GATHER)


@pytest.fixture(params=TrustMode)
async def eyes(request: pytest.FixtureRequest) -> Eyes:
    stage = await Stage(remembers=False).set_up()
    return Eyes(stage, request.param)


async def test_the_first_identity_is_pinned_and_the_administrators_hear_of_it(eyes: Eyes) -> None:
    said = await eyes.see(Sighting(ANNA, A, (PHONE,)), Sighting(BAS, B), Sighting(STRANGER, "S" * 43))
    must = eyes.mode is TrustMode.CONFIRMED
    [told] = said
    assert isinstance(told.value, IdentitiesSeen)
    assert (told.place, [user for _, user in told.value.people], told.value.must_confirm) == (
        Place.ADMIN, [ANNA, BAS], must,
    )  # fmt: skip
    assert await eyes.counts(ANNA) == (None if must else A)
    assert await eyes.counts(STRANGER) is None, "who is in nobody's directory is not remembered"
    assert [(e.actor, e.verb, e.subject, e.outcome) for e in await eyes.stage.audited(2)] == [
        ("regiekamer", "identiteit", ANNA, "eerste"),
        ("regiekamer", "identiteit", BAS, "eerste"),
    ]
    assert await eyes.see(Sighting(ANNA, A, (PHONE,))) == [], "and no second time"


@pytest.mark.parametrize("shown", [None, B])
async def test_a_changed_or_vanished_identity_blocks_and_alerts(eyes: Eyes, shown: str | None) -> None:
    await eyes.see(Sighting(ANNA, A, (PHONE,)))
    await eyes.confirm(ANNA, code_of(A))
    await eyes.stage.read()
    assert await eyes.counts(ANNA) == A
    [told] = await eyes.see(Sighting(ANNA, shown))
    assert told.place is Place.ADMIN
    assert isinstance(told.value, IdentityBlocked)
    assert (told.value.who, told.value.vanished) == (ANNA, shown is None)
    assert await eyes.counts(ANNA) is None
    [entry] = await eyes.stage.audited()
    assert (entry.subject, entry.outcome) == (ANNA, "verdwenen" if shown is None else "veranderd")
    await eyes.see(Sighting(ANNA, A, (PHONE,)))
    assert await eyes.counts(ANNA) is None, "not even when the old one comes back"
    await eyes.confirm(ANNA, code_of(A))
    assert await eyes.counts(ANNA) == A


async def test_confirming_lets_somebody_in_and_brings_the_cards(eyes: Eyes) -> None:
    await eyes.see(Sighting(ANNA, A))
    with pytest.raises(Refused) as refused:
        await eyes.confirm(ANNA, "zomaarx")
    assert refused.value.refusal == CodeDoesNotFit()
    assert await eyes.cards() == ()
    await eyes.confirm(ANNA, code_of(A))
    assert await eyes.counts(ANNA) == A
    assert await eyes.cards() == (eyes.stage.code,)
    [told] = await eyes.stage.read()
    assert (told.place, told.subject, told.value) == (Place.DIRECT, ANNA, YouAreConfirmed())


async def test_there_is_nothing_to_confirm_without_an_identity(eyes: Eyes) -> None:
    for _ in range(2):
        with pytest.raises(Refused) as refused:
            await eyes.confirm(ANNA, code_of(A))
        assert refused.value.refusal == NoIdentityShown()
        await eyes.see(Sighting(ANNA, None))


async def test_a_new_device_gets_the_cards_of_its_owners_cases_only(eyes: Eyes) -> None:
    await eyes.see(Sighting(ANNA, A, (PHONE,)), Sighting(FRITS, B))
    await eyes.see(Sighting(FRITS, B, (PHONE,)))
    assert await eyes.cards() == (), "an administrator is in no case"
    await eyes.see(Sighting(ANNA, A, (PHONE, LAPTOP)))
    assert await eyes.cards() == ((eyes.stage.code,) if eyes.mode is TrustMode.FIRST_USE else ())


async def test_a_new_device_needs_nothing_and_its_owner_hears_so_once(eyes: Eyes) -> None:
    await eyes.see(Sighting(ANNA, A, (PHONE,)))
    await eyes.confirm(ANNA, code_of(A))
    await eyes.stage.read()
    said = await eyes.see(Sighting(ANNA, A, (PHONE, LAPTOP)))
    assert [(told.subject, told.value) for told in said] == [(ANNA, NewDevice(("LAPTOP",)))]
    assert await eyes.see(Sighting(ANNA, A, (PHONE, LAPTOP))) == []
    await eyes.see(Sighting(BAS, B))
    assert await eyes.see(Sighting(BAS, B, (PHONE,))) == [], "the first device of all is no news"


async def test_whose_identity_changed_hears_what_happened_as_soon_as_it_can_be_read(eyes: Eyes) -> None:
    await eyes.see(Sighting(ANNA, A, (PHONE,)))
    await eyes.confirm(ANNA, code_of(A))
    await eyes.see(Sighting(ANNA, B, (LAPTOP,)))
    await eyes.stage.read()
    await eyes.confirm(ANNA, code_of(B))
    assert values(await eyes.stage.read()) == [YouAreConfirmed((), again=True)]


async def test_a_refused_device_is_told_its_owner_once_and_the_administrators_once_a_day(eyes: Eyes) -> None:
    await eyes.see(Sighting(ANNA, A, (PHONE,)))
    await eyes.confirm(ANNA, code_of(A))
    await eyes.stage.read()
    said = await eyes.refuse({ANNA: ("NIEUW",)})
    assert [(told.place, told.subject, told.value) for told in said if told.place is Place.DIRECT] == [
        (Place.DIRECT, ANNA, DeviceRefused(("NIEUW",)))
    ]
    [told] = [each.value for each in said if each.place is Place.ADMIN]
    assert isinstance(told, CannotRead)
    assert [(line.user_id, line.devices) for line in told.lines] == [(ANNA, ("NIEUW",))]
    assert await eyes.refuse({ANNA: ("NIEUW",)}) == []
    eyes.stage.now += DAY
    assert [type(value) for value in values(await eyes.refuse({ANNA: ("NIEUW",)}))] == [CannotRead]
    [other, _] = sorted(await eyes.refuse({ANNA: ("NIEUW", "ANDER")}), key=lambda said: said.place is Place.DIRECT)
    assert isinstance(other.value, CannotRead)
    assert other.value.lines[0].devices == ("ANDER",)


async def test_who_cannot_read_at_all_is_reported_once_a_day(eyes: Eyes) -> None:
    [told] = await eyes.refuse({ANNA: (), STRANGER: ("X",)})
    assert isinstance(told.value, CannotRead)
    assert [(line.user_id, line.standing) for line in told.value.lines] == [(ANNA, None)]
    assert await eyes.refuse({ANNA: ("PHONE",)}) == []
    eyes.stage.now += DAY
    assert len(await eyes.refuse({ANNA: ("PHONE",)})) == 1


async def test_who_was_just_seen_is_not_reported_twice_on_a_day(eyes: Eyes) -> None:
    await eyes.see(Sighting(ANNA, A, (PHONE,)))
    if eyes.mode is TrustMode.CONFIRMED:
        assert await eyes.refuse({ANNA: ("PHONE",)}) == []
        eyes.stage.now += DAY
        [told] = await eyes.refuse({ANNA: ("PHONE",)})
        assert isinstance(told.value, CannotRead)
        assert told.value.lines[0].standing is TrustState.SEEN


async def test_who_comes_into_the_directory_later_is_asked_about_again(eyes: Eyes) -> None:
    async with eyes.stage.database.work() as work:
        everybody = {person.user_id for person in (await work.people.directory()).people}
        assert await trust.unknown(work) == everybody
    await eyes.see(Sighting(ANNA, A), Sighting(STRANGER, B))
    async with eyes.stage.database.work() as work:
        assert await trust.unknown(work) == everybody - {ANNA}


async def test_the_overview_names_who_cannot_read(eyes: Eyes) -> None:
    await eyes.see(Sighting(ANNA, A), Sighting(BAS, B))
    await eyes.confirm(BAS, code_of(B))
    async with eyes.stage.database.work() as work:
        found = await trust.overview(work, eyes.mode)
        everybody = len((await work.people.directory()).people)
    waiting = {line.user_id: line.standing for line in found.waiting}
    assert BAS not in waiting
    assert (ANNA in waiting) is (eyes.mode is TrustMode.CONFIRMED)
    assert waiting[FRITS] is None
    assert found.count + len(waiting) == everybody
    assert all(isinstance(line, Unable) for line in found.waiting)
