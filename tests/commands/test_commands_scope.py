"""The outcome on an area: n.v.t. with its reason, and only on what the consent reaches."""

import pytest

from bot.commands.args import MAX_TEXT
from bot.domain.case import Answer, Area, Decision
from bot.domain.consent import Recorded
from bot.domain.refusals import Refusal, TooLong, TooShort
from bot.domain.refusals_outcome import AreaNotYours
from bot.usecases.results_casefile import OutcomesKept
from bot.usecases.results_meeting import Decided
from tests.commands.chat import ANNA_BOS, ANNA_VRIES, JOOST, MIRA, Chat
from tests.commands.stage import ANNA, BAS, BAS_SMIT, CARLA, NOW, Stage, only

NVT_EXAMPLE = "!besluit herstel nvt: het slachtoffer wil dit nu niet"


async def limit(stage: Stage, organisation: str, *areas: Area) -> None:
    async with stage.database.work() as work:
        await work.cases.record_consent(stage.code, Recorded(organisation, Answer.YES, NOW, areas=areas))
        await work.commit()


async def decisions(stage: Stage) -> tuple[Decision, ...]:
    async with stage.database.work() as work:
        return await work.decisions.of(stage.code)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("!besluit herstel nvt: zij wil dit nu niet", "zij wil dit nu niet"),
        ("!besluit herstel: nvt: zij wil dit nu niet", "zij wil dit nu niet"),
        ("!besluit herstel nvt zij wil dit nu niet", "zij wil dit nu niet"),
        ("!besluit herstel N.V.T., te vroeg", "te vroeg"),
        ("!besluit herstel niet van toepassing: te vroeg", "te vroeg"),
        ("!decide recovery not applicable - too soon", "too soon"),
        ("!besluit herstel nvt:\nte vroeg\nen te druk", "te vroeg\nen te druk"),
        ("!besluit herstel nvt:", ""),
        ("!besluit herstel nvt.", ""),
        ("!besluit herstel na", ""),
    ],
)
async def test_not_applicable_takes_a_reason(stage: Stage, line: str, reason: str) -> None:
    await stage.in_mdt("!mdt start\n!volgende")
    decided = only(await stage.in_case(ANNA, line))
    assert isinstance(decided, Decided)
    assert decided.decision.not_applicable
    assert decided.decision.text == reason


@pytest.mark.parametrize("text", ["na vrijdag belt CSG", "nvtje", "na: overleg met haar", "niet van plan"])
async def test_what_only_begins_like_it_is_an_outcome(stage: Stage, text: str) -> None:
    await stage.in_mdt("!mdt start\n!volgende")
    decided = only(await stage.in_case(ANNA, f"!besluit herstel: {text}"))
    assert isinstance(decided, Decided)
    assert (decided.decision.not_applicable, decided.decision.text) == (False, text)


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        ("!besluit herstel nvt: ja", TooShort("reden", 3, NVT_EXAMPLE)),
        ("!besluit herstel nvt: " + "x" * (MAX_TEXT + 1), TooLong("reden", MAX_TEXT)),
    ],
)
async def test_a_wrong_reason_is_refused(stage: Stage, line: str, refusal: Refusal) -> None:
    await stage.in_mdt("!mdt start\n!volgende")
    assert only(await stage.in_case(ANNA, line)) == refusal
    assert await decisions(stage) == ()


async def test_an_organisation_decides_on_what_its_consent_reaches(stage: Stage) -> None:
    await limit(stage, "csg", Area.CARE, Area.RECOVERY)
    await stage.in_mdt("!mdt start\n!volgende")
    others = "Politie, Veilig Thuis, Slachtofferhulp Nederland"
    assert only(await stage.in_case(BAS, "!besluit recht: aangifte")) == AreaNotYours(Area.LAW, others)
    assert only(await stage.in_case(BAS, "!besluit recht nvt")) == AreaNotYours(Area.LAW, others)
    assert await decisions(stage) == ()
    assert isinstance(only(await stage.in_case(BAS, "!besluit hulp: nazorg")), Decided)
    assert isinstance(only(await stage.in_case(CARLA, "!besluit recht: aangifte")), Decided)


async def test_an_area_that_nobody_may_speak_of_is_named(stage: Stage) -> None:
    for organisation in ("politie", "vt", "csg", "shn"):
        await limit(stage, organisation, Area.SAFETY)
    await stage.in_mdt("!mdt start\n!volgende")
    assert only(await stage.in_case(ANNA, "!besluit recht: aangifte")) == AreaNotYours(Area.LAW, "")


async def test_what_was_decided_before_is_kept_within_the_consent_only(stage: Stage) -> None:
    await stage.in_mdt("!mdt start\n!volgende")
    await stage.in_case(ANNA, "!besluit recht: aangifte\n!besluit hulp: nazorg")
    stage.now = NOW.replace(hour=9)
    await stage.in_case(ANNA, "!casus wijziging: hij belde weer")
    await limit(stage, "csg", Area.CARE)
    assert only(await stage.in_case(BAS, "!besluit recht blijft")) == AreaNotYours(
        Area.LAW, "Politie, Veilig Thuis, Slachtofferhulp Nederland"
    )
    stage.now = NOW.replace(hour=10)
    kept = only(await stage.in_case(BAS, "!besluit rest blijft"))
    assert isinstance(kept, OutcomesKept)
    assert kept.areas == (Area.CARE,)
    assert kept.open_areas == (Area.SAFETY, Area.LAW, Area.RECOVERY)
    await limit(stage, "shn", Area.RECOVERY)
    assert isinstance(only(await stage.in_case(BAS_SMIT, "!besluit rest blijft")), AreaNotYours)


async def test_the_room_reads_the_reason_and_who_may_decide(chat: Chat) -> None:
    async with chat.database.work() as work:
        await work.cases.record_consent(chat.first, Recorded("csg", Answer.YES, chat.now, areas=(Area.CARE,)))
        await work.commit()
    await chat.type(JOOST, "DH", "!mdt start\n!volgende")
    reason = "n.v.t.: zij wil dit nu niet"
    assert reason in await chat.only(ANNA_VRIES, chat.first, "!besluit herstel nvt: zij wil dit nu niet")
    assert reason in await chat.only(MIRA, chat.first, "!casus")
    refused = await chat.only(ANNA_BOS, chat.first, "!besluit recht: aangifte")
    assert "niet besluiten over recht" in refused
    assert "Vraag iemand van Politie, Veilig Thuis, Slachtofferhulp Nederland." in refused
    assert any(reason in each for each in await chat.type(JOOST, "DH", "!mdt sluit"))


async def test_the_room_reads_that_nobody_may_decide(chat: Chat) -> None:
    async with chat.database.work() as work:
        for organisation in ("politie", "vt", "shn", "csg"):
            recorded = Recorded(organisation, Answer.YES, chat.now, areas=(Area.SAFETY,))
            await work.cases.record_consent(chat.first, recorded)
        await work.commit()
    await chat.type(JOOST, "DH", "!mdt start\n!volgende")
    assert "Niemand hier mag dat nu." in await chat.only(ANNA_BOS, chat.first, "!besluit recht: aangifte")
