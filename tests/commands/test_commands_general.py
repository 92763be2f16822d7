"""Help, language, status and one's own actions."""

from datetime import date

import pytest

from bot.commands.dispatch import build_table
from bot.commands.topics import ENGLISH, FEW, TOPICS
from bot.domain.casenotes import NoteKind
from bot.domain.overview import Mine
from bot.domain.people import Place
from bot.domain.refusals import MissingField, NotUnderstood, Refusal, UnknownTopic
from bot.usecases.notices import Welcome, WelcomeAdmin
from bot.usecases.results import Help, HelpLine, HelpOn, HelpTopic, LanguageSet, Status
from bot.usecases.results_overview import MyActions
from tests.commands.stage import ANNA, BAS, BAS_SMIT, CARLA, DIRECTORY, FRITS, Stage, only


async def help_of(stage: Stage, sender: str, place: Place, subject: str) -> Help:
    found = only(await stage.post(sender, "!help", place, subject))
    assert isinstance(found, Help)
    assert found.place is place
    return found


def usages(found: Help) -> list[str]:
    return [line.usage for line in found.lines]


EMOJI = "!emoji [@naam [klopt / klopt niet]]"
CONTACT = "!contact [organisatie]"
CONSENT = "!toestemming [organisatie antwoord]"
REOPEN = "!casus heropen code: reden"
ACTIONS = "!acties [alles / laat / klaar / @naam]"
ATTEND = "!aanwezig [namens organisatie]"


async def topic_of(stage: Stage, sender: str, place: Place, subject: str, topic: str) -> list[str]:
    found = only(await stage.post(sender, f"!help {topic}", place, subject))
    assert isinstance(found, HelpTopic)
    return [line.usage for line in found.lines]


async def test_help_begins_with_what_is_used_most(stage: Stage) -> None:
    in_case = await help_of(stage, ANNA, Place.CASE, stage.code)
    assert usages(in_case) == [
        *("!casus", "!wie", "!actie @naam datum: tekst", ACTIONS, "!klaar A1", "!regie @naam", CONSENT),
        "!besluit gebied: tekst",
    ]
    assert in_case.topics == ("kaart", "afspraken", "overleg", "regiehouder", "delen", "mensen", "jezelf")
    assert in_case.elsewhere == (Place.MDT, Place.DIRECT)
    in_mdt = await help_of(stage, ANNA, Place.MDT, "DH")
    assert ("!mdt agenda [dag]" in usages(in_mdt), in_mdt.topics) == (True, ()), "there are few: all of them"
    chair = await help_of(stage, CARLA, Place.MDT, "DH")
    assert usages(chair)[:4] == ["!mdt agenda [dag]", "!mdt start", ATTEND, "!volgende [code]"]
    direct = await help_of(stage, ANNA, Place.DIRECT, ANNA)
    assert usages(direct)[0] == "!mijn [alles]"
    assert direct.elsewhere == (Place.CASE, Place.MDT)


@pytest.mark.parametrize(
    ("sender", "place", "subject"),
    [(ANNA, Place.CASE, ""), (CARLA, Place.CASE, ""), (CARLA, Place.MDT, "DH"), (ANNA, Place.DIRECT, ANNA)],
)
async def test_the_topics_hold_everything_and_each_fits_on_a_phone(
    stage: Stage, sender: str, place: Place, subject: str
) -> None:
    subject = subject or stage.code
    found = await help_of(stage, sender, place, subject)
    assert len(found.lines) <= FEW
    everything: list[str] = []
    for topic in found.topics:
        there = await topic_of(stage, sender, place, subject, topic)
        assert 0 < len(there) <= 18
        everything += there
    region = None if place is Place.DIRECT else "DH"
    person = DIRECTORY.person(sender)
    assert person is not None
    allowed = build_table().allowed(person, place, region)
    whole = [c for c in allowed if not any(c.is_part_of(other) for other in allowed)]
    assert sorted(everything) == sorted(c.line().usage for c in whole)


