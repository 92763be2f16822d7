"""The day on which the MDT looks at a case again (R9, R20)."""

from datetime import date

from bot.domain.calendar import local_day
from bot.domain.outcome import Review
from bot.domain.refusals import Refused
from bot.domain.refusals_outcome import NoReview, ReviewToday
from bot.usecases.acting import Acting
from bot.usecases.results_outcome import ReviewOff, ReviewSet


async def agree(acting: Acting, meant: date) -> ReviewSet:
    """Agree on a day; on one without an MDT it is the next with one. Raises `Refused` with `ReviewToday`."""
    if meant <= local_day(acting.now):
        raise Refused(ReviewToday(meant))
    there = acting.watch.has_meeting(meant)
    day = meant if there else acting.watch.next_meeting_day(meant)
    await acting.work.reviews.set(acting.subject, Review(day, acting.person.user_id, acting.now))
    return ReviewSet(day, None if there else meant)


async def call_off(acting: Acting) -> ReviewOff:
    """Call the review off. Raises `Refused` with `NoReview`."""
    agreed = await acting.work.reviews.of(acting.subject)
    if not agreed or agreed[-1].day is None:
        raise Refused(NoReview())
    await acting.work.reviews.set(acting.subject, Review(None, acting.person.user_id, acting.now))
    return ReviewOff(agreed[-1].day)
