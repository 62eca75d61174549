"""One young person of a county is destroyed: nothing of her is left, and nobody else is harmed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select, text

from safetynet import clock
from safetynet.access import job
from safetynet.agencies import Agency
from safetynet.audit.verify import verify
from safetynet.cases import Case
from safetynet.db import Model, db, owned_models, reading_engine
from safetynet.files import Document, storage
from safetynet.meetings import Meeting
from safetynet.meetings.fingerprint import is_intact
from safetynet.retention.destroying import Doomed, destroy
from safetynet.retention.models import Destruction
from safetynet.vault import Category, Triple, vault
from safetynet.vault.columns import lazy_attributes
from tests.conftest import House, as_role, close, config_in, run
from tests.county import County, county_in, player_of
from tests.crawl import HREF
from tests.house.rulebook import rulebook
from tests.house.sweep import Sweep


@dataclass(frozen=True)
class Gone:
    """The county after it, and what was there before."""

    county: County
    survivor: UUID
    canaries: set[str]
    """Hers."""
    others: set[str]
    wrapped: list[bytes]
    """Her keys, as they lay in the keyring."""
    before: Counter[str]
    folder: Path


@pytest.fixture(scope="module")
def gone(house: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gone]:
    """Destroy whom most was written about, of every agency, while her case is open."""
    folder, url, owner = tmp_path_factory.mktemp("gone"), None, None
    if house.server:
        run(house.server, "CREATE DATABASE sn_gone OWNER sn_owner")
        url, owner = (as_role(house.server, "sn_gone", role) for role in ("sn_app", "sn_owner"))
    county = county_in(config_in(folder, url, owner), survivors=12, open_cases=5)
    county.app.config["PROPAGATE_EXCEPTIONS"] = False
    with county.app.app_context():
        found = _destroyed(county, folder)
    # Not inside the context: it would remember who asked first.
    yield found
    with county.app.app_context():
        close(county.app)
    if house.server:
        run(house.server, "DROP DATABASE sn_gone WITH (FORCE)")


def _destroyed(county: County, folder: Path) -> Gone:
    most = Counter(one["survivor"] for one in county.canaries if UUID(one["survivor"]).int)
    survivor = UUID(most.most_common(1)[0][0])
    hers = [one for one in county.canaries if one["survivor"] == str(survivor)]
    before, owners = _counted(), _owners_of(survivor)
    triples = [Triple(survivor, owner, kind) for owner in owners for kind in Category]
    keyring = vault().keyring
    wrapped = [key.wrapped for key in keyring.store.keys(triples) if key.wrapped]
    with job("test: destroy") as running:
        for owner in owners:
            doomed = Doomed(survivor, owner, frozenset(Category), "a law", clock.today())
            destroy(running, doomed)
    canaries = {one["canary"] for one in hers}
    others = {one["canary"] for one in county.canaries} - canaries
    return Gone(county, survivor, canaries, others, wrapped, before, folder)


def _owners_of(survivor: UUID) -> list[UUID]:
    """Return every agency that a key was ever made for."""
    with job("test: look"):
        agencies = list(db.session.scalars(select(Agency.id)))
    keys = vault().keyring.find(
        Triple(survivor, agency, kind) for agency in agencies for kind in Category
    )
    return sorted({triple.owner for triple, versions in keys.items() if versions})


def _counted() -> Counter[str]:
    with job("test: count"):
        return Counter(
            {
                model.__tablename__: db.session.scalar(select(func.count(model.id))) or 0
                for model in (mapper.class_ for mapper in Model.registry.mappers)
            }
        )


@pytest.fixture
def inside(gone: Gone) -> Iterator[None]:
    """For tests that ask no page."""
    with gone.county.app.app_context():
        yield


@pytest.mark.usefixtures("inside")
def test_no_row_and_no_key_of_hers_is_left(gone: Gone) -> None:
    assert len(gone.wrapped) > 10
    with job("test: look"):
        for model in owned_models():
            assert not db.session.scalars(
                select(model.id).where(model.survivor_id == gone.survivor)
            ).first()
    store = vault().keyring.store
    store.dispose()
    with store.engine.connect() as connection:
        left = connection.execute(
            text("SELECT count(wrapped) FROM compartment_keys WHERE survivor = :her"),
            {
                "her": str(gone.survivor)
                if "postgres" in str(store.engine.url)
                else gone.survivor.hex
            },
        ).scalar()
    assert left == 0
    stored = b"".join(path.read_bytes() for path in gone.folder.rglob("*") if path.is_file())
    assert [key for key in gone.wrapped if key in stored] == []


@pytest.mark.usefixtures("inside")
def test_the_ledger_still_verifies_and_counts_add_up(gone: Gone) -> None:
    app = gone.county.app
    assert verify(reading_engine(), app.extensions["ledger"]).is_clean
    said = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert said.exit_code == 0, said.output
    after = _counted()
    sealed = {model.__tablename__ for model in owned_models()}
    lost = gone.before - after
    assert set(lost) <= sealed
    with job("test: look"):
        rows = db.session.scalar(select(func.sum(Destruction.rows))) or 0
    assert rows == lost.total() > 50


def _in_files_that_open(gone: Gone) -> set[str]:
    """Return the canaries in documents that open to their end; a PDF packs its words."""
    whole = set()
    for document in db.session.scalars(select(Document).where(Document.removed_at.is_(None))):
        storage.content_of(document)
        whole.add(str(document.id))
    sown = (one for one in gone.county.canaries if one["column"] == "content")
    return {one["canary"] for one in sown if one["row"] in whole}


@pytest.mark.usefixtures("inside")
def test_everything_of_everybody_else_still_opens(gone: Gone) -> None:
    found = set()
    with job("test: read"):
        for model in owned_models():
            for row in db.session.scalars(select(model)):
                for attribute in lazy_attributes(model).values():
                    found.update((attribute.whole(row) or "").replace("\x1e", " ").split())
        found |= _in_files_that_open(gone)
    assert gone.others <= found
    assert not gone.canaries & found


@pytest.mark.usefixtures("inside")
def test_final_minutes_can_still_be_checked(gone: Gone) -> None:
    with job("test: look"):
        final = [m for m in db.session.scalars(select(Meeting)) if m.finalised_hash]
        assert final and all(is_intact(meeting) for meeting in final)


def test_every_page_of_every_role_still_opens(gone: Gone) -> None:
    with gone.county.app.app_context():
        sweep = Sweep(gone.county.app, rulebook(gone.county.canaries))
    for person in {person.role: person for person in gone.county.people}.values():
        sweep.walk_as(person, per_rule=1)
    assert sweep.wrong == []
    assert sweep.pages > 100
    assert not set().union(*sweep.seen.values()) & gone.canaries


def test_her_own_pages_open_for_each_who_knew_her(gone: Gone) -> None:
    """The walk takes one case of each kind; hers must be among them."""
    with gone.county.app.app_context(), job("test: look"):
        case_id = db.session.scalars(select(Case.id).where(Case.survivor_id == gone.survivor)).one()
    path, told = f"/cases/{case_id}", list[bool]()
    for person in gone.county.people:
        browser = gone.county.browser(player_of(person))
        page = browser.look(path)
        if page.status_code != 200:
            continue
        told.append("were destroyed on" in page.text)
        links = {link for link in HREF.findall(page.text) if link.startswith(path)}
        answers = {link: browser.look(link).status_code for link in sorted(links)}
        assert set(answers.values()) <= {200, 403}, answers
    assert len(told) > 3 and any(told)