def test_every_command_stands_in_one_topic() -> None:
    names = [name for names in TOPICS.values() for name in names]
    assert len(names) == len(set(names))
    table = build_table().all()
    outside = {c.name for c in table if set(c.where) - {Place.ADMIN}}
    parts = {c.name for c in table if any(c.is_part_of(other) for other in table)}
    assert outside - parts <= set(names) <= outside
    assert set(ENGLISH.values()) == set(TOPICS)


@pytest.mark.parametrize("word", ["delen", "DELEN", "!delen", " sharing "])
async def test_a_topic_is_found_by_its_name_in_both_languages(stage: Stage, word: str) -> None:
    assert (await topic_of(stage, ANNA, Place.CASE, stage.code, word))[0] == CONSENT


async def test_a_topic_of_which_nothing_can_be_done_here_is_no_topic(stage: Stage) -> None:
    assert only(await stage.post(ANNA, "!help delen", Place.MDT, "DH")) == UnknownTopic()


async def test_the_parts_of_a_command_stand_in_the_help_on_it(stage: Stage) -> None:
    first, *_ = (await help_of(stage, ANNA, Place.CASE, stage.code)).lines
    assert (first.usage, first.more) == ("!casus", "casus")
    on = only(await stage.in_case(ANNA, "!help casus"))
    assert isinstance(on, HelpOn)
    parts = [line.usage for line in on.parts]
    assert parts[:2] == ["!casus alles", "!casus geschiedenis [onderwerp] [alles]"]
    assert parts[2:-2] == [f"!casus {kind}: tekst" for kind in NoteKind]
    assert parts[-2:] == ["!casus sluit [nazorg datum en datum]", REOPEN]
    agenda = only(await stage.in_case(ANNA, "!help agenda"))
    assert isinstance(agenda, HelpOn)
    assert [line.usage for line in agenda.parts] == [
        "!agenda erbij [dag]: reden",
        "!agenda verzet dag: reden",
        "!agenda terug",
        "!agenda reden: reden",
    ]
    there = only(await stage.in_mdt("!help agenda"))
    assert isinstance(there, HelpOn)
    assert (there.line.usage, there.parts) == ("!mdt agenda [dag]", ()), "another command in this room"
    assert only(await stage.in_case(ANNA, "!help wie")) == HelpOn(HelpLine("!wie", "help-wie"), "!wie")


async def test_in_a_closed_case_the_help_names_what_works_there(stage: Stage) -> None:
    async with stage.database.work() as work:
        await work.cases.close(stage.code, stage.now, BAS)
        await work.commit()
    closed = await help_of(stage, ANNA, Place.CASE, stage.code)
    found = usages(closed)
    for topic in closed.topics:
        found += await topic_of(stage, ANNA, Place.CASE, stage.code, topic)
    assert {"!casus", "!wie", ACTIONS, "!verslag [dag]", CONSENT} <= set(found)
    changing = {"!corrigeer gebied: tekst", "!actie @naam datum: tekst", "!regie @naam", "!vervalt A1: reden"}
    assert not changing & set(found)


async def test_an_administrator_is_offered_no_case_and_no_meeting(stage: Stage) -> None:
    found = await help_of(stage, FRITS, Place.ADMIN, "")
    assert usages(found) == [
        "!kamers [opnieuw [code]]",
        "!vertrouw @naam [bevestig code]",
        "!leden [organisatie]",
        "!lid @naam [wat]",
        "!rol @naam rol erbij/eraf",
        "!dienst [regio] [organisatie] [dag @naam]",
        "!bevestig @naam",
        EMOJI,
        "!uitdienst @naam [@opvolger]",
        "!help [onderwerp]",
        CONTACT,
        "!grondslagen [regio aan/uit]",
    ]
    assert found.elsewhere == (Place.DIRECT,)


