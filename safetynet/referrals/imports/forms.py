"""What is asked about a file, and how its columns are matched."""

from collections.abc import Iterable, Sequence, Set
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, ValidationError
from wtforms.validators import InputRequired

from safetynet import clock
from safetynet.forms import (
    Asked,
    AsksColumns,
    DayField,
    EditForm,
    Form,
    OneOfRadio,
    SomeOf,
    Upload,
    asking,
    choices,
)
from safetynet.referrals.bases import Carried
from safetynet.referrals.forms.fields import DayIfNeeded, short
from safetynet.referrals.forms.statutes import basis_words, carries_said, check_report
from safetynet.referrals.imports.alike_rows import Known
from safetynet.referrals.sheets import LABELS, Column, DateOrder, Field, Mapping
from safetynet.referrals.vocabulary import ReferralBasis
from safetynet.sharing.law_words import LawSaid

KEPT = _l("Nothing yet: only my agency sees these referrals")


class UploadForm(Form):
    """Asked once for the whole file."""

    carried: Carried
    """What crosses by each law that the county uses; set by `offer`."""
    carries: Sequence[LawSaid]
    """The same of the laws that this sender may choose, in words."""

    file = Upload(_l("File"))
    referred_on = DayField(
        _l("Date of the referrals"),
        [InputRequired(_l("Give a date"))],
        default=clock.today,
        description=_l("For rows that give no date of their own."),
    )
    referrer = short(
        _l("Who referred?"), description=_l("For rows that name nobody: a person or an agency.")
    )
    basis = OneOfRadio(_l("What lets you tell the review?"), ReferralBasis, {})
    reported_on = DayIfNeeded(_l("When was the report of suspected abuse made?"))

    def validate_file(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Choose a file"))

    def validate_referred_on(self, field: Any) -> None:
        if field.data and field.data > clock.today():
            raise ValidationError(_("The date cannot lie in the future"))

    def validate_reported_on(self, field: Any) -> None:
        check_report(self.carried.get(self.basis.data), field.data, clock.today())

    def offer(self, bases: Iterable[ReferralBasis], carried: Carried) -> None:
        """Offer to keep the referrals, and what a statute lets this sender tell.

        A release is signed by one young person, and a coded referral holds no name: neither fits a
        list of people.
        """
        self.carried = carried
        by_law = [basis for basis in bases if basis in carried]
        self.carries = carries_said(by_law, carried)
        words: dict[Any, Any] = {"": KEPT}
        self.basis.choices = choices(words | basis_words(by_law, carried))


class MatchForm(AsksColumns, EditForm):
    """One choice of a field for every column that holds something; see `match_form`."""

    date_order = SelectField(
        _l("Dates such as 03/04/2010 are"),
        choices=choices(
            {
                "": _l("as the column itself shows"),
                DateOrder.MONTH_FIRST: _l("month first: March 4"),
                DateOrder.DAY_FIRST: _l("day first: April 3"),
            }
        ),
    )

    def matched(self, mapping: Mapping) -> Mapping:
        """Return the mapping as chosen; columns that were not asked about stay as they were."""
        for column, field in self.chosen().items():
            mapping = mapping.with_field(column, Field(field) if field else None)
        order = self.date_order.data
        return mapping.with_date_order(DateOrder(order) if order else None)


def match_form(mapping: Mapping, filled: list[Column], **given: Any) -> MatchForm:
    """Return a form with a choice for each of the filled columns."""
    offered = choices({field.value: word for field, word in LABELS.items()}, blank=_("Leave out"))
    asked = [
        Asked(
            column.heading.column,
            column.name or _("Column %(number)s, no heading", number=column.heading.column + 1),
            column.field.value if column.field else "",
            offered,
        )
        for column in filled
    ]
    return asking(MatchForm, asked)(date_order=mapping.date_order or "", **given)


class SheetForm(EditForm):
    sheet = SelectField(_l("Sheet"))


class LeaveOutForm(EditForm):
    """Which rows that are possibly here already are not to become referrals."""

    known: Known
    rows = SomeOf(_l("Leave out of the import"), coerce=int)
    all_of_them = BooleanField(_l("Leave out all of them"))
    none_of_them = BooleanField(_l("Leave out none"))

    def offer(self, known: Known) -> None:
        """Offer the rows that are shown, by their number in the sheet; the others go together."""
        self.known = known
        self.rows.choices = [(row, _("Row %(row)s", row=row)) for row in known.shown]

    def left_out(self, before: Set[int]) -> Set[int]:
        """Return what is left out from now on; rows that were not shown stay as they were."""
        if self.none_of_them.data:
            return frozenset()
        if self.all_of_them.data:
            return frozenset(self.known.rows)
        return (before - set(self.known.shown)) | set(self.rows.data or ())
