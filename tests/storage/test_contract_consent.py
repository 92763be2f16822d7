"""The contract of the consent record; every database keeps it."""

import asyncio
import tempfile
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.case import Answer, Area, Consent, Member
from bot.domain.consent import Decider, Recorded, from_intake
from bot.ports import AlreadyThereError

from .conftest import KINDS, AnyDatabase, memory
from .samples import ANNA, BEN, DAY, NOW, A, B, add_case, case, intake, prints, roster

CARLA = "@carla:example.org"
MARCH = date(2027, 3, 1)
FULL = Recorded(
    "politie", Answer.YES, NOW, ANNA, Decider.BOTH, (Area.SAFETY, Area.LAW), MARCH, "omdat het zo is \ud800"
)


def said(organisation: str, answer: Answer) -> Recorded:
    return Recorded(organisation, answer, NOW, BEN)


async def test_the_intake_is_the_beginning_of_the_record(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work)
        await work.commit()
    async with database.work() as work:
        history = await work.cases.consent_history(A)
        assert history == from_intake(intake())
        assert [(r.number, r.organisation, r.by, r.at) for r in history] == [
            (1, "vt", "", intake().reported_at),
            (2, "csg", "", intake().reported_at),
            (3, "om", "", intake().reported_at),
        ]
        assert await work.cases.consent_history(B) == ()


def test_who_decided_is_taken_from_the_form() -> None:
    words = {"slachtoffer": Decider.VICTIM, "voogd": Decider.GUARDIAN, "beiden": Decider.BOTH, "": None}
    found = {word: from_intake(replace(intake(), decided_by=word))[0].decided_by for word in words}
    assert found == words


async def test_an_entry_comes_back_as_it_was_and_is_the_consent_of_now(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work)
        assert await work.cases.record_consent(A, FULL) == 4
        assert await work.cases.record_consent(A, replace(FULL, organisation="om", reason="")) == 5
        await work.commit()
    async with database.work() as work:
        assert (await work.cases.consent_history(A))[3:] == (
            replace(FULL, number=4),
            replace(FULL, organisation="om", reason="", number=5),
        )
        limits = ((Area.SAFETY, Area.LAW), MARCH)
        assert await work.cases.consents(A) == (
            Consent("vt", Answer.YES),
            Consent("csg", Answer.YES),
            Consent("om", Answer.YES, *limits),
            Consent("politie", Answer.YES, *limits),
        )


async def test_a_reason_is_kept_later_with_its_own_entry(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work)
        await work.cases.explain_consent(A, 2, "een reden")
        await work.commit()
    async with database.work() as work:
        assert [entry.reason for entry in await work.cases.consent_history(A)] == ["", "een reden", ""]
        with pytest.raises(KeyError):
            await work.cases.explain_consent(A, 4, "een reden")


async def test_nothing_is_recorded_in_a_case_that_is_not_there(database: AnyDatabase) -> None:
    async with database.work() as work:
        with pytest.raises(KeyError):
            await work.cases.record_consent(A, FULL)
        with pytest.raises(KeyError):
            await work.cases.explain_consent(A, 1, "een reden")


@pytest.mark.parametrize("answer", [a for a in Answer if not Consent("vt", a).grants])
async def test_who_is_there_without_consent_is_on_no_roster(database: AnyDatabase, answer: Answer) -> None:
    async with database.work() as work:
        await add_case(work)
        await work.cases.record_consent(A, said("vt", answer))
        await work.commit()
    async with database.work() as work:
        assert await work.cases.roster(A) == (Member(ANNA, "csg"),)
        assert await work.cases.rosters() == {A: (Member(ANNA, "csg"),)}
        assert await work.cases.of_person(BEN) == ()
        with pytest.raises(ValueError, match="no consent"):
            await work.cases.add_member(A, Member(CARLA, "vt"))
        assert await work.cases.roster(A) == (Member(ANNA, "csg"),)


async def test_a_case_that_begins_with_people_without_consent_holds_them_not(database: AnyDatabase) -> None:
    async with database.work() as work:
        await work.cases.add(case(), intake(), prints(A), (*roster(), Member(CARLA, "om")))
        assert await work.cases.roster(A) == roster()
        await work.cases.record_consent(A, said("om", Answer.YES))
        assert await work.cases.roster(A) == roster(), "and a yes brings in nobody whom nobody named"


