"""Authority to decide: given by a chair, used by the regiehouder in the open, and seen by the next MDT (R26, R27)."""

from datetime import timedelta

import pytest

from bot.commands.args import MAX_TEXT
from bot.domain.agenda import Reason
from bot.domain.calendar import local_day
from bot.domain.case import Answer, Area
from bot.domain.clock import Watch
from bot.domain.consent import Recorded
from bot.domain.people import UserId
from bot.domain.refusals import MissingField, Refusal, TooLong, TooShort, UnknownArea
from bot.domain.refusals_regie import AuthorityNeedsCoordinator, HasAuthority, NoAuthority, NotToOneself, WhoGrants
from bot.usecases.agenda import why
from bot.usecases.regie_change import outcomes
from bot.usecases.results import Card
from bot.usecases.results_regie import AuthorityEnded, AuthorityGiven, AuthorityUsed, RegieShown
from tests.commands.stage import ANNA, BAS, BAS_SMIT, CARLA, NOW, Stage, only

WHY = "de partijen komen er niet uit"
WHAT = "vandaag een ander slot"
GIVE, DECIDE = f"!doorzetten geef: {WHY}", f"!doorzetten veiligheid: {WHAT}"
DAY = timedelta(days=1)
ALL_NVT = "\n".join(f"!besluit {area} nvt" for area in Area)


@pytest.fixture
async def led(stage: Stage) -> Stage:
    """Anna is regiehouder."""
    await stage.in_case(ANNA, "!regie ik")
    return stage


async def reasons(stage: Stage) -> tuple[Reason, ...]:
    async with stage.database.work() as work:
        return (await why(work, "DH", local_day(stage.now), Watch())).get(stage.code, ())


async def finish(stage: Stage) -> None:
    await stage.in_mdt("!mdt start\n!volgende")
    await stage.in_case(BAS, ALL_NVT)
    await stage.in_mdt("!mdt sluit")


async def test_it_is_given_shown_used_and_ended(led: Stage) -> None:
    assert only(await led.in_case(ANNA, DECIDE)) == NoAuthority()
    assert only(await led.in_case(CARLA, GIVE)) == AuthorityGiven("Anna de Vries", "Carla Bakker", WHY)
    shown = only(await led.in_case(BAS, "!regie"))
    assert isinstance(shown, RegieShown)
    assert shown.authority
    used = only(await led.in_case(ANNA, DECIDE))
    still = (Area.LAW, Area.CARE, Area.RECOVERY)
    assert used == AuthorityUsed(led.code, "Anna de Vries", Area.SAFETY, WHAT, still)
    card = only(await led.in_case(BAS, "!casus"))
    assert isinstance(card, Card)
    assert card.file.authority
    [decision] = card.file.decisions
    assert (decision.area, decision.text, decision.decided_by, decision.alone) == (Area.SAFETY, WHAT, ANNA, True)
    assert only(await led.in_case(CARLA, "!doorzetten weg")) == AuthorityEnded("Anna de Vries", "Carla Bakker")
    assert only(await led.in_case(ANNA, DECIDE)) == NoAuthority()
    async with led.database.work() as work:
        assert [(g.given, g.by) for g in await work.authority.grants(led.code)] == [(True, CARLA), (False, CARLA)]
        assert [use.text for use in await work.authority.uses(led.code)] == [WHAT]
    assert [(e.verb, e.outcome) for e in await led.audited(2)] == [
        ("doorzetten weg", "ok"),
        ("doorzetten", "NoAuthority"),
    ]


async def test_its_use_puts_the_case_before_the_next_mdt_and_only_that(led: Stage) -> None:
    await led.in_case(CARLA, GIVE)
    await finish(led)
    assert await reasons(led) == ()
    led.now += timedelta(hours=1)
    await led.in_case(ANNA, DECIDE)
    assert await reasons(led) == (Reason.AUTHORITY,)
    led.now += DAY
    await led.in_mdt("!mdt start\n!volgende")
    async with led.database.work() as work:
        assert next(d for d in await outcomes(work, led.code) if d.area is Area.SAFETY).alone
    await led.in_mdt("!mdt sluit")
    assert await reasons(led) == ()


async def test_a_later_outcome_of_the_mdt_takes_its_place(led: Stage) -> None:
    await led.in_case(CARLA, GIVE)
    await led.in_case(ANNA, DECIDE)
    led.now += timedelta(hours=1)
    await led.in_mdt("!mdt start\n!volgende")
    await led.in_case(BAS, "!besluit veiligheid: toch niet")
    async with led.database.work() as work:
        [decision] = await outcomes(work, led.code)
    assert (decision.text, decision.alone) == ("toch niet", False)


