"""Backups: made under load, opened by the recovery key alone, and proved by restoring them."""

import json
import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from shutil import copy
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import text

from config import Config
from safetynet import clock, create_app
from safetynet.access import Actor, Role, job, rights_of
from safetynet.backup.restoring import open_backup
from safetynet.db import as_foundation, db, owned_models
from safetynet.retention.destroying import Doomed, destroy
from safetynet.sharing import Release
from safetynet.sharing.keys import shared_by
from safetynet.survivors import Name
from safetynet.vault import (
    NOBODY,
    Category,
    Opening,
    ShreddedError,
    Triple,
    VaultError,
    vault,
)
from safetynet.vault.columns import lazy_attributes
from safetynet.vault.recovery import private_key_in
from tests.backup.conftest import Place, empty_databases
from tests.browser import rows


@pytest.fixture
def made(county: Place, tmp_path: Path) -> Path:
    file = tmp_path / "tuesday"
    done = county.sn("backup", "create", str(file))
    assert done.returncode == 0, done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"tuesday", "tuesday.keys"}
    return file


def verify(county: Place, file: Path, *more: str) -> tuple[int, str]:
    words = ("backup", "verify", str(file), "--recovery-key", county.recovery_key, *more)
    done = county.sn(*words)
    return done.returncode, done.stdout + done.stderr


def test_a_backup_is_whole_and_says_what_it_holds(county: Place, made: Path) -> None:
    code, said = verify(county, made, "--json")
    assert code == 0, said
    told = json.loads(said)
    assert told["ok"]
    assert told["rows"] > 200 and told["entries"] > 5 and told["compartments"] > 50
    assert told["files"] == len(files_in(county)) > 0
    assert not told["troubles"]


@pytest.mark.parametrize("which", ["tuesday", "tuesday.keys"])
def test_one_wrong_byte_is_noticed(county: Place, made: Path, tmp_path: Path, which: str) -> None:
    path, private = made.with_name(which), private_key_in(Path(county.recovery_key))
    whole = path.read_bytes()
    dice = random.Random(which)
    for at in (0, 1, 40, 90, *(dice.randrange(100, len(whole)) for _ in range(5)), len(whole) - 1):
        wrong = bytearray(whole)
        wrong[at] ^= 1 << dice.randrange(8)
        path.write_bytes(wrong)
        (folder := tmp_path / f"flip{at}").mkdir()
        with pytest.raises(VaultError, match=f"{which} is damaged"):
            open_backup(made, private, folder)
    path.write_bytes(whole[:-20])
    code, said = verify(county, made)
    assert code == 1
    assert f"{which} is damaged" in said


def test_another_recovery_key_opens_nothing(county: Place, made: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.key"
    other.write_text("11" * 32)
    done = county.sn("backup", "verify", str(made), "--recovery-key", str(other))
    assert done.returncode == 1
    assert "another recovery key" in done.stderr


def test_files_of_two_backups_do_not_mix(county: Place, made: Path, tmp_path: Path) -> None:
    second = tmp_path / "wednesday"
    assert county.sn("backup", "create", str(second)).returncode == 0
    copy(made.with_name("tuesday.keys"), second.with_name("wednesday.keys"))
    code, said = verify(county, second)
    assert code == 1
    assert "different backups" in said


def test_a_restored_county_is_the_same_and_its_ledger_whole(
    county: Place, made: Path, tmp_path: Path, database: str, request: pytest.FixtureRequest
) -> None:
    server = request.getfixturevalue("postgres_server") if database == "postgresql" else None
    with empty_databases(server) as settings:
        back = Place(tmp_path / "back" / "instance", settings)
        words = ("backup", "restore", str(made), "--recovery-key", county.recovery_key)
        done = back.sn(*words)
        assert done.returncode == 0, done.stderr
        ledger = back.sn("audit", "verify", "--json")
        assert ledger.returncode == 0, ledger.stdout
        names = {opened(county, lambda: [name.display for name in rows(Name)])}
        assert names == {opened(back, lambda: [name.display for name in rows(Name)])}
        assert files_in(county) == files_in(back) != {}
        again = back.sn(*words)
        assert again.returncode == 1
        assert "restore into an empty" in again.stderr


def test_an_upload_that_is_cut_or_missing_is_noticed(county: Place, tmp_path: Path) -> None:
    name, sealed = next(iter(files_in(county).items()))
    upload = county.instance / "files" / name
    try:
        for harmed in (sealed[:-1], None):
            upload.unlink() if harmed is None else upload.write_bytes(harmed)
            file = tmp_path / f"with {harmed is None}"
            assert county.sn("backup", "create", str(file)).returncode == 0
            code, said = verify(county, file)
            assert code == 1
            assert "1 documents have no file, or another one" in said
    finally:
        upload.write_bytes(sealed)


def files_in(place: Place) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (place.instance / "files").iterdir()}


