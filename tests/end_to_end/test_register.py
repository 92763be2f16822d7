"""The register on the command line, without a homeserver: files are shown, applied, and given back as they were."""

from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.demo.stage import DIRECTORY
from tests.end_to_end.bare import NOBODY_THERE, Bare

HEAD = "matrix;naam;organisatie;regios;rollen;taal\n"
NORA = "@nora:regiekamer.test;Nora Nieuw;CSG;DH;professional;nl\n"
ADMINS = (
    '[[persoon]]\nmatrix = "@baas{0}:regiekamer.test"\nnaam = "Baas {0}"\norganisatie = "OM"\nrollen = ["beheerder"]\n'
)


@pytest.fixture
async def bare(tmp_path: Path) -> Bare:
    made = Bare(tmp_path)
    await made.make()
    return made


def write(bare: Bare, name: str, text: str) -> str:
    file = bare.folder / name
    file.write_text(text, encoding="utf-8")
    return str(file)


async def load(bare: Bare, text: str, *arguments: str) -> tuple[int, str]:
    """Load this directory file."""
    settings = bare.settings.read_text().replace(str(DIRECTORY), write(bare, "adresboek.toml", text))
    bare.settings.write_text(settings)
    ran = await bare.here("adresboek", *arguments)
    return ran.code, ran.output


async def exported(bare: Bare) -> str:
    ran = await bare.here("leden", "uitvoeren")
    assert ran.code == 0, ran.output
    return ran.output[ran.output.index("\ufeff") :]


async def test_the_first_time_it_is_loaded_at_once_and_the_machine_makes_two_administrators(bare: Bare) -> None:
    text = DIRECTORY.read_text() + "\n" + "\n".join(ADMINS.format(number) for number in (3, 4))
    code, output = await load(bare, text)
    assert code == 0, output
    assert "Het adresboek is geladen: 2 regio's, 7 organisaties," in output
    assert output.count("Op deze machine bevestigd als beheerder:") == 1
    assert "Wachten als beheerder op bevestiging door twee beheerders: Baas 3, Baas 4." in output
    assert "De Matrix-server was niet te vragen" in output
    code, output = await load(bare, text)
    assert (code, "Er is niets veranderd." in output) == (0, True), "and no third is confirmed"
    assert "bevestigd als beheerder" not in output
    shown = (await bare.here("leden", "--organisatie", "om")).output
    assert [line.endswith("wacht op bevestiging") for line in shown.splitlines() if "Baas" in line] == [True, True]


async def test_what_takes_something_away_is_shown_and_done_with_a_word(bare: Bare) -> None:
    text = DIRECTORY.read_text()
    assert (await load(bare, text))[0] == 0
    moved = text.replace('regios = ["DH"]', 'regios = ["OB"]', 1)
    assert moved != text
    before = await exported(bare)
    code, output = await load(bare, moved)
    assert code == 1
    assert "werkt ook in OB; werkt niet meer in DH" in output
    assert "Er is nog niets veranderd. Klopt dit? Geef dezelfde opdracht met --doe." in output
    assert await exported(bare) == before
    code, output = await load(bare, moved, "--doe")
    assert code == 0, output
    assert await exported(bare) != before


async def test_nobody_disappears_by_being_left_out(bare: Bare) -> None:
    text = DIRECTORY.read_text()
    assert (await load(bare, text))[0] == 0
    before = await exported(bare)
    parties, people = text[: text.index("[[persoon]]")], text[text.index("[[persoon]]") :]
    first = people[: people.index("[[persoon]]", 1)]
    code, output = await load(bare, parties + first)
    assert code == 0, output
    assert "mensen staan niet in dit bestand. Dat verandert niets: niemand verdwijnt door weglaten." in output
    assert await exported(bare) == before


