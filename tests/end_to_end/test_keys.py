"""`regiekamer sleutels vernieuw`, as an operator meets it: with SIGKILL at every step, and beside a running bot."""

import json
import signal
from pathlib import Path

import pytest

from bot import office
from bot.settings import load_settings
from bot.storage.sealing import load_master_key
from bot.wiring import open_house
from tests.end_to_end.bare import Bare

INTAKE = {
    "regio": "Den Haag", "bron": "CSG", "melder": "slachtoffer", "slachtoffer": "vrouw, 30", "vorm": "iets ergs",
    "toestemming": {"CSG": "ja"},
}  # fmt: skip

KILL = """
import inspect, os, signal
from bot.storage import rotation, sealing
owner, name, count, when = {place}, {name!r}, {count}, {when!r}
original, calls = getattr(owner, name), []

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def step(*given, **named):
    calls.append(1)
    now = len(calls) == count
    if now and when == "before":
        die()
    result = original(*given, **named)
    if now:
        die()
    return result

async def step_async(*given, **named):
    result = await original(*given, **named)
    die()
    return result

setattr(owner, name, step_async if inspect.iscoroutinefunction(original) else step)
"""
STEPS = {
    "the new file is there and empty": ("sealing.os", "fdopen", 1, "before"),
    "the new key is there": ("rotation", "create_master_key", 1, "after"),
    "half the keys are wrapped": ("sealing.MasterKey", "wrap", 2, "after"),
    "committed": ("rotation", "rewrap", 1, "after"),
    "the old key's new file is there and empty": ("sealing.os", "fdopen", 2, "before"),
    "the old key is kept": ("rotation", "_keep", 1, "after"),
    "renamed": ("rotation.Path", "replace", 1, "after"),
}


def kill(step: str) -> str:
    place, name, count, when = STEPS[step]
    return KILL.format(place=place, name=name, count=count, when=when)


@pytest.fixture
async def bare(tmp_path: Path) -> Bare:
    """Give a bot with one case."""
    made = Bare(tmp_path / "bot")
    await made.make()
    settings, file = load_settings(made.settings), tmp_path / "intake.json"
    file.write_text(json.dumps(INTAKE))
    await office.load_directory(settings, lambda _: None)
    assert await office.hand_in(settings, file, lambda _: None)
    return made


async def see_that_readable(bare: Bare) -> None:
    async with open_house(load_settings(bare.settings)) as house, house.database.work() as work:
        [case] = await work.cases.open_in("DH")
        assert (await work.cases.intake(case.code)).kind == "iets ergs"


def names(bare: Bare) -> set[str]:
    return {path.name for path in bare.master_key.parent.glob("hoofdsleutel*")}


async def test_it_says_what_to_keep_and_what_may_go(bare: Bare) -> None:
    old = load_master_key(bare.master_key)
    ran = await bare.command("sleutels", "vernieuw")
    assert ran.code == 0, ran.output
    new = load_master_key(bare.master_key)
    assert f"De bot heeft een nieuwe hoofdsleutel: {new.id}. Alle 3 sleutels zijn ermee verpakt." in ran.output
    assert "Kopieer nu geheim/hoofdsleutel naar uw kluis" in ran.output
    assert f"De vorige staat in hoofdsleutel.oud-{old.id}. Die is alleen nog nodig voor back-ups van" in ran.output
    await see_that_readable(bare)
    again = await bare.command("keys", "rotate")
    assert again.code == 0, again.output
    assert len(names(bare)) == 3
    await see_that_readable(bare)
    whole = await bare.command("audit", "verify")
    assert whole.code == 0, whole.output


@pytest.mark.parametrize("step", STEPS)
async def test_killed_at_any_step_the_database_opens_and_doing_it_again_finishes_it(bare: Bare, step: str) -> None:
    old = load_master_key(bare.master_key)
    killed = await bare.command("sleutels", "vernieuw", before=kill(step))
    assert killed.code == -signal.SIGKILL, killed.output
    await see_that_readable(bare)
    said: list[str] = []
    await office.rotate_keys(load_settings(bare.settings), said.append)
    assert said[0].startswith("De vorige keer was onderbroken; nu is het af.") == (
        step in {"committed", "the old key's new file is there and empty", "the old key is kept"}
    )
    assert "hoofdsleutel.nieuw" not in names(bare)
    assert f"hoofdsleutel.oud-{old.id}" in names(bare)
    await see_that_readable(bare)
    assert load_master_key(bare.master_key) != old


async def test_a_bot_that_starts_after_a_crash_just_works_and_finishes_it(bare: Bare) -> None:
    old = load_master_key(bare.master_key)
    await bare.command("sleutels", "vernieuw", before=kill("committed"))
    assert names(bare) == {"hoofdsleutel", "hoofdsleutel.nieuw"}
    async with bare.running():
        assert names(bare) == {"hoofdsleutel", f"hoofdsleutel.oud-{old.id}"}
        assert load_master_key(bare.master_key) != old


async def test_beside_a_running_bot_it_is_refused_and_changes_nothing(bare: Bare) -> None:
    old = load_master_key(bare.master_key)
    async with bare.running():
        ran = await bare.command("sleutels", "vernieuw")
    assert ran.code == 1
    assert "Er draait al een Regiekamer met deze database" in ran.output
    assert names(bare) == {"hoofdsleutel"}
    assert load_master_key(bare.master_key) == old


async def test_a_key_that_is_missing_or_belongs_to_an_older_back_up_is_explained(bare: Bare) -> None:
    aside = bare.master_key.rename(bare.master_key.with_name("elders"))
    missing = await bare.command("sleutels", "vernieuw")
    assert missing.code == 1
    assert "dit bestand is er niet of is niet te lezen. Zet de kopie terug" in missing.output
    aside.rename(bare.master_key)
    before = bare.file.read_bytes()
    await office.rotate_keys(load_settings(bare.settings), lambda _: None)
    bare.file.write_bytes(before)
    refused = await bare.command("adresboek")
    assert refused.code == 1
    assert "met een vorige hoofdsleutel verzegeld" in refused.output
    assert "regiekamer sleutels vernieuw" in refused.output
    healed = await bare.command("sleutels", "vernieuw")
    assert healed.code == 0, healed.output
    await see_that_readable(bare)
