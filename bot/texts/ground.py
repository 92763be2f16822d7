"""Legal grounds (R18): always shown as what they are. The bot records; it approves nothing."""

from collections.abc import Iterator

from bot.domain.ground import GroundStanding, Step
from bot.texts.consent import coming
from bot.texts.document import Line, Lines, Style, Text, joined, own, typed
from bot.texts.speech import Speech
from bot.usecases.results_ground import (
    DraftLapses,
    GroundAhead,
    GroundDraft,
    GroundOverview,
    GroundRecorded,
    GroundRegions,
    GroundReviewed,
    GroundShown,
    GroundView,
    ReviewAsked,
    WitnessAsked,
)


def ground_overview(value: GroundOverview, say: Speech) -> Lines:
    """List the grounds of a case, and say how to begin."""
    lines = [
        Line(joined([_between(view, say), *_state(view, say)], ", "), Style.BULLET, label=own(f"{view.label}:"))
        for view in value.views
    ]
    nothing = [] if lines else [say.line("ground-none")]
    return [
        say.title("ground-overview", code=value.code),
        *lines,
        *nothing,
        say.line("ground-how-begin"),
        *([say.line("ground-how-show")] if lines else []),
        say.line("ground-records-only"),
    ]


def ground_view(value: GroundView, say: Speech) -> Lines:
    """Write one ground by itself."""
    return [Line(_between(value, say), label=own(f"{value.label}:")), *_whole(value, say)]


def ground_shown(value: GroundShown, say: Speech) -> Lines:
    """Show all of one ground."""
    view = value.view
    lines = [say.title("ground-shown", label=view.label, code=value.code), Line(joined(_state(view, say), ", "))]
    lines += _whole(view, say)
    lines.append(say.field("ground-by", say.text("ground-by-when", name=view.by, moment=say.moment(view.at))))
    if view.recorded_at is not None:
        moment = say.moment(view.recorded_at)
        if view.witness:
            witnessed = say.text("ground-by-when", name=view.witness, moment=moment)
            lines.append(say.field("ground-witness", witnessed))
        else:
            lines.append(say.field("ground-witness", say.text("ground-without-witness", moment=moment)))
    if view.reviewed_at is not None:
        when = say.text("ground-by-when", name=view.reviewed_by, moment=say.moment(view.reviewed_at))
        lines += [say.field("ground-review", typed(view.review)), say.field("ground-review-by", when)]
    if view.to_review:
        lines.append(_how_to_review(view, say))
    return [*lines, say.line("ground-check-law")]


def ground_draft(value: GroundDraft, say: Speech) -> Lines:
    """Ask for one thing, and say what to type; what to know before is said at the first look, and when it is whole."""
    view = value.view
    lines = [say.title(f"ground-ask-{view.missing[0].value}", label=view.label)]
    if Step.GROUND in view.missing:
        lines += _options(value, say)
    lines += _next(view, say, listed=bool(value.options))
    if len(view.missing) == len(Step):
        lines.append(_all_at_once(view, say))
    lines += _so_far(view, say)
    if not value.looks:
        return lines
    lines += [say.line("ground-draft", giver=view.giver, receiver=view.receiver), *_refused(view, say)]
    if value.alone and not view.vital:
        lines += say.lines("ground-alone", giver=view.giver)
    return [*lines, say.line("ground-check-law")]


def ground_ahead(value: GroundAhead, say: Speech) -> Lines:
    """Show the whole and who gets access, and the line that has it done."""
    view = value.view
    changed = [say.line("leaving-changed")] if value.again else []
    many = [Line(say.text("yes-ahead-many", count=value.many), Style.LOUD)] if value.many else []
    how = "ground-confirm" if view.vital else "ground-how-witness"
    alone = say.lines("ground-alone", giver=view.giver) if value.alone else []
    vital = [say.line("ground-vital-after"), Line(say.text("card-emergency"), Style.LOUD)] if view.vital else []
    return [
        say.title(
            "ground-ahead-vital" if view.vital else "ground-ahead",
            label=view.label,
            receiver=view.receiver,
            code=value.code,
        ),
        *changed,
        *many,
        *_whole(view, say),
        *coming(value.joins, value.waiting, say, stays=False),
        say.line("ground-check-law"),
        *alone,
        *vital,
        say.line(how, giver=view.giver),
        Line(usage=own(value.command)),
    ]


def ground_recorded(value: GroundRecorded, say: Speech) -> Lines:
    """Tell the case room who takes part, and that it is no consent."""
    view = value.view
    lines = [
        say.title("ground-recorded", label=view.label, receiver=view.receiver, code=value.code),
        *_whole(view, say),
        *coming(value.joins, value.waiting, say, stays=False),
    ]
    if view.vital:
        lines += [_how_to_review(view, say), Line(say.text("card-emergency"), Style.LOUD)]
    else:
        lines.append(say.field("ground-witness", typed(view.witness)))
    return [*lines, say.line("ground-check-law"), _how_to_end(view.receiver, say)]


def ground_reviewed(value: GroundReviewed, say: Speech) -> Lines:
    """Say back what was found of it."""
    return [
        say.title("ground-reviewed", label=value.label),
        say.field("ground-review", typed(value.review)),
        _how_to_end(value.receiver, say),
    ]


def review_asked(value: ReviewAsked, say: Speech) -> Lines:
    """Ask one person to see to a review: codes only."""
    usage = own(f"!grondslag {value.label} beoordeeld: ") + say.text("ground-your-text")
    how = say.line("review-asked-alone") if value.alone else Line(say.text("review-asked-how"), usage=usage)
    return [say.title("review-asked", code=value.code, label=value.label), say.line("review-asked-why"), how]


