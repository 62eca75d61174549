from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from safetynet import clock
from safetynet.access import (
    GuardedBlueprint,
    Permission,
    StaleError,
    check_version,
    current_actor,
)
from safetynet.agencies import agency_names, bylines
from safetynet.cases import record_with
from safetynet.cases.forms import NumberForm
from safetynet.forms import DecisionForm
from safetynet.retention import operations, queries
from safetynet.retention.classes import DEFAULTS, RecordClass, Rule
from safetynet.retention.forms import (
    HoldForm,
    LiftingForm,
    OrderForm,
    PostponementForm,
    ScheduleForm,
)
from safetynet.retention.models import (
    Deadline,
    Destruction,
    DestructionOrder,
    LegalHold,
    OrderDecidedError,
)
from safetynet.retention.words import (
    ACTION_WORDS,
    CLASS_WORDS,
    ORDER_WORDS,
    START_WORDS,
    STATE_WORDS,
    authority_word,
)
from safetynet.sharing import CATEGORY_WORDS
from safetynet.vault import Category

retention = GuardedBlueprint("retention", __name__)


@retention.context_processor
def words() -> dict[str, object]:
    return {
        "ACTION_WORDS": ACTION_WORDS,
        "CATEGORY_WORDS": CATEGORY_WORDS,
        "CLASS_WORDS": CLASS_WORDS,
        "ORDER_WORDS": ORDER_WORDS,
        "START_WORDS": START_WORDS,
        "STATE_WORDS": STATE_WORDS,
        "authority_word": authority_word,
    }


@retention.get("/retention", needs=Permission.RETENTION_READ)
def index() -> ResponseReturnValue:
    found = queries.deadlines(clock.today())
    return render_template(
        "retention/index.html",
        deadlines=found,
        held=queries.held_among(row.survivor_id for row in found),
        orders=queries.orders_asked(),
        agencies=agency_names(),
    )


@retention.get("/retention/schedules", needs=Permission.RETENTION_READ)
def schedules() -> ResponseReturnValue:
    found = queries.schedules()
    return render_template(
        "retention/schedules.html",
        rules=queries.rules(clock.today()),
        coming={kind: row for kind, row in found.items() if row.since > clock.today()},
        found=found,
        bylines=bylines(row.by_id for row in found.values()),
    )


@retention.get("/retention/schedules/<kind>", needs=Permission.SCHEDULE_WRITE)
def edit_schedule(kind: str) -> ResponseReturnValue:
    record_class = _class(kind)
    rule = queries.rules(clock.today()).get(record_class, DEFAULTS[record_class])
    form = ScheduleForm(obj=rule, data={"since": clock.today()})
    return render_template("retention/schedule.html", form=form, kind=record_class)


@retention.post("/retention/schedules/<kind>", needs=Permission.SCHEDULE_WRITE)
def set_schedule(kind: str) -> ResponseReturnValue:
    record_class, form = _class(kind), ScheduleForm()
    if not form.validate():
        return render_template("retention/schedule.html", form=form, kind=record_class), 422
    years, authority = form.years.data or 0, form.authority.data or ""
    rule = Rule(form.start.data, years, form.action.data, authority)
    operations.set_schedule(record_class, rule, current_actor(), form.since.data)
    flash(_("The schedule is set."))
    return redirect(url_for("retention.schedules"), 303)


@retention.get(
    "/retention/deadlines/<uuid:deadline>/postponement", needs=Permission.RETENTION_POSTPONE
)
def begin_postponement(deadline: Deadline) -> ResponseReturnValue:
    return _postponement_page(deadline, PostponementForm(obj=deadline))


@retention.post(
    "/retention/deadlines/<uuid:deadline>/postponement", needs=Permission.RETENTION_POSTPONE
)
def postpone(deadline: Deadline) -> ResponseReturnValue:
    form = PostponementForm()
    if not form.validate():
        return _postponement_page(deadline, form), 422
    check_version(deadline)
    operations.postpone(deadline, form.until.data, form.reason.data or "", current_actor())
    flash(_("The records are kept until that day."))
    return redirect(url_for("retention.index"), 303)


@retention.get("/retention/holds", needs=Permission.HOLD_KEEP)
def holds() -> ResponseReturnValue:
    return _holds_page(HoldForm())


@retention.post("/retention/holds", needs=Permission.HOLD_KEEP)
def hold() -> ResponseReturnValue:
    form, actor = HoldForm(), current_actor()
    if not form.validate():
        return _holds_page(form), 422
    if (record := record_with(form.number.data or "", actor)) is None:
        return _holds_page(_with_unknown_number(form)), 422
    operations.hold(record, form.reason.data or "", actor)
    flash(_("Nothing about this young person is destroyed until the hold is lifted."))
    return redirect(url_for("retention.holds"), 303)


