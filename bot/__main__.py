"""The command line: `regiekamer`. It parses, calls, and says in Dutch how it went; exit code 0 is well, 1 is not."""

import argparse
import asyncio
import logging
import os
import sys
from collections.abc import Sequence

from bot import office
from bot.commandline import parser, task
from bot.domain.failures import describe
from bot.forms.intake_form import json_schema
from bot.forms.problems import FormError
from bot.matrix.errors import IdentityError
from bot.ports import HomeserverError
from bot.settings import SettingsError, load_settings
from bot.storage.errors import StorageError

log = logging.getLogger("regiekamer")

WELL, NOT_WELL = 0, 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    given = parser().parse_args(arguments)
    _log_to_stderr()
    os.umask(0o077)
    return carry_out(given)


def carry_out(given: argparse.Namespace) -> int:
    """Do what was asked and give the exit code; whatever goes wrong is told in one Dutch sentence on stderr."""
    try:
        return _run(given)
    except FormError as error:
        for problem in error.problems:
            print(f"- {problem}", file=sys.stderr)
        print("Er is niets veranderd.", file=sys.stderr)
    except (office.OfficeError, SettingsError, IdentityError) as error:
        print(error, file=sys.stderr)
    except StorageError as error:
        log.error("storage: %s (%s)", error, describe(error))  # noqa: TRY400 - a traceback would show values
        print(office.sentence(error), file=sys.stderr)
    except HomeserverError as error:
        print(f"De Matrix-server werkt niet mee: {error}", file=sys.stderr)
    except BrokenPipeError:
        # Whoever reads our output (`| head`) has read enough; Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        print("Gestopt.", file=sys.stderr)
    except Exception as error:  # noqa: BLE001 - a traceback would show values; the places are enough
        log.critical("unexpected: %s", _places(error))
        print("Er ging iets onverwachts mis; de plek staat hierboven.", file=sys.stderr)
    return NOT_WELL


def _run(given: argparse.Namespace) -> int:
    if given.command == "schema":
        print(json_schema())
        return WELL
    if given.command == "demo":
        from bot.demo.play import play_demo  # noqa: PLC0415 - needs the demo extra, which no other command may need

        return asyncio.run(play_demo(keep=given.blijf))
    settings = load_settings(given.instellingen)
    return WELL if asyncio.run(task(given, settings)) in {None, True} else NOT_WELL


def _log_to_stderr() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    # nio logs parts of malformed events, aiohttp and APScheduler log addresses and job internals.
    logging.getLogger("nio").setLevel(logging.CRITICAL + 1)
    for noisy in ("apscheduler", "alembic", "aiohttp", "peewee"):
        logging.getLogger(noisy).setLevel(logging.ERROR)


def _places(error: BaseException) -> str:
    if isinstance(error, BaseExceptionGroup):
        return "; ".join(_places(part) for part in error.exceptions)
    return describe(error)


if __name__ == "__main__":
    sys.exit(main())
