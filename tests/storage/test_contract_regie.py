"""The contract of who is asked to be regiehouder and of authority to decide; every database keeps it."""

from contextlib import suppress
from dataclasses import replace

import pytest

from bot.domain.case import Area
from bot.domain.regie import Grant, Kind, Request, RequestState, Step, Use

from .conftest import AnyDatabase
from .samples import ANNA, BEN, DAY, HOUR, NOW, A, B, C, add_case

WORD = "Merkwoord \ud800"


def request(asked: str = ANNA, kind: Kind = Kind.APPOINT) -> Request:
    return Request(asked, BEN, kind, NOW, with_actions=kind is Kind.HANDOVER, stands_for=BEN)


async def test_questions_come_back_in_order_as_they_are_now(database: AnyDatabase) -> None:
    async with database.work() as work:
        for code in (A, B):
            await add_case(work, code)
        assert [await work.regie.add(A, request(kind=kind)) for kind in Kind] == [1, 2, 3]
        assert await work.regie.add(B, request(BEN)) == 1
        await work.commit()
    async with database.work() as work:
        first, second, third = await work.regie.of(A)
        assert [each.kind for each in (first, second, third)] == list(Kind)
        assert first == replace(request(), number=1)
        assert second == replace(request(kind=Kind.HANDOVER), number=2)
        no = replace(first, state=RequestState.REFUSED, ended_at=NOW + HOUR, reason=WORD)
        again = replace(second, step=Step.AGAIN, asked_at=NOW + DAY)
        await work.regie.save(A, no)
        await work.regie.save(A, again)
        await work.commit()
    async with database.work() as work:
        assert await work.regie.of(A) == (no, again, third)
        assert await work.regie.of(B) == (replace(request(BEN), number=1),), "the other case is not touched"
        assert await work.regie.of(C) == ()


async def test_the_open_ones_of_all_cases_are_known(database: AnyDatabase) -> None:
    async with database.work() as work:
        for code in (A, B, C):
            await add_case(work, code)
        for code in (C, A):
            await work.regie.add(code, request())
        await work.regie.add(B, replace(request(), state=RequestState.ACCEPTED, ended_at=NOW))
        mine = replace(request(), number=1)
        assert await work.regie.open() == ((A, mine), (C, mine))
        await work.regie.save(A, replace(mine, state=RequestState.WITHDRAWN, ended_at=NOW))
        assert await work.regie.open() == ((C, mine),)


async def test_only_what_is_there_is_saved(database: AnyDatabase) -> None:
    async with database.work() as work:
        with pytest.raises(KeyError):
            await work.regie.add(A, request())
        await add_case(work, A)
        with pytest.raises(KeyError):
            await work.regie.save(A, replace(request(), number=4))
        assert await work.regie.of(A) == ()


async def test_authority_is_given_ended_and_used_in_order(database: AnyDatabase) -> None:
    grants = (Grant(ANNA, True, BEN, NOW, WORD), Grant(ANNA, False, ANNA, NOW + HOUR))
    uses = (Use(Area.SAFETY, WORD, ANNA, NOW), Use(Area.LAW, "anders", ANNA, NOW + DAY))
    async with database.work() as work:
        for code in (A, B, C):
            await add_case(work, code)
        for grant in grants:
            await work.authority.grant(A, grant)
        for use in uses:
            await work.authority.use(A, use)
        await work.authority.use(C, uses[0])
        await work.commit()
    async with database.work() as work:
        assert await work.authority.grants(A) == grants
        assert await work.authority.uses(A) == uses
        assert (await work.authority.grants(B), await work.authority.uses(B)) == ((), ())
        assert dict(await work.authority.last_uses("DH")) == {A: NOW + DAY}
        assert dict(await work.authority.last_uses("OB")) == {C: NOW}


async def test_there_is_no_authority_in_a_case_that_is_not_there(database: AnyDatabase) -> None:
    async with database.work() as work:
        with pytest.raises(KeyError):
            await work.authority.grant(A, Grant(ANNA, True, BEN, NOW))
        with pytest.raises(KeyError):
            await work.authority.use(A, Use(Area.LAW, "rust", ANNA, NOW))


async def test_what_is_undone_was_never_asked(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work, A)
        with suppress(LookupError):
            async with work.attempt():
                await work.regie.add(A, request())
                await work.authority.grant(A, Grant(ANNA, True, BEN, NOW))
                await work.authority.use(A, Use(Area.LAW, "rust", ANNA, NOW))
                raise LookupError
        assert (await work.regie.of(A), await work.authority.grants(A), await work.authority.uses(A)) == ((), (), ())