@pytest.mark.parametrize("topic", ["actie", "!actie", "ACTIE", "action", " actie "])
async def test_help_on_one_command(stage: Stage, topic: str) -> None:
    said = only(await stage.in_direct(ANNA, f"!help {topic}"))
    assert said == HelpOn(HelpLine("!actie @naam datum: tekst", "help-actie"), "!actie @anna vrijdag: terugbellen")


@pytest.mark.parametrize("topic", ["weer", "mdt start", "overslaan", "<b>", "actie anna"])
async def test_no_help_on_what_is_no_command_for_this_person(stage: Stage, topic: str) -> None:
    assert only(await stage.in_direct(ANNA, f"!help {topic}")) == UnknownTopic()


async def test_the_chair_is_helped_with_leading_from_any_room(stage: Stage) -> None:
    assert isinstance(only(await stage.in_direct(CARLA, "!hulp mdt start")), HelpOn)


async def test_the_language_is_the_persons_own_and_counts_at_once(stage: Stage) -> None:
    [english] = await stage.in_direct(ANNA, "!mijn")
    [set_] = await stage.in_direct(ANNA, "!language NL")
    [dutch] = await stage.in_direct(ANNA, "!mijn")
    assert set_.value == LanguageSet("nl")
    assert [english.language, set_.language, dutch.language] == ["en", "nl", "nl"]
    [other] = await stage.in_direct(CARLA, "!taal english")
    assert (other.value, other.language) == (LanguageSet("en"), "en")
    [room] = await stage.in_case(CARLA, "!wie")
    assert room.language == "nl"


@pytest.mark.parametrize("word", ["Nederlands", "dutch", "nl"])
async def test_a_language_may_be_written_out(stage: Stage, word: str) -> None:
    assert only(await stage.in_direct(ANNA, f"!taal {word}")) == LanguageSet("nl")


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        ("!taal", MissingField("taal", "!taal en")),
        ("!taal fries", NotUnderstood("taal", "!taal en")),
        ("!taal enorm", NotUnderstood("taal", "!taal en")),
        ("!taal e", NotUnderstood("taal", "!taal en")),
        ("!taal nl en", NotUnderstood("taal", "!taal en")),
    ],
)
async def test_another_language_is_refused(stage: Stage, line: str, refusal: Refusal) -> None:
    assert only(await stage.in_direct(ANNA, line)) == refusal


async def test_status_counts_and_my_actions_carry_no_text(stage: Stage) -> None:
    other = await stage.new_case("2")
    await stage.in_case(CARLA, "!actie anna vrijdag: bellen\n!actie anna morgen: brief\n!actie vt morgen: overleg")
    await stage.in_case(CARLA, "!actie anna vandaag: bezoek", other)
    await stage.in_case(CARLA, "!klaar A2")
    assert only(await stage.in_direct(ANNA, "!status")) == Status("Anna de Vries", "Veilig Thuis", 2, 2)
    mine = only(await stage.in_direct(ANNA, "!mijn"))
    assert isinstance(mine, MyActions)
    assert [(each.case, each.label, each.due, each.mine) for each in mine.actions] == [
        (other, "A1", date(2026, 11, 24), Mine.OWN),
        (stage.code, "A3", date(2026, 11, 25), Mine.ORGANISATION),
        (stage.code, "A1", date(2026, 11, 27), Mine.OWN),
    ]
    assert only(await stage.in_direct(BAS_SMIT, "!mine")) == MyActions(date(2026, 11, 24), ())
    assert only(await stage.in_direct(FRITS, "!status")) == Status("Frits Admin", "regiekamer", 0, 0)


async def test_everybody_is_welcomed_once_in_their_own_language() -> None:
    stage = Stage()
    await stage.set_up()
    told = [(value, language) for value, language in stage.plain.rendered if isinstance(value, Welcome | WelcomeAdmin)]
    assert (Welcome("Anna de Vries"), "en") in told
    assert (Welcome("Carla Bakker"), "nl") in told
    assert (WelcomeAdmin("Frits Admin"), "nl") in told
    assert len(told) == 8
