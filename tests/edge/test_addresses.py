"""What builds a route's addresses is made when the first of them is asked for, and once."""

import pytest
from flask import Flask, url_for

from safetynet.edge.addresses import Builder, House, LateRule


def count(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Note each builder as it is compiled; by its argument: whether it takes what no rule names."""
    made: list[bool] = []

    class Counted(LateRule):
        def compile_builder(self, append_unknown: bool) -> Builder:
            made.append(append_unknown)
            return super().compile_builder(append_unknown)

    monkeypatch.setattr(House, "url_rule_class", Counted)
    return made


def app_with_a_case() -> Flask:
    app = House(__name__)
    app.add_url_rule("/cases/<uuid:rule>/<self>", "case")
    return app


def test_addresses_are_as_werkzeug_builds_them(monkeypatch: pytest.MonkeyPatch) -> None:
    made = count(monkeypatch)
    app = app_with_a_case()
    assert made == []
    number = "a5b1b8c0-7d3f-4f4e-9a39-0d1f1c6d2f11"
    for _time in range(2):
        with app.test_request_context():
            # Names that a function might call its own arguments by.
            address = url_for("case", rule=number, self="goals & aims", values="1", _anchor="g")
        assert address == f"/cases/{number}/goals%20&%20aims?values=1#g"
    assert made == [True]


def test_a_moved_address_is_built_late_too(monkeypatch: pytest.MonkeyPatch) -> None:
    made = count(monkeypatch)
    app = app_with_a_case()
    adapter = app.url_map.bind("here")
    number = "a5b1b8c0-7d3f-4f4e-9a39-0d1f1c6d2f11"
    for _time in range(2):
        built = adapter.build(
            "case", {"rule": number, "self": "x", "values": 1}, append_unknown=False
        )
        assert built == f"/cases/{number}/x"
    assert made == [False]