async def test_a_new_yes_begins_with_nobody_and_a_changed_yes_keeps_who_is_there(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work)
        await work.cases.record_consent(A, replace(FULL, organisation="vt"))
        assert await work.cases.roster(A) == roster()
        await work.cases.record_consent(A, said("vt", Answer.WITHDRAWN))
        await work.cases.record_consent(A, said("vt", Answer.YES))
        assert await work.cases.roster(A) == (Member(ANNA, "csg"),)
        await work.cases.add_member(A, Member(BEN, "vt"))
        assert Member(BEN, "vt") in await work.cases.roster(A)


async def test_what_ends_is_listed_by_day_and_only_where_it_lets_people_in(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work, A)
        await add_case(work, B, closed_at=NOW + DAY)
        for code in (A, B):
            await work.cases.record_consent(code, replace(FULL, organisation="csg"))
            await work.cases.record_consent(code, replace(FULL, organisation="vt", until=date(2027, 2, 1)))
            await work.cases.record_consent(code, replace(FULL, organisation="om", answer=Answer.WITHDRAWN))
        found = await work.cases.limited_consents()
        assert [(e.code, e.consent.organisation, e.told) for e in found] == [
            (A, "vt", False),
            (B, "vt", False),
            (A, "csg", False),
            (B, "csg", False),
        ]
        assert found[0].consent.until == date(2027, 2, 1)
        await work.cases.end_told(A, "csg")
        assert [ending.told for ending in await work.cases.limited_consents()] == [False, False, True, False]
        await work.cases.record_consent(A, replace(FULL, organisation="csg"))
        assert not any(ending.told for ending in await work.cases.limited_consents()), "another end"
        with pytest.raises(KeyError):
            await work.cases.end_told(A, "nobody")


async def test_a_record_that_is_undone_was_never_made(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work)
        await work.commit()
    async with database.work() as work:
        before = await work.people.stamp()
        with suppress(LookupError):
            async with work.attempt():
                await work.cases.record_consent(A, said("vt", Answer.WITHDRAWN))
                raise LookupError
        assert await work.cases.roster(A) == roster()
        assert await work.cases.consent_history(A) == from_intake(intake())
        assert await work.people.stamp() == before


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "remove", "exclude", *Answer]),
        st.sampled_from(["vt", "csg", "om", "politie"]),
        st.sampled_from([ANNA, BEN, CARLA]),
    ),
    max_size=20,
)


async def _walk(database: AnyDatabase, steps: list[tuple[str, str, str]]) -> list[object]:
    """Do these steps; at every moment only organisations with consent are on the roster. Give all there was to see."""
    seen: list[object] = []
    async with database.work() as work:
        await add_case(work)
        for step, organisation, user in steps:
            before = await work.cases.roster(A)
            try:
                if isinstance(step, Answer):
                    await work.cases.record_consent(A, said(organisation, step))
                    assert set(await work.cases.roster(A)) <= set(before), "an answer alone lets nobody in"
                elif step == "add":
                    await work.cases.add_member(A, Member(user, organisation))
                elif step == "remove":
                    await work.cases.remove_member(A, user)
                else:
                    await work.cases.exclude(A, user, BEN, NOW)
            except (ValueError, AlreadyThereError) as refused:
                seen.append(type(refused).__name__)
            now = await work.cases.roster(A)
            granting = {consent.organisation for consent in await work.cases.consents(A) if consent.grants}
            assert {member.organisation for member in now} <= granting
            assert now == (await work.cases.rosters()).get(A, ())
            seen += [now, await work.cases.consents(A), await work.cases.consent_history(A)]
    return seen


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "memory"])
@given(steps=STEPS)
@settings(max_examples=12, deadline=None)
def test_whatever_is_said_only_consent_lets_people_in_and_all_databases_agree(
    kind: str, steps: list[tuple[str, str, str]]
) -> None:
    async def both() -> tuple[list[object], list[object]]:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            async with KINDS[kind](folder) as real, memory(folder) as fake:
                return await _walk(real, steps), await _walk(fake, steps)

    real, fake = asyncio.run(both())
    assert real == fake
