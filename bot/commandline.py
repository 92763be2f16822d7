"""The words of the command line: which there are, what they mean in Dutch, and which command of the office each is."""

import argparse
import getpass
import os
import signal
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from bot import office, wiring
from bot.settings import Settings

Given = argparse.Namespace
Task = Coroutine[Any, Any, bool | None]

MOST_TYPED = 1_000


def task(given: Given, settings: Settings) -> Task:
    """Give what is to be done. Raises `OfficeError` for words that do not go together."""
    return _TASKS[given.command](given, settings)


def _setup(given: Given, settings: Settings) -> Task:
    if not given.herstel:
        return office.setup(settings, print, new_recovery_key=given.nieuwe_herstelsleutel)
    office.see_that_lost(settings)
    return office.recover(settings, office.read_recovery_key(_ask("Herstelsleutel: ")), print)


def _trust(given: Given, settings: Settings) -> Task:
    if given.naam is None:
        return office.list_trust(settings, print)
    if not given.bevestig:
        return office.show_trust(settings, given.naam, print)
    verb, *code = given.bevestig
    if verb.casefold() != "bevestig" or not code:
        raise office.OfficeError("Bijvoorbeeld: regiekamer vertrouw @anna:voorbeeld.nl bevestig aB3d eF4")
    return office.confirm_trust(settings, given.naam, "".join(code), print)


def _aside(given: Given, settings: Settings) -> Task:
    if given.opnieuw:
        return office.try_again(settings, given.nummer, print)
    return office.list_aside(settings, print)


def _people(given: Given, settings: Settings) -> Task:
    if given.wat in {"invoeren", "import"}:
        return office.import_people(settings, given.bestand, print, apply=given.doe, agree=_agree())
    if given.wat in {"uitvoeren", "export"}:
        return office.export_people(settings, print)
    if given.wat in {"uitdienst", "leave"}:
        return office.let_go(settings, given.naam, given.opvolger, given.bevestig, print)
    return office.list_people(settings, given.organisatie, print)


def _rota(given: Given, settings: Settings) -> Task:
    if given.wat in {"invoeren", "import"}:
        return office.import_rota(settings, given.bestand, print, apply=given.doe, agree=_agree())
    return office.show_rota(settings, print)


def _figures(given: Given, settings: Settings) -> Task:
    return office.show_figures(settings, given.van, given.tot, given.regio, given.csv, print)


_TASKS: dict[str, Callable[[Given, Settings], Task]] = {
    "setup": _setup,
    "adresboek": lambda given, settings: office.load_directory(settings, print, apply=given.doe, agree=_agree()),
    "leden": _people,
    "members": _people,
    "rooster": _rota,
    "rota": _rota,
    "check": lambda _, settings: office.check(settings, print),
    "intake": lambda given, settings: office.hand_in(settings, given.bestand, print),
    "vertrouw": _trust,
    "apart": _aside,
    "audit": lambda given, settings: office.verify_trail(settings, given.kop, print),
    "sleutels": lambda _, settings: office.rotate_keys(settings, print),
    "keys": lambda _, settings: office.rotate_keys(settings, print),
    "backup": lambda given, settings: office.back_up(settings, given.bestand, print),
    "restore": lambda given, settings: office.restore(settings, given.bestand, given.sleutel, print),
    "run": lambda _, settings: wiring.run(settings),
    "cijfers": _figures,
    "figures": _figures,
}


def _ask(question: str) -> str:
    """Ask for a secret, outside the event loop so that Ctrl-C works; never as an argument, which `ps` shows."""
    try:
        return getpass.getpass(question) if sys.stdin.isatty() else sys.stdin.readline(MOST_TYPED)
    except (EOFError, ValueError):  # ValueError: not UTF-8
        return ""


def _agree() -> office.Agree | None:
    """Give how to ask whoever sits at the terminal; None when nobody does."""
    return _yes if sys.stdin.isatty() else None


def _yes(question: str) -> bool:
    # The event loop would hold Ctrl-C until the answer is there; while it waits for us, nothing else runs in it.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return input(question).strip().casefold() in {"ja", "j", "yes", "y"}
    except (EOFError, ValueError):  # ValueError: not UTF-8
        return False
    finally:
        signal.signal(signal.SIGINT, before)


