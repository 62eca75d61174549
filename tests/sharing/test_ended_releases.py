"""A release that is over has no key: the recipient's way is closed, whatever a row says."""

from datetime import timedelta
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import Table, update

from safetynet import clock
from safetynet.audit import Result
from safetynet.sharing import Release
from safetynet.sharing.commands import run_command
from safetynet.sharing.ending import UNSAVED, end, give_keys_to_older
from safetynet.vault import vault
from safetynet.vault.tables import release_keys, shared_keys
from tests import scenes
from tests.audit.test_changed_rows import row_of
from tests.audit.test_rows import by_sql
from tests.browser import Browser
from tests.cast import Cast
from tests.house.inside import ledger
from tests.statements import counted

RELEASES: Table = Release.__table__  # type: ignore[assignment]


def has_key(app: Flask, release: UUID) -> bool:
    with app.app_context():
        return release in vault().keyring.releases.live_among([release])


def run(app: Flask) -> str:
    said = app.test_cli_runner().invoke(run_command)
    assert said.exit_code == 0, said.output
    return str(said.output)


def test_stopping_destroys_the_key_at_once(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    given = scenes.release(app, scene, cast.outsider, obtained_by=cast.advocate)
    assert has_key(app, given)
    browser.as_(cast.advocate).post(f"/releases/{given}/revocation")
    assert not has_key(app, given)
    assert scenes.NAME in browser.get(scene.path).text


def test_an_older_row_put_back_opens_nothing(app: Flask, browser: Browser, cast: Cast) -> None:
    """The row with its own MAC, as an old backup of the database has it; today's keyring."""
    scene = scenes.open_case(app, cast)
    given = scenes.release(app, scene, cast.provider, obtained_by=cast.advocate)
    before = row_of(app, Release, given)
    browser.as_(cast.advocate).post(f"/releases/{given}/revocation")
    by_sql(app, update(RELEASES).where(RELEASES.c.id == given).values(before))
    page = browser.as_(cast.provider).get(scene.path)
    assert page.status_code == 200
    assert scenes.LAST not in page.text
    assert (
        "Bridge Clinic can see" not in browser.as_(cast.advocate).get(f"{scene.path}/sharing").text
    )


def test_a_page_that_is_being_made_as_it_ends_is_not_answered(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    """The rights of that page were loaded before; the key is asked for all the same."""
    scene = scenes.open_case(app, cast)
    given = scenes.release(app, scene, cast.provider, obtained_by=cast.advocate)
    assert scenes.NAME in browser.as_(cast.provider).get(scene.path).text
    with app.app_context():
        vault().keyring.releases.destroy(given)
    assert browser.get(scene.path).status_code == 404
    assert scenes.last_entry(app).result is Result.REFUSED


def test_what_is_over_loses_its_key_every_night(app: Flask, browser: Browser, cast: Cast) -> None:
    """The day refuses from its first second; the night makes it final."""
    scene = scenes.open_case(app, cast)
    over = scenes.release(app, scene, cast.provider, obtained_by=cast.advocate, days=1)
    lasting = scenes.release(app, scene, cast.outsider, obtained_by=cast.advocate)
    clock.stand_at(clock.start_of(clock.today() + timedelta(days=2)))
    assert scenes.LAST not in browser.as_(cast.provider).get(scene.path).text
    assert has_key(app, over)
    assert "1 keys" in run(app) and "0 keys" in run(app)
    assert not has_key(app, over) and has_key(app, lasting)
    [entry] = [one for one in ledger(app) if one.result is Result.DESTROYED]
    assert [touch.row for touch in entry.touches] == [over]
    assert scenes.NAME in browser.as_(cast.advocate).get(scene.path).text


def test_a_key_whose_release_was_never_saved_goes_too(app: Flask) -> None:
    with app.app_context():
        vault().keyring.share(unsaved := uuid4(), uuid4(), [])
        assert end(clock.today()) == 0
        clock.stand_at(clock.now() + UNSAVED + timedelta(seconds=1))
        assert end(clock.today()) == 1
    assert not has_key(app, unsaved)


def test_releases_from_before_there_were_keys_get_one_once(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = scenes.open_case(app, cast)
    scenes.release(app, scene, cast.provider, obtained_by=cast.advocate)
    with app.app_context(), vault().keyring.store.writing() as connection:
        connection.execute(shared_keys.delete())
        connection.execute(release_keys.delete())
    assert "1 releases from before" in run(app)
    assert scenes.NAME in browser.as_(cast.provider).get(scene.path).text
    with app.app_context():
        with vault().keyring.store.writing() as connection:
            connection.execute(shared_keys.delete())
            connection.execute(release_keys.delete())
        assert give_keys_to_older(clock.today()) == 0


def test_a_page_opened_by_release_sends_one_statement_more(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = scenes.open_case(app, cast)
    browser.as_(cast.advocate).get(scene.path)
    with counted(app) as own:
        browser.get(scene.path)
    scenes.release(app, scene, cast.provider, obtained_by=cast.advocate)
    browser.as_(cast.provider).get(scene.path)
    with counted(app) as released:
        browser.get(scene.path)
    assert len(released.keyring) <= len(own.keyring) + 1
