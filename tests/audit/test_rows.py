"""One command names every row that SQL alone wrote; another accepts what was changed on purpose."""

import json
from typing import Any

from click.testing import Result
from flask import Flask
from sqlalchemy import func, select, update

from safetynet import clock
from safetynet.access import Role
from safetynet.agencies.models import Member
from safetynet.audit.rows import forged_rows
from safetynet.db import Model, WithMac, reading_engine, writing_engine
from safetynet.notes import QualificationKind
from tests import scenes
from tests.authentication.by_passkey import added
from tests.browser import Browser
from tests.cast import Cast, Player
from tests.ledger import last_entry
from tests.meetings.sitting import call_meeting
from tests.scenes import Scene
from tests.statutes.signing_off import sign_off

ALL = {
    "agencies",
    "attendances",
    "breach_clocks",
    "break_glass",
    "calendar_feeds",
    "cases",
    "concern_matches",
    "conflict_blocks",
    "copy_asks",
    "counties",
    "credentials",
    "disclosures",
    "exports",
    "invitations",
    "joinings",
    "kept_apart",
    "law_settings",
    "matters",
    "members",
    "membership_papers",
    "passkeys",
    "qualifications",
    "recovery_codes",
    "referral_books",
    "referrals",
    "releases",
    "sign_ins",
    "stepped_out",
    "team_seats",
}


def run(app: Flask, *arguments: str, typed: str = "") -> Result:
    return app.test_cli_runner().invoke(args=["audit", *arguments], input=typed)


def by_sql(app: Flask, statement: Any) -> None:
    with app.app_context(), writing_engine().begin() as connection:
        connection.execute(statement)


def promotion_of(player: Player) -> Any:
    return update(Member).where(Member.id == player.id).values(role=Role.COORDINATOR)


def test_the_tables_with_macs_are_those_reviewed() -> None:
    found = {m.class_ for m in Model.registry.mappers if issubclass(m.class_, WithMac)}
    assert {model.__tablename__ for model in found} == ALL
    for model in found:
        assert model.UNDER_MAC[0] == "id"


def test_the_house_builds_genuine_rows_only(app: Flask, browser: Browser, cast: Cast) -> None:
    """In every table; `ALL` but for what no scene writes."""
    scene = scenes.open_case(app, cast)
    scenes.release(app, scene, cast.outsider, obtained_by=cast.advocate)
    browser.as_(cast.supervisor).post(
        "/qualifications",
        member=str(cast.advocate.id),
        kind=QualificationKind.TRAFFICKING_CASEWORKER,
        hours="40",
        recorded_on=clock.today().isoformat(),
    )
    _raise_barriers(browser, cast, scene)
    sign_off(browser, cast)
    browser.as_(cast.advocate).post("/meetings/calendar/address")
    browser.post(f"/meetings/{call_meeting(app, cast, scene)}/signature")
    browser.post("/account/recovery-codes")
    added(browser, cast.advocate)
    with app.app_context(), reading_engine().connect() as connection:
        filled = {
            table
            for table in ALL
            if connection.scalar(select(func.count()).select_from(Model.metadata.tables[table]))
        }
        assert filled >= ALL - {
            "breach_clocks",
            "concern_matches",
            "copy_asks",
            "disclosures",
            "exports",
            "joinings",
            "kept_apart",
            "referral_books",
            "referrals",
            "stepped_out",
        }
        assert list(forged_rows(reading_engine())) == []
    assert run(app, "verify").exit_code == 0


def _raise_barriers(browser: Browser, cast: Cast, scene: Scene) -> None:
    """An emergency, a paper, a matter and a conflict, each by whoever writes such a row."""
    day, member = clock.today().isoformat(), cast.provider.id
    whom = {"whom": f"{cast.provider.agency_id} {member}"}
    newcomer = {"name": "Noor", "email": "noor@x.example.org", "checked_how": "known"}
    path = f"/people/agencies/{cast.harbor_id}/members"
    invited = browser.as_(cast.supervisor).post(path, newcomer | {"role": "advocate"})
    assert invited.status_code == 201
    matter = {"agency": str(cast.officer.agency_id), "kind": "charged"}
    reason = "She wrote that somebody is at the door."
    for player, path, said in (
        (cast.advocate, f"{scene.path}/emergency", {"reason": reason}),
        (
            cast.administrator,
            f"/people/members/{member}/papers",
            {"kind": "training", "until": day},
        ),
        (cast.coordinator, f"{scene.path}/matters", matter),
        (cast.coordinator, f"{scene.path}/conflicts", whom | {"reason": reason}),
    ):
        assert browser.as_(player).post(path, said).status_code == 303


def test_each_forged_row_is_named(app: Flask, cast: Cast) -> None:
    by_sql(app, promotion_of(cast.provider))
    said = run(app, "verify")
    assert said.exit_code == 1
    assert f"members {cast.provider.id}: no valid MAC" in said.output
    assert "The ledger is whole." in said.output
    told = run(app, "verify", "--json")
    assert told.exit_code == 1
    assert json.loads(told.stdout)["clean"] is False
    assert json.loads(told.stdout)["forged"] == [{"table": "members", "row": str(cast.provider.id)}]


def test_a_row_is_accepted_only_when_somebody_says_so(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    by_sql(app, promotion_of(cast.provider))
    assert run(app, "accept", typed="n\n").exit_code == 1
    assert browser.as_(cast.provider).look("/").status_code == 302
    accepted = run(app, "accept", typed="y\n")
    assert "members: 1 without a valid MAC" in accepted.output
    assert browser.look("/").status_code == 200
    assert run(app, "verify").exit_code == 0
    assert "0 rows accepted" in run(app, "accept").output


def test_acceptance_is_on_the_ledger(app: Flask, cast: Cast) -> None:
    by_sql(app, promotion_of(cast.provider))
    run(app, "accept", "--yes")
    entry = last_entry(app)
    assert entry.permission == "job:accept rows without a valid MAC"
    assert [(touch.table, touch.row, touch.fields) for touch in entry.touches] == [
        ("members", cast.provider.id, ("mac",))
    ]


def test_an_accepted_row_is_watched_again(app: Flask, cast: Cast) -> None:
    """What SQL changes in it afterwards is named, also where no MAC covers it."""
    by_sql(app, promotion_of(cast.provider))
    run(app, "accept", "--yes")
    assert run(app, "verify").exit_code == 0
    by_sql(app, update(Member).where(Member.id == cast.provider.id).values(name="Somebody Else"))
    said = run(app, "verify", "--full")
    assert said.exit_code == 1
    assert f"members {cast.provider.id}: the row is not as entry" in said.output


def test_rows_from_before_macs_are_accepted_all_at_once(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    """As after an upgrade."""
    scene = scenes.open_case(app, cast)
    for table in ALL:
        by_sql(app, Model.metadata.tables[table].update().values(mac=b""))
    assert browser.as_(cast.advocate).look(scene.path).status_code == 302
    run(app, "accept", "--yes")
    assert browser.as_(cast.advocate).get(scene.path).status_code == 200
