"""The figures of a region: counts, shares and medians; what is too few to say anything of is not said."""

from bot.domain.figures import Attended
from bot.texts.document import Line, Lines, Style, Text, own, typed
from bot.texts.speech import Speech
from bot.usecases.results_minutes import RegionFigures


def region_figures(value: RegionFigures, say: Speech) -> Lines:
    """Write the figures, one fact on a line."""
    found, days = value.figures, value.days
    title = say.title(
        "region-figures", region=value.region, first=say.short_day(days.first), last=say.short_day(days.last)
    )
    if not found.meetings and not found.added and not found.done and not found.late:
        return [title, say.line("figures-none")]
    hours = _few(say) if found.hours is None else say.text("figures-hours-text", hours=found.hours)
    actions = say.text("figures-actions-text", added=found.added, done=found.done, late=found.late)
    lines = [
        title,
        say.field("figures-meetings", say.text("figures-meetings-text", count=found.meetings, urgent=found.urgent)),
        say.field("figures-cases", say.text("figures-cases-text", count=found.cases, first=found.first)),
        say.field("figures-in-time", _share(found.in_time, say)),
        say.field("figures-hours", hours),
        say.field("figures-per-case", _median(found.minutes_per_case, say)),
        say.field("figures-per-meeting", _median(found.minutes_per_meeting, say)),
        say.field("figures-put-off", say.text("figures-put-off-text", held=found.held, missed=found.not_reached)),
        say.field("figures-covered", _share(found.covered, say)),
        say.field("figures-actions", actions),
        say.field("figures-on-time", _share(found.on_time, say)),
    ]
    if found.attended:
        lines += [say.title("figures-attended"), *(_attended(each, say) for each in found.attended)]
    return lines


def _attended(attended: Attended, say: Speech) -> Line:
    return Line(_share(attended.share, say), Style.BULLET, typed(attended.organisation) + own(":"))


def _share(share: int | None, say: Speech) -> Text:
    return _few(say) if share is None else say.text("figures-share", share=share)


def _median(count: int | None, say: Speech) -> Text:
    return _few(say) if count is None else say.text("figures-median", count=count)


def _few(say: Speech) -> Text:
    return say.text("figures-few")
