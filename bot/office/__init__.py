"""The administrator's commands, from setup to restoring a backup. Each says in plain Dutch what it did."""

from typing import TYPE_CHECKING

from bot.lazily import loader

if TYPE_CHECKING:
    from bot.office.aside import list_aside, try_again
    from bot.office.auditing import verify_trail
    from bot.office.checking import check
    from bot.office.common import Agree, OfficeError
    from bot.office.figures import show_figures
    from bot.office.installing import read_recovery_key, recover, see_that_lost, setup
    from bot.office.keeping import back_up, restore
    from bot.office.keys import rotate_keys
    from bot.office.leaving import let_go
    from bot.office.listing import export_people, list_people, show_rota
    from bot.office.loading import hand_in
    from bot.office.register import import_people, import_rota, load_directory
    from bot.office.trouble import sentence
    from bot.office.trusting import confirm_trust, list_trust, show_trust
else:
    __getattr__ = loader(
        __name__,
        {
            "aside": ("list_aside", "try_again"),
            "auditing": ("verify_trail",),
            "checking": ("check",),
            "common": ("Agree", "OfficeError"),
            "figures": ("show_figures",),
            "installing": ("read_recovery_key", "recover", "see_that_lost", "setup"),
            "keeping": ("back_up", "restore"),
            "keys": ("rotate_keys",),
            "leaving": ("let_go",),
            "listing": ("export_people", "list_people", "show_rota"),
            "loading": ("hand_in",),
            "register": ("import_people", "import_rota", "load_directory"),
            "trouble": ("sentence",),
            "trusting": ("confirm_trust", "list_trust", "show_trust"),
        },
    )

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
    "read_recovery_key",
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
