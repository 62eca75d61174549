from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, ValidationError
from wtforms.validators import InputRequired

from safetynet.deadlines.queries import Standing
from safetynet.deadlines.words import amount_said
from safetynet.forms import EditForm


class ClockForm(EditForm):
    """One clock: whether it runs, and how long."""

    standing: Standing

    is_on = BooleanField(_l("Runs"))
    amount = IntegerField(_l("How long"), [InputRequired(_l("Give a number"))])

    def validate_amount(self, field: IntegerField) -> None:
        held = self.standing.clock
        if field.data is None or not held.least <= field.data <= held.most:
            least, most = (amount_said(n, held.unit) for n in (held.least, held.most))
            raise ValidationError(
                _("Give a number between %(least)s and %(most)s", least=least, most=most)
            )


def clock_form(standing: Standing, **given: Any) -> ClockForm:
    """Return the form of one clock, with ids of its own; as it holds now, unless it was sent."""
    data = {"is_on": standing.is_on, "amount": standing.amount}
    form = ClockForm(**given, data=data | {"version": standing.version})
    form.standing = standing
    if not standing.clock.may_stop:
        del form.is_on
    for field in form:
        if field.name in data:
            field.id = f"{field.name}-{standing.clock.key}"
            field.label.field_id = field.id
    return form
