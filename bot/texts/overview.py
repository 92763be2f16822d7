"""The overviews: codes, days and counts on one phone screen, what needs somebody first on top."""

from collections.abc import Callable, Iterable, Sequence
from urllib.parse import quote

from bot.domain.overview import OFTEN, Mine, MyAction, MyCase, RegionCase, When, when
from bot.texts.document import MATRIX_TO, Line, Lines, Style, Text, joined, linked, own
from bot.texts.speech import Speech
from bot.texts.when import by_when
from bot.usecases.results_overview import MyActions, MyCases, RegionOverview

MOST_ACTIONS = 12
MOST_CASES = 8
MOST_FOLLOW_UPS = 3
"""What fits one phone screen; of more, the others are counted."""


def my_actions(value: MyActions, say: Speech) -> Lines:
    """Write one's own open actions by how soon they are, and the questions that wait."""
    late = sum(when(action.due, value.today) is When.LATE for action in value.actions)
    if not value.actions:
        lines = [say.title("my-actions-empty")]
    else:
        key = "my-actions-late" if late else "my-actions"
        lines = [say.title(key, count=len(value.actions), late=late)]
    lines += _waiting(value, say)
    if not value.actions:
        return lines
    shown = value.actions if value.whole else value.actions[:MOST_ACTIONS]
    for soon, group in _by_when(shown, value).items():
        lines.append(Line(label=say.text(f"my-actions-{soon.value}") + own(":")))
        lines += [_action(action, value, say) for action in group]
    return [*lines, *_rest(len(value.actions) - len(shown), "mijn alles", say), say.line("my-actions-hint")]


def _waiting(value: MyActions, say: Speech) -> Lines:
    """Write the questions; of many to be regiehouder the first are named."""
    lines = []
    if value.asked:
        codes = joined([own(code) for code in value.asked[:MOST_CASES]], ", ")
        first = own(f"`!regie aanvaard {value.asked[0]}`")
        lines.append(say.line("my-actions-asked", count=len(value.asked), codes=codes, command=first))
    if value.confirm:
        lines.append(say.line("my-actions-confirm", count=value.confirm, command=say.command("collega")))
    return lines


def _by_when(actions: Iterable[MyAction], value: MyActions) -> dict[When, list[MyAction]]:
    groups: dict[When, list[MyAction]] = {}
    for action in actions:
        groups.setdefault(when(action.due, value.today), []).append(action)
    return groups


def _action(action: MyAction, value: MyActions, say: Speech) -> Line:
    text = by_when(action.due, action.due_at, say, value.today, short=True)
    if action.mine is not Mine.OWN:
        text += own(" (") + say.text(f"my-actions-{action.mine.value}") + own(")")
    return Line(text, Style.BULLET, _code(f"{action.case} {action.label}:", action.room))


def my_cases(value: MyCases, say: Speech) -> Lines:
    """Write one's own cases as regiehouder, and where to look how it goes after closing."""
    if not value.cases:
        return [say.title("my-cases-empty"), *_follow_ups(value, say)]
    asks = sum(case.asks for case in value.cases)
    lines = [say.title("my-cases" if asks else "my-cases-calm", count=len(value.cases), asks=asks)]
    shown = value.cases if value.whole else value.cases[:MOST_CASES]
    lines += [_case(case, value, say) for case in shown]
    lines += _rest(len(value.cases) - len(shown), "regie overzicht alles", say)
    return [*lines, *_follow_ups(value, say), say.line("my-cases-hint")]


def _case(case: MyCase, value: MyCases, say: Speech) -> Line:
    if case.late:
        parts = [say.text("my-cases-late", late=case.late, open=case.open)]
    else:
        parts = [say.text("my-cases-open", count=case.open) if case.open else say.text("my-cases-none")]
    if case.still is not None:
        parts.append(say.text("my-cases-still", count=case.still))
    if case.meets is None:
        parts.append(say.text("my-cases-off"))
    else:
        parts.append(say.text("my-cases-meets", day=say.short_day(case.meets, value.today)))
    if case.review is not None and case.review != case.meets:
        parts.append(say.text("my-cases-review", day=say.short_day(case.review, value.today)))
    return Line(joined(parts, ", "), Style.BULLET, _code(f"{case.code}:", case.room))


def _follow_ups(value: MyCases, say: Speech) -> Lines:
    if not value.follow_ups:
        return []
    shown = value.follow_ups if value.whole else value.follow_ups[:MOST_FOLLOW_UPS]
    found = [Line(say.short_day(each.day, value.today), Style.BULLET, own(f"{each.code}:")) for each in shown]
    rest = _rest(len(value.follow_ups) - len(shown), "regie overzicht alles", say)
    return [say.line("my-cases-follow-up"), *found, *rest]


def region_overview(value: RegionOverview, say: Speech) -> Lines:
    """Write what runs behind in a region: codes, counts and clocks, for a room where not everybody may know more."""
    count = len(value.cases)
    if not count and not value.uncovered:
        return [say.title("region-calm", region=value.region, open=value.open)]
    lines = [say.title("region-overview", region=value.region, open=value.open, count=count)]
    shown = value.cases if value.whole else value.cases[:MOST_CASES]
    lines += [Line(joined(_parts(case, say), ", "), Style.BULLET, own(f"{case.code}:")) for case in shown]
    lines += _rest(count - len(shown), "mdt overzicht alles", say)
    totals: Sequence[tuple[str, Callable[[RegionCase], bool]]] = (
        ("region-total-overdue", lambda case: case.overdue),
        ("region-total-still", lambda case: case.still),
    )
    sums = [say.text(key, count=found) for key, has in totals if (found := sum(map(has, value.cases)))]
    if value.late:
        sums.append(say.text("region-total-late", count=value.late))
    if sums:
        lines.append(say.line("region-total", sums=joined(sums, ", ")))
    if value.uncovered:
        lines.append(say.line("caseload-without", count=value.uncovered))
    return [*lines, say.line("region-hint")]


def _parts(case: RegionCase, say: Speech) -> list[Text]:
    parts = [say.text("region-overdue")] if case.overdue else []
    if case.held_over >= OFTEN:
        parts.append(say.text("region-held-over", count=case.held_over))
    if case.late:
        parts.append(say.text("region-late", count=case.late))
    return [*parts, say.text("region-still")] if case.still else parts


def _rest(count: int, command: str, say: Speech) -> Lines:
    return [say.line("overview-more", count=count, command=say.command(command))] if count else []


def _code(text: str, room: str) -> Text:
    return linked(text, MATRIX_TO + quote(room, safe="!:")) if room else own(text)
