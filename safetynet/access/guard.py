"""A blueprint whose every route names its permission, and the door behind each route."""

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from functools import wraps
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Flask, current_app, make_response, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug import Response
from werkzeug.exceptions import (
    Forbidden,
    Gone,
    HTTPException,
    NotFound,
    ServiceUnavailable,
)

from safetynet.access import once
from safetynet.access.actor import Actor, admitted, current_actor
from safetynet.access.admitting import admit, record_types
from safetynet.access.again import AskAgainError, asks_again, proved
from safetynet.access.last_looks import look_once_more
from safetynet.access.permissions import Permission
from safetynet.access.policy import NotYoursToWriteError, may
from safetynet.access.stale import StaleError
from safetynet.access.turnstile import Turnstile, turnstile
from safetynet.audit import (
    LedgerUnavailableError,
    Result,
    Visit,
    acting,
    is_unreachable,
    keep_changes,
    keep_in_passing,
    keep_visit,
)
from safetynet.db import Model, db, only_looking
from safetynet.db.fairlock import WriteQueueFullError
from safetynet.vault import ReleaseEndedError, ShreddedError, opened_by, vault
from safetynet.vault.compartments import Triple

PUBLIC_ENDPOINTS = {"static", "bootstrap.static"}
"""Pages for people who have not signed in. Reviewed like the permission table."""

LOOKING = frozenset({"GET", "HEAD"})
log = logging.getLogger(__name__)
View = Callable[..., Any]


class GuardedBlueprint(Blueprint):
    """`@cases.get("/<uuid:case>", needs=Permission.CASE_READ)`; it will not import without.

    With `fresh=True` it is for who showed a short while ago who they are.
    """

    def add_url_rule(  # type: ignore[override]
        self,
        rule: str,
        endpoint: str | None,
        view_func: View,
        *,
        needs: Permission,
        fresh: bool = False,
        **options: Any,
    ) -> None:
        if undeclared := set(re.findall(r"<uuid:(\w+)>", rule)) - record_types(view_func).keys():
            raise TypeError(f"{rule}: annotate {undeclared} with the model to load")
        super().add_url_rule(rule, endpoint, guard(view_func, needs, fresh=fresh), **options)


class PublicBlueprint(Blueprint):
    """Pages before the door: they know nobody, and whatever they write they write as a job."""

    def add_url_rule(
        self,
        rule: str,
        endpoint: str | None = None,
        view_func: View | None = None,
        provide_automatic_options: bool | None = None,
        **options: Any,
    ) -> None:
        name = endpoint or (view_func.__name__ if view_func else "")
        PUBLIC_ENDPOINTS.add(f"{self.name}.{name}")
        super().add_url_rule(rule, endpoint, view_func, provide_automatic_options, **options)


def guard(view: View, permission: Permission, *, fresh: bool = False) -> View:
    """Know the actor, find the records, open the door, and write it down before anything leaves."""
    types = record_types(view)

    @wraps(view)
    def door(**url: Any) -> Response:
        looking = request.method in LOOKING
        with turnstile().turn() if looking else nullcontext():
            return come_in(url, looking=looking)

    def come_in(url: dict[str, Any], *, looking: bool) -> Response:
        actor, why = current_actor(), None
        is_asked = asks_again(permission, looking=looking, fresh=fresh)
        if is_asked:
            actor, why = proved(actor)
        visit = Visit(actor.id, permission, request.endpoint or "", actor.sign_in, also=actor.pulse)
        with behind_the_door(actor, visit, looking=looking):
            found: dict[str, Model] = {}
            try:
                found = admit(actor, permission, types, url)
                # Last, so that who may not come in at all learns no more by it.
                if is_asked and not actor.is_fresh:
                    raise AskAgainError(why)
                return _answer(actor, visit, lambda: make_response(view(**url | found)))
            except Exception as error:
                answer = _written_down(visit, error, list(found.values()))
                if answer is error:
                    raise
                raise answer from error

    door.permission, door.fresh = permission, fresh  # type: ignore[attr-defined]
    return door


def _written_down(visit: Visit, error: Exception, found: list[Model]) -> Exception:
    """Put on the ledger that nothing came of a visit; return what to raise instead of `error`."""
    if isinstance(error, ServiceUnavailable):
        return error
    if is_unreachable(error):
        log.error("a database cannot be reached", exc_info=error)
        return ServiceUnavailable(retry_after=5)
    if isinstance(error, StaleDataError):
        error = StaleError(found[-1] if found else None)
    if isinstance(error, StaleError):
        # Read here, behind the door, so that what it shows is on the ledger too; and read anew,
        # not as the view left it when it found out.
        db.session.rollback()
        error.show_what_is_saved()
    if isinstance(error, NotYoursToWriteError):
        error = Forbidden()
    if isinstance(error, ShreddedError):
        error = Gone()
    if isinstance(error, ReleaseEndedError):
        # It ended while this page was made; the next one is made without it.
        error = NotFound()
    _keep(visit, _result_of(error))
    return error


