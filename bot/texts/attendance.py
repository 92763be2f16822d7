"""Who is there, one line per organisation. In the MDT room permanent parties and people, never a case."""

from bot.texts.document import Line, Lines, Style, Text, joined, own, typed
from bot.texts.speech import Speech
from bot.usecases.results_attendance import AbsentNoted, PresentInCase, PresentNoted, TurnoutLine


def present_noted(value: PresentNoted, say: Speech) -> Lines:
    """Say who is there now, for which organisation, and how all permanent parties stand."""
    key = "present-on-behalf" if value.on_behalf else "present-noted"
    lines = [say.title(key, name=value.name, organisation=value.organisation)]
    if value.on_behalf:
        lines.append(say.line("present-on-behalf-only", organisation=value.organisation))
    return [*lines, *_turnout(value.turnout, say)]


def absent_noted(value: AbsentNoted, say: Speech) -> Lines:
    """Say who is absent, and how all permanent parties stand."""
    how = [say.line("absent-noted-how")] if value.self_ else []
    return [say.title("absent-noted", name=value.name), *how, *_turnout(value.turnout, say)]


def present_in_case(value: PresentInCase, say: Speech) -> Lines:
    """Say who is there in a case, and who of its parties is not."""
    title = say.title("present-in-case", name=value.name, organisation=value.organisation, code=value.code)
    return [title, *_bullets("case-missing", value.missing, say)]


def turnout_line(value: TurnoutLine, say: Speech) -> Lines:
    """Write one organisation by itself."""
    return [_bullet(value, say)]


def not_there(missing: tuple[TurnoutLine, ...], say: Speech) -> list[Line]:
    """Say which permanent parties are not there as the MDT begins."""
    return _bullets("turnout-missing", missing, say) if missing else [say.line("turnout-all-there")]


def not_in_case(missing: tuple[TurnoutLine, ...], say: Speech) -> list[Line]:
    """Say which parties of a case are not there as it is taken up; nothing when all are."""
    return [*_bullets("case-missing", missing, say), say.line("case-missing-how")] if missing else []


def _turnout(turnout: tuple[TurnoutLine, ...], say: Speech) -> list[Line]:
    there = sum(not line.missing for line in turnout)
    return [say.line("turnout", there=there, count=len(turnout)), *(_bullet(line, say) for line in turnout)]


def _bullets(key: str, missing: tuple[TurnoutLine, ...], say: Speech) -> list[Line]:
    return [say.line(key), *(_bullet(line, say) for line in missing)] if missing else []


def _bullet(line: TurnoutLine, say: Speech) -> Line:
    return Line(_people(line, say), Style.BULLET, typed(line.organisation) + own(":"))


def _people(line: TurnoutLine, say: Speech) -> Text:
    if line.missing and line.told:
        return say.text("turnout-told")
    if line.missing:
        return say.text("turnout-expected", name=line.expected) if line.expected else say.text("turnout-nobody")
    people = joined([typed(name) for name in line.there], ", ")
    if line.stands_in_for:
        key = "turnout-for-absent" if line.away else "turnout-for"
        people += own(" ") + say.text(key, name=line.stands_in_for)
    others = [say.text("turnout-other", name=name, organisation=organisation) for name, organisation in line.for_it]
    return joined([*([people] if people else []), *others], ", ")