async def test_it_counts_as_an_outcome_for_the_mdt(led: Stage) -> None:
    await led.in_case(CARLA, GIVE)
    await led.in_case(ANNA, "\n".join(f"!doorzetten {area}: {WHAT}" for area in Area))
    led.now += timedelta(hours=1)
    await led.in_mdt("!mdt start\n!volgende\n!mdt sluit")
    assert await reasons(led) == ()


async def test_it_ends_with_the_regiehouder_and_does_not_come_back(led: Stage) -> None:
    await led.in_case(CARLA, GIVE)
    await led.in_case(BAS, "!regie ik")
    assert only(await led.in_case(BAS, DECIDE)) == NoAuthority()
    await led.in_case(ANNA, "!regie ik")
    assert only(await led.in_case(ANNA, DECIDE)) == NoAuthority()


async def test_whoever_leads_the_item_gives_it_too(led: Stage) -> None:
    assert only(await led.in_case(BAS, GIVE)) == WhoGrants()
    await led.in_mdt("!mdt start\n!volgende")
    async with led.database.work() as work:
        meeting = await work.meetings.running("DH")
        assert meeting is not None
        items = tuple(type(item)(item.code, item.state, leader=BAS) for item in meeting.items)
        await work.meetings.save(type(meeting)(meeting.id, "DH", CARLA, NOW, items))
        await work.commit()
    assert only(await led.in_case(BAS_SMIT, GIVE)) == WhoGrants()
    assert only(await led.in_case(BAS, GIVE)) == AuthorityGiven("Anna de Vries", "Bas Jansen", WHY)


async def test_who_has_it_may_give_it_back(led: Stage) -> None:
    await led.in_case(CARLA, GIVE)
    assert only(await led.in_case(ANNA, "!doorzetten weg")) == AuthorityEnded("Anna de Vries", "Anna de Vries")


async def test_without_a_regiehouder_there_is_nobody_to_give_it_to(stage: Stage) -> None:
    assert only(await stage.in_case(CARLA, GIVE)) == AuthorityNeedsCoordinator()
    assert only(await stage.in_case(CARLA, "!doorzetten weg")) == NoAuthority()


async def test_nobody_gives_it_to_themself(led: Stage) -> None:
    async with led.database.work() as work:
        await work.cases.set_coordinator(led.code, CARLA)
        await work.commit()
    assert only(await led.in_case(CARLA, GIVE)) == NotToOneself()


@pytest.mark.parametrize(
    ("who", "line", "refusal"),
    [
        (CARLA, GIVE, HasAuthority()),
        (BAS, DECIDE, NoAuthority()),
        (CARLA, DECIDE, NoAuthority()),
        (BAS, "!doorzetten weg", WhoGrants()),
        (CARLA, "!doorzetten geef", MissingField("reden", "!doorzetten geef: de partijen komen er niet uit")),
        (CARLA, "!doorzetten geef: ja", TooShort("reden", 3, "!doorzetten geef: de partijen komen er niet uit")),
        (CARLA, f"!doorzetten geef: {'x' * 501}", TooLong("reden", MAX_TEXT)),
        (ANNA, "!doorzetten", MissingField("gebied", "!doorzetten veiligheid: vandaag een ander slot")),
        (ANNA, "!doorzetten weer: mooi vandaag", UnknownArea()),
        (ANNA, "!doorzetten recht", MissingField("tekst", "!doorzetten veiligheid: vandaag een ander slot")),
        (ANNA, "!doorzetten recht: ja", TooShort("tekst", 3, "!doorzetten veiligheid: vandaag een ander slot")),
    ],
)
async def test_bad_input_changes_nothing(led: Stage, who: UserId, line: str, refusal: Refusal) -> None:
    await led.in_case(CARLA, GIVE)
    assert only(await led.in_case(who, line)) == refusal
    async with led.database.work() as work:
        assert len(await work.authority.grants(led.code)) == 1
        assert await work.authority.uses(led.code) == ()


async def test_nobody_decides_on_an_area_outside_their_consent(led: Stage) -> None:
    await led.in_case(CARLA, GIVE)
    async with led.database.work() as work:
        limited = Recorded("vt", Answer.YES, led.now, CARLA, areas=(Area.CARE,))
        await work.cases.record_consent(led.code, limited)
        await work.commit()
    assert not isinstance(only(await led.in_case(ANNA, DECIDE)), AuthorityUsed)
    assert isinstance(only(await led.in_case(ANNA, f"!doorzetten hulp: {WHAT}")), AuthorityUsed)
