"""The names that people show of themselves are taken from member events as they come in."""

from pathlib import Path

from bot.demo.homeserver import Homeserver
from tests.conftest import MakeAccount, MakePerson
from tests.matrix.conftest import open_side
from tests.matrix.test_live import filled


async def test_a_name_is_heard_when_somebody_joins_and_when_it_changes(
    homeserver: Homeserver, account: MakeAccount, person: MakePerson, tmp_path: Path
) -> None:
    made, anna = await account("bot"), await person("anna")
    async with open_side(homeserver.url, made, tmp_path) as side:
        await filled(side, anna)
        await side.until(lambda: anna.user_id in side.shown)
        assert side.shown[anna.user_id].startswith("Anna")
        came = [changes.came for _, changes in side.changes]
        status, _ = await anna.raw(
            "PUT", f"/_matrix/client/v3/profile/{anna.user_id}/displayname", {"displayname": "Regiekamer"}
        )
        assert status == 200
        await side.until(lambda: side.shown[anna.user_id] == "Regiekamer")
        assert [changes.came for _, changes in side.changes] == came, "a new name is no arrival"
