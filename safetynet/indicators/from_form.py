"""A result as it was typed, kept and corrected."""

from collections.abc import Iterable
from enum import StrEnum
from uuid import UUID

from safetynet.access import Actor
from safetynet.agencies import class_of
from safetynet.db import db
from safetynet.indicators.forms import ResultForm
from safetynet.indicators.models import ScreeningResult, kind_of_results
from safetynet.indicators.queries import next_due
from safetynet.survivors import reach_again


def keep(survivor_id: UUID, by: Actor, form: ResultForm) -> ScreeningResult:
    """Keep a result as content of the agency that screened, of the kind that its law knows."""
    reach_again(survivor_id)
    result = ScreeningResult(
        survivor_id=survivor_id,
        owner_id=by.agency_id,
        category=kind_of_results(class_of(by.agency_id)),
        author_id=by.id,
    )
    write(result, form)
    db.session.add(result)
    return result


def write(result: ScreeningResult, form: ResultForm) -> None:
    result.screened_on = form.screened_on.data
    result.next_due_on = form.next_due_on.data or next_due(form.screened_on.data)
    result.tool, result.band = str(form.tool.data), str(form.band.data)
    result.tool_name, result.tool_version = form.tool_name.data, form.tool_version.data
    result.screener, result.told_to = form.screener.data or "", form.told_to.data
    result.setting = form.setting.data.value if form.setting.data else None
    result.sources, result.signs = joined(form.sources.data), joined(form.signs.data)
    result.totals = form.totals.data
    result.overridden = form.overridden.data.value if form.overridden.data else None
    result.override_reason = form.override_reason.data if form.overridden.data else None


def joined(codes: Iterable[StrEnum] | None) -> str | None:
    """Return codes as a sealed column keeps them."""
    return ",".join(code.value for code in codes or ()) or None


def as_typed(result: ScreeningResult) -> dict[str, object]:
    """Return a result as its form holds it."""
    held = {name: getattr(result, name) for name in _SAME}
    several = {name: (getattr(result, name) or "").split(",") for name in ("sources", "signs")}
    return held | {name: [code for code in codes if code] for name, codes in several.items()}


_SAME = (
    "version",
    "screened_on",
    "next_due_on",
    "tool",
    "tool_name",
    "tool_version",
    "screener",
    "setting",
    "band",
    "totals",
    "overridden",
    "override_reason",
    "told_to",
)
