"""The settings come from one file and from nowhere else, and that file cannot talk to the library behind them."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from bot.forms.problems import FormError
from bot.settings import Settings, SettingsError, load_settings

EXAMPLE = Path(__file__).parents[2] / "deploy" / "regiekamer.example.toml"
SMALL = '[matrix]\nhomeserver = "https://matrix.voorbeeld.nl"\nuser = "@regiekamer:voorbeeld.nl"\n'
SECRET = "hunter2-zeer-geheim"


def write(folder: Path, text: str) -> Path:
    file = folder / "regiekamer.toml"
    file.write_text(text)
    return file


def test_paths_are_relative_to_the_file_and_not_to_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path.resolve() / "etc"
    here.mkdir()
    write(here, SMALL + '[opslag]\ndata_map = "gegevens"\n[adresboek]\nbestand = "/srv/adresboek.toml"\n')
    monkeypatch.chdir(tmp_path)
    settings = load_settings(Path("etc/regiekamer.toml"))
    monkeypatch.chdir("/")
    assert settings.path(settings.storage.folder) == here / "gegevens"
    assert settings.database_url == f"sqlite+aiosqlite:///{here}/gegevens/regiekamer.db"
    assert settings.crypto_folder == here / "gegevens" / "crypto"
    assert settings.path(settings.secrets.master_key) == here / "geheim" / "hoofdsleutel"
    assert settings.path(settings.directory.file) == Path("/srv/adresboek.toml")


@pytest.mark.parametrize(
    "name",
    ["base", "self", "_env_file", "_secrets_dir", "_cli_parse_args", "_cli_prog_name", "__pydantic_self__", "values"],
)
@pytest.mark.parametrize("value", ["true", '"x"', "1"])
def test_a_name_of_the_library_is_an_unknown_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setattr("sys.argv", ["regiekamer", "--matrix.homeserver", "https://elders.test"])
    with pytest.raises(FormError) as caught:
        load_settings(write(tmp_path, f"{name} = {value}\n{SMALL}"))
    (problem,) = caught.value.problems
    assert problem.field == name
    assert problem.sentence.startswith("dit ken ik niet")
    assert "bedoelt u base" not in problem.sentence


def names_of(model: type[BaseModel]) -> list[str]:
    return [name for f, info in model.model_fields.items() for name in (f, info.alias) if name]


def test_no_environment_variable_and_no_dotenv_changes_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path, SMALL)
    before = load_settings(file)
    inner = ["homeserver", "data_map", "hoofdsleutel_bestand", "bestand"]
    everything = "{" + ", ".join(f'"{name}": "https://elders.test"' for name in inner) + "}"
    for name in names_of(Settings):
        for variant in (name, name.upper(), f"REGIEKAMER_{name.upper()}"):
            monkeypatch.setenv(variant, everything)
            for deeper in inner:
                monkeypatch.setenv(f"{variant}__{deeper}", "https://elders.test")
    (tmp_path / ".env").write_text(f"MATRIX={everything}\n")
    monkeypatch.chdir(tmp_path)
    assert load_settings(file) == before


@pytest.mark.parametrize(
    "address",
    ["HTTP://matrix.voorbeeld.nl", "http://0.0.0.0:8008", "http://192.168.1.10", "http://[::2]", "ht\ttp://x"],
)
def test_plain_http_to_another_machine_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(FormError) as caught:
        load_settings(write(tmp_path, SMALL.replace("https://matrix.voorbeeld.nl", address.replace("\t", "\\t"))))
    (problem,) = caught.value.problems
    assert problem.field == "matrix.homeserver"
    assert "https" in problem.sentence


def refused(folder: Path, of: Path) -> str:
    with pytest.raises(SettingsError) as caught:
        load_settings(write(folder, SMALL)).secret(of, "geheimen.toegang_bestand")
    assert SECRET not in repr(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    return str(caught.value)


@pytest.mark.parametrize("name", ["x" * 100_000, "x\0y", "toegang/binnen"])
def test_a_secret_in_a_file_that_cannot_be(tmp_path: Path, name: str) -> None:
    (tmp_path / "toegang").write_text(SECRET)
    assert refused(tmp_path, Path(name)) == "geheimen.toegang_bestand: dit bestand is niet te lezen."


def test_a_secret_behind_a_link_is_held_to_the_same_rule(tmp_path: Path) -> None:
    target, link = tmp_path / "echt", tmp_path / "toegang"
    target.write_text(SECRET)
    link.symlink_to(target)
    target.chmod(0o644)
    assert "anderen kunnen dit bestand lezen" in refused(tmp_path, Path("toegang"))
    target.chmod(0o600)
    settings = load_settings(write(tmp_path, SMALL))
    assert settings.secret(Path("toegang"), "geheimen.toegang_bestand").get_secret_value() == SECRET


def test_a_secret_of_somebody_else_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "toegang").write_text(SECRET)

    def not_ours(*_: object, **__: object) -> str:
        raise PermissionError(13, "Permission denied", SECRET)

    monkeypatch.setattr(Path, "read_text", not_ours)
    assert refused(tmp_path, Path("toegang")) == "geheimen.toegang_bestand: dit bestand is niet te lezen."


def test_the_example_has_exactly_the_settings_and_explains_each() -> None:
    text = EXAMPLE.read_text()
    everything = tomllib.loads(re.sub(r"^#(?=\w+ = )", "", text, flags=re.MULTILINE))  # also what is switched off
    sections: dict[str, Any] = {info.alias or f: info.annotation for f, info in Settings.model_fields.items()}
    del sections["base"]
    assert set(everything) == set(sections)
    for name, section in sections.items():
        assert set(everything[name]) == {info.alias or f for f, info in section.model_fields.items()}
    lines = text.splitlines()
    unexplained = [
        line for at, line in enumerate(lines) if re.match(r"#?\w+ = ", line) and not lines[at - 1].startswith("# ")
    ]
    assert unexplained == []
