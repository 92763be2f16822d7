"""What time brings: each look at what is due, in a unit of work of its own, and most only when there can be something.

What a look finds follows from the rows, from what time it is, and from whether people can be told. So every second the
bot asks one thing: which version are the rows (`Work.version`)? A look that saw this version in these ten seconds finds
nothing else now, whatever the number of cases, and is left out. It comes again as soon as a row changes, whoever
changed it; as soon as ten other seconds are on the clock, later or, on a clock that was set back, earlier; and when it
did not come to its end. What it saw is kept in memory only: whoever starts has seen nothing. So no moment is missed, on
time or after days, and should a change ever be overlooked, it is seen ten seconds later (docs/decisions/0035).
"""

from collections.abc import Awaitable, Callable
from functools import partial

from bot.domain.calendar import IsHoliday, Workdays
from bot.domain.clock import Watch
from bot.jobs import safe
from bot.ports import OpenWork
from bot.settings import Settings
from bot.usecases import seats
from bot.usecases.agenda_news import tell_news
from bot.usecases.agenda_posting import announce
from bot.usecases.clock import watch_clocks
from bot.usecases.grounds_lapse import watch_drafts
from bot.usecases.grounds_review import watch_reviews
from bot.usecases.meeting_watch import watch_meetings
from bot.usecases.morning import give_digests
from bot.usecases.protocol import watch
from bot.usecases.regie_watch import watch_regie
from bot.usecases.remind import post_audit_head, post_cards, remind
from bot.usecases.tight import watch_uncovered
from bot.usecases.withdrawal import watch_ends
from bot.wiring.house import House, now

SILENCE = 90.0
"""Seconds without an answer after which the homeserver is away; syncs bring one at least every half minute."""

ANEW = 10
"""Seconds on the clock in which a look that saw these rows need not see them again; every whole minute begins some."""

Seen = tuple[str, int, bool]
"""What a look finds follows from: the version of the rows, which ten seconds, and whether nobody can be told."""


class Looks:
    """The looks at what is due, each in a unit of work of its own: trouble with one never holds up the others.

    `silence` tells how many seconds the homeserver has not answered.
    """

    def __init__(self, house: House, watch: Watch, is_holiday: IsHoliday, silence: Callable[[], float]) -> None:
        self._house = house
        self._watch = watch
        self._is_holiday = is_holiday
        self._silence = silence
        self._seen: dict[str, Seen] = {}

    async def around(self) -> None:
        """Do those looks that can find anything, in a fixed order."""
        async with self._work() as work:
            version = await work.version()  # before the looks: what changes meanwhile is another version
        here: Seen = version, int(now().timestamp() // ANEW), self._silence() > SILENCE
        for look in (
            self.watch_clocks,
            self.post_audit_head,
            self.watch_consents,
            self.keep_seats,
            self.watch_reviews,
            self.watch_drafts,
            self.announce,
            self.watch_meetings,
            self.watch_regie,
        ):
            if self._seen.get(look.__name__) != here:
                await safe(look.__name__, partial(self._see, look, here))()

    async def _see(self, look: Callable[[], Awaitable[None]], here: Seen) -> None:
        await look()
        self._seen[look.__name__] = here  # not when it failed: then it comes again

    @property
    def _work(self) -> OpenWork:
        return self._house.database.work

    @property
    def _settings(self) -> Settings:
        return self._house.settings

    async def post_cards(self) -> None:
        """Post the cards that are due."""
        async with self._work() as work:
            await post_cards(work, self._house.speaker, now(), self._watch)
            await work.commit()

    async def remind(self) -> None:
        """Remind of what is due."""
        async with self._work() as work:
            await remind(work, self._house.speaker, now(), self._house.speaker.rhythm)
            await work.commit()

    async def give_digests(self) -> None:
        """Give the morning's digests."""
        if self._silence() > SILENCE:
            return  # a digest that nobody can get would arrive days late, together with those of the days between
        async with self._work() as work:
            await give_digests(work, self._house.speaker, now(), self._house.speaker.rhythm)
            await work.commit()

    async def watch_clocks(self) -> None:
        """Warn of the 24 hours, and record what came too late."""
        if self._silence() > SILENCE:
            return  # a warning that nobody can get would arrive when it is too late, and say otherwise
        async with self._work() as work:
            await watch_clocks(work, self._house.speaker, now(), self._watch)
            await work.commit()

    async def post_audit_head(self) -> None:
        """Post the head of the audit trail."""
        async with self._work() as work:
            await post_audit_head(work, self._house.speaker, now(), self._settings.times.digest)
            await work.commit()

    async def watch_protocol(self) -> None:
        """Watch over who still has to accept the privacy protocol."""
        async with self._work() as work:
            await watch(work, self._house.speaker, now())
            await work.commit()

    async def watch_consents(self) -> None:
        """End the consents whose day is over, after a warning."""
        times, days = tuple(self._settings.times.reminders), Workdays(self._settings.weekdays, self._is_holiday)
        async with self._work() as work:
            if await watch_ends(work, self._house.speaker, now(), times, days):
                await work.commit()

    async def keep_seats(self) -> None:
        """Let the representatives of the day in and out."""
        async with self._work() as work:
            if await seats.keep(work, self._house.speaker, now(), self._watch):
                await work.commit()

    async def watch_uncovered(self) -> None:
        """Tell the chairs of watched cases that nobody leads (R43)."""
        if self._silence() > SILENCE:
            return  # as for the digests
        async with self._work() as work:
            await watch_uncovered(work, self._house.speaker, now())
            await work.commit()

    async def watch_reviews(self) -> None:
        """Ask to look at grounds by which somebody came in at once."""
        if self._silence() > SILENCE:
            return  # whoever was down for days is asked once, not once for each day
        async with self._work() as work:
            await watch_reviews(work, self._house.speaker, now(), self._watch)
            await work.commit()

    async def watch_drafts(self) -> None:
        """Tell who gives on a ground that their draft lapses."""
        if self._silence() > SILENCE:
            return  # as for the digests
        async with self._work() as work:
            if await watch_drafts(work, self._house.speaker, now()):
                await work.commit()

    async def announce(self) -> None:
        """Post the agendas, remind the chairs, and tell the MDT rooms what changed since."""
        if self._silence() > SILENCE:
            return  # an agenda that nobody can get would arrive when the meeting is over
        async with self._work() as work:
            await announce(work, self._house.speaker, now(), self._watch)
            await tell_news(work, self._house.speaker, now(), self._watch)
            await work.commit()

    async def watch_meetings(self) -> None:
        """Look after the meetings that run: time that is over, nobody who leads, nobody who closes."""
        if self._silence() > SILENCE:
            return  # nobody could lead meanwhile, so nobody is rung for it, and nothing is closed
        async with self._work() as work:
            if await watch_meetings(work, self._house.speaker, now(), self._watch, self._settings.matrix.trust):
                await work.commit()

    async def watch_regie(self) -> None:
        """Look at who was asked to be regiehouder and did not answer."""
        if self._silence() > SILENCE:
            return  # a question that nobody could get would be passed on for want of an answer
        async with self._work() as work:
            if await watch_regie(work, self._house.speaker, now(), self._watch):
                await work.commit()
