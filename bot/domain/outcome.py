"""What the MDT decides on a case, and who may (R6, R13)."""

from collections.abc import Iterable

from bot.domain.case import Area, Consent


def reaches(consent: Consent | None, area: Area) -> bool:
    """Whether this consent lets its organisation speak of an area; without areas it reaches all four."""
    return consent is not None and consent.grants and (not consent.areas or area in consent.areas)


def who_decide(consents: Iterable[Consent], area: Area) -> tuple[str, ...]:
    """List the organisations whose consent reaches an area."""
    return tuple(consent.organisation for consent in consents if reaches(consent, area))
