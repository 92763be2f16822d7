"""Consent: who may take part, what a yes does, and that an organisation takes part no longer."""

from bot.domain.minors import Doubt
from bot.texts.document import Line, Lines, Style, Text, joined, own, typed
from bot.texts.speech import Speech
from bot.usecases.results_consent import (
    AnswerRecorded,
    AnswerRecordedThere,
    BackAhead,
    ConsentHistory,
    ConsentInRoom,
    ConsentLine,
    ConsentOverview,
    ConsentTaken,
    ConsentTakenThere,
    OrganisationGone,
    WhyTaken,
    YesAhead,
    YesRecorded,
)

MOST_LINES = 12
"""Entries of a history that are shown; of more, the older ones are counted."""


def consent_overview(value: ConsentOverview, say: Speech) -> Lines:
    """Show every organisation's consent on one screen."""
    nobody = [say.line("consent-nobody-here")] if value.empty else []
    careful = _careful(value.doubt, say, family=value.family)
    intake = {line.at for line in value.lines if line.at is not None and not (line.by or line.ran_out or line.ground)}
    once = len(intake) == 1  # answers of the intake are of one moment: said once, each is one line on a phone
    lines = [
        Line(_answer(line, say, dated=not once), Style.BULLET, label=typed(line.organisation) + own(":"))
        for line in value.lines
    ]
    of_intake = [say.line("consent-of-intake", moment=say.moment(intake.pop()))] if once else []
    title = say.title("consent-overview", code=value.code)
    return [title, *nobody, *careful, *lines, *of_intake, say.line("consent-overview-how")]


def consent_history(value: ConsentHistory, say: Speech) -> Lines:
    """Show what was said about one organisation, newest first."""
    shown = value.lines[:MOST_LINES]
    lines: list[Line] = []
    for line in shown:
        lines.append(Line(_answer(line, say), Style.BULLET))
        if line.reason:
            lines.append(say.field("consent-why", typed(line.reason)))
        elif line.explained:
            lines.append(say.line("consent-why-hidden"))
    if not lines:
        lines.append(say.line("consent-never"))
    if len(value.lines) > len(shown):
        lines.append(say.line("consent-older", count=len(value.lines) - len(shown)))
    return [say.title("consent-history", organisation=value.organisation, code=value.code), *lines]


def consent_line(value: ConsentLine, say: Speech) -> Lines:
    """Write one answer by itself."""
    return [Line(_answer(value, say), label=typed(value.organisation) + own(":"))]


def yes_ahead(value: YesAhead, say: Speech) -> Lines:
    """Show who gets access, and how to have it done."""
    changed = [say.line("leaving-changed")] if value.again else []
    many = [Line(say.text("yes-ahead-many", count=value.many), Style.LOUD)] if value.many else []
    return [
        say.title("yes-ahead", organisation=value.line.organisation, code=value.code),
        *changed,
        *many,
        *_careful(value.doubt, say, family=value.family),
        *_terms(value.line, say),
        *coming(value.joins, value.waiting, say, stays=value.stays),
        *([say.line("yes-ahead-rota")] if value.by_rota else []),
        say.line("going-how"),
        Line(usage=typed(value.command)),
    ]


def yes_recorded(value: YesRecorded, say: Speech) -> Lines:
    """Tell the case room who takes part from now on."""
    return [
        say.title("yes-recorded", organisation=value.line.organisation, code=value.code),
        *_terms(value.line, say),
        *coming(value.joins, value.waiting, say, stays=not (value.joins or value.waiting)),
    ]


def answer_recorded(value: AnswerRecorded, say: Speech) -> Lines:
    """Tell the case room what stands in the record now."""
    answer = say.text(f"consent-is-{value.answer.value}")
    lines = say.lines("answer-recorded", organisation=value.organisation, answer=answer)
    return [*lines, say.line("answer-dropped")] if value.dropped else lines


def consent_in_room(value: ConsentInRoom, say: Speech) -> Lines:
    """Say where consent stands, and how to withdraw from here."""
    command = own(f"`!toestemming {value.code} Politie ingetrokken`")
    return say.lines("consent-in-room", code=value.code, command=command)


def answer_recorded_there(value: AnswerRecordedThere, say: Speech) -> Lines:
    """Confirm in the direct chat, in codes."""
    lines = say.lines("answer-recorded-there", code=value.code)
    return [*lines, say.line("consent-explained")] if value.explained else lines


def back_ahead(value: BackAhead, say: Speech) -> Lines:
    """Show what a yes does where nobody takes part, and how to have it done."""
    changed = [say.line("leaving-changed")] if value.again else []
    return [*say.lines("back-ahead", code=value.code), *changed, say.line("going-how"), Line(usage=own(value.command))]


