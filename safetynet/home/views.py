from flask import render_template
from flask.typing import ResponseReturnValue

from safetynet.access import GuardedBlueprint, Permission

home = GuardedBlueprint("home", __name__)


@home.get("/", needs=Permission.HOME_READ)
def show() -> ResponseReturnValue:
    return render_template("home/show.html")
