"""People go: out of service, out of a case of their own will, or excluded; what they had to do goes to somebody."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.case import Member, Owner
from bot.domain.duty import Duty
from bot.domain.people import Person, Role, UserId
from bot.usecases.handover import By, Desk
from bot.usecases.register import make, plan_people
from tests.commands.chat import ANNA_BOS, ANNA_VRIES, BEHEER, FAR_AHEAD, JOOST, MIRA, OMAR, Chat
from tests.enrolled import enrol

LEO = "@leo:regiekamer.test"
NIEK = "@niek:regiekamer.test"
SECOND = "@beheer2:regiekamer.test"
THIRD = "@beheer3:regiekamer.test"
COMES = "Door het rooster komt erbij: Leo Vos."
DH = frozenset({"DH"})
PRO = frozenset({Role.PROFESSIONAL})
ADMIN = frozenset({Role.ADMIN})
MORE = (
    Person(LEO, "Leo Vos", "vt", DH, PRO | {Role.COORDINATOR}),
    Person(NIEK, "Niek Smal", "vt", DH, PRO),
    Person(SECOND, "Ben Twee", "beheer", frozenset(), ADMIN),
    Person(THIRD, "Bo Drie", "beheer", frozenset(), ADMIN),
)


class Town(Chat):
    """The chat, with two colleagues of Veilig Thuis who are in no case yet and two more administrators."""

    async def on_duty(self, *users: UserId) -> None:
        async with self.database.work() as work:
            lines = [Duty("DH", "vt", user, weekday=3, turn=turn) for turn, user in enumerate(users)]
            await work.duties.replace("DH", "vt", lines)
            await work.commit()

    async def roster(self, code: str) -> set[UserId]:
        async with self.database.work() as work:
            return {member.user_id for member in await work.cases.roster(code)}

    async def coordinator(self, code: str) -> UserId | None:
        async with self.database.work() as work:
            case = await work.cases.get(code)
        assert case is not None
        return case.coordinator

    async def owners(self, code: str) -> list[Owner]:
        return [action.owner for action in await self.actions(code)]

    async def shown(self, text: str, who: UserId = BEHEER) -> str:
        """Preview in the administrators' room; give the line that does it."""
        answer = await self.only(who, "", text)
        return answer.splitlines()[-1].strip()

    async def let_go(self, text: str) -> dict[str, list[str]]:
        return await self.heard(BEHEER, "", await self.shown(text))


@pytest.fixture
async def town() -> Town:
    made = Town()
    await made.set_up()
    await made.also(*MORE)
    return made


async def test_the_preview_tells_what_ends_and_changes_nothing(town: Town) -> None:
    await town.on_duty(LEO, ANNA_VRIES)
    await town.type(ANNA_VRIES, town.first, "!regie @avries")
    await town.type(ANNA_VRIES, town.first, "!actie @avries vrijdag: geheim plan\n!actie @avries maandag: nog iets")
    before = await town.state()
    answer = await town.only(BEHEER, "", "!uitdienst @avries")
    assert await town.state() == before
    assert answer.splitlines()[:-1] == [
        "Anna de Vries gaat uit dienst. Er is nog niets veranderd.",
        "• Uit de kamers: 2 casussen, 1 MDT-kamer",
        "• 1 dienst vervalt uit het rooster.",
        f"• {town.first} 2 acties → Leo Vos; regiehouder → Leo Vos; door het rooster komt erbij: Leo Vos",
        "Klopt dit? Typ:",
    ]
    assert answer.splitlines()[-1].strip().startswith("!uitdienst @avries:regiekamer.test bevestig ")
    assert "geheim" not in answer


