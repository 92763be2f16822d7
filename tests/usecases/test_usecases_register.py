"""The register: who the machine confirms, what is written down, and what a file cannot do."""

from dataclasses import replace

import pytest

from bot.domain.duty import Duty
from bot.domain.people import Directory, Person, Role, UserId
from bot.domain.refusals import Refused
from bot.domain.refusals_people import AdminsNeeded
from bot.domain.standing import MACHINE, Kind
from bot.ports import Work
from bot.usecases import register, rota
from bot.usecases.handover import By, Desk
from bot.usecases.register import confirm_first_admins, plan_file, plan_people
from tests.commands.stage import ANNA, BAS, CARLA, DIRECTORY, FRITS, NOW, REMINDER_TIMES, Stage
from tests.enrolled import enrol

MACHINE_DOES = By(MACHINE, MACHINE, NOW)


def admin(name: str) -> Person:
    return Person(f"@{name}:regiekamer.test", name.title(), "vt", frozenset(), frozenset({Role.ADMIN}))


ADA, BEN, CAS = admin("ada"), admin("ben"), admin("cas")


async def admins(work: Work) -> list[UserId]:
    return [p.user_id for p in (await work.people.directory()).admins()]


async def put(work: Work, *people: Person) -> None:
    await work.people.replace(replace(DIRECTORY, people=people))


async def test_the_machine_makes_two_administrators_and_never_a_third() -> None:
    async with Stage().database.work() as work:
        await put(work, ADA, BEN, CAS)
        everybody = {p.user_id for p in (ADA, BEN, CAS)}
        assert [p.user_id for p in await confirm_first_admins(work, everybody, NOW)] == [ADA.user_id, BEN.user_id]
        assert await confirm_first_admins(work, everybody, NOW) == ()
        assert await admins(work) == [ADA.user_id, BEN.user_id]
        record = await work.standings.get(ADA.user_id)
        assert record is not None
        assert (record.vouched_by, record.kind, record.confirmed_at) == ((MACHINE,), Kind.ADMIN, NOW)
        entries = await work.audit.latest(2)
    assert {(e.actor, e.verb, e.place, e.subject) for e in entries} == {
        (MACHINE, "bevestig", MACHINE, ADA.user_id), (MACHINE, "bevestig", MACHINE, BEN.user_id),
    }  # fmt: skip


async def test_the_machine_confirms_only_whom_the_file_names() -> None:
    async with Stage().database.work() as work:
        await put(work, ADA, BEN)
        assert [p.user_id for p in await confirm_first_admins(work, {BEN.user_id}, NOW)] == [BEN.user_id]
        assert await admins(work) == [BEN.user_id]


async def test_while_one_counts_the_machine_makes_one_more() -> None:
    async with Stage().database.work() as work:
        await put(work, ADA, BEN, CAS)
        await enrol(work, only=[CAS.user_id])
        await confirm_first_admins(work, {p.user_id for p in (ADA, BEN, CAS)}, NOW)
        assert await admins(work) == [ADA.user_id, CAS.user_id]


async def test_every_person_and_party_that_changes_is_written_down() -> None:
    stage = Stage()
    async with stage.database.work() as work:
        await enrol(work, DIRECTORY)
        people = (
            replace(DIRECTORY.people[0], name="Anna Vos", regions=frozenset({"DH", "OB"})),
            Person("@nieuw:regiekamer.test", "Nieuw", "vt", frozenset({"DH"}), frozenset({Role.PROFESSIONAL})),
        )
        shn = replace(DIRECTORY.organisations[3], aliases=("SHN",))
        plan = await plan_file(work, Directory(organisations=(shn,), people=people), NOW)
        await register.make(Desk(work, stage.speaker, MACHINE_DOES, REMINDER_TIMES), plan)
        entries = [(e.verb, e.subject, e.outcome) for e in reversed(await work.audit.latest(4))]
    assert entries == [
        ("lid", ANNA, "naam"), ("lid", ANNA, "regios"), ("lid", "@nieuw:regiekamer.test", "nieuw"),
        ("organisatie", "shn", "gewijzigd"),
    ]  # fmt: skip


async def test_what_may_not_be_is_not_made_whoever_asks() -> None:
    stage = Stage()
    async with stage.database.work() as work:
        await enrol(work, replace(DIRECTORY, people=(*DIRECTORY.people, ADA)))
        before = await work.people.directory()
        plan = await plan_people(work, [replace(ADA, organisation="csg")], NOW)
        with pytest.raises(Refused) as refused:
            await register.make(Desk(work, stage.speaker, MACHINE_DOES, REMINDER_TIMES), plan)
        assert refused.value.refusal == AdminsNeeded(2)
        assert await work.people.directory() == before


async def test_who_becomes_something_else_and_back_begins_anew() -> None:
    stage = Stage()
    async with stage.database.work() as work:
        await enrol(work, replace(DIRECTORY, people=(*DIRECTORY.people, ADA, BEN, CAS)))
        for roles in ({Role.AUDITOR}, {Role.ADMIN}):
            plan = await plan_people(work, [replace(CAS, roles=frozenset(roles))], NOW)
            await register.make(Desk(work, stage.speaker, MACHINE_DOES, REMINDER_TIMES), plan)
        assert await admins(work) == [FRITS, ADA.user_id, BEN.user_id]


async def test_a_rota_file_replaces_only_what_it_names() -> None:
    stage = Stage()
    monday, tuesday = (Duty("DH", "csg", BAS, weekday=day) for day in (0, 1))
    police = Duty("DH", "politie", CARLA, weekday=0)
    async with stage.database.work() as work:
        await work.duties.replace("DH", "csg", [monday])
        await work.duties.replace("DH", "politie", [police])
        plan = await rota.plan_rota(work, [tuesday])
        assert (plan.added, plan.dropped) == (1, 1)
        await rota.make_rota(work, plan, MACHINE_DOES)
        assert await work.duties.all() == (tuesday, police)
        again = await rota.plan_rota(work, [tuesday])
        assert (again.added, again.dropped) == (0, 0)