def parser() -> argparse.ArgumentParser:
    """Build what reads the words."""
    result = argparse.ArgumentParser(prog="regiekamer", description="Versleutelde Matrix-bot.")
    result.add_argument(
        "--instellingen",
        type=Path,
        default=Path(os.environ.get("REGIEKAMER_INSTELLINGEN", "regiekamer.toml")),
        metavar="BESTAND",
        help="het bestand met instellingen (standaard: regiekamer.toml)",
    )
    commands = result.add_subparsers(dest="command", required=True, metavar="OPDRACHT")
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
    _add_people(commands)
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
    _add_trail_and_keys(commands)
    backup = commands.add_parser("backup", help="maak een back-up; de bot mag blijven draaien")
    backup.add_argument("bestand", type=Path, metavar="BESTAND", help="een nieuw bestand")
    restore = commands.add_parser("restore", help="zet een back-up terug op een machine waar nog niets staat")
    restore.add_argument("bestand", type=Path, metavar="BESTAND", help="de back-up")
    restore.add_argument("--sleutel", type=Path, metavar="BESTAND", help="de hoofdsleutel van toen, als die anders was")
    _add_figures(commands)
    commands.add_parser("run", help="laat de bot draaien")
    demo = commands.add_parser("demo", help="speel het hele werk na op een weggooi-server")
    demo.add_argument("--blijf", action="store_true", help="laat alles na afloop draaien")
    return result


def _add_people(commands: Any) -> None:
    directory = commands.add_parser("adresboek", help="controleer het adresboek en laad het")
    _add_apply(directory)
    people = commands.add_parser(
        "leden", aliases=["members"], help="toon wie er zijn, of voer een ledenlijst in of uit"
    )
    people.add_argument("--organisatie", metavar="NAAM", help="alleen de mensen van deze organisatie")
    what = people.add_subparsers(dest="wat", metavar="invoeren|uitvoeren|uitdienst")
    _add_file(what, "voer een ledenlijst (CSV) in; eerst ziet u wat er verandert")
    what.add_parser("uitvoeren", aliases=["export"], help="schrijf de ledenlijst als CSV")
    leave = what.add_parser("uitdienst", aliases=["leave"], help="iemand gaat uit dienst; eerst ziet u wat er eindigt")
    leave.add_argument("naam", metavar="NAAM", help="Matrix-adres of naam")
    leave.add_argument(
        "--opvolger", metavar="NAAM", help="wie overneemt waar die al in de casus zit; anders: het rooster"
    )
    leave.add_argument("--bevestig", metavar="CODE", help="voer uit wat onder deze code getoond werd")
    duties = commands.add_parser("rooster", aliases=["rota"], help="toon wie deze week dienst heeft, of voer dat in")
    _add_file(
        duties.add_subparsers(dest="wat", metavar="invoeren"),
        "voer een rooster (CSV) in; eerst ziet u wat er verandert",
    )


def _add_file(what: Any, help_: str) -> None:
    load = what.add_parser("invoeren", aliases=["import"], help=help_)
    load.add_argument("bestand", type=Path, metavar="BESTAND", help="CSV, als UTF-8")
    _add_apply(load)


def _add_apply(command: Any) -> None:
    command.add_argument("--doe", "--apply", action="store_true", help="voer het uit, ook als iemand iets kwijtraakt")


def _add_figures(commands: Any) -> None:
    figures = commands.add_parser("cijfers", aliases=["figures"], help="toon de cijfers van het MDT, zonder casussen")
    figures.add_argument("--van", required=True, metavar="DAG", help="de eerste dag, bijvoorbeeld 2026-11-01")
    figures.add_argument("--tot", required=True, metavar="DAG", help="de laatste dag; die telt mee")
    figures.add_argument("--regio", metavar="REGIO", help="alleen deze regio; anders alle")
    figures.add_argument("--csv", type=Path, metavar="BESTAND", help="schrijf ook een tabel, in een nieuw bestand")


def _add_trail_and_keys(commands: Any) -> None:
    audit = commands.add_parser("audit", help="kijk of het auditlog nog is zoals het geschreven werd")
    what = audit.add_subparsers(dest="wat", required=True, metavar="controleer")
    verify = what.add_parser("controleer", aliases=["verify"], help="loop alle regels na en noem de eerste die mis is")
    verify.add_argument(
        "--kop",
        action="append",
        default=[],
        metavar='"AANTAL CONTROLECODE"',
        help="uit de beheerkamer: bewijs dat het auditlog dit nog bevat; mag vaker",
    )
    keys = commands.add_parser("sleutels", aliases=["keys"], help="vernieuw de hoofdsleutel; de bot staat dan stil")
    what = keys.add_subparsers(dest="wat", required=True, metavar="vernieuw")
    what.add_parser("vernieuw", aliases=["rotate"], help="maak een nieuwe, of maak af wat onderbroken werd")
