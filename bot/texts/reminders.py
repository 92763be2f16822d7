"""What people are told of their own accord, and when: codes, counts and times. A title only where a region chose so."""

from collections.abc import Iterable
from datetime import date, timedelta
from urllib.parse import quote

from bot.domain.calendar import local_day
from bot.domain.digest import Digest, DigestLine
from bot.domain.escalation import Level
from bot.texts.document import MATRIX_TO, Line, Lines, Style, Text, joined, linked, own, typed
from bot.texts.speech import Speech
from bot.usecases.notices import MorningDigest
from bot.usecases.results_reminders import ActionsDue, Climbed, ClimbedLine, HoursShown, Snoozed, WorkdaysShown

MOST_PARTS = 2
"""On one line: it is read on a telephone."""
COUNTS = ("late", "today", "soon", "asked", "others_late", "stuck")


def morning_digest(value: MorningDigest, say: Speech) -> Lines:
    """Write the morning: all cases first, then case by case, then what is done for who is away."""
    digest = value.digest
    total = _counts({what: digest.count(what) for what in COUNTS[:3]}, digest.until, digest.day, say)
    title = say.title("morning-digest", counts=joined(total, ", ")) if total else say.title("morning-digest-plain")
    lines = [title, *_cases(digest.lines, digest, say)]
    for other in digest.stands_in:
        lines += [say.line("morning-digest-for", name=other.name), *_cases(other.lines, digest, say)]
    everything = [*digest.lines, *(line for other in digest.stands_in for line in other.lines)]
    hints = [
        *(["morning-digest-accept"] if any(line.accept for line in everything) else []),
        *(["morning-digest-follow-up"] if any(line.follow_up for line in everything) else []),
        "morning-digest-hint",
    ]
    return [*lines, *(say.line(hint) for hint in hints)]


def actions_due(value: ActionsDue, say: Speech) -> Lines:
    """Name what is due today, case by case."""
    count = sum(len(labels) for _, labels in value.lines)
    cases = [
        Line(say.all_of([own(each) for each in labels]), Style.BULLET, own(f"{code}:")) for code, labels in value.lines
    ]
    return [say.title("actions-due", count=count), *cases, say.line("actions-due-how")]


def climbed(value: Climbed, say: Speech) -> Lines:
    """Tell the case room what is late, and who knows that."""
    return [line for each in value.lines for line in climbed_line(each, say)]


def climbed_line(value: ClimbedLine, say: Speech) -> Lines:
    """Tell of one action."""
    keys = {Level.OWNER: "climbed-owner", Level.COORDINATOR: "climbed-coordinator", Level.CHAIR: "climbed-chair"}
    return [say.line(keys[value.level], label=value.label, days=value.days)]


def snoozed(value: Snoozed, say: Speech) -> Lines:
    """Say until when it is silent, and what goes on."""
    key = "snoozed-day" if value.digest else "snoozed"
    until = say.day(local_day(value.until)) if value.digest else say.moment(value.until)
    return [
        say.title(key, code=value.code, label=value.label, until=until),
        say.line("snoozed-goes-on"),
    ]


def hours_shown(value: HoursShown, say: Speech) -> Lines:
    """Say when it is quiet, what rings all the same, and how to change it."""
    if value.quiet_from == value.quiet_until:
        title = say.title("hours-changed-off" if value.changed else "hours-shown-off")
    else:
        key = "hours-changed" if value.changed else "hours-shown"
        title = say.title(key, start=f"{value.quiet_from:%H:%M}", end=f"{value.quiet_until:%H:%M}")
    days = _days(value.days, say)
    return [
        title,
        say.line("hours-days", days=days),
        say.line("hours-urgent"),
        say.line("hours-digest", time=f"{value.digest_at:%H:%M}"),
        say.line("hours-how"),
    ]


def workdays_shown(value: WorkdaysShown, say: Speech) -> Lines:
    """Say on which days somebody is told things."""
    key = "workdays-changed" if value.changed else "workdays-shown"
    usual = [] if value.own else [say.line("workdays-usual")]
    return [say.title(key, days=_days(value.days, say)), *usual, say.line("workdays-how")]


def _cases(lines: Iterable[DigestLine], digest: Digest, say: Speech) -> Lines:
    found = []
    for line in lines:
        code = linked(f"{line.case}:", MATRIX_TO + quote(line.room, safe="!:")) if line.room else own(f"{line.case}:")
        counts = {what: getattr(line, what) for what in COUNTS}
        parts = _counts(counts, digest.until, digest.day, say)
        flags = {"accept": line.accept, "review": line.review, "follow-up": line.follow_up, "tight": line.tight}
        parts += [say.text(f"digest-{flag}") for flag, there in flags.items() if there]
        some = [parts[start : start + MOST_PARTS] for start in range(0, len(parts), MOST_PARTS)]
        found += [Line(joined(those, ", "), Style.BULLET, code) for those in some]
        found += [Line(typed(title), Style.BULLET, own(f"{line.case} {label}:")) for label, title in line.titles]
    return found


def _counts(counts: dict[str, int], until: date, today: date, say: Speech) -> list[Text]:
    """Write `1 te laat`, `2 vandaag`, without the zeros."""
    found = []
    for what, count in counts.items():
        if not count:
            continue
        if what == "soon" and until != today + timedelta(days=1):
            found.append(say.text("digest-until", count=count, day=say.short_day(until)))
        else:
            found.append(say.text(f"digest-{what.replace('_', '-')}", count=count))
    return found


def _days(days: tuple[int, ...], say: Speech) -> Text:
    return say.all_of([say.weekday(day) for day in days])
