"""Leading the MDT. In the MDT room codes, counts and clocks only."""

from bot.domain.calendar import ZONE
from bot.texts.document import Line, Lines, own
from bot.texts.speech import Speech
from bot.usecases.results_leading import TimeGiven, TimeUp


def time_given(value: TimeGiven, say: Speech) -> Lines:
    """Say until when the current case has time."""
    until = f"{value.until.astimezone(ZONE):%H:%M}"
    return [say.line("time-given", code=value.code, count=value.minutes, time=until)]


def time_up(value: TimeUp, say: Speech) -> Lines:
    """Say that the time is over, and what to type for the next case or for more time."""
    more = Line(say.text("time-up-more"), usage=own(f"!mdt tijd {value.code} 10"))
    return [say.title("time-up", code=value.code, count=value.minutes), say.line("time-up-next"), more]
