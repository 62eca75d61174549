"""Switching a control off: replacing a part of the house by something that checks nothing."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import with_loader_criteria

from safetynet.access import policy_of, walls, walls_down
from safetynet.cases import Case, Record
from safetynet.db import db
from safetynet.vault import Category, Triple, envelope, keyring
from tests.county import County
from tests.house import test_moved_text
from tests.house.inside import Hand
from tests.house.moving import spots_in
from tests.scenes import Scene

Off = Callable[[pytest.MonkeyPatch], None]
ASSERTED = (AssertionError, pytest.fail.Exception)


@dataclass(frozen=True)
class Switch:
    """A test that must fail while something is replaced by something that checks nothing."""

    off: Off
    test: Callable[..., None]
    given: dict[str, Any] = field(default_factory=dict)
    """Arguments that no fixture gives to the test."""
    by: tuple[type[BaseException], ...] = ASSERTED
    """How it fails: by what it asserts or, where another control still stands, by that one."""
    is_slow: bool = False
    name: str = ""

    @property
    def test_name(self) -> str:
        return self.name or self.test.__name__


def put(target: Any, name: str, value: Any) -> Off:
    return lambda monkeypatch: monkeypatch.setattr(target, name, value)


def both(*switches: Off) -> Off:
    def off(monkeypatch: pytest.MonkeyPatch) -> None:
        for switch in switches:
            switch(monkeypatch)

    return off


def nothing(*_args: Any, **_options: Any) -> None:
    """Stand in for what checks."""


def yes(*_args: Any, **_options: Any) -> bool:
    return True


def any_record(number: str) -> Record | None:
    """Find a case for whoever asks."""
    with walls_down("test"):
        wanted = select(Case.id, Case.survivor_id, Case.number).where(Case.number == number)
        found = db.session.execute(wanted).one_or_none()
    return Record(*found) if found else None


def unbound(part: str) -> Off:
    """Seal and open as if one of the things that a value is bound to were always the same."""
    same = Triple(UUID(int=1), UUID(int=2), Category.OFFICE)

    def of(build: Callable[..., Any]) -> Callable[..., Any]:
        def built(cipher: Any, version: int, triple: Triple, column: str) -> Callable[..., Any]:
            triple = same if part == "triple" else triple
            one = build(cipher, version, triple, "x.y" if part == "column" else column)
            return lambda row, seal_version, value: one(
                bytes(16) if part == "row" else row,
                0 if part == "seal version" else seal_version,
                value,
            )

        return built

    wrapped = keyring._bound_to
    return both(
        put(envelope, "sealer", of(envelope.sealer)),
        put(envelope, "opener", of(envelope.opener)),
        *(
            [put(keyring, "_bound_to", lambda _t, *v: wrapped(same, *v))]
            if part == "triple"
            else []
        ),
    )


def moved_unbound(part: str, move: str) -> Switch:
    """Move the names and contacts of two scenes, which were sealed while the control was off."""
    of_keys = test_moved_text.test_a_key_copied_to_another_compartment_opens_nothing
    of_values = test_moved_text.test_a_moved_value_opens_nowhere

    def test(app: Flask, scene: Scene, other: Scene, hand: Hand) -> None:
        about, county = {scene.survivor_id, other.survivor_id}, County(app, [], [])
        spots = [spot for spot in spots_in(hand) if spot.row["survivor_id"] in about]
        if part == "triple":
            of_keys(county, spots, hand)
        else:
            of_values(county, hand, spots, move)

    return Switch(unbound(part), test, name=(of_keys if part == "triple" else of_values).__name__)


def same_wall_for_all() -> Off:
    """Build each wall once, for whoever asks first."""
    built: dict[type, Any] = {}

    def wall(actor: Any, model: type[Any]) -> Any:
        if model not in built:
            seen = policy_of(model).sees(actor)
            built[model] = with_loader_criteria(model, seen, include_aliases=True)
        return built[model]

    return put(walls, "_wall", wall)


WITHOUT_DECISIONS = """
from safetynet.access import guard, policy
from safetynet.db import model
model._is_undecided = lambda kind: False
model.give_lazy_attributes = lambda kind: None
policy.policy_of = guard.policy_of = lambda kind: None
import runpy
runpy.run_module("tests.house.bad_models", run_name="__main__")
"""


@cache
def told_without_decisions() -> dict[str, str]:
    """What the models of `bad_models.py` are told where nothing looks at them."""
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_DECISIONS], check=True, capture_output=True, cwd=root
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


def as_it_imports(test: Callable[[dict[str, str]], None]) -> "Switch":
    """What is decided as a model is imported is switched off in a process of its own."""
    return Switch(nothing, lambda: test(told_without_decisions()), name=test.__name__)
