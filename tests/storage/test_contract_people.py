"""The contract of people: contact, standing, protocol, rota, leaving and exclusions; every database keeps it."""

from dataclasses import replace
from datetime import date, time

import pytest

from bot.domain.case import Member
from bot.domain.contact import Contact, Opening
from bot.domain.duty import Duty
from bot.domain.people import Directory, Organisation, Person, Region, Role, Standing
from bot.domain.standing import Kind, PrivacyProtocol, Record
from bot.ports import AlreadyThereError, Work

from .conftest import AnyDatabase
from .samples import ANNA, BEN, HOUR, NOW, A, B, add_case, case, intake, prints

CONTACT = Contact(
    "0900-0101",
    (Opening(0, time(9), time(17)), Opening(6, time(22, 30), time(0))),
    always=False,
    crisis_phone="112",
    limits="alleen bellen; é",
)
CSG = Organisation("csg", "Centrum", mdt=True, coordinates=True, contact=CONTACT)
VT = Organisation("vt", "Veilig Thuis", mdt=True, coordinates=True, contact=Contact(always=True))
PRO = frozenset({Role.PROFESSIONAL})
ANNA_BOS = Person(ANNA, "Anna Bos", "csg", frozenset({"DH"}), PRO)
BEN_MOL = Person(BEN, "Ben Mol", "vt", frozenset({"DH"}), PRO)
DIRECTORY = Directory((Region("DH", "Den Haag", time(9)),), (CSG, VT), (ANNA_BOS, BEN_MOL))
RECORD = Record(ANNA, "csg", Kind.PROFESSIONAL, (BEN,), NOW, 2, NOW + HOUR)


async def fill(database: AnyDatabase, *records: Record) -> None:
    async with database.work() as work:
        await work.people.replace(DIRECTORY)
        for record in records:
            await work.standings.save(record)
        await work.commit()


async def standing(work: Work, user_id: str) -> Standing:
    person = (await work.people.directory()).person(user_id)
    assert person is not None
    return person.standing


# --- contact ---


async def test_how_organisations_are_reached_is_kept(database: AnyDatabase) -> None:
    await fill(database)
    async with database.work() as work:
        assert (await work.people.directory()).organisations == (CSG, VT)


# --- standing ---


async def test_what_was_said_of_somebody_is_kept_and_taken_back_with_the_unit(database: AnyDatabase) -> None:
    await fill(database)
    async with database.work() as work:
        assert await work.standings.get(ANNA) is None
        assert await standing(work, ANNA) == Standing()
        await work.standings.save(RECORD)
        assert await standing(work, ANNA) == Standing(confirmed=True, accepted=2)
    async with database.work() as work:
        assert await standing(work, ANNA) == Standing(), "it was not committed"
    await fill(database, RECORD, replace(RECORD, accepted=3))
    async with database.work() as work:
        assert await work.standings.get(ANNA) == replace(RECORD, accepted=3)
        assert await standing(work, BEN) == Standing()


@pytest.mark.parametrize(
    "now",
    [replace(ANNA_BOS, organisation="vt"), replace(ANNA_BOS, roles=frozenset({Role.AUDITOR}))],
    ids=["organisation", "kind"],
)
async def test_what_was_said_holds_for_that_organisation_and_kind_only(database: AnyDatabase, now: Person) -> None:
    await fill(database, RECORD)
    async with database.work() as work:
        await work.people.replace(replace(DIRECTORY, people=(now, BEN_MOL)))
        assert await standing(work, ANNA) == Standing(confirmed=False, accepted=2)
        forgotten = replace(RECORD, vouched_by=(), confirmed_at=None)
        assert await work.standings.get(ANNA) == forgotten, "for good: a list that puts her back is no colleague's word"


async def test_a_directory_says_nothing_of_standing(database: AnyDatabase) -> None:
    boasting = replace(BEN_MOL, standing=Standing(confirmed=True, accepted=9))
    async with database.work() as work:
        await work.people.replace(replace(DIRECTORY, people=(boasting,)))
        await work.commit()
    async with database.work() as work:
        assert await standing(work, BEN) == Standing()


async def test_the_latest_protocol_in_force_is_the_directorys(database: AnyDatabase) -> None:
    first, second = (PrivacyProtocol(n, f"versie {n}", NOW, NOW + n * HOUR) for n in (1, 2))
    await fill(database)
    async with database.work() as work:
        await work.standings.publish(second)
        await work.standings.publish(first)
        assert (await work.people.directory()).protocol == 0
        await work.standings.enforce(1)
        await work.commit()
    async with database.work() as work:
        assert await work.standings.protocols() == (replace(first, in_force=True), second)
        assert (await work.people.directory()).protocol == 1
        with pytest.raises(AlreadyThereError):
            await work.standings.publish(first)
        with pytest.raises(KeyError):
            await work.standings.enforce(3)


# --- leaving and coming back ---


