"""A vital interest acts at once, and is looked at from the next working day on until somebody did (R18)."""

from datetime import date, datetime, timedelta

import pytest

from bot.domain.calendar import ZONE
from bot.domain.case import Answer
from bot.domain.clock import Watch
from bot.domain.closing import Finding, What
from bot.domain.duty import Absence
from bot.domain.people import Place, UserId
from bot.domain.refusals_ground import (
    GiverConfirms,
    NothingToReview,
    ReviewedAlready,
    ReviewFromElsewhere,
)
from bot.usecases.grounds_review import watch_reviews
from bot.usecases.results_closing import ClosingBlocked
from bot.usecases.results_ground import (
    GroundAhead,
    GroundRecorded,
    GroundReviewed,
    GroundShown,
    ReviewAsked,
)
from tests.commands.groundwork import (
    VITAL,
    ahead,
    confirmed,
    only,
    record,
    refused,
    roster,
    witnessed,
)
from tests.commands.stage import ANNA, BAS, CARLA, DIRK, Said, Stage


@pytest.fixture
async def stage() -> Stage:
    return await Stage().set_up()


async def test_a_vital_interest_acts_at_once_and_is_to_be_reviewed(stage: Stage) -> None:
    plan = await ahead(stage, VITAL)
    assert plan.command.startswith("!grondslag G1 bevestig ")
    assert await refused(stage, f"!getuige G1 {plan.command.split()[-1]}", ANNA) == GiverConfirms("Politie")
    assert only(await stage.in_case(CARLA, "!grondslag G1 bevestig 22222"), GroundAhead).again
    done = only(await stage.in_case(CARLA, plan.command), GroundRecorded)
    assert (done.view.vital, done.view.witness, done.view.to_review) == (True, "", True)
    assert DIRK in await roster(stage)


async def test_the_regiehouder_is_rung_each_working_day_until_it_is_reviewed(stage: Stage) -> None:
    async with stage.database.work() as work:
        await work.cases.set_coordinator(stage.code, BAS)
        await work.commit()
    await confirmed(stage)

    async def look(ahead_: timedelta) -> list[Said]:
        stage.now += ahead_
        async with stage.database.work() as work:
            await watch_reviews(work, stage.speaker, stage.now, Watch())
            await work.commit()
        return await stage.read()

    assert await look(timedelta(hours=5)) == [], "not on the same day"
    [rung] = await look(timedelta(hours=18))
    assert (rung.place, rung.subject, rung.value) == (Place.DIRECT, BAS, ReviewAsked(stage.code, "G1", BAS))
    assert await look(timedelta(hours=3)) == []
    assert len(await look(timedelta(days=1))) == 1, "Thursday"
    assert await refused(stage, "!grondslag G1 beoordeeld: prima", CARLA) == ReviewFromElsewhere("G1")
    assert await refused(stage, "!grondslag G1 beoordeeld: prima", DIRK) == ReviewFromElsewhere("G1")
    done = only(await stage.in_case(ANNA, "!grondslag G1 beoordeeld: het was nodig"), GroundReviewed)
    assert done.review == "het was nodig"
    assert await refused(stage, "!grondslag G1 beoordeeld: of toch niet", BAS) == ReviewedAlready("G1")
    assert await look(timedelta(days=4)) == []
    view = only(await stage.in_case(ANNA, "!grondslag G1"), GroundShown).view
    assert (view.reviewed_by, view.review, view.to_review) == ("Anna de Vries", "het was nodig", False)


async def looked(stage: Stage, moment: datetime) -> list[Said]:
    """Let the tick look at this (Dutch) moment."""
    stage.now = moment.replace(tzinfo=ZONE)
    async with stage.database.work() as work:
        await watch_reviews(work, stage.speaker, stage.now, Watch())
        await work.commit()
    return await stage.read()


async def test_on_friday_it_is_asked_on_monday_and_not_in_the_weekend(stage: Stage) -> None:
    stage.now = datetime(2026, 11, 27, 22, tzinfo=ZONE)
    await confirmed(stage)
    for day, hour in ((28, 10), (29, 10), (30, 3)):
        assert await looked(stage, datetime(2026, 11, day, hour)) == []  # noqa: DTZ001 - it gets its zone there
    assert len(await looked(stage, datetime(2026, 11, 30, 8))) == 1  # noqa: DTZ001


async def test_a_bot_that_was_down_all_friday_asks_on_monday_once(stage: Stage) -> None:
    stage.now = datetime(2026, 11, 26, 16, tzinfo=ZONE)
    await confirmed(stage)
    assert await looked(stage, datetime(2026, 11, 28, 11)) == []  # noqa: DTZ001 - back on Saturday
    assert len(await looked(stage, datetime(2026, 11, 30, 8, 1))) == 1  # noqa: DTZ001
    assert await looked(stage, datetime(2026, 11, 30, 8, 2)) == []  # noqa: DTZ001


@pytest.mark.parametrize(("deputy", "hears"), [(None, CARLA), (ANNA, ANNA)])
async def test_with_the_regiehouder_away_another_is_rung(stage: Stage, deputy: UserId | None, hears: UserId) -> None:
    async with stage.database.work() as work:
        await work.cases.set_coordinator(stage.code, BAS)
        await work.absences.replace(BAS, [Absence(BAS, date(2026, 11, 25), date(2026, 12, 4), deputy)])
        await work.commit()
    await confirmed(stage)
    said = await looked(stage, datetime(2026, 11, 25, 9))  # noqa: DTZ001 - it gets its zone there
    assert [each.subject for each in said] == [hears]


async def test_with_the_giver_alone_it_is_said_and_closing_is_not_in_the_way(stage: Stage) -> None:
    await confirmed(stage)
    blocked = only(await stage.in_case(BAS, "!casus sluit"), ClosingBlocked)
    assert Finding(What.GROUND, blocks=True, label="G1") in [each.finding for each in blocked.found]
    for organisation in ("vt", "csg", "shn", "om"):
        await record(stage, organisation, Answer.WITHDRAWN)
    async with stage.database.work() as work:
        await work.cases.set_coordinator(stage.code, CARLA)
        await work.commit()
    assert await refused(stage, "!grondslag G1 beoordeeld: prima") == ReviewFromElsewhere("G1")
    [rung] = await looked(stage, datetime(2026, 11, 25, 9))  # noqa: DTZ001 - it gets its zone there
    assert rung.value == ReviewAsked(stage.code, "G1", CARLA, alone=True)
    blocked = only(await stage.in_case(CARLA, "!casus sluit"), ClosingBlocked)
    assert What.GROUND not in [each.finding.what for each in blocked.found]


async def test_the_receiver_reviews_only_when_nobody_else_is_there(stage: Stage) -> None:
    await confirmed(stage)
    for organisation in ("vt", "csg", "shn"):
        await record(stage, organisation, Answer.WITHDRAWN)
    assert only(await stage.in_case(DIRK, "!grondslag G1 beoordeeld: het was nodig"), GroundReviewed)


async def test_a_ground_that_was_witnessed_needs_no_review(stage: Stage) -> None:
    await witnessed(stage)
    assert await refused(stage, "!grondslag G1 beoordeeld: prima", BAS) == NothingToReview("G1")
    async with stage.database.work() as work:
        assert await work.grounds.to_review() == ()