@retention.get("/retention/holds/<uuid:hold>/lifting", needs=Permission.HOLD_KEEP)
def begin_lifting(hold: LegalHold) -> ResponseReturnValue:
    return render_template("retention/lift.html", hold=hold, form=LiftingForm(obj=hold))


@retention.post("/retention/holds/<uuid:hold>/lifting", needs=Permission.HOLD_KEEP)
def lift(hold: LegalHold) -> ResponseReturnValue:
    form = LiftingForm()
    if not form.validate():
        return render_template("retention/lift.html", hold=hold, form=form), 422
    check_version(hold)
    operations.lift(hold, form.reason.data or "", current_actor(), clock.now())
    flash(_("The hold is lifted. Nothing is destroyed for 30 days."))
    return redirect(url_for("retention.holds"), 303)


@retention.get("/retention/orders/new", needs=Permission.DESTRUCTION_ASK)
def begin_order() -> ResponseReturnValue:
    form = OrderForm(data={"number": request.args.get("number", "")})
    return render_template("retention/new_order.html", form=form)


@retention.post("/retention/orders", needs=Permission.DESTRUCTION_ASK)
def ask() -> ResponseReturnValue:
    form, actor = OrderForm(), current_actor()
    if not form.validate():
        return render_template("retention/new_order.html", form=form), 422
    if (record := record_with(form.number.data or "", actor)) is None:
        page = render_template("retention/new_order.html", form=_with_unknown_number(form))
        return page, 422
    order = operations.ask(record, form.basis.data, form.ordered_on.data, actor)
    flash(_("A privacy officer must confirm the order before anything is destroyed."))
    return redirect(url_for("retention.order", order=order.id), 303)


@retention.get("/retention/orders/<uuid:order>", needs=Permission.RETENTION_READ)
def order(order: DestructionOrder) -> ResponseReturnValue:
    return _order_page(order)


@retention.post("/retention/orders/<uuid:order>/confirmation", needs=Permission.DESTRUCTION_CONFIRM)
def confirm(order: DestructionOrder) -> ResponseReturnValue:
    if not DecisionForm().validate():
        return _order_page(order), 422
    check_version(order)
    try:
        operations.carry_out(order.id, current_actor(), clock.now())
    except OrderDecidedError:
        raise StaleError(order) from None
    except operations.HeldError:
        flash(_("A legal hold keeps these records. Nothing was destroyed."), "error")
        return redirect(url_for("retention.order", order=order.id), 303)
    flash(_("The records are destroyed."))
    return redirect(url_for("retention.destructions"), 303)


@retention.post("/retention/orders/<uuid:order>/refusal", needs=Permission.DESTRUCTION_CONFIRM)
def decline(order: DestructionOrder) -> ResponseReturnValue:
    if not DecisionForm().validate():
        return _order_page(order), 422
    check_version(order)
    operations.decline(order, current_actor(), clock.now())
    flash(_("The order is declined. Nothing was destroyed."))
    return redirect(url_for("retention.order", order=order.id), 303)


@retention.get("/retention/destructions", needs=Permission.RETENTION_READ)
def destructions() -> ResponseReturnValue:
    return render_template(
        "retention/destructions.html",
        destructions=queries.destructions(),
        agencies=agency_names(),
    )


@retention.get("/retention/destructions/<uuid:destruction>", needs=Permission.RETENTION_READ)
def destruction(destruction: Destruction) -> ResponseReturnValue:
    return render_template(
        "retention/destruction.html",
        destruction=destruction,
        kinds=[CATEGORY_WORDS[Category(code)] for code in destruction.categories],
        agencies=agency_names(),
        bylines=bylines([destruction.by_id] if destruction.by_id else []),
    )


def _class(kind: str) -> RecordClass:
    try:
        return RecordClass(kind)
    except ValueError:
        raise NotFound from None


def _with_unknown_number(form: NumberForm) -> NumberForm:
    form.number.errors = [_("There is no such case, or it is not open to you")]
    return form


def _postponement_page(deadline: Deadline, form: PostponementForm) -> str:
    return render_template("retention/postpone.html", deadline=deadline, form=form)


def _order_page(order: DestructionOrder) -> str:
    people = [one for one in (order.asked_by_id, order.decided_by_id) if one]
    return render_template(
        "retention/order.html",
        order=order,
        is_held=bool(queries.held_among([order.survivor_id])),
        agencies=agency_names(),
        bylines=bylines(people),
        confirming=DecisionForm(obj=order),
        declining=DecisionForm(obj=order),
    )


def _holds_page(form: NumberForm) -> str:
    found = queries.holds()
    return render_template(
        "retention/holds.html",
        holds=found,
        form=form,
        bylines=bylines(row.set_by_id for row in found),
    )
