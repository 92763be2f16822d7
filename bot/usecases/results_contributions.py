"""What is given back about inzet. Case room only: it is content."""

from dataclasses import dataclass

from bot.domain.case import CaseCode
from bot.domain.contributions import Contributed


@dataclass(frozen=True)
class ContributionAdded:
    """An organisation does something in the case. Case room only. `owner` is a name."""

    contributed: Contributed
    owner: str


@dataclass(frozen=True)
class ContributionChanged:
    """A contribution is this far now. Case room only. `owner` is a name."""

    contributed: Contributed
    owner: str


@dataclass(frozen=True)
class ContributionList:
    """Everything that organisations do or did in the case. Case room only. `owners` names them by number."""

    code: CaseCode
    contributed: tuple[Contributed, ...]
    owners: dict[int, str]
