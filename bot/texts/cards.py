"""The card of a case: whole for whoever comes, and short for who wants to know how it stands (R3). Case room only."""

from collections.abc import Iterator

from bot.domain.case import Answer, Area, is_earlier
from bot.domain.closing import Turn
from bot.domain.contributions import under_way
from bot.domain.corrections import about_area, last_correction
from bot.texts import card_parts as parts
from bot.texts.contributions import bullet
from bot.texts.document import GAP, Line, Lines, Style, Text, joined, own, typed
from bot.texts.speech import Speech
from bot.usecases.results import Card

MOST_ACTIONS_NOW = 3
"""Open actions that the short card names; the others are counted."""

_PARTIES = {
    Answer.YES: "card-yes",
    Answer.GROUND: "card-ground",
    Answer.NO: "card-no",
    Answer.ANONYMOUS: "card-anonymous",
    Answer.WITHDRAWN: "card-withdrawn",
}
_PARTIES_NOW = (Answer.YES, Answer.GROUND, Answer.WITHDRAWN)


def card(value: Card, say: Speech, *, weighed: bool = False) -> Lines:
    """Write the card, as whole as was asked for. `weighed`: what is late and what is undecided stand above it."""
    return _whole(value, say, weighed=weighed) if value.whole else _now(value, say, weighed=weighed)


def _whole(value: Card, say: Speech, *, weighed: bool) -> Lines:
    """Write everything: first safety and whose turn it is, then what the victim wants, the story, and who does what."""
    changed = list(parts.changes(value, say))
    return [
        _title(value, say),
        *parts.warnings(value, say),
        *parts.safety(value, say),
        GAP,
        *changed,
        *([GAP] if changed else []),
        *_turn(value, say, but_late=weighed),
        *_life(value, say),
        GAP,
        *parts.wanted(value, say),
        GAP,
        *_story(value, say),
        GAP,
        say.title("card-areas"),
        *(_area(area, value, say) for area in Area),
        *([] if weighed else [_undecided(value, say)]),
        GAP,
        *_parties(value, say, tuple(_PARTIES)),
        *_decided_by(value, say),
        *_contributions(value, say),
        GAP,
        *_earlier(value, say),
        say.line("card-emergency"),
    ]


def _now(value: Card, say: Speech, *, weighed: bool) -> Lines:
    """Write what is needed now, on about one phone screen; what is cut or left out stands on the whole card.

    Never cut: safe contact, safety, children, and the last change (docs/decisions/0036).
    """
    return [
        _title(value, say),
        *parts.warnings(value, say),
        *parts.safety(value, say, brief=True),
        *parts.changes(value, say, 1),
        GAP,
        *_turn(value, say, MOST_ACTIONS_NOW, brief=True, but_late=weighed),
        *_reopened(value, say),
        GAP,
        *parts.wanted(value, say, brief=True),
        *_areas_now(value, say),
        *([] if weighed else [_undecided(value, say)]),
        *_parties(value, say, _PARTIES_NOW),
        GAP,
        say.line("card-rest"),
        say.line("card-emergency"),
    ]


def _title(value: Card, say: Speech) -> Line:
    age = say.span(value.now - value.file.case.reported_at)
    return say.title("card-title", code=value.file.case.code, age=age)


def _turn(
    value: Card, say: Speech, most: int = parts.MOST_ACTIONS, *, brief: bool = False, but_late: bool = False
) -> Iterator[Line]:
    """Show whose turn it is, and when the MDT comes."""
    yield parts.coordinator(value, say)
    yield from parts.authority(value, say)
    yield from parts.actions(value, say, most, brief=brief, but_late=but_late)
    yield parts.agenda(value, say)
    yield from parts.follow_ups(value, say)
    yield from parts.later(value, say)
    yield from parts.deadline(value, say)
    yield from parts.breach(value, say)


def _earlier(value: Card, say: Speech) -> Iterator[Line]:
    """Say where to read what was noted before, once something was noted."""
    if value.file.notes:
        yield say.line("card-earlier")


def _life(value: Card, say: Speech) -> Iterator[Line]:
    """Write on one line when the case was closed and reopened, and why; that it is closed now stands above."""
    found = []
    for chapter in value.chapters:
        text = say.text(f"card-life-{chapter.turn.value}", moment=say.moment(chapter.at, value.today))
        why = own(" (") + typed(chapter.reason) + own(")") if chapter.reason else ()
        found.append(text + why)
    if len(found) > 1:
        yield say.field("card-life", joined(found, ", "))