async def test_who_leaves_is_nowhere_any_more_and_a_colleague_has_the_work(town: Town) -> None:
    await town.on_duty(LEO, ANNA_VRIES)
    await town.type(ANNA_VRIES, town.first, "!regie @avries")
    await town.type(MIRA, town.first, "!actie @avries vrijdag: bellen\n!actie @mira vrijdag: mailen")
    heard = await town.let_go("!uitdienst @avries")
    assert heard[""][0].startswith("Anna de Vries is uit dienst en uit alle kamers.")
    assert await town.owners(town.first) == [Owner("vt", LEO), Owner("shn", MIRA)]
    assert await town.coordinator(town.first) == LEO
    assert LEO in await town.roster(town.first)
    assert ANNA_VRIES not in await town.roster(town.first) | await town.roster(town.second)
    assert [text.splitlines() for text in heard[town.first]] == [
        [
            f"Anna de Vries doet niet meer mee in {town.first}.",
            "A1 is nu van Leo Vos.",
            "De nieuwe regiehouder is Leo Vos.",
            COMES,
        ]
    ]
    assert any(f"{town.first} 1 actie" in text for text in heard[LEO])
    assert any("regiehouder" in text for text in heard[LEO])
    assert ANNA_VRIES not in heard
    async with town.database.work() as work:
        here = await work.people.directory()
        assert here.person(ANNA_VRIES) is None
        assert here.name_of(ANNA_VRIES) == "Anna de Vries"
        assert [duty.user_id for duty in await work.duties.all()] == [LEO]
        assert await work.cases.of_person(ANNA_VRIES) == ()


async def test_a_successor_who_is_in_the_case_already_is_called_there(town: Town) -> None:
    async with town.database.work() as work:
        await work.cases.add_member(town.first, Member(NIEK, "vt"))
        await work.commit()
    await town.type(MIRA, town.first, "!actie @avries vrijdag: bellen")
    heard = await town.let_go("!uitdienst @avries @niek")
    assert heard[town.first][0].endswith("A1 is nu van Niek Smal.")
    assert "A1" in heard[town.first][1]
    assert [m.mentions for where, m in town.messages if where == town.first and m.rings] == [(NIEK,)]
    assert NIEK not in heard


async def test_who_comes_in_by_the_rota_is_in_the_audit_trail(town: Town) -> None:
    """An administrator writes the rota: what it does in cases never goes unseen (R16)."""
    await town.on_duty(LEO)
    await town.type(MIRA, town.first, "!regie ik")
    await town.type(ANNA_VRIES, town.first, "!actie @avries vrijdag: bellen")
    await town.let_go("!uitdienst @avries")
    async with town.database.work() as work:
        entries = await work.audit.latest(20)
    assert (f"{town.first} {LEO}", "erin door rooster", BEHEER) in {(e.subject, e.outcome, e.actor) for e in entries}


async def test_who_is_no_regiehouder_any_more_hands_over_the_regie_and_nothing_else(town: Town) -> None:
    await town.on_duty(LEO)
    await town.type(ANNA_VRIES, town.first, "!regie @avries\n!actie @avries vrijdag: bellen")
    answer = await town.only(BEHEER, "", "!rol @avries regiehouder eraf")
    assert f"de regie van {town.first} gaat van Anna de Vries naar Leo Vos" in answer
    assert "door het rooster komt erbij: Leo Vos" in answer
    assert await town.coordinator(town.first) == ANNA_VRIES, "shown first"
    heard = await town.heard(BEHEER, "", answer.splitlines()[-1].strip())
    assert await town.coordinator(town.first) == LEO
    assert {ANNA_VRIES, LEO} <= await town.roster(town.first)
    assert await town.owners(town.first) == [Owner("vt", ANNA_VRIES)]
    assert [text.splitlines() for text in heard[town.first]] == [
        [
            f"Anna de Vries is niet meer de regiehouder van {town.first}.",
            "De nieuwe regiehouder is Leo Vos.",
            COMES,
        ]
    ]
    assert any("regiehouder" in text for text in heard[LEO])


async def test_without_anybody_for_the_regie_everybody_who_can_do_something_hears_it(town: Town) -> None:
    await town.type(ANNA_VRIES, town.first, "!regie @avries")
    answer = await town.only(BEHEER, "", "!rol @avries regiehouder eraf")
    assert f"de regie van {town.first} gaat van Anna de Vries naar niemand ⚠️" in answer
    heard = await town.heard(BEHEER, "", answer.splitlines()[-1].strip())
    assert await town.coordinator(town.first) is None
    assert "geen regiehouder" in heard[town.first][0]
    assert any("zonder regiehouder" in text for text in heard[""])
    assert any("zonder regiehouder" in text for text in heard[JOOST])