def _result_of(error: Exception) -> Result:
    if isinstance(error, (Forbidden, NotFound)):
        return Result.REFUSED
    return Result.INVALID if isinstance(error, HTTPException) else Result.FAILED


@contextmanager
def behind_the_door(actor: Actor, visit: Visit, *, looking: bool) -> Iterator[None]:
    """Run as this actor, with walls up and with an opening that asks for a basis each time.

    Whoever calls this puts the visit on the ledger, or nothing leaves.
    """

    def may_open(triple: Triple) -> bool:
        if (basis := actor.basis_for(triple)) and basis.id:
            visit.note_basis(basis.kind, basis.id)
        return basis is not None or visit.walls_are_down

    with ExitStack() as stack:
        stack.enter_context(acting(visit))
        stack.enter_context(admitted_as(actor))
        keyring = vault().keyring
        stack.enter_context(
            opened_by(keyring.opening(may_open, visit.note_opened, actor.release_for))
        )
        if looking:
            stack.enter_context(only_looking())
        try:
            yield
        finally:
            db.session.rollback()


def _answer(actor: Actor, visit: Visit, view: Callable[[], Response]) -> Response:
    if request.method in LOOKING:
        response = view()
        response.get_data()
        if actor.rights.never_leaves and response.mimetype != "text/html":
            raise Forbidden(_("What was opened in an emergency is for the screen only."))
        # A page that asks whether it is still true learns, of a record it has, yes or nothing.
        is_still_true = response.status_code == HTTPStatus.NOT_MODIFIED
        if not (visit.in_passing and is_still_true and not visit.touches):
            _keep(visit, Result.OPENED)
        return response
    return _answer_once(actor, visit, view)


def _answer_once(actor: Actor, visit: Visit, view: Callable[[], Response]) -> Response:
    """Do what a form asks for, once; a form sent twice leads to where the first sending led."""
    key = once.key_in(request.form)
    if key and (location := once.answered_before(actor.id, key)) is not None:
        return _as_before(visit, location)
    try:
        response = view()
        response.get_data()
        if response.status_code >= HTTPStatus.BAD_REQUEST:
            _keep(visit, Result.INVALID)
            return response
        # What answers with a page saved nothing; asking a second time is no second saving.
        if key and response.location:
            once.remember(actor.id, key, response.location)
        db.session.flush()  # only now is it known whether anything changed
        look_once_more(visit)
        if key and response.location and visit.changed:
            once.let_go(actor, key)
        if visit.in_passing and not visit.touches:
            keep_in_passing(visit)
        else:
            keep_changes(visit, Result.CHANGED if visit.changed else Result.OPENED)
    except IntegrityError:
        db.session.rollback()
        if key and (location := once.answered_before(actor.id, key)) is not None:
            return _as_before(visit, location)
        raise
    return response


def _as_before(visit: Visit, location: str) -> Response:
    _keep(visit, Result.OPENED)
    return redirect(location, HTTPStatus.SEE_OTHER)


def _keep(visit: Visit, result: Result) -> None:
    try:
        keep_visit(visit, result)
    except LedgerUnavailableError as error:
        log.error("the ledger cannot be written", exc_info=error.__cause__ or error)
        raise ServiceUnavailable(retry_after=5) from error


@contextmanager
def admitted_as(actor: Actor | None) -> Iterator[None]:
    """Put the walls up for this actor inside the block."""
    token = admitted.set(actor)
    try:
        yield
    finally:
        admitted.reset(token)


def check_every_route_is_guarded(app: Flask) -> None:
    """Raises RuntimeError naming an endpoint that is neither guarded nor reviewed as public."""
    for endpoint, view in app.view_functions.items():
        if endpoint not in PUBLIC_ENDPOINTS and not hasattr(view, "permission"):
            raise RuntimeError(f"{endpoint} has no permission; put it on a GuardedBlueprint")


def init_app(app: Flask) -> None:
    """Let templates ask the same question as the door."""
    app.extensions["turnstile"] = Turnstile()
    app.jinja_env.globals |= {
        "Permission": Permission,
        "may": lambda permission, record=None: may(current_actor(), permission, record),
        "on_screen_only": lambda: (who := admitted.get()) is not None and who.rights.never_leaves,
    }
    for kind in (SQLAlchemyError, LedgerUnavailableError, WriteQueueFullError):
        app.register_error_handler(kind, unavailable)


def unavailable(error: Exception) -> ResponseReturnValue:
    """Answer 503 where a database fails before the door: to somebody who signs in, for one."""
    if not is_unreachable(error):
        raise error
    log.error("a database cannot be reached", exc_info=error)
    return current_app.handle_http_exception(ServiceUnavailable(retry_after=5))
