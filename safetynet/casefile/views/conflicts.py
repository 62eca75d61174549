"""Conflicts of interest: to whom a young person does not exist, and why (CR-23)."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet import clock
from safetynet.access import Permission, Role, check_version, current_actor
from safetynet.agencies import Agency, Member, agencies_at_the_table, bylines, members_of
from safetynet.casefile.views.blueprints import sharing
from safetynet.cases import Case, LeadsError, keep_out
from safetynet.sharing import ConflictBlock, blocks_about
from safetynet.sharing.conflicts import NobodyLeftError, lift_block, reasons_of
from safetynet.sharing.forms import ConflictForm, ConflictLiftingForm

KEEP = Permission.CONFLICT_KEEP


@sharing.get("/cases/<uuid:case>/conflicts", needs=KEEP)
def conflicts(case: Case) -> ResponseReturnValue:
    return _conflicts_page(case, _filled_in(ConflictForm()))


@sharing.post("/cases/<uuid:case>/conflicts", needs=KEEP)
def set_conflict(case: Case) -> ResponseReturnValue:
    form, actor = _filled_in(ConflictForm()), current_actor()
    if not form.validate():
        return _conflicts_page(case, form), 422
    agency_id, member_id = form.chosen
    try:
        block = keep_out(case.survivor_id, agency_id, member_id, form.reason.data or "", actor)
    except LeadsError:
        form.whom.errors = [_("This agency leads the case. Let another lead first.")]
        return _conflicts_page(case, form), 422
    except NobodyLeftError:
        form.whom.errors = [
            _(
                "No coordinator would be left who could lift this. "
                "Ask the administrator to add another coordinator first."
            )
        ]
        return _conflicts_page(case, form), 422
    flash(_("From the next page on, nothing of this case is there for them."))
    if block.blocks(actor.id, actor.agency_id):
        return redirect(url_for("cases.index"), 303)
    return redirect(url_for("sharing.conflicts", case=case.id), 303)


@sharing.get("/cases/<uuid:case>/conflicts/<uuid:block>/lifting", needs=KEEP)
def begin_lifting(case: Case, block: ConflictBlock) -> ResponseReturnValue:
    return _lifting_page(case, block, ConflictLiftingForm(obj=block))


@sharing.post("/cases/<uuid:case>/conflicts/<uuid:block>/lifting", needs=KEEP)
def lift_conflict(case: Case, block: ConflictBlock) -> ResponseReturnValue:
    form = ConflictLiftingForm()
    if not form.validate():
        return _lifting_page(case, block, form), 422
    check_version(block)
    lift_block(block, form.reason.data or "", current_actor(), clock.now())
    flash(_("They see again what their role, seats and releases open."))
    return redirect(url_for("sharing.conflicts", case=case.id), 303)


def _filled_in(form: ConflictForm) -> ConflictForm:
    """Offer a coordinator everybody, and a supervisor the people of her own agency."""
    actor = current_actor()
    keeps_all = actor.role is Role.COORDINATOR
    people: dict[Agency, list[Member]] = {
        agency: list(members_of(agency.id))
        for agency in agencies_at_the_table()
        if keeps_all or agency.id == actor.agency_id
    }
    form.offer(people, agencies=keeps_all)
    return form


def _conflicts_page(case: Case, form: ConflictForm) -> str:
    blocks = blocks_about([case.survivor_id])
    people = {one for b in blocks for one in (b.member_id, b.set_by_id) if one}
    return render_template(
        "sharing/conflicts.html",
        case=case,
        blocks=blocks,
        reasons=reasons_of(blocks),
        agencies={agency.id: agency.name for agency in agencies_at_the_table()},
        bylines=bylines(people),
        form=form,
    )


def _lifting_page(case: Case, block: ConflictBlock, form: ConflictLiftingForm) -> str:
    return render_template("sharing/lift_conflict.html", case=case, block=block, form=form)