async def test_losing_the_role_and_the_region_at_once_hands_over_once(town: Town) -> None:
    await town.on_duty(LEO)
    await town.type(ANNA_VRIES, town.first, "!regie @avries\n!actie @avries vrijdag: bellen")
    async with town.database.work() as work:
        anna = (await work.people.directory()).person(ANNA_VRIES)
        assert anna is not None
        wanted = replace(anna, regions=frozenset({"OB"}), roles=PRO)
        desk = Desk(work, town.speaker, By(BEHEER, "admin", town.now), ())
        await make(desk, await plan_people(work, [wanted], town.now))
        await work.commit()
    await town.said()
    assert await town.coordinator(town.first) == LEO
    assert await town.owners(town.first) == [Owner("vt", LEO)]
    assert ANNA_VRIES not in await town.roster(town.first)
    assert sum("regiehouder" in message.plain for where, message in town.messages if where == town.first) == 1


async def test_naming_somebody_brings_nobody_into_a_case(town: Town) -> None:
    """An administrator adds nobody to a case room (R16)."""
    await town.type(MIRA, town.first, "!regie @mira\n!actie @avries vrijdag: bellen")
    await town.let_go("!uitdienst @avries @leo")
    assert LEO not in await town.roster(town.first)
    assert await town.owners(town.first) == [Owner("shn", MIRA)]


@pytest.mark.parametrize("typed", ["organisatie shn", "regio OB"])
async def test_who_goes_elsewhere_hands_over_as_well(town: Town, typed: str) -> None:
    await town.on_duty(LEO, ANNA_VRIES)
    await town.type(ANNA_VRIES, town.first, "!regie @avries")
    await town.type(MIRA, town.first, "!actie @avries vrijdag: bellen\n!actie @mira vrijdag: mailen")
    heard = await town.let_go(f"!lid @avries {typed}")
    assert await town.owners(town.first) == [Owner("vt", LEO), Owner("shn", MIRA)]
    assert await town.coordinator(town.first) == LEO
    assert heard[town.first][0].startswith(f"Anna de Vries doet niet meer mee in {town.first}.")
    assert any(f"{town.first} 1 actie" in text for text in heard[LEO])
    assert ANNA_VRIES not in await town.roster(town.first), "and coming back does not bring her back here"


async def test_who_goes_elsewhere_and_leaves_a_case_uncovered_alarms(town: Town) -> None:
    await town.type(ANNA_VRIES, town.first, "!regie @avries\n!actie @avries vrijdag: bellen")
    heard = await town.let_go("!lid @avries organisatie shn")
    assert await town.coordinator(town.first) is None
    assert any(f"zonder regiehouder: {town.first}" in text for text in heard[""]), heard[""]
    assert any("A1" in text and "niemand" in text for text in heard[town.first]), heard[town.first]


async def test_the_reminder_of_today_comes_again_for_who_has_the_action_now(town: Town) -> None:
    await town.on_duty(LEO)
    await town.type(MIRA, town.first, "!actie @avries vandaag: bellen\n!actie @avries vrijdag: mailen")
    async with town.database.work() as work:
        [given, *_] = await work.reminders.due(FAR_AHEAD)
        await work.reminders.finished(given)
        await work.commit()
    town.now += timedelta(hours=1)
    await town.let_go("!uitdienst @avries")
    async with town.database.work() as work:
        assert [reminder.number for reminder in await work.reminders.due(FAR_AHEAD)] == [1, 2]


async def test_what_changed_meanwhile_is_shown_again_and_not_done(town: Town) -> None:
    typed = await town.shown("!uitdienst @avries")
    await town.type(MIRA, town.first, "!actie @avries vrijdag: bellen")
    answer = await town.only(BEHEER, "", typed)
    assert answer.splitlines()[1] == "Er is intussen iets veranderd. Dit klopt nu:"
    assert ANNA_VRIES in await town.roster(town.first)
    again = answer.splitlines()[-1].strip()
    assert again != typed
    heard = await town.heard(BEHEER, "", again)
    assert heard[""][0].startswith("Anna de Vries is uit dienst")


async def test_without_a_colleague_the_regiehouder_has_the_actions(town: Town) -> None:
    await town.type(MIRA, town.first, "!regie @mira")
    await town.type(MIRA, town.first, "!actie @avries vrijdag: bellen")
    await town.let_go("!uitdienst @avries")
    assert await town.owners(town.first) == [Owner("shn", MIRA)]