async def test_a_list_is_shown_then_taken_and_what_comes_out_goes_in_without_a_change(bare: Bare) -> None:
    assert (await load(bare, DIRECTORY.read_text()))[0] == 0
    file = write(bare, "leden.csv", HEAD + NORA)
    shown = await bare.here("leden", "invoeren", file)
    assert shown.code == 1
    assert "• nieuw bij CSG: Nora Nieuw (@nora:regiekamer.test, DH, professional)" in shown.output
    assert "@nora" not in (await bare.here("leden")).output
    done = await bare.here("leden", "invoeren", file, "--doe")
    assert done.code == 0, done.output
    assert "De ledenlijst is ingevoerd: 1 persoon." in done.output
    nora = next(line for line in (await bare.here("members")).output.splitlines() if "@nora" in line)
    assert nora.endswith("wacht op bevestiging")
    again = await bare.here("leden", "invoeren", write(bare, "uit.csv", await exported(bare)))
    assert again.code == 0, again.output
    assert "Er is niets veranderd." in again.output


async def test_who_has_no_account_is_named(bare: Bare) -> None:
    async def profile(request: web.Request) -> web.Response:
        there = request.match_info["user"] != "@olaf:regiekamer.test"
        return web.json_response({} if there else {"errcode": "M_NOT_FOUND", "error": ""}, status=200 if there else 404)

    app = web.Application()
    app.router.add_get("/_matrix/client/v3/profile/{user}", profile)
    async with TestServer(app) as homeserver:
        url = str(homeserver.make_url("")).rstrip("/")
        bare.settings.write_text(bare.settings.read_text().replace(NOBODY_THERE, url))
        code, output = await load(bare, DIRECTORY.read_text())
    assert code == 0, output
    assert [line for line in output.splitlines() if "bestaat niet" in line] == [
        "LET OP: @olaf:regiekamer.test bestaat niet op de Matrix-server."
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            "@nora:regiekamer.test;Nora;CGS;DH;professional;nl\n",
            "- regel 2, organisatie: dit ken ik niet; bedoelt u CSG?",
        ),
        (NORA + NORA.replace("CSG", "VT"), "- regel 3, matrix: dit adres staat ook op regel 2, bij een andere organ"),
        ("@beheer:regiekamer.test;Beheer;OM;DH;professional;nl\n", "geen ander werk, en andersom."),
        ("@beheer:regiekamer.test;Beheer;OM;;beheerder;nl\n", "Er blijven altijd minstens 2 bevestigde beheerders."),
        ("@BEHEER:regiekamer.test;Beheer;OM;;beheerder;nl\n", "matrix: dit is geen Matrix-adres"),
    ],
)
async def test_a_list_that_may_not_be_changes_nothing(bare: Bare, row: str, said: str) -> None:
    assert (await load(bare, DIRECTORY.read_text()))[0] == 0
    before = await exported(bare)
    ran = await bare.here("leden", "invoeren", write(bare, "leden.csv", HEAD + row), "--doe")
    assert ran.code == 1
    assert said in ran.output
    assert "Er is niets veranderd." in ran.output
    assert "Traceback" not in ran.output
    assert await exported(bare) == before


async def test_a_list_for_an_empty_directory_says_what_to_do_first(bare: Bare) -> None:
    ran = await bare.here("leden", "invoeren", write(bare, "leden.csv", HEAD + NORA), "--doe")
    assert (ran.code, ran.output.strip()) == (1, "Het adresboek is nog leeg. Voer eerst `regiekamer adresboek` uit.")


async def test_the_rota_is_shown_then_taken(bare: Bare) -> None:
    assert (await load(bare, DIRECTORY.read_text()))[0] == 0
    csg = next(line for line in (await exported(bare)).splitlines() if ";CSG;DH" in line).split(";")
    assert "Er is nog niemand ingedeeld." in (await bare.here("rooster")).output
    rows = "".join(f"DH;CSG;{day};{csg[0]};\n" for day in ("ma", "di", "wo", "do", "vr"))
    file = write(bare, "rooster.csv", "regio;organisatie;dag;wie;beurt\n" + rows)
    shown = await bare.here("rooster", "invoeren", file)
    assert shown.code == 1
    assert "Rooster: 5 regels erbij, 0 regels eraf." in shown.output
    assert (await bare.here("rooster", "invoeren", file, "--doe")).code == 0
    assert f"DH CSG: ma-vr {csg[1]}" in (await bare.here("rota")).output
    assert "Er is niets veranderd." in (await bare.here("rooster", "invoeren", file)).output
