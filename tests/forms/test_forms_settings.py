"""The settings: one file, nothing from outside it, and secrets that only the bot may read."""

from datetime import time
from pathlib import Path

import pytest

from bot.domain.consent import Decider
from bot.domain.minors import AGE_BANDS, AgeBand
from bot.forms.problems import FormError
from bot.settings import Settings, SettingsError, load_settings

EXAMPLE = Path(__file__).parents[2] / "deploy" / "regiekamer.example.toml"
MATRIX = '[matrix]\nhomeserver = "https://matrix.b.nl"\nuser = "@bot:b.nl"\n'


def load(folder: Path, text: str) -> Settings:
    file = folder / "regiekamer.toml"
    file.write_text(text)
    return load_settings(file)


def refused(folder: Path, text: str) -> list[str]:
    with pytest.raises(FormError) as caught:
        load(folder, text)
    return [str(problem) for problem in caught.value.problems]


def test_the_smallest_settings_have_careful_defaults(tmp_path: Path) -> None:
    settings = load(tmp_path, MATRIX)
    assert settings.matrix.device_id == "REGIEKAMER"
    assert settings.times.digest == time(8, 30)
    assert settings.times.reminders == (time(8, 30), time(15))
    assert settings.weekdays == {0, 1, 2, 3, 4}
    assert settings.times.gather_joins == 3
    assert settings.database_url == f"sqlite+aiosqlite:///{tmp_path / 'data' / 'regiekamer.db'}"
    assert settings.path(settings.directory.file) == tmp_path / "adresboek.toml"
    assert settings.path(Path("/elders")) == Path("/elders")


def test_the_example_loads_and_says_the_defaults(tmp_path: Path) -> None:
    example, smallest = load_settings(EXAMPLE), load(tmp_path, MATRIX)
    assert example.times == smallest.times
    assert example.directory == smallest.directory
    assert example.age_bands == smallest.age_bands == AGE_BANDS
    assert example.storage == smallest.storage
    assert example.secrets.model_copy(update={"password": None}) == smallest.secrets


def test_the_example_explains_every_key() -> None:
    text = EXAMPLE.read_text()
    for name, section in Settings.model_fields.items():
        if name != "base":
            assert f"[{section.alias or name}]" in text
            assert section.annotation is not None
            for key, field in section.annotation.model_fields.items():
                assert f"{field.alias or key} = " in text, key


