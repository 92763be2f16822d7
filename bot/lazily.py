"""Packages whose modules are loaded when one of their names is first used.

The command line has many commands and each needs few of the libraries: a check of the audit trail no Matrix, a look at
the register no migrations. Loading all of them took longer than most commands do.
"""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module


def loader(package: str, names: Mapping[str, Sequence[str]]) -> Callable[[str], object]:
    """Give a package's `__getattr__`: `names` are what it offers, by the module they stand in."""
    modules = {name: f"{package}.{module}" for module, offered in names.items() for name in offered}

    def load(name: str) -> object:
        if name not in modules:
            raise AttributeError(f"{package} has no {name}")
        return getattr(import_module(modules[name]), name)

    return load