def organisation_gone(value: OrganisationGone, say: Speech) -> Lines:
    """Tell those who stay, first that they can write on: who goes is out already."""
    lines = [say.title("organisation-gone", organisation=value.organisation, code=value.code)]
    if value.ended_on is not None:
        lines.append(say.line("organisation-gone-ended", day=say.day(value.ended_on)))
    if value.ground:
        lines.append(say.line("organisation-gone-ground"))
    lines.append(say.line("organisation-gone-have"))
    if value.labels:
        labels, count = say.all_of([own(label) for label in value.labels]), len(value.labels)
        if value.to:
            lines.append(say.line("gone-actions", labels=labels, count=count, to=value.to))
        else:
            lines.append(say.line("organisation-gone-waiting", labels=labels, count=count))
    if value.coordinated:
        lines.append(Line(say.text("organisation-gone-coordinator"), Style.LOUD))
    return lines


def consent_taken(value: ConsentTaken, say: Speech) -> Lines:
    """Tell those who stay."""
    return organisation_gone(value.gone, say)


def consent_taken_there(value: ConsentTakenThere, say: Speech) -> Lines:
    """Confirm in the direct chat, in codes."""
    lines = [_taken(value.code, say, ground=value.ground)]
    lines.append(say.line("consent-explained") if value.explained else _ask(value.code, say))
    return [*lines, *_empty(value.code, say, empty=value.empty, back=value.back)]


def why_taken(value: WhyTaken, say: Speech) -> Lines:
    """Ask for a reason where the leaving party does not read it."""
    dropped = [say.line("consent-dropped")] if value.dropped else []
    nobody = _empty(value.code, say, empty=value.empty, back=value.back)
    return [_taken(value.code, say, ground=value.ground), *dropped, _ask(value.code, say), *nobody]


def _taken(code: str, say: Speech, *, ground: bool) -> Line:
    return say.title("ground-taken-there" if ground else "consent-taken-there", code=code)


def _empty(code: str, say: Speech, *, empty: bool, back: bool) -> list[Line]:
    """Say that nobody takes part any more, and to who can change that, how."""
    if not empty:
        return []
    lines = [say.line("consent-nobody-left")]
    return [*lines, say.line("consent-way-back", command=own(f"`!toestemming {code} ja`"))] if back else lines


def _ask(code: str, say: Speech) -> Line:
    return say.line("consent-ask-why", command=own(f"`!reden {code} tekst`"))


def _answer(line: ConsentLine, say: Speech, *, dated: bool = True) -> Text:
    """Write one answer on one line: what, for what, until when; who decided, who recorded it and when.

    The intake's are not `dated` where that is said once for all of them.
    """
    if line.ground and line.at is not None:
        by = say.text("consent-ground-by", name=line.by, moment=say.moment(line.at))
        return joined([say.text("consent-ground", label=line.ground), by], ", ")
    texts = [say.text(f"consent-is-{line.answer.value}")]
    if line.areas:
        texts.append(say.text("consent-for", areas=say.areas(line.areas)))
    if line.until is not None:
        texts.append(say.text("consent-until", day=say.short_day(line.until)))
    if line.decided_by is not None:
        texts.append(say.text("consent-decided", who=line.decided_by))
    if line.at is not None:
        moment = say.moment(line.at)
        if line.ran_out:
            texts.append(say.text("consent-ran-out", moment=moment))
        elif line.by:
            texts.append(say.text("consent-heard", name=line.by, moment=moment))
        else:
            texts.append(say.text("consent-heard-intake", moment=moment) if dated else say.text("consent-from-intake"))
    return joined(texts, ", ")


def _careful(doubt: Doubt | None, say: Speech, *, family: bool) -> list[Line]:
    """Warn of an informant who may be on the other side, and of who decided for a minor."""
    lines = [Line(say.text("card-informant"), Style.LOUD)] if family else []
    if doubt is not None:
        names = say.all_of([typed(name) for name in doubt.organisations])
        if doubt.expected is None:
            lines.append(say.line("doubt-nobody", names=names))
        else:
            lines.append(say.line("doubt-other", who=doubt.expected, names=names))
    return lines


def _terms(line: ConsentLine, say: Speech) -> list[Line]:
    lines = [say.field("consent-for-what", say.areas(line.areas) if line.areas else say.text("consent-for-all"))]
    if line.decided_by is not None:
        lines.append(say.field("consent-who-decided", say.text("consent-decider", who=line.decided_by)))
    if line.until is not None:
        lines.append(say.field("consent-until-when", say.text("consent-until", day=say.day(line.until))))
    return lines


def coming(joins: tuple[str, ...], waiting: tuple[str, ...], say: Speech, *, stays: bool) -> list[Line]:
    """Name who gets access, and who must wait for it."""
    if stays:
        return [say.line("consent-same-people")]
    lines = []
    if joins:
        lines.append(say.field("consent-joins", say.all_of([typed(name) for name in joins])))
    if waiting:
        lines.append(say.field("consent-waiting", say.all_of([typed(name) for name in waiting])))
    return lines


def by_ground(organisations: tuple[tuple[str, str], ...], say: Speech) -> list[Line]:
    """Say of each organisation (its name, and what its ground is called) that it takes part without consent."""
    return [say.line("takes-part-by-ground", organisation=name, label=label) for name, label in organisations]
