"""The administrator's commands, from setup to restoring a backup. Each says in plain Dutch what it did."""

from bot.office.aside import list_aside, try_again
from bot.office.auditing import verify_trail
from bot.office.checking import check
from bot.office.common import OfficeError
from bot.office.installing import recover, see_that_lost, setup
from bot.office.keeping import back_up, restore
from bot.office.keys import rotate_keys
from bot.office.loading import hand_in, load_directory
from bot.office.trouble import sentence
from bot.office.trusting import confirm_trust, list_trust, show_trust

__all__ = [
    "OfficeError",
    "back_up",
    "check",
    "confirm_trust",
    "hand_in",
    "list_aside",
    "list_trust",
    "load_directory",
    "recover",
    "restore",
    "rotate_keys",
    "see_that_lost",
    "sentence",
    "setup",
    "show_trust",
    "try_again",
    "verify_trail",
]