def test_one_who_was_destroyed_is_in_no_older_backup(
    county: Place, made: Path, tmp_path: Path, database: str, request: pytest.FixtureRequest
) -> None:
    """Restored, destroyed there, and the same old backup restored again with today's list."""
    server = request.getfixturevalue("postgres_server") if database == "postgresql" else None
    with empty_databases(server) as today, empty_databases(server) as later:
        live = Place(tmp_path / "live" / "instance", today)
        again = Place(tmp_path / "again" / "instance", later)
        words = ("backup", "restore", str(made), "--recovery-key", county.recovery_key)
        assert live.sn(*words).returncode == 0
        before = Counter(opened(live, readable))
        her, _ = before.most_common(1)[0]
        copy(county.recovery_key, live.recovery_key)
        whole = json.loads(verify(live, made, "--json")[1])
        opened(live, lambda: destroy_all_of(UUID(her)))
        code, said = verify(live, made, "--json")
        assert code == 0, said
        assert json.loads(said)["compartments"] < whole["compartments"]
        listed = str(Config.from_env({}, instance=live.instance).tombstones)
        done = again.sn(*words, "--destroyed", listed)
        assert done.returncode == 0, done.stderr
        others = Counter({one: texts for one, texts in before.items() if one != her})
        assert others and Counter(opened(again, readable)) == others
        finished = again.sn("retention", "run", "--json")
        assert finished.returncode == 0, finished.stderr
        assert json.loads(finished.stdout)["finished"] > 0
        assert opened(again, lambda: rows_of(UUID(her))) == ()
        assert again.sn("audit", "verify").returncode == 0


def test_a_release_stopped_since_opens_nothing_in_an_older_backup(
    county: Place, made: Path, tmp_path: Path, database: str, request: pytest.FixtureRequest
) -> None:
    """Neither with the list of what was destroyed, nor with the old rows under today's keyring."""
    server = request.getfixturevalue("postgres_server") if database == "postgresql" else None
    with empty_databases(server) as today, empty_databases(server) as later:
        live = Place(tmp_path / "live" / "instance", today)
        again = Place(tmp_path / "again" / "instance", later)
        words = ("backup", "restore", str(made), "--recovery-key", county.recovery_key)
        assert live.sn(*words).returncode == 0
        [stopped, *lasting] = opened(live, carried)
        opened(live, lambda: revoke(UUID(stopped)))
        assert opened(live, carried) == tuple(lasting)
        listed = str(Config.from_env({}, instance=live.instance).tombstones)
        assert again.sn(*words, "--destroyed", listed).returncode == 0
        assert opened(again, carried) == tuple(lasting)
        if server is None:
            copy(live.instance / "keyring.db", again.instance / "keyring.db")
        old_rows = Place(again.instance, later | {"KEYRING_URL": today.get("KEYRING_URL", "")})
        assert opened(old_rows if server else again, carried) == tuple(lasting)


def test_a_keyring_or_ledger_that_was_wrong_already_is_named(
    county: Place, tmp_path: Path, database: str
) -> None:
    key = "FROM compartment_keys WHERE id = 1"
    kept: list[bytes] = []

    def put(wrapped: bytes) -> list[str]:
        with vault().keyring.store.engine.connect() as connection:
            kept.append(bytes(connection.scalar(text(f"SELECT wrapped {key}"))))
            statement = "UPDATE compartment_keys SET wrapped = :wrapped WHERE id = 1"
            connection.execute(text(statement), {"wrapped": wrapped})
            connection.commit()
        return []

    opened(county, lambda: put(b"\x01" + bytes(60)))
    file = tmp_path / "spoilt"
    assert county.sn("backup", "create", str(file)).returncode == 0
    code, said = verify(county, file)
    opened(county, lambda: put(kept[0]))
    assert code == 1
    assert "do not open" in said


def readable() -> list[str]:
    """Return about whom each sealed text is that still opens, one line a text."""
    found = []
    for model in owned_models():
        for row in rows(model, model.survivor_id != NOBODY):
            with suppress(ShreddedError):
                for attribute in lazy_attributes(model).values():
                    found += [str(row.survivor_id)] * bool(attribute.whole(row))
    return found


def carried() -> list[str]:
    """Return each release by which its recipient reads something here today."""
    found = set()
    for release in rows(Release):
        recipient = release.to_agency_id
        rights = rights_of(UUID(int=1), Role.PROVIDER, recipient)
        actor = Actor(UUID(int=1), Role.PROVIDER, recipient, rights=rights)
        keyring = vault().keyring
        opening = keyring.opening(lambda _t: True, lambda *_read: None, actor.release_for)
        found |= {
            str(release.id)
            for triple in shared_by(release)
            if actor.release_for(triple) == release.id and opens(opening, triple)
        }
    return sorted(found)


def opens(opening: Opening, triple: Triple) -> bool:
    opening.warm([triple])
    try:
        opening._cipher(triple, 1, "any.column")
    except VaultError:
        return False
    return True


def revoke(release: UUID) -> list[str]:
    [row] = rows(Release, Release.id == release)
    row.revoke(clock.now())
    db.session.flush()
    return []


def rows_of(survivor: UUID) -> list[str]:
    return [
        str(row.id)
        for model in owned_models()
        for row in rows(model, model.survivor_id == survivor)
    ]


def destroy_all_of(survivor: UUID) -> list[str]:
    """Destroy what every agency keeps about one survivor."""
    owners = {row.owner_id for model in owned_models() for row in rows(model)}
    for owner in sorted(owners):
        with job("test: destroy") as running:
            day = clock.today()
            destroy(running, Doomed(survivor, owner, frozenset(Category), "a law", day))
    return []


def opened(place: Place, ask: Callable[[], list[str]]) -> tuple[str, ...]:
    """Ask an installation from inside, as a job."""
    env = {f"SAFETYNET_{name}": value for name, value in place.settings.items()}
    app: Flask = create_app(Config.from_env(env, instance=place.instance))
    with app.app_context():
        with job("test: look"), as_foundation():
            said = tuple(sorted(ask()))
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()
        vault().keyring.store.dispose()
    return said
