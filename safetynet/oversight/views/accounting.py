"""Who has seen a young person's information: a page, and a paper to hand over."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from werkzeug.exceptions import NotFound

from safetynet.access import Permission, current_actor
from safetynet.audit import who
from safetynet.cases import Record, record_with
from safetynet.meetings.paper import new_serial
from safetynet.meetings.pdf.answer import handed_over
from safetynet.oversight.accounting import accounting_for, set_in_type
from safetynet.oversight.views.blueprints import oversight


@oversight.get("/accounting/<number>", needs=Permission.ACCOUNTING_READ)
def accounting(number: str) -> ResponseReturnValue:
    paper = accounting_for(_asked(number), current_actor(), "")
    return render_template("oversight/accounting.html", paper=paper)


@oversight.get(
    "/accounting/<number>/<any(en, es):language>.pdf", needs=Permission.ACCOUNTING_READ, fresh=True
)
def accounting_pdf(number: str, language: str) -> ResponseReturnValue:
    """Hand over the paper in the young person's language, under a name that gives nothing away."""
    serial = new_serial()
    with force_locale(language):
        pdf = set_in_type(accounting_for(_asked(number), current_actor(), serial))
    return handed_over(pdf, serial, f"accounting-{number}-{language}")


def _asked(number: str) -> Record:
    found = record_with(number, current_actor())
    if found is None:
        raise NotFound
    who().asked = found.case_id
    return found
