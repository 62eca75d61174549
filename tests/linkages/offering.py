"""Offering services in tests, and taking steps of a linkage."""

from typing import Any
from uuid import UUID

from flask import Flask

from safetynet.access import job
from safetynet.directory import ServiceType
from safetynet.directory.operations import found, list_service
from safetynet.linkages import Linkage
from tests.browser import Browser, rows
from tests.cast import Player
from tests.scenes import Scene

WORDS = "She needs a bed by Friday"


def list_for(
    app: Flask,
    agency_id: UUID | None,
    *kinds: ServiceType,
    name: str = "Evening class",
    **facts: Any,
) -> str:
    with app.app_context(), job("test: list"):
        service = list_service(found("Unified Schools", agency_id))
        service.name, service.types = name, [str(kind) for kind in kinds]
        for fact, value in facts.items():
            setattr(service, fact, value)
        return str(service.id)


def offered(browser: Browser, scene: Scene, service: str, by: Player, *, text: str = WORDS) -> str:
    """Offer a service and return the address of the linkage."""
    browser.as_(by)
    response = browser.post(f"{scene.path}/linkages", service=service, agreed="yes", text=text)
    assert response.status_code == 303
    return str(response.location)


def take(browser: Browser, path: str, step: str, **fields: Any) -> int:
    version = fields.pop("version", None) or str(of(browser, path, "version"))
    return browser.post(f"{path}/{step}", version=version, **fields).status_code


def of(browser: Browser, path: str, field: str) -> object:
    with browser.app.app_context(), job("test: look"):
        return getattr(rows(Linkage, Linkage.id == UUID(path.rsplit("/", 1)[-1]))[0], field)


def sent(browser: Browser, scene: Scene, service: str, by: Player) -> str:
    path = offered(browser, scene, service, by)
    assert take(browser, path, "steps/sent") == 303
    return path
