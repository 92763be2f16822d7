"""The 24-hour clock and urgent meetings. Outside the case room codes and clocks only."""

from datetime import datetime, timedelta

from bot.domain.agenda_item import half_day
from bot.domain.case import CaseCode
from bot.texts.document import Line, Lines, Style, Text, own, typed
from bot.texts.speech import Speech
from bot.usecases.results_clock import (
    BreachExplained,
    DeadlineNear,
    DeadlinePassed,
    LapsesSoon,
    ReasonAsked,
    ReasonAskedAgain,
    UrgentStarted,
    YourDeadline,
)

HALF_AN_HOUR = timedelta(minutes=30)
REASON = "!overschreden: "


def urgent_started(value: UrgentStarted, say: Speech) -> Lines:
    """Say that one case is on the table, with its clock to half a day."""
    item = value.item
    lines = [say.title("urgent-started", code=item.code)]
    if not item.met:
        key = "urgent-started-late" if item.is_late(value.now) else "urgent-started-left"
        lines.append(say.line(key, deadline=say.half_day(half_day(item.deadline))))
    return [*lines, say.line("urgent-started-how")]


def deadline_near(value: DeadlineNear, say: Speech) -> Lines:
    """Warn the case room."""
    return [
        say.title("deadline-near", left=_left(value.deadline, value.now, say)),
        say.line("deadline-near-when", moment=say.moment(value.deadline)),
        urgent_line(value.code, say),
    ]


def lapses_soon(value: LapsesSoon, say: Speech) -> Lines:
    """Warn the MDT room, to half a day."""
    first, _ = value.deadlines[0]
    moments = [(code, say.half_day(half_day(deadline))) for code, deadline in value.deadlines]
    if len(moments) == 1:
        [(code, moment)] = moments
        return [say.title("lapses-soon", code=code, deadline=moment), urgent_line(code, say)]
    rows = [Line(moment, Style.BULLET, own(f"{code}:")) for code, moment in moments]
    return [say.title("lapses-soon-many", count=len(rows)), *rows, urgent_line(first, say)]


def your_deadline(value: YourDeadline, say: Speech) -> Lines:
    """Warn one person: codes and time left."""
    first, _ = value.deadlines[0]
    spans = [(code, _left(deadline, value.now, say)) for code, deadline in value.deadlines]
    if len(spans) == 1:
        [(code, left)] = spans
        return [say.title("your-deadline", code=code, left=left), urgent_line(code, say)]
    rows = [Line(say.text("your-deadline-one", left=left), Style.BULLET, own(f"{code}:")) for code, left in spans]
    return [say.title("your-deadline-many", count=len(rows)), *rows, urgent_line(first, say)]


def deadline_passed(value: DeadlinePassed, say: Speech) -> Lines:
    """Tell the case room, calmly when nobody could have done better."""
    if value.at_opening:
        lines = [say.title("deadline-passed-at-opening")]
    else:
        lines = [say.title("deadline-passed", moment=say.moment(value.deadline))]
    if value.weighed_at is not None:
        lines.append(say.line("deadline-passed-weighed", moment=say.moment(value.weighed_at)))
    else:
        lines += [say.line("deadline-passed-agenda"), urgent_line(value.code, say)]
    return [*lines, _reason_line(say)]


def reason_asked(value: ReasonAsked, say: Speech) -> Lines:
    """Ask one person why: codes only."""
    if len(value.codes) == 1:
        [code] = value.codes
        lines = [say.title("reason-asked-at-opening" if code in value.at_opening else "reason-asked", code=code)]
    else:
        early = say.text("reason-asked-one-at-opening")
        lines = [say.title("reason-asked-many", count=len(value.codes))]
        lines += [_bullet(code, early if code in value.at_opening else ()) for code in value.codes]
    return [*lines, *_how_to_explain(len(value.codes), say)]


def reason_asked_again(value: ReasonAskedAgain, say: Speech) -> Lines:
    """Ask once more."""
    count = len(value.codes)
    if count == 1:
        lines = [say.title("reason-asked-again", code=value.codes[0])]
    else:
        lines = [say.title("reason-asked-again-many", count=count)]
        lines += [_bullet(code) for code in value.codes]
    return [*lines, *_how_to_explain(count, say)]


def breach_explained(value: BreachExplained, say: Speech) -> Lines:
    """Say back the reason."""
    return [say.title("breach-explained-again" if value.again else "breach-explained"), Line(typed(value.reason))]


def urgent_line(code: CaseCode, say: Speech) -> Line:
    """Give the command for an urgent meeting about this case."""
    return Line(say.text("urgent-how"), usage=own(f"!mdt spoed {code}"))


def _how_to_explain(count: int, say: Speech) -> Lines:
    """Tell how; a question that waited for the end of somebody's quiet hours may have been answered meanwhile."""
    return [say.line("reason-asked-how", count=count), say.line("reason-asked-done"), _reason_line(say)]


def _bullet(code: CaseCode, why: Text = ()) -> Line:
    return Line(why, Style.BULLET, own(f"{code}:" if why else code))


def _reason_line(say: Speech) -> Line:
    return Line(say.text("reason-how"), usage=own(REASON) + say.text("reason-word"))


def _left(deadline: datetime, now: datetime, say: Speech) -> Text:
    """Write the time left to the nearest hour: a second after the warning fell due there are not three hours left."""
    return say.span(deadline - now + HALF_AN_HOUR)