def witness_asked(value: WitnessAsked, say: Speech) -> Lines:
    """Ask one person to look along: codes only."""
    title = say.title("witness-asked", code=value.code, label=value.label)
    return [title, Line(say.text("witness-asked-how"), usage=own(f"!grondslag {value.label}"))]


def draft_lapses(value: DraftLapses, say: Speech) -> Lines:
    """Tell one person that their draft lapses, or has: codes only."""
    code, label, moment = value.code, value.label, say.moment(value.moment)
    if value.over:
        title = say.title("draft-lapsed", code=code, label=label, moment=moment)
        return [title, Line(say.text("draft-lapsed-how"), usage=own("!grondslag"))]
    title = say.title("draft-lapses", code=code, label=label, moment=moment)
    return [title, Line(say.text("draft-lapses-how"), usage=own(f"!grondslag {label}"))]


def ground_regions(value: GroundRegions, say: Speech) -> Lines:
    """Tell the administrators where the list is shown."""
    lines = [
        Line(say.text("ground-region-on" if shown else "ground-region-off"), Style.BULLET, label=own(f"{region}:"))
        for region, shown in value.lines
    ]
    if value.count:
        listed = say.line("ground-list", count=value.count, source=value.source, moment=value.as_of)
    else:
        listed = say.line("ground-list-empty")
    return [say.title("ground-regions"), *lines, listed, say.line("ground-regions-how")]


def _between(view: GroundView, say: Speech) -> Text:
    return say.text("ground-between", giver=view.giver, receiver=view.receiver)


def _state(view: GroundView, say: Speech) -> list[Text]:
    """Say what a ground is now, and what it still needs."""
    texts = [say.text(f"ground-is-{view.standing.value}")]
    if view.standing is GroundStanding.OPEN:
        if view.missing:
            needed = say.all_of([say.text(f"ground-step-{step.value}") for step in view.missing])
            texts.append(say.text("ground-needs", steps=needed))
        else:
            texts.append(say.text("ground-needs-confirming" if view.vital else "ground-needs-witness"))
    if view.to_review:
        texts.append(say.text("ground-to-review"))
    return texts


def _refused(view: GroundView, say: Speech) -> list[Line]:
    """Say that the receiver was refused before: whoever decides now must know."""
    if view.answer is None:
        return []
    answer = say.text(f"consent-is-{view.answer.value}")
    key = "ground-refused" if view.recorded_at is None else "ground-refused-before"
    return [Line(say.text(key, receiver=view.receiver, answer=answer), Style.LOUD)]


def _whole(view: GroundView, say: Speech) -> list[Line]:
    return [say.field("ground-parties", _between(view, say)), *_refused(view, say), *_said(view, say)]


def _said(view: GroundView, say: Speech) -> list[Line]:
    """Read back what was chosen and typed so far."""
    lines: list[Line] = []
    if view.vital:
        lines.append(say.field("ground-ground", say.text("ground-vital")))
    elif view.ground:
        lines.append(say.field("ground-ground", typed(view.ground)))
        lines.append(say.field("ground-terms", typed(view.terms)) if view.terms else say.line("ground-own"))
    lines += [say.field("ground-purpose", typed(view.purpose))] if view.purpose else []
    lines += [say.field("ground-necessity", typed(view.necessity))] if view.necessity else []
    return lines


def _so_far(view: GroundView, say: Speech) -> list[Line]:
    """Read back what was chosen and typed, less loud than what is asked; the whole is read when it is complete."""
    ground = say.text("ground-vital") if view.vital else typed(view.ground)
    said = {"ground-ground": ground, "ground-purpose": typed(view.purpose), "ground-necessity": typed(view.necessity)}
    lines = [Line(say.text(key) + own(": ") + text, Style.BULLET) for key, text in said.items() if text]
    return [say.line("ground-so-far"), *lines] if lines else []


def _options(value: GroundDraft, say: Speech) -> Iterator[Line]:
    """Give the numbered lines to choose from, or why there are none."""
    view = value.view
    if value.off:
        yield say.line("ground-list-off")
    elif not value.options:
        yield say.line("ground-list-none", giver=view.giver, receiver=view.receiver)
    for number, (listed, terms) in enumerate(value.options, 1):
        yield Line(own(f"{number}. ") + joined([typed(listed.ground), typed(terms)], " – "))


def _next(view: GroundView, say: Speech, *, listed: bool) -> list[Line]:
    """Say exactly what to type now. The vital interest is general law and always there, and never the first offer."""
    step = view.missing[0]
    begin = f"!grondslag {view.label} {step.value}"
    if step is not Step.GROUND:
        return [Line(usage=own(f"{begin}: ") + say.text("ground-your-text"))]
    return [
        *([Line(say.text("ground-next-grond"), usage=own(f"{begin} 1"))] if listed else []),
        Line(say.text("ground-next-own"), usage=own(f"{begin}: ") + say.text("ground-your-text")),
        Line(say.text("ground-next-vital"), usage=own(f"{begin} vitaal")),
    ]


def _all_at_once(view: GroundView, say: Speech) -> Line:
    text = say.text("ground-your-text")
    usage = joined([own(f"!grondslag {view.label}"), *(own(f"{step.value}: ") + text for step in Step)], " ")
    return Line(say.text("ground-all-at-once"), usage=usage)


def _how_to_end(receiver: str, say: Speech) -> Line:
    return Line(say.text("ground-how-end"), usage=own("!toestemming ") + typed(receiver) + own(" ingetrokken"))


def _how_to_review(view: GroundView, say: Speech) -> Line:
    usage = own(f"!grondslag {view.label} beoordeeld: ") + say.text("ground-your-text")
    return Line(say.text("ground-how-review", giver=view.giver), usage=usage)
