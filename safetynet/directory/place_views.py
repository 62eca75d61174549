"""Where a service is offered, entered by hand by whoever keeps its entry."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet.access import GuardedBlueprint, Permission, check_version
from safetynet.directory.models import Place, Service
from safetynet.directory.place_forms import PlaceForm, form_of
from safetynet.directory.places import (
    add_place,
    change_place,
    place_in,
    remove_place,
    takes_places,
)

directory_places = GuardedBlueprint("directory_places", __name__, url_prefix="/directory")


@directory_places.get("/<uuid:service>/places/new", needs=Permission.DIRECTORY_WRITE)
def new(service: Service) -> ResponseReturnValue:
    _must_take_places(service)
    return _page(service, None, PlaceForm())


@directory_places.post("/<uuid:service>/places", needs=Permission.DIRECTORY_WRITE)
def add(service: Service) -> ResponseReturnValue:
    _must_take_places(service)
    form = PlaceForm()
    del form.version
    if not form.validate():
        return _page(service, None, form), 422
    add_place(service, form.said)
    return _done(service, _("The place is in the directory."))


@directory_places.get("/<uuid:service>/places/<uuid:place>", needs=Permission.DIRECTORY_WRITE)
def edit(service: Service, place: Place) -> ResponseReturnValue:
    _must_be_there(service, place)
    return _page(service, place, form_of(place))


@directory_places.post("/<uuid:service>/places/<uuid:place>", needs=Permission.DIRECTORY_WRITE)
def save(service: Service, place: Place) -> ResponseReturnValue:
    _must_be_there(service, place)
    check_version(place)
    form = form_of(place)
    if not form.validate():
        return _page(service, place, form), 422
    change_place(place, form.said)
    return _done(service, _("The place is saved."))


@directory_places.post(
    "/<uuid:service>/places/<uuid:place>/removal", needs=Permission.DIRECTORY_WRITE
)
def remove(service: Service, place: Place) -> ResponseReturnValue:
    _must_be_there(service, place)
    check_version(place)
    remove_place(service, place)
    return _done(service, _("The place is taken out."))


def _must_take_places(service: Service) -> None:
    if not takes_places(service):
        abort(404)


def _must_be_there(service: Service, place: Place) -> None:
    _must_take_places(service)
    if place_in(service, place.id) is None:
        abort(404)


def _page(service: Service, place: Place | None, form: PlaceForm) -> str:
    return render_template("directory/place.html", service=service, place=place, form=form)


def _done(service: Service, sentence: str) -> ResponseReturnValue:
    flash(sentence)
    return redirect(url_for("directory.show", service=service.id), 303)
