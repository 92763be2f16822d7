"""Who is expected to decide about consent for a minor. What the law says is for the partners' privacy lawyers."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.case import Answer, Intake
from bot.domain.consent import Decider

ADULT = 18


@dataclass(frozen=True)
class AgeBand:
    """Below this age, and from the end of the band before it, this is who decides, as the region has set it."""

    until: int
    decides: Decider


AGE_BANDS = (AgeBand(12, Decider.GUARDIAN), AgeBand(16, Decider.BOTH), AgeBand(ADULT, Decider.VICTIM))
"""Where nothing else is set. Bands stand in order of age."""


@dataclass(frozen=True)
class Doubt:
    """A yes of these organisations needs a look: not decided by who is `expected`; None: nobody is recorded at all."""

    expected: Decider | None
    organisations: tuple[str, ...]


def expected_decider(age: int | None, bands: Iterable[AgeBand]) -> Decider | None:
    """Tell who decides at this age; None for an age that is not known, and above the last band."""
    if age is None:
        return None
    return next((band.decides for band in bands if age < band.until), None)


def doubt_about(
    intake: Intake, answers: Iterable[tuple[str, Answer, Decider | None]], bands: Iterable[AgeBand]
) -> Doubt | None:
    """Give what to warn of, if anything, for these organisations, their answers and who decided. It never blocks."""
    expected = expected_decider(intake.age, bands)
    if expected is None and not intake.minor:
        return None
    doubtful = tuple(
        name
        for name, answer, decided_by in answers
        if answer is Answer.YES and (decided_by is None or expected not in {None, decided_by})
    )
    return Doubt(expected, doubtful) if doubtful else None
