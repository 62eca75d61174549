from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet import clock
from safetynet.access import GuardedBlueprint, Permission, StaleError, check_version, current_actor
from safetynet.agencies import agency_names, bylines, coordinating_office
from safetynet.forms import page_number
from safetynet.screening import queries
from safetynet.screening.forms import DecisionForm
from safetynet.screening.models import DecidedError, Match, MatchState
from safetynet.screening.operations import decide as keep_decision
from safetynet.screening.words import KIND_WORDS, STATE_LOOKS, STATE_WORDS

screening = GuardedBlueprint("screening", __name__)


@screening.context_processor
def words() -> dict[str, object]:
    return {"KIND_WORDS": KIND_WORDS, "STATE_LOOKS": STATE_LOOKS, "STATE_WORDS": STATE_WORDS}


@screening.get("/matches", needs=Permission.CONCERN_REVIEW)
def index() -> ResponseReturnValue:
    page = page_number(request.args.get("page"))
    waiting = queries.waiting_matches() if page == 1 else []
    decided, more = queries.decided_matches(page)
    matches = [*waiting, *decided]
    return render_template(
        "screening/index.html",
        waiting=waiting,
        decided=decided,
        page=page,
        more=more,
        numbers=queries.numbers_of(matches),
        agencies=agency_names(),
        bylines=bylines(match.member_id for match in matches if match.member_id),
    )


@screening.get("/matches/<uuid:match>", needs=Permission.CONCERN_READ)
def show(match: Match) -> ResponseReturnValue:
    return _page(match, DecisionForm(version=match.version))


@screening.post("/matches/<uuid:match>/decision", needs=Permission.CONCERN_REVIEW)
def decide(match: Match) -> ResponseReturnValue:
    form = DecisionForm()
    if not form.validate():
        return _page(match, form), 422
    check_version(match)
    state, reason = form.decision.data, form.reason.data or ""
    try:
        keep_decision(match, state, reason, current_actor(), clock.now())
    except DecidedError:
        raise StaleError(match) from None
    flash(_what_follows(match, state))
    return redirect(url_for("screening.index"), 303)


def _what_follows(match: Match, state: MatchState) -> Any:
    if match.member_id is None:
        return _("It is written down. The same two names will not be asked about again.")
    if state is MatchState.SAME:
        return _("They stay kept out. The conflict of interest stands in your name now.")
    return _("They see again what their role, seats and releases open. It will not be asked again.")


def _page(match: Match, form: DecisionForm) -> str:
    people = {one for one in (match.member_id, match.decided_by_id) if one}
    return render_template(
        "screening/show.html",
        match=match,
        form=form,
        concern=queries.concern_of(match),
        line=queries.line_of(match),
        numbers=queries.numbers_of([match]),
        agencies=agency_names(),
        bylines=bylines(people),
        reasons=queries.reasons_of(match),
        office=coordinating_office(),
    )
