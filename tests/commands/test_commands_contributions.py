"""`!inzet`: who does what, for which area and for whom, and how far it is; inside the partnership and outside."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.args import MAX_TEXT
from bot.commands.contributions import EXAMPLE, MAX_NAME, read_contribution
from bot.domain.case import Area, Contribution, Intake
from bot.domain.contributions import Contributed, ForWhom, Progress, Step, all_contributed, under_way, who_contribute
from bot.domain.people import Place
from bot.domain.refusals import MissingField, Refusal, Refused, TooLong, TooShort, WrongPlace
from bot.domain.refusals_closing import CaseIsClosed
from bot.domain.refusals_contributions import (
    ContributionIsThere,
    ContributionWithoutArea,
    ForWhomNotUnderstood,
    ProgressNotUnderstood,
    UnknownContribution,
)
from bot.usecases.open_case import CaseOpened, open_case
from bot.usecases.results import Card
from bot.usecases.results_contributions import ContributionAdded, ContributionChanged, ContributionList
from tests.commands.chat import JOOST, MIRA, Chat
from tests.commands.stage import ANNA, BAS, CARLA, DIRECTORY, NOW, Stage, intake, only, prints


async def listed(stage: Stage, code: str = "") -> tuple[Contributed, ...]:
    found = only(await stage.in_case(ANNA, "!inzet", code))
    assert isinstance(found, ContributionList)
    return found.contributed


async def case_with_intake(stage: Stage, *contributions: Contribution) -> str:
    """Open a case whose intake has contributions."""
    async with stage.database.work() as work:
        given = replace(intake("2"), contributions=contributions)
        found = await open_case(work, stage.speaker, given, prints("2"), stage.now, stage.choose)
        await work.commit()
    assert isinstance(found, CaseOpened)
    await stage.read()
    return found.code


# --- reading ---


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("CSG hulp: deze week", Contributed(0, "csg", "deze week", Area.CARE)),
        ("csg hulp deze week", Contributed(0, "csg", "deze week", Area.CARE)),
        ("Veilig Thuis veiligheid: om 14:30 bellen", Contributed(0, "vt", "om 14:30 bellen", Area.SAFETY)),
        ("slachtofferhulp recht: meegaan", Contributed(0, "shn", "meegaan", Area.LAW)),
        ("GGZ hulp voor pleger: intake", Contributed(0, "", "intake", Area.CARE, ForWhom.PERPETRATOR, name="GGZ")),
        ("GGZ hulp voor de pleger intake", Contributed(0, "", "intake", Area.CARE, ForWhom.PERPETRATOR, name="GGZ")),
        (
            "school De Bron hulp voor omgeving: mentor",
            Contributed(0, "", "mentor", Area.CARE, ForWhom.CIRCLE, name="school De Bron"),
        ),
        ("gestart CSG herstel: gesprek", Contributed(0, "csg", "gesprek", Area.RECOVERY, progress=Progress.STARTED)),
        ("Toegezegd politie recht: plan", Contributed(0, "politie", "plan", Area.LAW, progress=Progress.PROMISED)),
        ("CSG hulp voor het slachtoffer: rust", Contributed(0, "csg", "rust", Area.CARE)),
        ("stichting hulp hulp: iets", Contributed(0, "", "iets", Area.CARE, name="stichting hulp")),
        ("CSG hulp: recht: allebei", Contributed(0, "csg", "recht: allebei", Area.CARE)),
    ],
)
def test_a_contribution_is_read(typed: str, meant: Contributed) -> None:
    assert read_contribution(typed, DIRECTORY) == meant


WORDS = ["CSG", "hulp", "voor", "de", "pleger", ":", "gestart", "I2", "recht", "xyz"]
SOUP = st.lists(st.sampled_from(WORDS)).map(" ".join)


@given(st.text(max_size=60) | SOUP)
def test_reading_refuses_or_gives_something_whole(typed: str) -> None:
    try:
        found = read_contribution(typed, DIRECTORY)
    except Refused:
        return
    assert found.area is not None
    assert bool(found.organisation) != bool(found.name)
    assert found.text in " ".join(typed.split()) or found.text in typed


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        ("!inzet CSG: screening", ContributionWithoutArea()),
        ("!inzet CSG weer: screening", ContributionWithoutArea()),
        ("!inzet hulp: screening", ContributionWithoutArea()),
        ("!inzet gestart", ContributionWithoutArea()),
        ("!inzet CSG hulp", MissingField("tekst", EXAMPLE)),
        ("!inzet CSG hulp:", MissingField("tekst", EXAMPLE)),
        ("!inzet CSG hulp: ja", TooShort("tekst", 3, EXAMPLE)),
        ("!inzet CSG hulp: " + "x" * (MAX_TEXT + 1), TooLong("tekst", MAX_TEXT)),
        ("!inzet " + "x" * (MAX_NAME + 1) + " hulp: intake", TooLong("organisatie", MAX_NAME)),
        ("!inzet CSG hulp voor buurman: intake", ForWhomNotUnderstood()),
        ("!inzet CSG hulp voor: intake", ForWhomNotUnderstood()),
        ("!inzet CSG hulp morgen: intake", ForWhomNotUnderstood()),
        ("!inzet I1", ProgressNotUnderstood()),
        ("!inzet I1 bijna", ProgressNotUnderstood()),
        ("!inzet I1: andere tekst", ProgressNotUnderstood()),
        ("!inzet I7 gestart", UnknownContribution("I7")),
        ("!inzet I0 gestart", UnknownContribution("I0")),
    ],
)
async def test_bad_input_changes_nothing(stage: Stage, line: str, refusal: Refusal) -> None:
    await stage.in_case(ANNA, "!inzet CSG hulp: screening")
    before = await listed(stage)
    assert only(await stage.in_case(ANNA, line)) == refusal
    assert await listed(stage) == before


async def test_it_is_for_a_case_room_and_an_open_case(stage: Stage) -> None:
    assert only(await stage.in_mdt("!inzet CSG hulp: screening")) == WrongPlace("inzet", Place.CASE.value)
    async with stage.database.work() as work:
        await work.cases.close(stage.code, stage.now, ANNA)
        await work.commit()
    assert isinstance(only(await stage.in_case(ANNA, "!inzet CSG hulp: screening")), CaseIsClosed)


# --- how far it is ---


async def test_ones_own_is_promised_and_anothers_is_asked_for(stage: Stage) -> None:
    own = only(await stage.in_case(BAS, "!inzet CSG hulp: traumascreening"))
    assert isinstance(own, ContributionAdded)
    assert (own.contributed.label, own.owner) == ("I1", "Centrum Seksueel Geweld")
    assert own.contributed.progress is Progress.PROMISED
    other = only(await stage.in_case(BAS, "!inzet GGZ hulp voor pleger: intake"))
    assert isinstance(other, ContributionAdded)
    assert (other.contributed.label, other.owner) == ("I2", "GGZ")
    assert other.contributed.progress is Progress.REQUESTED


async def test_how_far_it_is_changes_by_number_and_every_step_is_kept(stage: Stage) -> None:
    await stage.in_case(BAS, "!inzet GGZ hulp: intake")
    changed = only(await stage.in_case(CARLA, "!inzet i1 Toegezegd."))
    assert isinstance(changed, ContributionChanged)
    assert changed.contributed.progress is Progress.PROMISED
    assert only(await stage.in_case(CARLA, "!inzet I1 toegezegd")) == ContributionIsThere("I1")
    for word in ("loopt", "gestopt", "started"):
        assert isinstance(only(await stage.in_case(ANNA, f"!contribution I1 {word}")), ContributionChanged)
    async with stage.database.work() as work:
        steps = await work.contributions.steps(stage.code)
    assert [step.progress and step.progress.value for step in steps] == [
        "gevraagd",
        "toegezegd",
        "gestart",
        "gestopt",
        "gestart",
    ]
    assert [step.by for step in steps] == [BAS, CARLA, ANNA, ANNA, ANNA]


async def test_the_intakes_are_the_first_ones(stage: Stage) -> None:
    code = await case_with_intake(stage, Contribution("CSG", "sporen bewaren"), Contribution("school", "mentor"))
    assert [(c.label, c.word, c.progress) for c in await listed(stage, code)] == [
        ("I1", "CSG", None),
        ("I2", "school", None),
    ]
    added = only(await stage.in_case(ANNA, "!inzet vt veiligheid: huisbezoek", code))
    assert isinstance(added, ContributionAdded)
    assert added.contributed.label == "I3"
    changed = only(await stage.in_case(ANNA, "!inzet I2 gestart", code))
    assert isinstance(changed, ContributionChanged)
    assert (changed.owner, changed.contributed.text) == ("school", "mentor")
    card = only(await stage.in_case(ANNA, "!casus", code))
    assert isinstance(card, Card)
    assert [(c.label, c.progress) for c in card.file.contributed] == [
        ("I1", None),
        ("I2", Progress.STARTED),
        ("I3", Progress.PROMISED),
    ]


async def test_cases_know_nothing_of_each_others(stage: Stage) -> None:
    other = await stage.new_case("2")
    await stage.in_case(ANNA, "!inzet CSG hulp: screening")
    assert await listed(stage, other) == ()
    assert only(await stage.in_case(ANNA, "!inzet I1 gestart", other)) == UnknownContribution("I1")


def test_what_ended_is_no_work_under_way_and_the_rest_stands_by_area() -> None:
    given = Intake("DH", "", "", "", "", NOW, contributions=(Contribution("CSG", "sporen"),))
    added = [
        Contributed(2, "vt", "herstelgesprek", Area.RECOVERY),
        Contributed(3, "", "slot", Area.SAFETY, name="gemeente"),
        Contributed(4, "shn", "brief", Area.LAW),
    ]
    steps = [Step(4, Progress.STARTED, ANNA, NOW), Step(4, Progress.ENDED, ANNA, NOW)]
    found = all_contributed(given, added, steps)
    assert [c.number for c in under_way(found)] == [3, 2, 1]
    assert [c.organisation for c in who_contribute(found)] == ["gemeente", "vt", "CSG"]


# --- what people read ---


async def test_the_room_reads_it_on_the_card_area_by_area(chat: Chat) -> None:
    said = await chat.only(MIRA, chat.first, "!inzet GGZ hulp voor pleger: intake volgende week")
    assert said.startswith("I1 voor GGZ: hulp, voor de pleger, gevraagd.\nintake volgende week")
    assert "!inzet I1 toegezegd" in said
    await chat.type(JOOST, chat.first, "!inzet politie veiligheid: extra surveillance\n!inzet school hulp: mentor")
    await chat.type(JOOST, chat.first, "!inzet I3 gestopt")
    card = await chat.only(MIRA, chat.first, "!casus alles")
    first, second = card.index("I2 Politie: extra surveillance"), card.index("I1 GGZ: intake volgende week")
    assert first < second
    assert "(veiligheid, toegezegd)" in card
    assert "I3" not in card
    told = await chat.only(MIRA, chat.first, "!inzet")
    assert "I3 Het Lyceum: mentor (hulp, gestopt)" in told
    assert "nog geen inzet" in await chat.only(MIRA, chat.second, "!inzet")


async def test_many_organisations_are_counted_with_those_outside(chat: Chat) -> None:
    lines = "\n".join(f"!inzet dienst{number} hulp: intake" for number in range(5))
    await chat.type(JOOST, chat.first, lines)
    assert "Let op: er zijn 9 organisaties bij betrokken" in await chat.only(MIRA, chat.first, "!casus")
    await chat.type(JOOST, chat.first, "!inzet I5 gestopt")
    assert "Let op: er zijn" not in await chat.only(MIRA, chat.first, "!casus")


async def test_an_organisation_without_consent_can_be_asked(stage: Stage) -> None:
    added = only(await stage.in_case(ANNA, "!inzet OM recht: advies over aangifte"))
    assert isinstance(added, ContributionAdded)
    assert (added.contributed.organisation, added.owner) == ("om", "Openbaar Ministerie")
    async with stage.database.work() as work:
        assert "om" not in {member.organisation for member in await work.cases.roster(stage.code)}