def test_the_environment_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MATRIX", "matrix", "MATRIX__USER"):
        monkeypatch.setenv(name, '{"homeserver": "https://kwaad.nl", "user": "@kwaad:kwaad.nl"}')
    for name in ("GEHEIMEN", "SECRETS", "OPSLAG"):
        monkeypatch.setenv(name, '{"hoofdsleutel_bestand": "/kwaad"}')
    settings = load(tmp_path, MATRIX)
    assert settings.matrix.user == "@bot:b.nl"
    assert settings.secrets.master_key == Path("geheim/hoofdsleutel")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", "dit bestand is leeg."),
        ("[matrix\n", "dit is geen goede TOML; kijk bij regel 1."),
        (MATRIX + "user = 1\n", "dit is geen goede TOML; kijk bij regel 4."),
        ("[opslag]\n", "matrix: dit ontbreekt en is nodig."),
        ('[matrix]\nhomeserver = "https://b.nl"\n', "matrix.user: dit ontbreekt en is nodig, bijvoorbeeld "),
        (MATRIX.replace("https", "http"), "matrix.homeserver: dit moet met https beginnen"),
        (MATRIX.replace("https://", "ftp://"), "matrix.homeserver: hier hoort het adres van de Matrix-server"),
        (MATRIX.replace("matrix.b.nl", "b.nl:99999"), "matrix.homeserver: hier hoort het adres"),
        (MATRIX.replace("https://matrix.b.nl", "https://[b"), "matrix.homeserver: hier hoort het adres"),
        (MATRIX.replace("@bot:b.nl", "bot"), "matrix.user: hier hoort het Matrix-adres van de bot"),
        (MATRIX.replace("@bot:b.nl", "@:"), "matrix.user: hier hoort het Matrix-adres van de bot"),
        (MATRIX + "[opslaan]\n", "opslaan: dit ken ik niet; bedoelt u opslag?"),
        (MATRIX + "[storage]\n", "storage: dit ken ik niet."),
        (MATRIX + '[opslag]\ndatamap = "x"\n', "opslag.datamap: dit ken ik niet; bedoelt u data_map?"),
        (MATRIX + '[opslag]\ndatabase = "mysql://x"\n', "opslag.database: hier hoort een adres van een database"),
        ('base = "/elders"\n' + MATRIX, "base: dit ken ik niet."),
        (MATRIX + '[tijden]\ndagoverzicht = "half negen"\n', "tijden.dagoverzicht: hier hoort een tijd"),
        (MATRIX + "[tijden]\ndagoverzicht = 5\n", "tijden.dagoverzicht: hier hoort een tijd"),
        (MATRIX + '[tijden]\ndagoverzicht = "08:30+02:00"\n', "tijden.dagoverzicht: dit is altijd Nederlandse tijd"),
        (MATRIX + '[tijden]\nherinneringen = "08:30"\n', "tijden.herinneringen: hier hoort een lijst"),
        (MATRIX + '[tijden]\nherinneringen = ["x"]\n', "tijden.herinneringen[1]: hier hoort een tijd"),
        (MATRIX + "[tijden]\nherinneringen = []\n", "tijden.herinneringen: dit zijn er te weinig; minstens 1."),
        (MATRIX + "[tijden]\nwerkdagen = []\n", "tijden.werkdagen: dit zijn er te weinig; minstens 1."),
        (MATRIX + '[tijden]\nwerkdagen = ["mon"]\n', "tijden.werkdagen[1]: "),
        (
            MATRIX + "[tijden]\nkaart_na_toetreden = 61\n",
            "tijden.kaart_na_toetreden: dit getal moet hoogstens 60 zijn.",
        ),
        (MATRIX + "[tijden]\nkaart_na_toetreden = -1\n", "tijden.kaart_na_toetreden: dit getal moet minstens 0 zijn."),
        (MATRIX + "[tijden]\nkaart_na_toetreden = nan\n", "tijden.kaart_na_toetreden: hier hoort een getal"),
        (
            MATRIX + "[mdt]\nwaarschuw_uren_vooraf = 24\n",
            "mdt.waarschuw_uren_vooraf: dit getal moet hoogstens 23 zijn.",
        ),
        (MATRIX + "[mdt]\nminuten_nieuw = 0\n", "mdt.minuten_nieuw: dit getal moet minstens 1 zijn."),
        (MATRIX + "[mdt]\nminuten_loopt = 61\n", "mdt.minuten_loopt: dit getal moet hoogstens 60 zijn."),
        (MATRIX + "[mdt]\nte_laat_na_werkdagen = -1\n", "mdt.te_laat_na_werkdagen: dit getal moet minstens 0 zijn."),
        (MATRIX + '[mdt]\nagenda_om = "25:00"\n', "mdt.agenda_om: "),
        (MATRIX + '[mdt]\nwaarschuw_uren_vooraf = "4h"\n', "mdt.waarschuw_uren_vooraf: hier hoort een "),
        (MATRIX + '[mdt]\nwaarschuw_vanaf = "20:00"\n', "mdt: waarschuw_tot komt na waarschuw_vanaf"),
        (MATRIX + "[regie]\nopnieuw_na_uren = 0\n", "regie.opnieuw_na_uren: dit getal moet minstens 1 zijn."),
        (MATRIX + "[regie]\nvervanger_na_uren = 81\n", "regie.vervanger_na_uren: dit getal moet hoogstens 80 zijn."),
        (MATRIX + "[regie]\nstilstand_na_dagen = 0\n", "regie.stilstand_na_dagen: dit getal moet minstens 1 zijn."),
        (MATRIX + '[regie]\nwerkdag_van = "18:00"\n', "regie: werkdag_tot komt na werkdag_van"),
        *(
            (MATRIX + f"[toestemming]\nleeftijdsgroepen = {groups}\n", f"toestemming.leeftijdsgroepen{wanted}")
            for groups, wanted in (
                ('[{tot = 16, beslist = "beiden"}, {tot = 12, beslist = "beiden"}]', ": zet de groepen op volgorde"),
                ('[{tot = 16, beslist = "beiden"}, {tot = 16, beslist = "beiden"}]', ": zet de groepen op volgorde"),
                ('[{tot = 19, beslist = "beiden"}]', "[1].tot: dit getal moet hoogstens 18 zijn."),
                ('[{tot = 0, beslist = "beiden"}]', "[1].tot: dit getal moet minstens 1 zijn."),
                ('[{tot = 12, beslist = "de buurman"}]', "[1].beslist: kies uit: slachtoffer, ouder of voogd, beiden"),
                ("[{tot = 12}]", "[1].beslist: dit ontbreekt en is nodig"),
                ('"twaalf"', ": hier hoort een lijst"),
            )
        ),
        (MATRIX + f"[tijden]\nkaart_na_toetreden = {'9' * 5000}\n", "er staat een getal in met veel te veel cijfers"),
    ],
)
def test_settings_that_cannot_be(tmp_path: Path, text: str, wanted: str) -> None:
    (line,) = refused(tmp_path, text)
    assert line.startswith(wanted)


