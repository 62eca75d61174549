"""What we write to somebody about, and what was written."""

from collections.abc import Sequence

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from safetynet.access import GuardedBlueprint, Permission, check_version, current_actor
from safetynet.db import db
from safetynet.notices.forms import MailForm
from safetynet.notices.models import ALWAYS, MailChoice, Notice, State, usual
from safetynet.notices.post import post_of
from safetynet.notices.words import SAYS

notices = GuardedBlueprint("notices", __name__, url_prefix="/account/mail")
LATELY = 10


@notices.get("", needs=Permission.ACCOUNT_READ)
def show() -> ResponseReturnValue:
    return _page(MailForm(obj=_mine()))


@notices.post("", needs=Permission.ACCOUNT_READ)
def choose() -> ResponseReturnValue:
    form, mine = MailForm(), _mine()
    if not form.validate():
        return _page(form), 422
    if mine.version is not None:
        check_version(mine)
    form.populate_obj(mine)
    db.session.add(mine)
    flash(_("It is saved. It counts from the next mail on."))
    return redirect(url_for("notices.show"), 303)


def _mine() -> MailChoice:
    found = db.session.scalars(select(MailChoice)).one_or_none()
    return found or usual(current_actor().id)


def _lately() -> Sequence[Notice]:
    """Return the last that were sent; what was dropped is no business of anybody's any more."""
    sent = select(Notice).where(Notice.state == State.SENT).order_by(Notice.created_at.desc())
    return db.session.scalars(sent.limit(LATELY)).all()


def _page(form: MailForm) -> str:
    # Nothing was saved before: the first version that is shown is none.
    form.version.data = form.version.data or 0
    return render_template(
        "notices/show.html",
        form=form,
        lately=_lately(),
        always=[SAYS[kind] for kind in SAYS if kind in ALWAYS],
        SAYS=SAYS,
        is_sent=post_of(current_app.extensions["config"]) is not None,
    )
