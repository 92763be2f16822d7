"""`!vervang`, `!erbij` and `!afwezig`, typed in rooms, in the words people read."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.case import Answer, CaseCode, Member
from bot.domain.consent import Recorded
from bot.domain.duty import Absence
from bot.domain.people import Person, Role, UserId
from bot.domain.standing import Kind, Record
from bot.usecases.handover import By, Desk
from bot.usecases.leaving import leave, preview
from tests.commands.chat import ANNA_BOS, ANNA_VRIES, BEHEER, JOOST, OLGA, Chat

LEO = "@leo:regiekamer.test"
NIEK = "@niek:regiekamer.test"
DH = frozenset({"DH"})
PRO = frozenset({Role.PROFESSIONAL})
MORE = (
    Person(LEO, "Leo Vos", "vt", DH, PRO | {Role.COORDINATOR}),
    Person(NIEK, "Niek Smal", "vt", DH, PRO),
)


class Town(Chat):
    """The chat, with two colleagues of Veilig Thuis who are in no case yet."""

    async def roster(self) -> list[Member]:
        async with self.database.work() as work:
            return list(await work.cases.roster(self.first))

    async def users(self) -> set[UserId]:
        return {member.user_id for member in await self.roster()}

    async def coordinate(self, user: UserId) -> None:
        async with self.database.work() as work:
            await work.cases.set_coordinator(self.first, user)
            await work.commit()

    async def add(self, member: Member) -> None:
        async with self.database.work() as work:
            await work.cases.add_member(self.first, member)
            await work.commit()

    async def exclude(self, user: UserId) -> None:
        async with self.database.work() as work:
            await work.cases.exclude(self.first, user, ANNA_VRIES, self.now)
            await work.commit()

    async def unconfirm(self, user: UserId, organisation: str = "vt") -> None:
        async with self.database.work() as work:
            await work.standings.save(Record(user, organisation, Kind.PROFESSIONAL))
            await work.commit()

    async def absences(self) -> tuple[Absence, ...]:
        async with self.database.work() as work:
            return await work.absences.all()


@pytest.fixture
async def town() -> Town:
    made = Town()
    await made.set_up()
    await made.also(*MORE)
    return made


# --- one for another ---


async def test_a_colleague_takes_the_place_of_another_with_all_they_had(town: Town) -> None:
    await town.coordinate(ANNA_VRIES)
    await town.type(ANNA_BOS, town.first, "!actie Anna de Vries vrijdag: geheim plan")
    heard = await town.heard(ANNA_VRIES, town.first, "!vervang mij door @leo")
    lines = ("A1 is nu van Leo Vos.", "De nieuwe regiehouder is Leo Vos.")
    assert heard[town.first] == ["\n".join((f"Leo Vos neemt het over van Anna de Vries in {town.first}.", *lines))]
    assert heard[LEO][0].startswith("Je doet nu mee in 1 casus van een collega:")
    assert town.first in heard[LEO][1], "and is told of the regie"
    [told] = heard[ANNA_VRIES]
    assert told.startswith(f"Je doet niet meer mee in {town.first}: een collega neemt het over.\nWat je al las, kan")
    assert "geheim" not in str(heard), "what was agreed is content"
    assert Member(LEO, "vt") in await town.roster()
    assert ANNA_VRIES not in await town.users()
    [action] = await town.actions(town.first)
    assert action.owner.user_id == LEO


async def test_from_the_direct_chat_the_room_hears_it_and_the_answer_holds_codes_and_colleagues(town: Town) -> None:
    heard = await town.heard(ANNA_VRIES, ANNA_VRIES, f"!vervang {town.first} Anna de Vries door Niek Smal")
    assert heard[town.first] == [f"Niek Smal neemt het over van Anna de Vries in {town.first}."]
    assert heard[ANNA_VRIES] == heard[town.first]
    assert heard[NIEK][0].startswith(f"Je mag meedoen in {town.first}.")


async def test_who_is_in_the_case_already_gets_the_others_part_and_hears_it_there(town: Town) -> None:
    await town.add(Member(NIEK, "vt"))
    await town.type(ANNA_BOS, town.first, "!actie Anna de Vries vrijdag: iets")
    heard = await town.heard(NIEK, town.first, "!vervang Anna de Vries door mij")
    assert ANNA_VRIES not in await town.users()
    assert NIEK not in heard, "nothing to accept"
    assert len(heard[town.first]) == 2, "and rings there for the action"


async def test_who_is_not_admitted_yet_is_on_the_roster_and_hears_what_to_do(town: Town) -> None:
    await town.unconfirm(NIEK)
    heard = await town.heard(ANNA_VRIES, town.first, "!vervang mij door Niek")
    assert "Niek Smal kan pas in de kamer na bevestiging" in heard[town.first][0]
    assert "!protocol" in heard[NIEK][0]
    assert NIEK in await town.users()


async def test_the_regie_goes_only_to_who_may_have_it(town: Town) -> None:
    await town.coordinate(ANNA_VRIES)
    answer = await town.only(ANNA_VRIES, town.first, "!vervang mij door Niek")
    assert answer.startswith("Anna de Vries is de regiehouder, en Niek Smal kan dat nu niet overnemen.")
    await town.unconfirm(LEO)
    answer = await town.only(ANNA_VRIES, town.first, "!vervang mij door Leo")
    assert answer.startswith("Anna de Vries is de regiehouder, en Leo Vos kan dat nu niet overnemen.")
    assert ANNA_VRIES in await town.users()


async def test_who_was_excluded_is_refused_as_if_they_worked_elsewhere(town: Town) -> None:
    await town.exclude(NIEK)
    for name in ("Niek", "Olga"):
        for typed in (f"!vervang mij door {name}", f"!erbij {name}"):
            answer = await town.only(ANNA_VRIES, town.first, typed)
            assert answer.partition(" ")[2] == (
                ("Smal" if name == "Niek" else "Brand")
                + " kan niet meedoen in deze casus.\nKies een andere collega die in deze regio werkt."
            )
    assert await town.users() & {NIEK, OLGA} == set()


@pytest.mark.parametrize(
    ("typed", "begins"),
    [
        ("!vervang", "Wie: dit mis ik nog."),
        ("!vervang @avries", "Wie: dit mis ik nog."),
        ("!vervang @avries door", "Wie: dit mis ik nog."),
        ("!vervang a b c", "Tekst: dit begrijp ik niet."),
        ("!vervang DH-ZZZZ @avries door @leo", "Code: dit begrijp ik niet."),
        ("!vervang @abos door @leo", "Die persoon zit niet voor jouw organisatie in deze casus."),
        ("!vervang niemand door @leo", "Die persoon zit niet voor jouw organisatie in deze casus."),
        ("!vervang @leo door @niek", "Die persoon zit niet voor jouw organisatie in deze casus."),
        ("!vervang mij door @joost", "Elke organisatie zegt zelf wie er meedoet."),
        ("!vervang mij door @omar", "Ik vind bij je eigen organisatie geen collega met die naam."),
        ("!vervang mij door niemand", "Ik vind bij je eigen organisatie geen collega met die naam."),
        ("!vervang mij door mij", "Dat is twee keer Anna de Vries."),
        ("!erbij", "Wie: dit mis ik nog."),
        ("!erbij @avries", "Anna de Vries doet al mee in deze casus."),
        ("!erbij @mira", "Elke organisatie zegt zelf wie er meedoet."),
        ("!erbij @saskia", "Ik vind bij je eigen organisatie geen collega met die naam."),
    ],
)
async def test_what_cannot_be_is_refused_and_changes_nothing(town: Town, typed: str, begins: str) -> None:
    before = await town.roster()
    answer = await town.only(ANNA_VRIES, town.first, typed)
    assert answer.startswith(begins), answer
    assert await town.roster() == before


async def test_a_case_one_is_not_in_and_one_that_is_not_there_sound_the_same(town: Town) -> None:
    answers = set()
    for code in (town.first, "DH-ZZZZ"):
        for typed in (f"!vervang {code} @avries door @leo", f"!erbij {code} @leo", f"!erbij {code} @niemand"):
            answers.add(await town.only(LEO, LEO, typed))
    assert len(answers) == 1
    assert answers.pop().startswith("Onder deze code vind ik geen casus waarin jij meedoet.")
    assert (await town.only(LEO, LEO, "!vervang @avries door @leo")).startswith("Code: dit begrijp ik niet.")


async def test_a_closed_case_lets_nobody_in(town: Town) -> None:
    async with town.database.work() as work:
        state = work._state  # type: ignore[attr-defined]  # closing is not there yet
        stored = state.cases[town.first]
        state.cases[town.first] = replace(stored, case=replace(stored.case, closed_at=town.now))
        await work.commit()
    for typed in ("!vervang mij door @leo", "!erbij @leo"):
        assert (await town.only(ANNA_VRIES, town.first, typed)).startswith("Deze casus is gesloten.")


# --- one more ---


async def test_one_more_colleague_comes_in_and_everybody_reads_it(town: Town) -> None:
    heard = await town.heard(ANNA_VRIES, town.first, "!erbij Leo Vos")
    assert heard[town.first] == [f"Erbij in {town.first}: Leo Vos (Veilig Thuis)."]
    assert heard[LEO][0].startswith(f"Je mag meedoen in {town.first}.")
    heard = await town.heard(ANNA_VRIES, ANNA_VRIES, f"!erbij {town.first} @niek")
    assert heard[ANNA_VRIES] == [f"Niek Smal doet nu mee in {town.first}."]
    assert {LEO, NIEK, ANNA_VRIES} <= await town.users()


async def test_a_guest_is_marked_and_stays_when_somebody_says_so(town: Town) -> None:
    await town.add(Member(LEO, "vt", guest=True))
    assert "Leo Vos Veilig Thuis, vandaag erbij voor het MDT" in await town.only(ANNA_VRIES, town.first, "!wie")
    heard = await town.heard(LEO, town.first, "!erbij mij")
    assert heard == {town.first: [f"Leo Vos (Veilig Thuis) blijft in {town.first}, ook na het MDT."]}
    assert Member(LEO, "vt") in await town.roster()
    assert "voor het MDT" not in await town.only(ANNA_VRIES, town.first, "!wie")


async def _empty(town: Town, code: CaseCode, *organisations: str) -> None:
    async with town.database.work() as work:
        for organisation in organisations:
            for answer in (Answer.WITHDRAWN, Answer.YES):
                await work.cases.record_consent(code, Recorded(organisation, answer, town.now))
        await work.commit()


async def test_the_regiehouder_sends_for_an_organisation_that_has_nobody_left_in_the_room_only(town: Town) -> None:
    await _empty(town, town.first, "politie")
    refused = await town.only(ANNA_VRIES, town.first, "!erbij @joost")
    assert refused.startswith("Ik vind bij je eigen organisatie geen collega"), "not the regiehouder"
    await town.coordinate(ANNA_VRIES)
    there = await town.only(ANNA_VRIES, ANNA_VRIES, f"!erbij {town.first} @joost")
    assert there == (await town.only(ANNA_VRIES, ANNA_VRIES, f"!erbij {town.first} @omar")), "no party is named there"
    heard = await town.heard(ANNA_VRIES, town.first, "!erbij @joost")
    assert heard[town.first] == [f"Erbij in {town.first}: Joost Prins (Politie)."]
    assert Member(JOOST, "politie") in await town.roster()
    assert (await town.only(ANNA_VRIES, town.first, "!erbij @omar")).startswith("Ik vind"), "no consent"


# --- being away ---


async def test_somebody_is_away_and_says_who_stands_in(town: Town) -> None:
    assert (await town.only(LEO, LEO, "!afwezig")).startswith("Je staat niet op afwezig.")
    heard = await town.heard(LEO, LEO, "!afwezig 1-12 t/m 8-12 @Niek Smal")
    first, *others = heard[LEO][0].split("\n")
    assert first == "Genoteerd: je bent er niet van dinsdag 1 december t/m dinsdag 8 december."
    assert others == ["Niek Smal vervangt je in het rooster en weet het.", "Toch niet? Typ !afwezig weg."]
    [asked] = heard[NIEK]
    assert asked.splitlines() == [
        "Je vervangt Leo Vos in het rooster: van dinsdag 1 december t/m dinsdag 8 december.",
        "Kun je dan niet? Bel Leo Vos.",
    ]
    assert await town.absences() == (Absence(LEO, date(2026, 12, 1), date(2026, 12, 8), NIEK),)
    shown = await town.only(LEO, LEO, "!afwezig")
    assert "van dinsdag 1 december t/m dinsdag 8 december, vervangen door Niek Smal" in shown


async def test_days_that_overlap_make_place_and_that_is_said(town: Town) -> None:
    await town.type(LEO, LEO, "!afwezig 1-12 t/m 8-12 @niek")
    await town.type(LEO, LEO, "!afwezig 20-12")
    heard = await town.heard(LEO, LEO, "!afwezig 8-12 t/m 10-12")
    assert "Dit komt in de plaats van: van dinsdag 1 december t/m dinsdag 8 december." in heard[LEO][0]
    assert heard[NIEK][0].startswith("Je hoeft Leo Vos niet te vervangen:")
    assert [(a.first.day, a.last.day) for a in await town.absences()] == [(8, 10), (20, 20)]
    gone = await town.only(LEO, LEO, "!afwezig weg")
    assert gone.startswith("Je bent er weer.")
    assert await town.absences() == ()
    assert (await town.only(LEO, LEO, "!afwezig weg")).startswith("Je staat niet op afwezig.")


async def test_one_day_is_said_once(town: Town) -> None:
    heard = await town.heard(LEO, LEO, "!afwezig morgen @niek")
    assert heard[NIEK][0].startswith("Je vervangt Leo Vos in het rooster: woensdag 25 november.")
    heard = await town.heard(LEO, LEO, "!afwezig weg")
    assert heard[NIEK] == ["Je hoeft Leo Vos niet te vervangen: woensdag 25 november."]


async def test_what_is_over_is_shown_no_more_and_goes_with_the_next(town: Town) -> None:
    await town.type(LEO, LEO, "!afwezig vandaag")
    town.now += timedelta(days=1)
    assert (await town.only(LEO, LEO, "!afwezig")).startswith("Je staat niet op afwezig.")
    await town.type(LEO, LEO, "!afwezig morgen")
    assert [a.first for a in await town.absences()] == [date(2026, 11, 26)]


async def test_a_deputy_who_goes_away_hears_for_whom_they_stood_in(town: Town) -> None:
    await town.type(LEO, LEO, "!afwezig 1-12 t/m 8-12 @niek")
    answer = await town.only(NIEK, NIEK, "!afwezig 8-12")
    assert "Je bent dan ook de vervanger van Leo Vos." in answer
    refused = await town.only(LEO, LEO, "!afwezig 8-12 t/m 9-12 @niek")
    assert refused.startswith("Niek Smal is er dan zelf ook niet.")


@pytest.mark.parametrize(
    ("typed", "begins"),
    [
        ("!afwezig 8-12 t/m 1-12", "De laatste dag komt vóór de eerste: dinsdag 8 december en dinsdag 1 december."),
        ("!afwezig 1-11 t/m 5-11", "Datum: zondag 1 november is al voorbij."),
        ("!afwezig soms", "Datum: hier lees ik geen dag in."),
        ("!afwezig @niek", "Datum: dit mis ik nog."),
        ("!afwezig morgen @", "Wie: dit mis ik nog."),
        ("!afwezig morgen @leo", "Leo Vos kan je niet vervangen."),
        ("!afwezig morgen @olga", "Olga Brand kan je niet vervangen."),
        ("!afwezig morgen @joost", "Ik vind bij je eigen organisatie geen collega met die naam."),
        ("!afwezig morgen @niemand", "Ik vind bij je eigen organisatie geen collega met die naam."),
    ],
)
async def test_what_cannot_be_an_absence_is_refused(town: Town, typed: str, begins: str) -> None:
    answer = await town.only(LEO, LEO, typed)
    assert answer.startswith(begins), answer
    assert await town.absences() == ()


async def test_a_deputy_must_be_admitted(town: Town) -> None:
    await town.unconfirm(NIEK)
    assert (await town.only(LEO, LEO, "!afwezig morgen met @niek")).startswith("Niek Smal kan je niet vervangen.")


async def test_who_leaves_service_is_absent_no_more_and_stands_in_for_nobody(town: Town) -> None:
    await town.type(LEO, LEO, "!afwezig morgen @niek")
    await town.type(NIEK, NIEK, "!afwezig 20-12")
    async with town.database.work() as work:
        found = (await work.people.directory()).person(NIEK)
        assert found is not None
        desk = Desk(work, town.speaker, By(BEHEER, "beheer", town.now), ())
        code = (await preview(desk, found)).command.rpartition(" ")[2]
        await leave(desk, found, None, code)
        await work.commit()
    assert await town.absences() == (Absence(LEO, date(2026, 11, 25), date(2026, 11, 25)),)