async def test_without_a_regiehouder_colleagues_in_the_case_have_them_together(town: Town) -> None:
    async with town.database.work() as work:
        await work.cases.add_member(town.first, Member(NIEK, "vt"))
        await work.commit()
    await town.type(MIRA, town.first, "!actie @avries vrijdag: bellen")
    heard = await town.let_go("!uitdienst @avries")
    assert await town.owners(town.first) == [Owner("vt")]
    assert heard[town.first] == [f"Anna de Vries doet niet meer mee in {town.first}.\nA1 is nu van Veilig Thuis."]


async def test_with_the_last_of_an_organisation_goes_what_it_had_to_do(town: Town) -> None:
    await town.type(MIRA, town.first, "!regie @mira\n!actie Veilig Thuis vrijdag: bellen")
    heard = await town.let_go("!uitdienst @avries")
    assert await town.owners(town.first) == [Owner("shn", MIRA)]
    assert "A1 is nu van Mira Stam." in heard[town.first][0]


async def test_what_nobody_can_take_over_is_reported_in_both_places(town: Town) -> None:
    await town.type(MIRA, town.first, "!actie @avries vrijdag: bellen\n!actie @avries maandag: mailen")
    heard = await town.let_go("!uitdienst @avries")
    assert f"⚠️ Niemand kan de acties overnemen in {town.first}. Ik meld dat daar in de kamer." in heard[""][0]
    assert "⚠️ A1 en A2 hebben nu niemand die het kan doen. Spreek af wie het overneemt." in heard[town.first][0]
    assert "2" in (await town.only(MIRA, town.first, "!acties"))


async def test_a_case_without_regiehouder_is_reported_to_who_can_do_something(town: Town) -> None:
    async with town.database.work() as work:  # a regiehouder of the organisation stays, and may not be in this case
        await work.cases.exclude(town.first, LEO, MIRA, town.now)
        await work.commit()
    await town.type(ANNA_VRIES, town.first, "!regie @avries")
    heard = await town.let_go("!uitdienst @avries @leo")
    assert await town.coordinator(town.first) is None
    assert LEO not in await town.roster(town.first)
    assert f"⚠️ 1 casus zonder regiehouder: {town.first}" in "\n".join(heard[""])
    assert heard[JOOST][0].startswith(f"⚠️ 1 casus zonder regiehouder: {town.first}")
    assert [m.rings for where, m in town.messages if where == JOOST] == [True]
    assert "nog geen regiehouder" in heard[town.first][0]


async def test_who_comes_back_is_in_none_of_the_old_cases(town: Town) -> None:
    await town.let_go("!uitdienst @avries")
    await town.also(*MORE)
    async with town.database.work() as work:
        assert await work.cases.of_person(ANNA_VRIES) == ()


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("!uitdienst @beheer", "Je kunt jezelf niet uit dienst melden."),
        ("!uitdienst @joost", "Regio DH heeft dan geen voorzitter meer."),
        ("!uitdienst @avries @mira", "Mira Stam kan dit niet overnemen."),
        ("!uitdienst @avries @olga @mira", "Tekst: "),
        ("!uitdienst @avries bevestig", "Code: "),
        ("!uitdienst @niemand", "Wie: "),
        ("!uitdienst", "Wie: "),
        ("!lid @avries uit", "Tekst: "),
    ],
)
async def test_what_cannot_be_is_refused_and_nothing_changes(town: Town, typed: str, refusal: str) -> None:
    before = await town.state()
    assert (await town.only(BEHEER, "", typed)).startswith(refusal)
    assert await town.state() == before


async def test_two_administrators_stay(town: Town) -> None:
    await town.let_go("!uitdienst @beheer3")
    answer = await town.only(BEHEER, "", "!uitdienst @beheer2")
    assert answer.startswith("Er blijven altijd minstens 2 bevestigde beheerders.")


async def test_the_only_regiehouder_of_an_organisation_with_running_cases_stays(town: Town) -> None:
    await town.type(ANNA_BOS, town.first, "!regie @abos")
    answer = await town.only(BEHEER, "", "!uitdienst @abos")
    assert answer.startswith("Anna Bos is de enige regiehouder van de organisatie in DH, terwijl daar casussen lopen.")
    assert "Voeg eerst een collega toe" in answer


