"""Where the text of the privacy protocol comes from, and what is wrong with a file that cannot be it."""

from pathlib import Path

import pytest

from bot.forms.problems import FormError
from bot.settings import LONGEST_PROTOCOL, Settings, SettingsError, load_settings

MATRIX = '[matrix]\nhomeserver = "https://matrix.b.nl"\nuser = "@bot:b.nl"\n'


def load(folder: Path, privacy: str) -> Settings:
    file = folder / "regiekamer.toml"
    file.write_text(f"{MATRIX}[privacy]\n{privacy}\n", encoding="utf-8")
    return load_settings(file)


def test_without_a_file_it_is_ours_and_it_fits_on_two_screens_of_a_phone(tmp_path: Path) -> None:
    settings = load(tmp_path, "")
    text = settings.protocol()
    assert text.startswith("Privacyprotocol")
    for word in ("112", "schermfoto", "Vergrendel", "bewaard", "leest mee", "Bel"):
        assert word in text
    assert len(text) < 2_000
    assert settings.privacy.days == 7


def test_a_file_of_ones_own_stands_beside_the_settings(tmp_path: Path) -> None:
    (tmp_path / "eigen.txt").write_text("Onze afspraak\r\n\r\nHoud geheim.\n", encoding="utf-8")
    assert load(tmp_path, 'protocol = "eigen.txt"').protocol() == "Onze afspraak\n\nHoud geheim."


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "privacy.protocol: dit bestand is niet te lezen. Bestaat het?"),
        (b"\xff\xfe\x00", "privacy.protocol: dit bestand is niet te lezen. Bestaat het?"),
        (b" \n\xe2\x80\x8b\n", "privacy.protocol: dit bestand is leeg."),
        (b"x" * (LONGEST_PROTOCOL + 1), "privacy.protocol: deze tekst is te lang."),
    ],
)
def test_a_file_that_cannot_be_it(tmp_path: Path, content: bytes | None, sentence: str) -> None:
    if content is not None:
        (tmp_path / "eigen.txt").write_bytes(content)
    with pytest.raises(SettingsError) as caught:
        load(tmp_path, 'protocol = "eigen.txt"').protocol()
    assert str(caught.value).startswith(sentence)


@pytest.mark.parametrize("days", ["0", "91", "-1", "true", "1.5", '"7"'])
def test_days_that_cannot_be(tmp_path: Path, days: str) -> None:
    with pytest.raises(FormError):
        load(tmp_path, f"ingaat_na_dagen = {days}")
