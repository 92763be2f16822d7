"""`regiekamer setup` before there is a password: it says what is missing, and never to run what was just run."""

from pathlib import Path

import pytest

from tests.end_to_end.bare import Bare


@pytest.mark.parametrize("named", [True, False])
async def test_without_the_file_with_the_password_it_asks_for_that_file(tmp_path: Path, *, named: bool) -> None:
    bare = Bare(tmp_path)
    bare.write_settings(bare.url)
    if not named:
        text = bare.settings.read_text().replace('wachtwoord_bestand = "geheim/wachtwoord"\n', "")
        bare.settings.write_text(text)
    for _ in range(2):
        ran = await bare.here("setup")
        assert ran.code == 1
        said = ran.output.strip().splitlines()[-1]
        assert said.startswith("geheimen.wachtwoord_bestand: ")
        assert "chmod 600" in said
        assert "setup" not in said
