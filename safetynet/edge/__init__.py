"""What every answer carries: headers, errors, logs, language, look."""

from flask import Flask

from config import Config
from safetynet import forms
from safetynet.edge import (
    assets,
    commands,
    cookies,
    errors,
    headers,
    health,
    language,
    logs,
    look,
    refusing,
)
from safetynet.edge.addresses import House
from safetynet.edge.assets import static_url
from safetynet.edge.compiled import keep_templates_compiled
from safetynet.edge.health import ready_when
from safetynet.edge.language import choose_language_with
from safetynet.edge.look import Viewer, elsewhere, identify_with

__all__ = [
    "House",
    "Viewer",
    "choose_language_with",
    "elsewhere",
    "identify_with",
    "init_app",
    "keep_templates_compiled",
    "ready_when",
    "static_url",
]


def init_app(app: Flask, config: Config) -> None:
    """Furnish the app. Call it before the rooms: its headers and log lines then come last."""
    logs.init_app(app, config)
    headers.init_app(app, config)
    cookies.init_app(app, config)
    refusing.init_app(app)
    forms.init_app(app, config.public_url)
    language.init_app(app, config)
    assets.init_app(app)
    look.init_app(app, config)
    health.init_app(app)
    errors.init_app(app)
    app.cli.add_command(commands.translations)
