"""English and Spanish, the county's time, days as people say them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from safetynet import clock
from safetynet.edge import language

AT_NIGHT = datetime(2026, 11, 28, 3, 30, tzinfo=UTC)


def shown(sample: Flask, template: str, accept: str = "en", **values: object) -> str:
    with sample.test_request_context(headers={"Accept-Language": accept}):
        return sample.jinja_env.from_string(template).render(**values).replace("\u00a0", " ")


def test_days_and_moments_are_the_countys(sample: Flask) -> None:
    assert shown(sample, "{{ x|day }}", x=AT_NIGHT) == "Nov 27, 2026"
    assert shown(sample, "{{ x|moment }}", x=AT_NIGHT) == "Nov 27, 2026, 7:30 PM"
    assert shown(sample, "{{ x|time_of_day }}", x=AT_NIGHT) == "7:30 PM"
    assert shown(sample, "{{ x|day('full') }}", x=date(2026, 11, 27)) == "Friday, November 27, 2026"


def test_a_moment_without_a_zone_is_utc(sample: Flask) -> None:
    assert shown(sample, "{{ x|moment }}", x=AT_NIGHT.replace(tzinfo=None)).endswith("7:30 PM")


def test_spanish_has_its_own_days_and_numbers(sample: Flask) -> None:
    assert shown(sample, "{{ x|day }}", "es", x=date(2026, 11, 27)) == "27 nov 2026"
    assert shown(sample, "{{ x|number }}", "es", x=12345.5) == "12,345.5"
    assert shown(sample, "{{ x|time_of_day }}", "es", x=AT_NIGHT) == "7:30 p.m."
    assert shown(sample, "{{ language() }}", "es") == "es"
    assert shown(sample, "{{ x|number }}", x=12345.5) == "12,345.5"


def test_what_is_not_known_is_a_dash(sample: Flask) -> None:
    assert shown(sample, "{{ x|day }}{{ x|ago }}{{ x|number }}{{ x|moment }}", x=None) == "––––"


def test_how_long_ago(sample: Flask) -> None:
    now = clock.now()
    assert shown(sample, "{{ x|ago }}", x=now - timedelta(days=3, minutes=1)) == "3 days ago"
    assert shown(sample, "{{ x|ago }}", x=now + timedelta(hours=2, minutes=1)) == "in 2 hours"
    assert "ago" not in shown(sample, "{{ x|ago }}", x=now - timedelta(days=90))


def test_the_person_comes_before_the_browser(
    visitor: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert '<html lang="es">' in visitor.get("/", headers={"Accept-Language": "es-MX"}).text
    assert '<html lang="en">' in visitor.get("/", headers={"Accept-Language": "fr"}).text
    monkeypatch.setattr(language, "_chooser", lambda: "es")
    assert '<html lang="es">' in visitor.get("/", headers={"Accept-Language": "en"}).text


def test_an_address_chooses_no_language(visitor: FlaskClient) -> None:
    assert '<html lang="en">' in visitor.get("/?lang=es").text