def _reopened(value: Card, say: Speech) -> Iterator[Line]:
    """Say that the case was reopened and why, until every area has an outcome again."""
    last = value.chapters[-1] if value.chapters else None
    if last is None or last.turn is not Turn.REOPENED or not value.file.open_areas:
        return
    moment = say.moment(last.at, value.today)
    why = own(" (") + typed(last.reason) + own(")") if last.reason else ()
    yield say.field("card-life", say.text(f"card-life-{last.turn.value}", moment=moment) + why)


def _story(value: Card, say: Speech) -> Iterator[Line]:
    intake = value.file.intake
    reporter = typed(intake.reporter)
    if intake.relation:
        reporter = say.text("card-relation", reporter=reporter, relation=intake.relation)
    moment = say.moment(intake.reported_at, value.today)
    yield say.field("card-report", say.text("card-report-text", moment=moment, source=intake.source, reporter=reporter))
    victim = [typed(intake.victim)]
    if intake.age is not None:
        victim.append(say.text("card-age", age=intake.age))
    if intake.minor is not None:
        victim.append(say.text("card-minor" if intake.minor else "card-adult"))
    yield say.field("card-victim", joined([text for text in victim if text], ", "))
    kind = [typed(intake.case_kind), typed(intake.kind)]
    if intake.online is not None:
        kind.append(say.text("card-online" if intake.online else "card-offline"))
    yield say.field("card-kind", joined([text for text in kind if text], ", "))
    recorded = {
        "card-when": intake.when,
        "card-last-time": intake.last_time,
        "card-concerns": intake.concerns,
    }
    yield from (say.field(key, typed(text)) for key, text in recorded.items() if text)
    if intake.involved:
        yield say.field("card-involved", typed(intake.involved))


def _area(area: Area, value: Card, say: Speech) -> Line:
    needs = [typed(need) for about, need in value.file.intake.needs if about is area and need]
    decided = [decision for decision in value.file.decisions if decision.area is area]
    text = joined(needs, "; ") or say.text("card-unknown")
    if decided:
        earlier = is_earlier(decided[-1], value.file.anew_since)
        key = "card-area-earlier" if earlier else "card-area-decided"
        stands = decided[-1]
        fixed = last_correction(value.file.corrections, about_area(area), stands.decided_at)
        text = say.text(key, need=text, outcome=parts.outcome(stands, say)) + parts.corrected(fixed, value.names, say)
    return Line(text, Style.BULLET, label=say.area_title(area) + own(":"))


def _areas_now(value: Card, say: Speech) -> Iterator[Line]:
    """Show each area short: the outcome, or else what is needed."""
    for area in Area:
        needs = "; ".join(need for about, need in value.file.intake.needs if about is area and need)
        stands = next((each for each in reversed(value.file.decisions) if each.area is area), None)
        text = typed(parts.short(needs)) or say.text("card-unknown")
        if stands is not None:
            key = "card-area-now-earlier" if is_earlier(stands, value.file.anew_since) else "card-area-now-decided"
            text = say.text(key, outcome=parts.outcome(stands, say, brief=True))
        yield Line(text, Style.BULLET, label=say.area_title(area) + own(":"))


def _undecided(value: Card, say: Speech) -> Line:
    areas = value.file.open_areas
    return say.line("open-areas", areas=say.areas(areas)) if areas else say.line("all-decided")


def _parties(value: Card, say: Speech, answers: tuple[Answer, ...]) -> Iterator[Line]:
    for answer in answers:
        names = [_party(c.organisation, value) for c in value.file.consents if c.answer is answer]
        if names:
            yield say.field(_PARTIES[answer], joined(names, ", "))
        elif answer is Answer.YES:
            yield say.field(_PARTIES[answer], say.text("card-nobody"))


def _decided_by(value: Card, say: Speech) -> Iterator[Line]:
    if value.file.intake.decided_by:
        yield say.field("card-decided-by", typed(value.file.intake.decided_by))


def _party(key: str, value: Card) -> Text:
    """Name a party, with the legal ground it takes part by, if that is why."""
    name, label = typed(parts.organisation(key, value)), value.grounds.get(key, "")
    return name + own(f" ({label})") if label else name


def _contributions(value: Card, say: Speech) -> Iterator[Line]:
    """Show what organisations do, area by area; what ended stands in `!inzet` only."""
    contributed = under_way(value.file.contributed)
    if contributed:
        yield GAP
        yield say.title("card-contributions")
    yield from (bullet(each, parts.organisation(each.word, value), say) for each in contributed)
