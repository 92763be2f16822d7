"""The command line where nothing runs: help, schema, and what it says without settings."""

import json
import subprocess
import sys
from pathlib import Path

import pytest


def regiekamer(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(words, capture_output=True, text=True, check=False, cwd=cwd)  # noqa: S603 - our own program


def test_the_schema_is_json_with_dutch_words() -> None:
    ran = regiekamer("schema")
    assert ran.returncode == 0
    assert json.loads(ran.stdout)["properties"]["toestemming"]["description"].startswith("Per organisatie")


@pytest.mark.parametrize("command", ["check", "run", "setup", "adresboek"])
def test_without_settings_it_says_what_to_give(command: str, tmp_path: Path) -> None:
    ran = regiekamer("--instellingen", str(tmp_path / "nergens.toml"), command)
    assert ran.returncode == 1
    assert "--instellingen BESTAND" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    words = f"{sys.executable} -m bot schema | head -c 1"
    ran = subprocess.run(words, shell=True, capture_output=True, text=True, check=False)  # noqa: S602 - a pipe is the point
    assert ran.stderr == ""


def test_help_is_dutch() -> None:
    ran = regiekamer("--help")
    assert ran.returncode == 0
    assert "voer een intake in" in ran.stdout
