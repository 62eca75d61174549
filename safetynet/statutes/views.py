from dataclasses import replace
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from safetynet import clock
from safetynet.access import GuardedBlueprint, Permission
from safetynet.agencies import bylines
from safetynet.sharing import BY_SEAT, kinds_said
from safetynet.sharing.county_laws import law_by
from safetynet.sharing.law_settings import LawSetting
from safetynet.sharing.law_words import carried_said, days_said, law_said, needs_said
from safetynet.statutes import words
from safetynet.statutes.queries import Stage, Standing, standings

statutes = GuardedBlueprint("statutes", __name__)


@statutes.context_processor
def how_laws_are_said() -> dict[str, object]:
    return {
        "words": words,
        "Stage": Stage,
        "days_said": days_said,
        "needs_said": needs_said,
        "carried_said": carried_said,
        "law_said": law_said,
        "law_by": law_by,
    }


@statutes.get("/laws", needs=Permission.LAW_READ)
def index() -> ResponseReturnValue:
    return render_template(
        "statutes/index.html",
        standings=list(standings(clock.today()).values()),
        by_seat=kinds_said(BY_SEAT),
    )


@statutes.get("/laws/<law>", needs=Permission.LAW_READ)
def law(law: str) -> ResponseReturnValue:
    standing = _standing(law)
    entered = [setting for setting, _stage in standing.history]
    return render_template(
        "statutes/law.html",
        standing=standing,
        widest=carried_said(replace(standing.shipped, categories=standing.shipped.most)),
        bylines=bylines(_people(*entered)),
    )


def _standing(code: str) -> Standing:
    found = {basis.value: standing for basis, standing in standings(clock.today()).items()}
    if code not in found:
        raise NotFound
    return found[code]


def _people(*entered: LawSetting) -> list[UUID]:
    named = [person for one in entered for person in (one.proposed_by_id, one.decided_by_id)]
    return [person for person in named if person]
