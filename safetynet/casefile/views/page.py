from flask import render_template
from flask.typing import ResponseReturnValue

from safetynet import clock
from safetynet.access import GuardedBlueprint, Permission, current_actor
from safetynet.alerts import told_on_a_page
from safetynet.casefile.about import about
from safetynet.casefile.panels import Place, drawn
from safetynet.cases import Case
from safetynet.sharing import CATEGORY_WORDS
from safetynet.survivors.words import CONTACT_WORDS, NAME_WORDS, PARTICULAR_WORDS, TIE_WORDS
from safetynet.vault import Category

casefile = GuardedBlueprint("casefile", __name__)


@casefile.app_context_processor
def words() -> dict[str, object]:
    """Let the templates of this hall speak of people and content in the same words."""
    return {
        "CATEGORY_WORDS": CATEGORY_WORDS,
        "CONTACT_WORDS": CONTACT_WORDS,
        "TIE_WORDS": TIE_WORDS,
        "NAME_WORDS": NAME_WORDS,
        "PARTICULAR_WORDS": PARTICULAR_WORDS,
        "Category": Category,
        "today": clock.today,
        "alerts_told": told_on_a_page,
        "translated": lambda words, keys: [str(words[key]) for key in keys],
    }


@casefile.get("/cases/<uuid:case>", needs=Permission.CASE_READ)
def show(case: Case) -> ResponseReturnValue:
    return render_template(
        "casefile/show.html",
        case=case,
        about=about(case, current_actor()),
        panels=drawn(case),
        Place=Place,
    )
