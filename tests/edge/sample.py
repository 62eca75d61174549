"""A small app with one page of everything, so that the edge can be looked at without any room."""

from enum import StrEnum
from pathlib import Path
from typing import Any

from flask import Flask, flash, render_template
from jinja2 import ChoiceLoader, FileSystemLoader
from werkzeug.exceptions import Conflict
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from config import Config
from safetynet import edge
from safetynet.edge import elsewhere
from safetynet.forms import AnyOf, BirthDateField, DayField, Form, OneOf, OneOfRadio, without_token

ROOT = Path(__file__).parents[2]


class Urgency(StrEnum):
    NOW = "now"
    SOON = "soon"
    LATER = "later"


WORDS = {
    Urgency.NOW: "Before the next review",
    Urgency.SOON: "Within 30 days",
    Urgency.LATER: "Whenever possible",
}


class TaskForm(Form):
    what = StringField(
        "What needs to be done",
        [InputRequired("Write what needs to be done")],
        description="Do not write names here. Use roles, such as “youth” or “caregiver”.",
    )
    born = BirthDateField(
        "Birth date", [InputRequired("Enter the birth date")], description="For example 4 27 2009"
    )
    owner = OneOf(
        "Who will do it",
        Urgency,
        WORDS,
        blank="Choose a person",
        validators=[InputRequired("Choose who will do it")],
    )
    due = DayField("Due date", [Optional()])
    urgency = OneOfRadio("How urgent is it", Urgency, WORDS, default=Urgency.SOON)
    when = AnyOf("When may we call", Urgency, WORDS, description="Choose all that fit")
    note = TextAreaField("Note for the owner", description="Optional")
    told = BooleanField("The youth has been told about this task")


class Stale(Conflict):
    typed = (("Note", "my words"),)
    current = (("Note", "their words"),)


def app_of(config: Config, permissions: Any = lambda *_: True) -> Flask:
    """Return the sample app; `permissions` answers `may`."""
    app = Flask("sample", root_path=str(ROOT), static_folder=None, template_folder="templates")
    app.jinja_loader = ChoiceLoader(
        [
            FileSystemLoader(ROOT / "templates"),
            FileSystemLoader(Path(__file__).parent / "templates"),
        ]
    )
    app.secret_key = "only for this test"
    app.config["TESTING"] = False
    edge.init_app(app, config)
    app.jinja_env.globals["may"] = permissions

    def page(status: int = 200) -> Any:
        form = TaskForm()
        return render_template("sample.html", form=form), status

    def save() -> Any:
        form = TaskForm()
        if not form.validate():
            return render_template("sample.html", form=form), 422
        flash("The task is saved.")
        return render_template("sample.html", form=TaskForm(formdata=None))

    def broken(word: str) -> Any:
        raise ValueError(f"broken by {word}")

    def stale() -> Any:
        raise Stale

    for endpoint, rule in {
        "home.show": "/",
        "referrals.index": "/referrals",
        "meetings.index": "/meetings",
        "directory.index": "/directory",
        "search.show": "/search",
        "oversight.index": "/oversight",
    }.items():
        app.add_url_rule(rule, endpoint, page)
    app.add_url_rule("/cases", "cases.index", page)
    app.add_url_rule("/cases", "cases.save", save, methods=["POST"])
    app.add_url_rule("/broken/<word>", "broken", broken)
    app.add_url_rule("/quick-exit", "quick_exit", without_token(elsewhere), methods=["GET", "POST"])
    app.add_url_rule("/sign-in", "sign_in", page)
    app.add_url_rule("/stale", "stale", stale)
    return app
