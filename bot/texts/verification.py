"""Comparing pictures: what is shown, and how it ended."""

from bot.domain.verification import EMOJI, How
from bot.texts.document import Line, Lines, joined, own, typed
from bot.texts.speech import Speech
from bot.usecases.results_verifying import ComparisonDecided, ComparisonEnded, Pictures

FIRST_ROW = 4
"""Pictures in the first row, as people's apps show them."""


def pictures(value: Pictures, say: Speech) -> Lines:
    """Show seven pictures with their names, and what to do."""
    english = int(say.language == "en")
    shown = [own(f"{EMOJI[n][0]} {EMOJI[n][1 + english]}") for n in value.numbers]
    rows = [Line(joined(row, "  ")) for row in (shown[:FIRST_ROW], shown[FIRST_ROW:])]
    if value.own:
        return [say.title("pictures-own"), *rows, say.line("pictures-own-how")]
    return [
        say.title("pictures", name=value.name),
        *rows,
        say.line("pictures-how", name=value.name),
        Line(usage=typed(f"!emoji {value.who} klopt")),
        say.line("pictures-not"),
        Line(usage=typed(f"!emoji {value.who} klopt niet")),
    ]


def comparison_decided(value: ComparisonDecided, say: Speech) -> Lines:
    """Say what happens now."""
    return say.lines("comparison-decided-same" if value.same else "comparison-decided-other", name=value.name)


def comparison_ended(value: ComparisonEnded, say: Speech) -> Lines:
    """Say why there is no result, and what to do."""
    why = How.CANCELLED if value.how is How.VERIFIED else value.how  # it was, and nobody had said so here
    return say.lines(f"comparison-ended-{why.name.lower().replace('_', '-')}", name=value.name)
