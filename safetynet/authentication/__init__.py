"""Signing in: with what, in which browsers, and how somebody is reached."""

from flask import Flask
from flask_login import LoginManager

from safetynet.authentication import addressing as addressing
from safetynet.authentication import policy as policy
from safetynet.authentication import proving as proving
from safetynet.authentication import watching as watching
from safetynet.authentication.signing_in import Person, load_person
from safetynet.authentication.too_soon import come_back_later
from safetynet.vault import BusyError

__all__ = ["Person", "init_app"]


def init_app(app: Flask) -> None:
    """Let flask-login hold the current person; the cookie only points at a sign-in row."""
    manager = LoginManager(app)
    manager.session_protection = None
    manager.request_loader(lambda _request: load_person())
    app.register_error_handler(BusyError, come_back_later)