async def test_who_could_be_regiehouder_instead_is_named(town: Town) -> None:
    async with town.database.work() as work:
        here = await work.people.directory()
        people = tuple(replace(p, roles=PRO) if p.user_id == LEO else p for p in here.people)
        await enrol(work, replace(here, people=people))
        await work.commit()
    await town.type(ANNA_VRIES, town.first, "!regie @avries")
    answer = await town.only(BEHEER, "", "!uitdienst @avries")
    assert answer.splitlines()[-1].endswith("Dat kan bij: Leo Vos, Niek Smal.")


async def test_the_register_has_the_same_by_another_name(town: Town) -> None:
    one = await town.only(BEHEER, "", "!uitdienst @avries @leo")
    assert await town.only(BEHEER, "", "!lid @avries uit dienst @leo") == one


# --- conflict of interest ---


async def test_who_withdraws_is_told_first_what_happens(town: Town) -> None:
    await town.on_duty(LEO)
    await town.type(MIRA, town.first, "!actie @avries vrijdag: bellen")
    before = await town.state()
    answer = await town.only(ANNA_VRIES, town.first, "!terugtrekken")
    assert answer.splitlines() == [
        f"Je trekt je terug uit {town.first}. Er is nog niets veranderd.",
        "Je gaat meteen uit de kamer en je kunt niet terugkomen.",
        "• 1 actie → Leo Vos; door het rooster komt erbij: Leo Vos",
        "Klopt dit? Typ:",
        "!terugtrekken bevestig",
    ]
    assert await town.state() == before


@pytest.mark.parametrize("direct", [False, True])
async def test_who_withdraws_is_out_for_good(town: Town, direct: bool) -> None:
    await town.on_duty(LEO)
    await town.type(MIRA, town.first, "!actie @avries vrijdag: bellen")
    if direct:
        heard = await town.heard(ANNA_VRIES, ANNA_VRIES, f"!terugtrekken {town.first.lower()} bevestig")
    else:
        heard = await town.heard(ANNA_VRIES, town.first, "!terugtrekken bevestig")
    assert [text.splitlines()[1:] for text in heard[town.first]] == [["A1 is nu van Leo Vos.", COMES]]
    assert heard[ANNA_VRIES][0].splitlines()[0] == f"Je doet niet meer mee in {town.first}."
    assert "bellen" not in "".join(heard[ANNA_VRIES])
    assert await town.owners(town.first) == [Owner("vt", LEO)]
    assert ANNA_VRIES not in await town.roster(town.first)
    assert ANNA_VRIES in await town.roster(town.second)
    async with town.database.work() as work:
        assert await work.cases.excluded(town.first) == {ANNA_VRIES}


async def test_what_stands_behind_withdrawing_in_one_message_is_not_done(town: Town) -> None:
    heard = await town.heard(ANNA_VRIES, town.first, "!terugtrekken bevestig\n!actie @mira vrijdag: nog iets\n!casus")
    assert len(heard[town.first]) == 1
    assert await town.actions(town.first) == ()
    assert await town.type(ANNA_VRIES, town.first, "!casus") == []


async def test_a_regiehouder_who_withdraws_leaves_an_alarm_behind(town: Town) -> None:
    await town.type(MIRA, town.first, "!regie @mira")
    heard = await town.heard(MIRA, town.first, "!terugtrekken bevestig")
    assert await town.coordinator(town.first) is None
    assert heard[""][0].startswith(f"⚠️ 1 casus zonder regiehouder: {town.first}")
    assert "nog geen regiehouder" in heard[town.first][0]


async def test_the_regiehouder_excludes_and_nobody_hears_why(town: Town) -> None:
    await town.type(MIRA, town.first, "!regie @mira")
    await town.type(MIRA, town.first, "!actie @avries vrijdag: bellen")
    before = await town.state()
    shown = await town.only(MIRA, MIRA, f"!uitsluiten {town.first} Anna de Vries")
    assert await town.state() == before
    typed = shown.splitlines()[-1].strip()
    assert typed == f"!uitsluiten {town.first} {ANNA_VRIES} bevestig"
    heard = await town.heard(MIRA, MIRA, typed)
    assert heard[town.first][0] == f"Anna de Vries doet niet meer mee in {town.first}.\nA1 is nu van Mira Stam."
    [told] = heard[ANNA_VRIES]
    assert told.splitlines() == [
        f"Je doet niet meer mee in {town.first}.",
        "Wat je al las, kan nog op je telefoon of computer staan.",
        "Vragen? Bel je beheerder: Berend Heer, Ben Twee en Bo Drie.",
    ]
    assert heard[MIRA][0].startswith(f"Anna de Vries no longer takes part in {town.first}.")
    async with town.database.work() as work:
        assert await work.cases.excluded(town.first) == {ANNA_VRIES}
    [*_, entry, _own] = await town.audited()
    assert (entry.actor, entry.verb, entry.subject) == (MIRA, "uitsluiten", f"{town.first} {ANNA_VRIES}")


