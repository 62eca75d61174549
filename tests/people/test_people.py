"""The administrator brings agencies and people in, and sees no case."""

from flask import Flask
from sqlalchemy import select

from safetynet.access import job
from safetynet.agencies import Agency, Member
from safetynet.authentication import signing_in
from safetynet.db import db
from tests.browser import Browser
from tests.cast import PASSWORD, Cast
from tests.people.coming_in import agree, invite, set_up, sign_in


def test_an_agency_and_its_first_person(app: Flask, browser: Browser, cast: Cast) -> None:
    admin = browser.as_(cast.administrator)
    added = admin.post("/people/agencies", name="Night Kitchen", handle="kitchen", kind="other")
    assert added.status_code == 303
    with app.app_context(), job("test: look"):
        agency_id = db.session.scalars(select(Agency.id).where(Agency.handle == "kitchen")).one()
    way = invite(app, admin, agency_id, role="provider", email="noor@kitchen.example.org")
    here = Browser(app)
    agree(here, way)
    assert set_up(here).status_code == 201
    sign_in(app, "NOOR@kitchen.example.org ")


def test_a_handle_and_an_email_are_given_once(browser: Browser, cast: Cast) -> None:
    admin = browser.as_(cast.administrator)
    again = admin.post("/people/agencies", name="Another", handle="harbor", kind="other")
    assert again.status_code == 422
    assert "Another agency has this short name" in again.text
    taken = admin.post(
        f"/people/agencies/{cast.harbor_id}/members",
        name="Double",
        email=cast.advocate.email,
        role="advocate",
        checked_how="known",
    )
    assert taken.status_code == 422
    assert cast.advocate.email in taken.text


def test_who_left_is_signed_out_at_once(app: Flask, browser: Browser, cast: Cast) -> None:
    other = Browser(app).as_(cast.advocate)
    assert other.get("/").status_code == 200
    with app.app_context(), job("test: look"):
        version = db.session.scalars(
            select(Member.version).where(Member.id == cast.advocate.id)
        ).one()
    path = f"/people/members/{cast.advocate.id}/leaving"
    assert browser.as_(cast.administrator).post(path, version=version).status_code == 303
    assert other.get("/").status_code in {302, 303}


def test_nobody_else_manages_people(browser: Browser, cast: Cast) -> None:
    for name in ("coordinator", "advocate", "privacy_officer"):
        assert browser.as_(cast.players[name]).get("/people").status_code == 403


def test_a_password_is_changed_only_by_who_knows_it(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    me = browser.as_(cast.advocate)
    fields = {"password-old": "wrong", "password-new": "a much longer secret"}
    wrong = me.post("/account/password", fields)
    assert wrong.status_code == 422
    short = me.post("/account/password", fields | {"password-old": PASSWORD, "password-new": "x"})
    assert short.status_code == 422
    right = me.post("/account/password", fields | {"password-old": PASSWORD})
    assert right.status_code == 303
    with app.test_request_context():
        assert signing_in.check_password(cast.advocate.email, PASSWORD) is None
        assert signing_in.check_password(cast.advocate.email, "a much longer secret")
