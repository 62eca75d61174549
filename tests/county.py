"""A whole demonstration county: who signs in there, and where its canaries sit."""

import json
from dataclasses import dataclass
from typing import Any

from flask import Flask

from config import Config
from safetynet.demo.county import Invented
from tests.browser import Browser
from tests.cast import Player
from tests.town import demonstration


@dataclass(frozen=True)
class County:
    """The app of a demonstration, its people and its canaries."""

    app: Flask
    people: list[Invented]
    canaries: list[dict[str, str]]

    def person(self, role: str, place: int = 0) -> Player:
        return player_of([person for person in self.people if person.role.value == role][place])

    def browser(self, player: Player) -> Browser:
        return Browser(self.app).as_(player)


def player_of(person: Invented) -> Player:
    return Player(person.id, person.agency_id, person.role, person.email)


def county_in(config: Config, **changes: Any) -> County:
    """Build a county with a canary in every sealed field."""
    listed = config.instance / "canaries.json"
    app, people = demonstration(config.instance, config=config, canaries=listed, **changes)
    return County(app, people, json.loads(listed.read_text()))