async def test_who_left_is_remembered_by_name_and_confirmed_by_nobody(database: AnyDatabase) -> None:
    await fill(database, RECORD)
    async with database.work() as work:
        await work.people.leave(ANNA, NOW)
        await work.commit()
    async with database.work() as work:
        directory = await work.people.directory()
        assert directory.people == (BEN_MOL,)
        assert directory.former == (ANNA_BOS,)
        assert directory.name_of(ANNA) == "Anna Bos"
        assert await work.standings.get(ANNA) == replace(RECORD, vouched_by=(), confirmed_at=None)
        with pytest.raises(KeyError):
            await work.people.leave(ANNA, NOW)
        with pytest.raises(KeyError):
            await work.people.leave("@niemand:example.org", NOW)


async def test_who_left_stays_away_until_named_again(database: AnyDatabase) -> None:
    await fill(database, RECORD)
    async with database.work() as work:
        await work.people.leave(ANNA, NOW)
        await work.people.replace(replace(DIRECTORY, people=(BEN_MOL,)))
        assert (await work.people.directory()).former == (ANNA_BOS,)
        await work.people.replace(replace(DIRECTORY, people=(BEN_MOL, ANNA_BOS)))
        directory = await work.people.directory()
        assert directory.former == ()
        assert await standing(work, ANNA) == Standing(confirmed=False, accepted=2), "back, and to be confirmed again"


# --- the rota ---

MONDAY = Duty("DH", "csg", ANNA, weekday=0)
SECOND = Duty("DH", "csg", "@cas:example.org", weekday=0, turn=1)
CHRISTMAS = Duty("DH", "csg", ANNA, day=date(2026, 12, 25))
OTHER = Duty("DH", "vt", BEN, weekday=0)


async def test_the_rota_is_kept_in_order(database: AnyDatabase) -> None:
    async with database.work() as work:
        assert await work.duties.all() == ()
        await work.duties.replace("DH", "vt", [OTHER])
        await work.duties.replace("DH", "csg", [CHRISTMAS, SECOND, MONDAY])
        await work.commit()
    async with database.work() as work:
        assert await work.duties.all() == (MONDAY, SECOND, CHRISTMAS, OTHER)


async def test_lines_take_the_place_of_those_of_the_same_region_and_organisation(database: AnyDatabase) -> None:
    async with database.work() as work:
        await work.duties.replace("DH", "csg", [MONDAY, SECOND])
        await work.duties.replace("DH", "vt", [OTHER])
        await work.duties.replace("DH", "csg", [CHRISTMAS])
        assert await work.duties.all() == (CHRISTMAS, OTHER)
        await work.duties.replace("DH", "csg", [])
        assert await work.duties.all() == (OTHER,)


async def test_a_rota_that_cannot_be_changes_nothing(database: AnyDatabase) -> None:
    async with database.work() as work:
        await work.duties.replace("DH", "csg", [MONDAY])
        with pytest.raises(ValueError, match="another region"):
            await work.duties.replace("DH", "csg", [CHRISTMAS, OTHER])
        with pytest.raises(AlreadyThereError):
            await work.duties.replace("DH", "csg", [CHRISTMAS, replace(CHRISTMAS, user_id=BEN)])
        assert await work.duties.all() == (MONDAY,)


async def test_somebody_is_taken_out_of_every_line(database: AnyDatabase) -> None:
    async with database.work() as work:
        await work.duties.replace("DH", "csg", [MONDAY, SECOND, CHRISTMAS])
        await work.duties.replace("DH", "vt", [OTHER])
        await work.duties.drop(ANNA)
        await work.duties.drop("@niemand:example.org")
        assert await work.duties.all() == (SECOND, OTHER)


# --- cases somebody is in, or may never be in again ---


async def test_the_cases_of_a_person_are_those_whose_roster_names_them(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work, B)
        await add_case(work, A)
        await work.cases.add(case("OB-DDDD"), intake(), prints("d"), (Member(BEN, "vt"),))
        assert await work.cases.of_person(ANNA) == (A, B)
        await work.cases.remove_member(A, ANNA)
        await work.cases.remove_member(A, ANNA)
        assert await work.cases.of_person(ANNA) == (B,)
        assert await work.cases.roster(A) == (Member(BEN, "vt"),)
        assert await work.cases.of_person("@niemand:example.org") == ()


async def test_who_is_excluded_is_off_the_roster_for_good(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work, A)
        await add_case(work, B)
        await work.cases.exclude(A, ANNA, BEN, NOW)
        with pytest.raises(AlreadyThereError):
            await work.cases.exclude(A, ANNA, BEN, NOW + HOUR)
        await work.commit()
    async with database.work() as work:
        assert await work.cases.excluded(A) == {ANNA}
        assert await work.cases.excluded(B) == frozenset()
        assert await work.cases.of_person(ANNA) == (B,)
        assert ANNA not in {member.user_id for member in (await work.cases.rosters())[A]}
