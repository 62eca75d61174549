"""The ledger itself: latest visits, who looked at one record, refusals, one entry."""

from typing import Any

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from safetynet import clock
from safetynet.access import GRANTS, Permission, Role, current_actor
from safetynet.agencies import agencies_at_the_table, bylines
from safetynet.audit import Result, reading, who
from safetynet.audit.reading import Line
from safetynet.cases import record_with
from safetynet.cases.forms import NumberForm
from safetynet.oversight import queries
from safetynet.oversight.forms import NARROWED_BY, wanted_by
from safetynet.oversight.looks import dressed, looks_at
from safetynet.oversight.views.blueprints import oversight
from safetynet.oversight.words import changed_word, ground_word

_HIGHEST = 2**62


@oversight.get("/oversight", needs=Permission.LEDGER_READ)
def index() -> ResponseReturnValue:
    return _index(NumberForm())


@oversight.post("/oversight/records", needs=Permission.LEDGER_READ)
def look_up() -> ResponseReturnValue:
    form = NumberForm()
    if not form.validate():
        return _index(form), 422
    return redirect(url_for("oversight.record", number=form.number.data), 303)


@oversight.get("/oversight/records/<number>", needs=Permission.LEDGER_READ)
def record(number: str) -> ResponseReturnValue:
    """Show who looked at one young person's record; an unknown number looks like a hidden one."""
    actor = current_actor()
    found = record_with(number, actor)
    if found is None:
        return render_template("oversight/record.html", record=None)
    who().asked = found.case_id
    wanted = wanted_by(request.args)
    lines, older = looks_at(found.survivor_id, wanted, queries.scope_of(actor), _before())
    return render_template(
        "oversight/record.html",
        record=found,
        looks=dressed(lines, actor),
        older=older,
        before=_before(),
        wanted=wanted,
        here={name: request.args[name] for name in NARROWED_BY if name in request.args},
        agencies=agencies_at_the_table(),
        changed_word=changed_word,
        ground_word=ground_word,
    )


@oversight.get("/oversight/refusals", needs=Permission.LEDGER_READ)
def refusals() -> ResponseReturnValue:
    since = clock.now() - queries.PATTERNS_OF
    found = queries.bursts_since(since, current_actor())
    return _page(
        "oversight/refusals.html",
        result=Result.REFUSED,
        bursts=found,
        people=bylines(burst.who for burst in found),
        in_a_burst={entry for burst in found for entry in burst.entries},
    )


@oversight.get("/oversight/entries/<int:entry>", needs=Permission.LEDGER_READ)
def entry(entry: int) -> ResponseReturnValue:
    line, actor = _one(entry), current_actor()
    (visited,) = queries.visited([line], actor)
    return render_template(
        "oversight/entry.html",
        visited=visited,
        touched=queries.touched(line, actor),
        is_provable=reading.proof(line) is not None,
    )


@oversight.get("/oversight/entries/<int:entry>.json", needs=Permission.LEDGER_READ, fresh=True)
def download(entry: int) -> ResponseReturnValue:
    line = _one(entry)
    who().result = Result.EXPORTED
    answer = Response(reading.as_json(line), mimetype="application/json")
    answer.headers["Content-Disposition"] = f"attachment; filename=entry-{line.id}.json"
    return answer


@oversight.get(
    "/oversight/entries/<int:entry>/proof.json", needs=Permission.LEDGER_READ, fresh=True
)
def proof(entry: int) -> ResponseReturnValue:
    """Hand out what proves, without SafetyNet, that this entry is in the ledger."""
    line = _one(entry)
    found = reading.proof(line)
    if found is None:
        raise NotFound
    who().result = Result.EXPORTED
    answer = Response(found, mimetype="application/json")
    answer.headers["Content-Disposition"] = f"attachment; filename=proof-{line.id}.json"
    return answer


@oversight.get("/oversight/matrix", needs=Permission.LEDGER_READ)
def matrix() -> ResponseReturnValue:
    return render_template(
        "oversight/matrix.html", permissions=list(Permission), roles=list(Role), grants=GRANTS
    )


def _index(form: NumberForm) -> str:
    return _page("oversight/index.html", form=form)


def _page(template: str, *, result: Result | None = None, **more: Any) -> str:
    """Render one page of the ledger; `older` is where the next one goes on."""
    actor, before = current_actor(), _before()
    lines, older = reading.latest(
        queries.PAGE, before=before, result=result, scope=queries.scope_of(actor)
    )
    visited = queries.visited(lines, actor)
    return render_template(template, lines=visited, older=older, before=before, **more)


def _before() -> int | None:
    """Return the entry before which an address goes on; what is no such number, from the top."""
    before = request.args.get("before", type=int)
    return min(before, _HIGHEST) if before and before > 0 else None


def _one(identity: int) -> Line:
    line = reading.one(min(identity, _HIGHEST), queries.scope_of(current_actor()))
    if line is None:
        raise NotFound
    return line
