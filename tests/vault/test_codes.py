"""Sealed codes: a program reads them without the remark that may follow."""

from flask import Flask

from safetynet.access import job
from safetynet.db import db
from safetynet.survivors import BirthDate, Name, mint
from safetynet.vault.columns import REMARK, lazy_attributes
from tests.browser import rows
from tests.cast import Cast


def test_a_remark_is_sealed_and_passed_over(app: Flask, cast: Cast) -> None:
    with app.app_context(), job("test: write"):
        about = {"survivor_id": mint(cast.harbor_id).id, "owner_id": cast.harbor_id}
        born = BirthDate(**about, iso=f"2009-03-14{REMARK}seen in pencil")
        db.session.add(born)
        assert born.iso == "2009-03-14"
    with app.app_context(), job("test: look"):
        (born,) = rows(BirthDate)
        assert born.iso == "2009-03-14"
        assert lazy_attributes(BirthDate)["iso"].whole(born) == f"2009-03-14{REMARK}seen in pencil"


def test_a_remark_outlives_a_change_beside_it(app: Flask, cast: Cast) -> None:
    with app.app_context(), job("test: write"):
        about = {"survivor_id": mint(cast.harbor_id).id, "owner_id": cast.harbor_id}
        db.session.add(BirthDate(**about, iso=f"2009-03-14{REMARK}seen in pencil"))
    with app.app_context(), job("test: change"):
        (born,) = rows(BirthDate)
        born.is_estimated = True
        born.iso = lazy_attributes(BirthDate)["iso"].whole(born)
    with app.app_context(), job("test: look"):
        (born,) = rows(BirthDate)
        assert "pencil" in (lazy_attributes(BirthDate)["iso"].whole(born) or "")


def test_words_are_read_whole(app: Flask, cast: Cast) -> None:
    with app.app_context(), job("test: write"):
        about = {"survivor_id": mint(cast.harbor_id).id, "owner_id": cast.harbor_id}
        db.session.add(Name(**about, parts=f"A{REMARK}B"))
    with app.app_context(), job("test: look"):
        assert rows(Name)[0].parts == f"A{REMARK}B"
