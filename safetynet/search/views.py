from flask import render_template
from flask.typing import ResponseReturnValue

from safetynet.access import GuardedBlueprint, Permission
from safetynet.db import only_looking
from safetynet.search import queries
from safetynet.search.forms import SearchForm

search = GuardedBlueprint("search", __name__)


@search.get("/search", needs=Permission.SEARCH_ASK)
def show() -> ResponseReturnValue:
    return render_template("search/show.html", form=SearchForm(), hits=None)


@search.post("/search", needs=Permission.SEARCH_ASK)
def find() -> ResponseReturnValue:
    form = SearchForm()
    if not form.validate():
        return render_template("search/show.html", form=form, hits=None), 422
    wanted = form.wanted.data or ""
    # Comparing names takes a while; nobody who writes has to wait for it.
    with only_looking():
        hits = queries.by_number(wanted) or queries.by_name(wanted)
        return render_template("search/show.html", form=form, hits=hits)
