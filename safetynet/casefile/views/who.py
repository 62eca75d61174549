"""Who a young person is: each agency keeps its own names, dates and particulars (CR-12)."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug import Response

from safetynet.access import Permission, check_version, current_actor
from safetynet.casefile.about import about
from safetynet.casefile.views.blueprints import survivors
from safetynet.cases import Case
from safetynet.db import Owned
from safetynet.forms import EditForm
from safetynet.survivors import Address, BirthDate, Name, Particular, addresses_of
from safetynet.survivors.forms import AddressForm, BirthDateForm, NameForm, ParticularForm
from safetynet.survivors.operations import correct, keep_safe_at_home, strike, write_down

WRITE = Permission.SURVIVOR_WRITE
WHAT: dict[type[Owned], Any] = {
    Name: _l("a name"),
    BirthDate: _l("a date of birth"),
    Particular: _l("a particular"),
    Address: _l("an address"),
}


@survivors.get("/cases/<uuid:case>/who", needs=WRITE)
def show(case: Case) -> ResponseReturnValue:
    return render_template(
        "survivors/show.html",
        case=case,
        about=about(case, current_actor()),
        addresses=addresses_of(case.survivor_id),
    )


@survivors.get("/cases/<uuid:case>/names/new", needs=WRITE)
def begin_name(case: Case) -> ResponseReturnValue:
    return _page(case, NameForm(version=0), _("Add a name"))


@survivors.post("/cases/<uuid:case>/names", needs=WRITE)
def add_name(case: Case) -> ResponseReturnValue:
    return _added(case, Name, NameForm(), _("Add a name"))


@survivors.get("/cases/<uuid:case>/names/<uuid:name>", needs=WRITE)
def open_name(case: Case, name: Name) -> ResponseReturnValue:
    form = NameForm(
        version=name.version, kind=name.kind, first=name.first, middle=name.middle, last=name.last
    )
    return _page(case, form, _("Correct a name"), name)


@survivors.post("/cases/<uuid:case>/names/<uuid:name>", needs=WRITE)
def correct_name(case: Case, name: Name) -> ResponseReturnValue:
    return _corrected(case, name, NameForm(), _("Correct a name"))


@survivors.post("/cases/<uuid:case>/names/<uuid:name>/removal", needs=WRITE)
def remove_name(case: Case, name: Name) -> ResponseReturnValue:
    return _removed(case, name)


@survivors.get("/cases/<uuid:case>/birth-dates/new", needs=WRITE)
def begin_birth_date(case: Case) -> ResponseReturnValue:
    return _page(case, BirthDateForm(version=0), _("Add a date of birth"))


@survivors.post("/cases/<uuid:case>/birth-dates", needs=WRITE)
def add_birth_date(case: Case) -> ResponseReturnValue:
    return _added(case, BirthDate, BirthDateForm(), _("Add a date of birth"))


@survivors.get("/cases/<uuid:case>/birth-dates/<uuid:birth_date>", needs=WRITE)
def open_birth_date(case: Case, birth_date: BirthDate) -> ResponseReturnValue:
    form = BirthDateForm(
        version=birth_date.version, born=birth_date.day, is_estimated=birth_date.is_estimated
    )
    return _page(case, form, _("Correct a date of birth"), birth_date)


@survivors.post("/cases/<uuid:case>/birth-dates/<uuid:birth_date>", needs=WRITE)
def correct_birth_date(case: Case, birth_date: BirthDate) -> ResponseReturnValue:
    return _corrected(case, birth_date, BirthDateForm(), _("Correct a date of birth"))


@survivors.post("/cases/<uuid:case>/birth-dates/<uuid:birth_date>/removal", needs=WRITE)
def remove_birth_date(case: Case, birth_date: BirthDate) -> ResponseReturnValue:
    return _removed(case, birth_date)


@survivors.get("/cases/<uuid:case>/particulars/new", needs=WRITE)
def begin_particular(case: Case) -> ResponseReturnValue:
    return _page(case, ParticularForm(version=0), _("Add a particular"))


@survivors.post("/cases/<uuid:case>/particulars", needs=WRITE)
def add_particular(case: Case) -> ResponseReturnValue:
    return _added(case, Particular, ParticularForm(), _("Add a particular"))


@survivors.get("/cases/<uuid:case>/particulars/<uuid:particular>", needs=WRITE)
def open_particular(case: Case, particular: Particular) -> ResponseReturnValue:
    form = ParticularForm(version=particular.version, kind=particular.kind, text=particular.text)
    return _page(case, form, _("Correct a particular"), particular)


@survivors.post("/cases/<uuid:case>/particulars/<uuid:particular>", needs=WRITE)
def correct_particular(case: Case, particular: Particular) -> ResponseReturnValue:
    return _corrected(case, particular, ParticularForm(), _("Correct a particular"))


@survivors.post("/cases/<uuid:case>/particulars/<uuid:particular>/removal", needs=WRITE)
def remove_particular(case: Case, particular: Particular) -> ResponseReturnValue:
    return _removed(case, particular)


@survivors.get("/cases/<uuid:case>/addresses/new", needs=WRITE)
def begin_address(case: Case) -> ResponseReturnValue:
    return _page(case, AddressForm(version=0), _("Add an address"))


@survivors.post("/cases/<uuid:case>/addresses", needs=WRITE)
def add_address(case: Case) -> ResponseReturnValue:
    form = _address_form(case)
    answer = _added(case, Address, form, _("Add an address"))
    if not form.errors and form.is_safe_at_home.data:
        keep_safe_at_home(case.survivor_id, current_actor().agency_id)
    return answer


@survivors.get("/cases/<uuid:case>/addresses/<uuid:address>", needs=WRITE)
def open_address(case: Case, address: Address) -> ResponseReturnValue:
    kept = {"programme_id" if address.is_safe_at_home else "text": address.text}
    form = AddressForm(version=address.version, is_safe_at_home=address.is_safe_at_home, **kept)
    return _page(case, form, _("Correct an address"), address)


@survivors.post("/cases/<uuid:case>/addresses/<uuid:address>", needs=WRITE)
def correct_address(case: Case, address: Address) -> ResponseReturnValue:
    form = _address_form(case, besides=address)
    answer = _corrected(case, address, form, _("Correct an address"))
    if not form.errors and form.is_safe_at_home.data:
        keep_safe_at_home(case.survivor_id, current_actor().agency_id)
    return answer


@survivors.post("/cases/<uuid:case>/addresses/<uuid:address>/removal", needs=WRITE)
def remove_address(case: Case, address: Address) -> ResponseReturnValue:
    return _removed(case, address)


def _address_form(case: Case, besides: Address | None = None) -> AddressForm:
    """Tell the form whether this agency already wrote that the programme keeps the address."""
    form, mine = AddressForm(), current_actor().agency_id
    form.enrolled = any(
        address.is_safe_at_home and address.owner_id == mine and address is not besides
        for address in addresses_of(case.survivor_id)
    )
    return form


def _page(case: Case, form: EditForm, heading: str, row: Owned | None = None) -> str:
    return render_template("survivors/edit.html", case=case, form=form, heading=heading, row=row)


def _added(case: Case, kind: type[Owned], form: EditForm, heading: str) -> ResponseReturnValue:
    if not form.validate():
        return _page(case, form, heading), 422
    write_down(kind, case.survivor_id, current_actor().agency_id, **form.said())
    flash(_("%(number)s: saved %(what)s.", number=case.number, what=WHAT[kind]))
    return _to_show(case)


def _corrected(case: Case, row: Owned, form: EditForm, heading: str) -> ResponseReturnValue:
    check_version(row)
    if not form.validate():
        return _page(case, form, heading, row), 422
    correct(row, **form.said())
    flash(_("%(number)s: corrected %(what)s.", number=case.number, what=WHAT[type(row)]))
    return _to_show(case)


def _removed(case: Case, row: Owned) -> ResponseReturnValue:
    strike(row)
    flash(_("%(number)s: removed %(what)s.", number=case.number, what=WHAT[type(row)]))
    return _to_show(case)


def _to_show(case: Case) -> Response:
    return redirect(url_for("survivors.show", case=case.id), 303)
