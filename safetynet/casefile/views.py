from flask import render_template
from flask.typing import ResponseReturnValue

from safetynet.access import GuardedBlueprint, Permission
from safetynet.casefile.panels import drawn
from safetynet.cases import Case

casefile = GuardedBlueprint("casefile", __name__)


@casefile.get("/cases/<uuid:case>", needs=Permission.CASE_READ)
def show(case: Case) -> ResponseReturnValue:
    return render_template("casefile/show.html", case=case, panels=drawn(case))
