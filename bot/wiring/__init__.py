"""The only place where adapters are built and joined."""

from typing import TYPE_CHECKING

from bot.lazily import loader

if TYPE_CHECKING:
    from bot.wiring.bot import Bot
    from bot.wiring.house import House, choose, key_files, new_id, now, only_one, open_house
    from bot.wiring.running import confirm_identity, run
    from bot.wiring.session import identity_file, open_bot
else:
    __getattr__ = loader(
        __name__,
        {
            "bot": ("Bot",),
            "house": ("House", "choose", "key_files", "new_id", "now", "only_one", "open_house"),
            "running": ("confirm_identity", "run"),
            "session": ("identity_file", "open_bot"),
        },
    )

__all__ = [
    "Bot",
    "House",
    "choose",
    "confirm_identity",
    "identity_file",
    "key_files",
    "new_id",
    "now",
    "only_one",
    "open_bot",
    "open_house",
    "run",
]