async def test_an_excluded_colleague_takes_over_nothing(town: Town) -> None:
    await town.on_duty(LEO, NIEK)
    async with town.database.work() as work:
        await work.cases.add_member(town.first, Member(LEO, "vt"))
        await work.commit()
    await town.type(LEO, LEO, f"!terugtrekken {town.first} bevestig")
    await town.type(MIRA, town.first, "!actie @avries vrijdag: bellen")
    await town.type(MIRA, town.second, "!actie @avries vrijdag: mailen")
    await town.let_go("!uitdienst @avries @leo")
    assert await town.owners(town.first) == [Owner("vt", NIEK)]
    assert await town.owners(town.second) == [Owner("vt", LEO)]


async def test_no_such_case_and_not_your_case_are_answered_alike(town: Town) -> None:
    for verb in ("!terugtrekken", "!uitsluiten"):
        tail = " @avries" if verb == "!uitsluiten" else ""
        answers = {
            await town.only(OMAR, OMAR, f"{verb} {code}{tail}{end}")
            for code in (town.first, "DH-2222")
            for end in ("", " bevestig")
        }
        assert len(answers) == 1
        assert answers.pop().startswith("Onder deze code vind ik geen casus waarin jij meedoet.")


@pytest.mark.parametrize(
    ("who", "typed", "refusal"),
    [
        (JOOST, "!uitsluiten {code} @avries bevestig", "Alleen de regiehouder van {code} kan iemand uitsluiten."),
        (MIRA, "!uitsluiten {code} @mira bevestig", "You cannot exclude yourself."),
        (MIRA, "!uitsluiten {code} @omar bevestig", "Who: "),
        (MIRA, "!uitsluiten {code} @bestaatniet bevestig", "Who: "),
        (MIRA, "!uitsluiten {code} Anna bevestig", "Who: "),
        (MIRA, "!uitsluiten {code}", "Who: "),
        (MIRA, "!uitsluiten", "Code: "),
        (MIRA, "!uitsluiten Anna", "Code: "),
        (MIRA, "!terugtrekken", "Code: "),
        (MIRA, "!terugtrekken ja", "Code: "),
    ],
)
async def test_what_cannot_be_in_a_direct_chat_is_refused(town: Town, who: UserId, typed: str, refusal: str) -> None:
    await town.type(MIRA, town.first, "!regie @mira")
    before = await town.state()
    answer = await town.only(who, who, typed.format(code=town.first))
    assert answer.startswith(refusal.format(code=town.first))
    assert await town.state() == before


async def test_another_code_in_a_case_room_is_refused(town: Town) -> None:
    assert (await town.only(MIRA, town.first, f"!terugtrekken {town.second} bevestig")).startswith("Code: ")
    assert MIRA in await town.roster(town.second)


# --- names stay ---


async def test_the_name_of_who_left_stands_under_what_they_did(town: Town) -> None:
    await town.type(ANNA_VRIES, town.first, "!actie @mira vrijdag: bellen")
    await town.type(JOOST, "DH", "!mdt start\n!volgende")
    await town.type(ANNA_VRIES, town.first, "!besluit veiligheid: een ander slot")
    await town.let_go("!uitdienst @avries")
    said = [*await town.type(JOOST, "DH", "!mdt sluit"), *await town.type(MIRA, town.first, "!casus")]
    assert any("een ander slot" in text for text in said)
    assert not any(ANNA_VRIES in text for text in said)


async def test_replacing_a_regiehouder_who_left_names_them(town: Town) -> None:
    async with town.database.work() as work:
        await work.cases.set_coordinator(town.first, ANNA_VRIES)
        await work.people.leave(ANNA_VRIES, town.now)
        await work.commit()
    heard = await town.heard(MIRA, town.first, "!regie @mira")
    assert "Anna de Vries" in heard[town.first][0]