def test_other_age_groups_than_ours(tmp_path: Path) -> None:
    groups = '[{tot = 12, beslist = "ouder of voogd"}, {tot = 18, beslist = "beiden"}]'
    settings = load(tmp_path, MATRIX + f"[toestemming]\nleeftijdsgroepen = {groups}\n")
    assert settings.age_bands == (AgeBand(12, Decider.GUARDIAN), AgeBand(18, Decider.BOTH))
    assert load(tmp_path, MATRIX + "[toestemming]\nleeftijdsgroepen = []\n").age_bands == (), "no warning at all"


@pytest.mark.parametrize("address", ["http://localhost:8008", "http://127.0.0.1:8008/", "http://[::1]:8008"])
def test_plain_http_stays_on_this_machine(tmp_path: Path, address: str) -> None:
    settings = load(tmp_path, MATRIX.replace("https://matrix.b.nl", address))
    assert settings.matrix.homeserver == address.rstrip("/")


@pytest.mark.parametrize(
    "host", ["localhost.kwaad.nl", "127.0.0.1.kwaad.nl", "kwaad.nl#localhost", "localhost@kwaad.nl"]
)
def test_what_only_looks_like_this_machine_needs_https(tmp_path: Path, host: str) -> None:
    (line,) = refused(tmp_path, MATRIX.replace("https://matrix.b.nl", f"http://{host}"))
    assert "https" in line


def test_a_missing_file(tmp_path: Path) -> None:
    for file in (tmp_path / "weg.toml", tmp_path):
        with pytest.raises(FormError) as caught:
            load_settings(file)
        (problem,) = caught.value.problems
        assert "instellingen is niet te lezen" in problem.sentence


def test_nothing_is_changed_afterwards(tmp_path: Path) -> None:
    settings = load(tmp_path, MATRIX)
    with pytest.raises(ValueError, match="frozen"):
        settings.matrix.user = "@kwaad:b.nl"  # type: ignore[misc] # that is what the test tries


def secret(folder: Path, content: bytes, mode: int = 0o600) -> Path:
    file = folder / "geheim"
    file.write_bytes(content)
    file.chmod(mode)
    return file


def test_a_secret_is_read_and_never_shown(tmp_path: Path) -> None:
    settings = load(tmp_path, MATRIX)
    value = settings.secret(secret(tmp_path, b"zeer-geheim\n"), "geheimen.toegang_bestand")
    assert value.get_secret_value() == "zeer-geheim"
    assert "zeer-geheim" not in repr(value)
    assert "zeer-geheim" not in str(value)


def test_the_password_in_a_database_address_is_not_shown(tmp_path: Path) -> None:
    settings = load(tmp_path, MATRIX + '[opslag]\ndatabase = "postgresql+asyncpg://u:zeer-geheim@h/d"\n')
    assert settings.database_url.endswith("zeer-geheim@h/d")
    assert "zeer-geheim" not in repr(settings)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o620, 0o602, 0o610])
def test_a_secret_that_others_can_reach_is_refused(tmp_path: Path, mode: int) -> None:
    settings, file = load(tmp_path, MATRIX), secret(tmp_path, b"zeer-geheim", mode)
    with pytest.raises(SettingsError, match=r"^geheimen\.x: anderen kunnen dit bestand lezen\.") as caught:
        settings.secret(file, "geheimen.x")
    assert "zeer-geheim" not in str(caught.value)


def test_a_secret_that_is_not_there_empty_or_unreadable(tmp_path: Path) -> None:
    settings = load(tmp_path, MATRIX)
    with pytest.raises(SettingsError, match=r"^geheimen\.x: dit bestand is er niet\."):
        settings.secret(Path("weg"), "geheimen.x")
    with pytest.raises(SettingsError, match=r"^geheimen\.x: dit bestand is leeg\."):
        settings.secret(secret(tmp_path, b" \n"), "geheimen.x")
    for unreadable in (secret(tmp_path, b"\xff\xfe"), tmp_path):
        with pytest.raises(SettingsError, match=r"^geheimen\.x: dit bestand is niet te lezen\."):
            settings.secret(unreadable, "geheimen.x")
