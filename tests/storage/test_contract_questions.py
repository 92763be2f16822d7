"""What was asked about people is kept, one question about a person at a time."""

from dataclasses import replace

from bot.domain.questions import Asked, Question

from .conftest import AnyDatabase
from .samples import ANNA, BEN, DAY, NOW


async def test_a_question_is_kept_until_another_is_or_until_it_is_dropped(database: AnyDatabase) -> None:
    first = Question(BEN, "werkt hier vt", Asked.ONCE, NOW + DAY)
    async with database.work() as work:
        assert await work.questions.all() == ()
        await work.questions.save(first)
        await work.commit()
    async with database.work() as work:
        assert await work.questions.all() == (first,)
        done = replace(first, step=Asked.DONE, due=None)
        await work.questions.save(done)
        await work.questions.save(replace(first, user_id=ANNA))
        assert await work.questions.all() == (replace(first, user_id=ANNA), done)
        await work.questions.drop(BEN)
        await work.questions.drop("@nobody:example.org")
        assert await work.questions.all() == (replace(first, user_id=ANNA),)
