"""The administrator's commands, from setup to restoring a backup. Each says in plain Dutch what it did."""

from bot.office.aside import list_aside, try_again
from bot.office.auditing import verify_trail
from bot.office.checking import check
from bot.office.common import Agree, OfficeError
from bot.office.figures import show_figures
from bot.office.installing import recover, see_that_lost, setup
from bot.office.keeping import back_up, restore
from bot.office.keys import rotate_keys
from bot.office.leaving import let_go
from bot.office.loading import hand_in
from bot.office.register import export_people, import_people, import_rota, list_people, load_directory, show_rota
from bot.office.trouble import sentence
from bot.office.trusting import confirm_trust, list_trust, show_trust

__all__ = [
    "Agree",
    "OfficeError",
    "back_up",
    "check",
    "confirm_trust",
    "export_people",
    "hand_in",
    "import_people",
    "import_rota",
    "let_go",
    "list_aside",
    "list_people",
    "list_trust",
    "load_directory",
    "recover",
    "restore",
    "rotate_keys",
    "see_that_lost",
    "sentence",
    "setup",
    "show_figures",
    "show_rota",
    "show_trust",
    "try_again",
    "verify_trail",
]
