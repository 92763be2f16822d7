"""Somebody goes: from a case, or altogether."""

from collections.abc import Sequence

from bot.domain.leaving import Part
from bot.domain.people import Place
from bot.texts.document import Line, Lines, Style, Text, joined, own, typed
from bot.texts.speech import Speech
from bot.usecases.results_going import (
    ExcludeAhead,
    Excluded,
    LeavingAhead,
    LeftService,
    NoLongerInCase,
    SomebodyGone,
    TakenOver,
    WithdrawAhead,
    Withdrawn,
    WithdrawnHere,
    WithoutCoordinator,
    WorkMoved,
)

MOST_CASES = 20
"""Cases named one by one; of more, the others are counted."""


def leaving_ahead(value: LeavingAhead, say: Speech) -> Lines:
    """Show what ends, and how to have it done."""
    changed = [say.line("leaving-changed")] if value.again else []
    return [
        say.title("leaving-ahead", name=value.name),
        *changed,
        *_ends(value, say),
        say.line("going-how"),
        Line(usage=typed(value.command)),
    ]


def left_service(value: LeftService, say: Speech) -> Lines:
    """Report what ended."""
    return [say.title("left-service", name=value.name), *_ends(value, say)]


def somebody_gone(value: SomebodyGone, say: Speech) -> Lines:
    """Tell the case room who takes over."""
    lines = [say.title("no-longer-coordinator" if value.stays else "somebody-gone", name=value.name, code=value.code)]
    if value.labels:
        labels = say.all_of([own(label) for label in value.labels])
        count = len(value.labels)
        if value.to:
            lines.append(say.line("gone-actions", labels=labels, count=count, to=value.to))
        else:
            lines.append(say.line("gone-actions-nobody", labels=labels, count=count))
    if value.coordinated and value.coordinator:
        lines.append(say.line("gone-coordinator", name=value.coordinator))
    elif value.coordinated:
        lines.append(say.line("coordinator-missing"))
    if value.comes:
        lines.append(say.line("gone-comes", names=say.all_of([typed(name) for name in value.comes])))
    return lines


def withdrawn_here(value: WithdrawnHere, say: Speech) -> Lines:
    """Tell those who stay."""
    return somebody_gone(value.gone, say)


def taken_over(value: TakenOver, say: Speech) -> Lines:
    """Tell somebody in which cases they take part from now on, in codes and counts."""
    lines = [Line(say.text("going-actions", count=n), Style.BULLET, own(code)) for code, n in value.lines]
    return [say.title("taken-over", count=len(lines)), *lines, say.line("taken-over-how")]


def without_coordinator(value: WithoutCoordinator, say: Speech) -> Lines:
    """Name the cases without regiehouder, by code."""
    codes = say.all_of([own(code) for code in value.codes])
    return [
        say.title("without-coordinator", count=len(value.codes), codes=codes),
        say.line("without-coordinator-how"),
    ]


def withdraw_ahead(value: WithdrawAhead, say: Speech) -> Lines:
    """Show what withdrawing does, and how to have it done."""
    return [
        say.title("withdraw-ahead", code=value.part.code),
        say.line("withdraw-ahead-for-good"),
        *_mine(value.part, say),
        say.line("going-how"),
        Line(usage=typed(value.command)),
    ]


def withdrawn(value: Withdrawn, say: Speech) -> Lines:
    """Confirm, in the direct chat."""
    return [say.title("withdrawn", code=value.part.code), *_mine(value.part, say), say.line("read-before")]


def work_moved(value: WorkMoved, say: Speech) -> Lines:
    """Tell who works elsewhere now which cases they are out of, by code."""
    codes = _codes(value.codes, say)
    return [say.title("work-moved", codes=codes), say.line("read-before"), say.line("work-moved-wrong")]


def exclude_ahead(value: ExcludeAhead, say: Speech) -> Lines:
    """Show what excluding does, and how to have it done."""
    return [
        say.title("exclude-ahead", name=value.name, code=value.part.code),
        say.line("exclude-ahead-for-good"),
        *_mine(value.part, say),
        say.line("going-how"),
        Line(usage=typed(value.command)),
    ]


def excluded(value: Excluded, say: Speech) -> Lines:
    """Report to the regiehouder."""
    return [
        say.title("excluded", name=value.name, code=value.part.code),
        *_mine(value.part, say),
        say.line("excluded-told", name=value.name),
    ]


def no_longer_in_case(value: NoLongerInCase, say: Speech) -> Lines:
    """Tell somebody that they no longer take part, and whom to call. Never why."""
    names = say.all_of([typed(name) for name in value.names])
    return say.lines("no-longer-in-case", code=value.code, names=names)


def _ends(value: LeavingAhead | LeftService, say: Speech) -> Lines:
    rooms = [say.text(f"going-rooms-{place.value}", count=count) for place, count in value.rooms if _counts(place)]
    lines = [Line(joined(rooms, ", "), Style.BULLET, label=say.text("going-rooms") + own(":"))] if rooms else []
    if value.duties:
        lines.append(Line(say.text("going-duties", count=value.duties), Style.BULLET))
    shown = value.parts[:MOST_CASES]
    lines += [Line(_part(part, say), Style.BULLET, own(part.code)) for part in shown]
    if len(value.parts) > len(shown):
        lines.append(say.line("going-more", count=len(value.parts) - len(shown)))
    left = [part.code for part in value.parts if part.actions and not part.to]
    if left:
        lines.append(say.line("going-left", codes=_codes(left, say)))
    uncovered = [part.code for part in value.parts if part.coordinated and not part.coordinator]
    if uncovered:
        lines.append(say.line("going-uncovered", codes=_codes(uncovered, say)))
    return lines


def _counts(place: Place) -> bool:
    return place is not Place.DIRECT  # everybody has one, and it ends


def _codes(codes: Sequence[str], say: Speech) -> Text:
    return say.all_of([own(code) for code in codes])


def _part(part: Part, say: Speech) -> Text:
    """Write who takes over in one case, on one line."""
    texts = []
    if part.actions:
        count = say.text("going-actions", count=part.actions)
        texts.append(count + own(" → ") + (typed(part.to) if part.to else say.text("going-nobody")))
    if part.coordinated:
        new = typed(part.coordinator) if part.coordinator else say.text("going-nobody")
        texts.append(say.text("going-coordinator") + own(" → ") + new)
    if part.comes:
        texts.append(say.text("going-comes", names=say.all_of([typed(name) for name in part.comes])))
    return joined(texts, "; ")


def _mine(part: Part, say: Speech) -> Lines:
    return [Line(_part(part, say), Style.BULLET)] if part.actions or part.coordinated else []
