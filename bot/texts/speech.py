"""One language: its Fluent file, its days and its lists.

What people typed never passes through Fluent: Fluent stops at 2500 characters and would mix typed line breaks with
ours. It sees a token instead, and the typed text takes the token's place afterwards.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache, cached_property
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Resource

from bot.domain.calendar import ZONE, local_day
from bot.domain.case import Area
from bot.domain.meeting import HalfDay
from bot.domain.people import Place, UserId
from bot.ports import Clock
from bot.texts.document import Line, Span, Style, Text, joined, own, typed

Argument = str | Text | int | StrEnum
"""What a text takes: a `str` counts as typed, an enum's value and a number may be chosen by."""

_HOUR = timedelta(hours=1)
_TOKEN = re.compile("\ue000([0-9]+)\ue001")


class Speech:
    """The texts of one language. `clock` tells what year a date may leave out."""

    def __init__(self, language: str, clock: Clock) -> None:
        self.language = language
        self._clock = clock

    @cached_property
    def _bundle(self) -> FluentBundle:
        """Read when something is said: most commands of the machine say nothing, and few people read English."""
        bundle = FluentBundle([self.language], use_isolating=False)
        bundle.add_resource(_resource(self.language))
        return bundle

    def knows(self, key: str) -> bool:
        """Whether there is a text under this key."""
        return self._bundle.has_message(key)

    def text(self, key: str, /, **arguments: Argument) -> Text:
        """Give a text as one line. Raises `KeyError` for an unknown key or a forgotten argument."""
        return joined(self._texts(key, arguments), " ")

    def lines(self, key: str, /, **arguments: Argument) -> list[Line]:
        """Give a text line by line; when there are more, the first is the title."""
        texts = self._texts(key, arguments)
        first = Style.TITLE if len(texts) > 1 else Style.PLAIN
        return [Line(text, Style.PLAIN if i else first) for i, text in enumerate(texts)]

    def title(self, key: str, /, **arguments: Argument) -> Line:
        """Give a text as a title."""
        return Line(self.text(key, **arguments), Style.TITLE)

    def line(self, key: str, /, **arguments: Argument) -> Line:
        """Give a text as a plain line."""
        return Line(self.text(key, **arguments))

    def field(self, key: str, text: Text, style: Style = Style.PLAIN) -> Line:
        """Give a line `label: text`, with the label under this key."""
        return Line(text, style, label=self.text(key) + own(":"))

    def day(self, day: date, today: date | None = None) -> Text:
        """Write `vrijdag 27 november`, with the year when it is not this year."""
        return self._date(day, today, "weekdays", "months")

    def short_day(self, day: date, today: date | None = None) -> Text:
        """Write `vr 27 nov`, with the year when it is not this year."""
        return self._date(day, today, "weekdays-short", "months-short")

    def weekday(self, number: int, *, short: bool = False) -> Text:
        """Name a day of the week; Monday is 0."""
        return own(self._word("weekdays-short" if short else "weekdays", number))

    def moment(self, moment: datetime, today: date | None = None) -> Text:
        """Write `di 24 nov 16:00` on Dutch clocks."""
        local = moment.astimezone(ZONE)
        return self.text("moment", day=self.short_day(local.date(), today), time=f"{local:%H:%M}")

    def half_day(self, half: HalfDay, today: date | None = None) -> Text:
        """Write `di 24 nov, middag`."""
        return self.text(
            "half-day-afternoon" if half.afternoon else "half-day-morning", day=self.short_day(half.day, today)
        )

    def span(self, length: timedelta) -> Text:
        """Write how long: hours up to two days, then days; never below zero."""
        hours = max(0, length // _HOUR)
        if hours < 1:
            return self.text("span-short")
        return self.text("span-hours", count=hours) if hours < 48 else self.text("span-days", count=hours // 24)  # noqa: PLR2004 - two days, as the docstring says

    def area(self, area: Area) -> Text:
        """Name an area, as in the middle of a sentence."""
        return self.text(f"area-{area.value}")

    def area_title(self, area: Area) -> Text:
        """Name an area, as at the beginning of a line."""
        return self.text(f"area-title-{area.value}")

    def areas(self, areas: Iterable[Area]) -> Text:
        """Name areas: `veiligheid, recht en hulp`."""
        return self.all_of([self.area(area) for area in areas])

    def all_of(self, texts: Sequence[Text]) -> Text:
        """Join texts as a sentence does: `a, b en c`."""
        if len(texts) < 2:  # noqa: PLR2004 - one thing needs no "and"
            return joined(texts, ", ")
        return self.text("and", first=joined(texts[:-1], ", "), last=texts[-1])

    def room(self, place: Place, subject: str) -> Text:
        """Name a room: `de kamer van DH-7K3M`."""
        return self.text(f"room-{place.value}", subject=subject)

    def a_room(self, place: Place) -> Text:
        """Name a kind of room: `de kamer van een casus`."""
        return self.text(f"place-{place.value}")

    def name(self, user_id: UserId, names: dict[UserId, str]) -> Text:
        """Name a person; without a name, by the Matrix id."""
        return typed(names.get(user_id) or user_id)

    def command(self, name: str) -> Text:
        """Write a command as it is typed: `!mdt start` for `mdt-start`. A case's code behind it keeps its dash."""
        verb, space, rest = name.removeprefix("!").partition(" ")
        return own(f"`!{verb.replace('-', ' ')}{space}{rest}`")

    def _date(self, day: date, today: date | None, weekdays: str, months: str) -> Text:
        this_year = (today or local_day(self._clock())).year
        text = self.text(
            "date",
            weekday=own(self._word(weekdays, day.weekday())),
            day=str(day.day),
            month=own(self._word(months, day.month - 1)),
        )
        return text if day.year == this_year else self.text("date-year", date=text, year=str(day.year))

    def _word(self, key: str, index: int) -> str:
        return "".join(span.text for span in self.text(key)).split()[index]

    def _texts(self, key: str, arguments: dict[str, Argument]) -> list[Text]:
        pieces: list[Text] = []
        values: dict[str, str | int] = {}
        for name, argument in arguments.items():
            if isinstance(argument, StrEnum):
                values[name] = argument.value
            elif isinstance(argument, int):
                values[name] = argument
            else:
                values[name] = f"\ue000{len(pieces)}\ue001"
                pieces.append(typed(argument) if isinstance(argument, str) else argument)
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise KeyError(key)
        formatted, errors = self._bundle.format_pattern(pattern, values)
        if errors:
            raise KeyError(key) from errors[0]
        return [_filled(line, pieces) for line in str(formatted).split("\n")]


@cache
def _resource(language: str) -> Resource:
    """Read the texts of a language: half a second's work, and always the same."""
    return FluentResource(files("bot.texts").joinpath(f"{language}.ftl").read_text(encoding="utf-8"))


def _filled(line: str, pieces: list[Text]) -> Text:
    """Put the typed pieces where their tokens stand: every odd part of the split is a token's number."""
    result: Text = ()
    for i, part in enumerate(_TOKEN.split(line)):
        result += pieces[int(part)] if i % 2 else (Span(part),) if part else ()
    return result
