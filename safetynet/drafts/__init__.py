"""What is typed and not sent yet: kept sealed for its author, until it is sent or thrown away."""

from flask import Flask

from safetynet.drafts import policy as policy
from safetynet.drafts.models import Draft
from safetynet.drafts.sheets import sheet_of

__all__ = ["Draft", "init_app"]


def init_app(app: Flask) -> None:
    """Let every form ask what is kept of it."""
    app.jinja_env.globals["sheet_of"] = sheet_of
