"""The command line: `regiekamer`. It parses, calls, and says in Dutch how it went; exit code 0 is well, 1 is not."""

import argparse
import asyncio
import getpass
import logging
import os
import sys
from collections.abc import Coroutine, Sequence
from pathlib import Path
from typing import Any

from bot import office, wiring
from bot.domain.failures import describe
from bot.forms.intake import json_schema
from bot.forms.problems import FormError
from bot.matrix.identity import IdentityError
from bot.matrix.recovery import RecoveryKey
from bot.ports import HomeserverError
from bot.settings import Settings, SettingsError, load_settings
from bot.storage.errors import StorageError

log = logging.getLogger("regiekamer")

WELL, NOT_WELL = 0, 1
MOST_TYPED = 1_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    given = _parser().parse_args(arguments)
    _log_to_stderr()
    os.umask(0o077)
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
    return WELL if asyncio.run(_task(given, settings)) in {None, True} else NOT_WELL


def _task(given: argparse.Namespace, settings: Settings) -> Coroutine[Any, Any, bool | None]:
    match given.command:
        case "setup" if given.herstel:
            office.see_that_lost(settings)
            return office.recover(settings, RecoveryKey.read(_ask("Herstelsleutel: ")), print)
        case "setup":
            return office.setup(settings, print, new_recovery_key=given.nieuwe_herstelsleutel)
        case "adresboek":
            return office.load_directory(settings, print)
        case "check":
            return office.check(settings, print)
        case "vertrouw":
            return _trust(given, settings)
        case "apart" if given.opnieuw:
            return office.try_again(settings, given.nummer, print)
        case "apart":
            return office.list_aside(settings, print)
        case "backup" | "restore":
            return _keep(given, settings)
        case "intake":
            return office.hand_in(settings, given.bestand, print)
        case _:
            return wiring.run(settings)


def _keep(given: argparse.Namespace, settings: Settings) -> Coroutine[Any, Any, None]:
    if given.command == "backup":
        return office.back_up(settings, given.bestand, print)
    return office.restore(settings, given.bestand, given.sleutel, print)


def _trust(given: argparse.Namespace, settings: Settings) -> Coroutine[Any, Any, None]:
    if given.naam is None:
        return office.list_trust(settings, print)
    if not given.bevestig:
        return office.show_trust(settings, given.naam, print)
    verb, *code = given.bevestig
    if verb.casefold() != "bevestig" or not code:
        raise office.OfficeError("Bijvoorbeeld: regiekamer vertrouw @anna:voorbeeld.nl bevestig aB3d eF4")
    return office.confirm_trust(settings, given.naam, "".join(code), print)


def _ask(question: str) -> str:
    """Ask for a secret, outside the event loop so that Ctrl-C works; never as an argument, which `ps` shows."""
    try:
        return getpass.getpass(question) if sys.stdin.isatty() else sys.stdin.readline(MOST_TYPED)
    except (EOFError, ValueError):  # ValueError: not UTF-8
        return ""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="regiekamer", description="Versleutelde Matrix-bot.")
    parser.add_argument(
        "--instellingen",
        type=Path,
        default=Path(os.environ.get("REGIEKAMER_INSTELLINGEN", "regiekamer.toml")),
        metavar="BESTAND",
        help="het bestand met instellingen (standaard: regiekamer.toml)",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="OPDRACHT")
    setup = commands.add_parser("setup", help="maak de sleutels en log de bot in")
    recovery = setup.add_mutually_exclusive_group()
    recovery.add_argument(
        "--herstel",
        "--recover",
        action="store_true",
        help="krijg de identiteit terug met de herstelsleutel; de bot vraagt erom",
    )
    recovery.add_argument(
        "--nieuwe-herstelsleutel",
        action="store_true",
        help="maak een nieuwe herstelsleutel; de oude werkt dan niet meer",
    )
    commands.add_parser("adresboek", help="controleer het adresboek en laad het")
    commands.add_parser("check", help="zeg in gewone taal wat er mis is")
    commands.add_parser("schema", help="toon wat er in een intake mag staan")
    intake = commands.add_parser("intake", help="voer een intake in")
    intake.add_argument("bestand", type=Path, metavar="BESTAND", help="JSON, één intake of een lijst")
    trust = commands.add_parser("vertrouw", help="bekijk of bevestig wiens identiteit telt")
    trust.add_argument("naam", nargs="?", metavar="NAAM", help="Matrix-adres of naam; zonder naam: wie nog wacht")
    trust.add_argument("bevestig", nargs="*", metavar="bevestig CODE", help="de laatste twee groepjes, na vergelijken")
    aside = commands.add_parser("apart", help="bekijk welke berichten niet te versturen waren")
    aside.add_argument("opnieuw", nargs="?", choices=["opnieuw"], help="probeer ze nog eens")
    aside.add_argument("nummer", nargs="?", metavar="NUMMER", help="alleen dit bericht")
    backup = commands.add_parser("backup", help="maak een back-up; de bot mag blijven draaien")
    backup.add_argument("bestand", type=Path, metavar="BESTAND", help="een nieuw bestand")
    restore = commands.add_parser("restore", help="zet een back-up terug op een machine waar nog niets staat")
    restore.add_argument("bestand", type=Path, metavar="BESTAND", help="de back-up")
    restore.add_argument("--sleutel", type=Path, metavar="BESTAND", help="de hoofdsleutel van toen, als die anders was")
    commands.add_parser("run", help="laat de bot draaien")
    demo = commands.add_parser("demo", help="speel het hele werk na op een weggooi-server")
    demo.add_argument("--blijf", action="store_true", help="laat alles na afloop draaien")
    return parser


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
