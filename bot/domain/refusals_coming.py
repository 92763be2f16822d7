"""Why the bot says no to who vouches for somebody. As in `bot.domain.refusals`, and never what was typed."""

from dataclasses import dataclass

from bot.domain.refusals import Refusal


@dataclass(frozen=True)
class NotYourself(Refusal):
    """Nobody says of themselves that they belong."""


@dataclass(frozen=True)
class FirstYourself(Refusal):
    """Whoever is not confirmed cannot confirm anybody."""


@dataclass(frozen=True)
class IdentityFirst(Refusal):
    """Whose own identity nobody compared cannot say that another's is right."""


@dataclass(frozen=True)
class UnknownColleague(Refusal):
    """Nobody of one's own organisation is called so. Whether anybody elsewhere is, is not said."""


@dataclass(frozen=True)
class AlreadyConfirmed(Refusal):
    """Nothing is left to confirm."""


@dataclass(frozen=True)
class AskAColleague(Refusal):
    """The organisation has people who count: they say it, not the administrators."""


@dataclass(frozen=True)
class AskAdmins(Refusal):
    """Administrators and auditors are confirmed by two administrators."""


@dataclass(frozen=True)
class SaidAlready(Refusal):
    """This administrator said so already; another one must."""


@dataclass(frozen=True)
class NoProtocol(Refusal):
    """There is no privacy protocol to read or accept yet."""
