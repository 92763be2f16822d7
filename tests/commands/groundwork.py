"""Carla (politie) gives to the OM, where Dirk works and whose answer is no: what tests of legal grounds share."""

from dataclasses import replace
from typing import TypeVar

from bot.domain.case import Answer
from bot.domain.consent import Recorded
from bot.domain.ground import Ground
from bot.domain.people import UserId
from bot.domain.refusals import Refusal
from bot.usecases.results_ground import (
    GroundAhead,
    WitnessAsked,
)
from tests.commands.stage import ANNA, BAS, CARLA, Said, Stage

T = TypeVar("T")
WALK = "!grondslag OM\ngrond: artikel 18\ndoel: samen de veiligheid regelen\nnodig: het adres, voor vannacht"
VITAL = "!grondslag OM\ngrond vitaal\ndoel: samen de veiligheid regelen\nnodig: het adres, voor vannacht"


def only(said: list[Said], kind: type[T]) -> T:
    [found] = [each.value for each in said if isinstance(each.value, kind)]
    return found


async def roster(stage: Stage) -> set[UserId]:
    async with stage.database.work() as work:
        return {member.user_id for member in await work.cases.roster(stage.code)}


async def consent_of(stage: Stage, organisation: str) -> Answer:
    async with stage.database.work() as work:
        [found] = [c.answer for c in await work.cases.consents(stage.code) if c.organisation == organisation]
    return found


async def record(stage: Stage, organisation: str, answer: Answer) -> None:
    """Have it recorded behind the bot's back, as another command would."""
    async with stage.database.work() as work:
        await work.cases.record_consent(stage.code, Recorded(organisation, answer, stage.now, BAS))
        await work.commit()


async def ground(stage: Stage, number: int = 1) -> Ground:
    async with stage.database.work() as work:
        found = await work.grounds.get(stage.code, number)
    assert found is not None
    return found


async def ahead(stage: Stage, text: str = WALK, who: UserId = CARLA) -> GroundAhead:
    return only(await stage.in_case(who, text), GroundAhead)


async def witnessed(stage: Stage) -> list[Said]:
    return await stage.in_case(ANNA, (await ahead(stage)).command)


async def confirmed(stage: Stage) -> list[Said]:
    return await stage.in_case(CARLA, (await ahead(stage, VITAL)).command)


async def refused(stage: Stage, text: str, who: UserId = CARLA) -> Refusal:
    before = await stage_state(stage)
    refusal = only(await stage.in_case(who, text), Refusal)
    assert await stage_state(stage) == before, "nothing was changed"
    return refusal


async def stage_state(stage: Stage) -> object:
    async with stage.database.work() as work:
        code = stage.code
        return await work.grounds.of(code), await work.cases.consents(code), await work.cases.roster(code)


def rung_to_witness(said: list[Said]) -> dict[UserId, str]:
    return {each.subject: each.value.label for each in said if isinstance(each.value, WitnessAsked)}


async def close_case(stage: Stage) -> None:
    case = stage.database._state.cases[stage.code]
    closed = replace(case, case=replace(case.case, closed_at=stage.now))
    stage.database._state.cases[stage.code] = closed
