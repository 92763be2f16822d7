"""The only place where adapters are built and joined."""

from bot.wiring.bot import Bot
from bot.wiring.house import House, choose, identity_file, key_files, new_id, now, only_one, open_bot, open_house
from bot.wiring.running import confirm_identity, run

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
