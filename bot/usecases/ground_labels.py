"""Which organisations take part by a legal ground and not by consent: said wherever somebody of them is named (R18)."""

from collections.abc import Collection
from datetime import datetime

from bot.domain.case import CaseCode
from bot.domain.ground import holds
from bot.domain.people import Directory
from bot.ports import Work
from bot.usecases.consent import name_of


async def labels_of(work: Work, code: CaseCode, then: datetime | None = None) -> dict[str, str]:
    """Give what people call the ground (`G1`) of each organisation that takes part by one; or did so `then` (aware)."""
    record = await work.cases.consent_history(code)
    if then is not None:
        record = tuple(entry for entry in record if entry.at <= then)
    return {ground.receiver: ground.label for ground in await work.grounds.of(code) if holds(ground, record)}


async def by_ground(
    work: Work,
    code: CaseCode,
    directory: Directory,
    *,
    only: Collection[str] | None = None,
    then: datetime | None = None,
) -> tuple[tuple[str, str], ...]:
    """Give the name and the ground of the organisations (or `only` these) that take part by one, as in `labels_of`."""
    labels = await labels_of(work, code, then)
    found = sorted(organisation for organisation in labels if only is None or organisation in only)
    return tuple((name_of(organisation, directory), labels[organisation]) for organisation in found)
