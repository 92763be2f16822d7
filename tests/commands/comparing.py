"""Comparing pictures without a phone: what was asked and decided is written down."""

from dataclasses import dataclass, field

from bot.domain.people import UserId


@dataclass
class Asked:
    """Fills in `bot.ports.Comparing`."""

    of: list[UserId] = field(default_factory=list)
    decided: list[tuple[UserId, tuple[int, ...], bool]] = field(default_factory=list)

    def ask(self, user_id: UserId) -> None:
        self.of.append(user_id)

    def decide(self, user_id: UserId, pictures: tuple[int, ...], *, same: bool) -> None:
        self.decided.append((user_id, pictures, same))
