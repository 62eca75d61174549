from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length, Optional

from safetynet.exports.grants import OFFERED, Grant
from safetynet.exports.models import Basis, Format, Outcome
from safetynet.exports.operations import Wish
from safetynet.exports.words import FORMAT_WORDS, LANGUAGE_WORDS, OUTCOME_WORDS, grant_said
from safetynet.forms import AnyOf, DayField, EditForm, Form, OneOfRadio, choices, not_ahead
from safetynet.sharing import CATEGORY_WORDS, kinds_said
from safetynet.vault import Category

_CHOOSE = InputRequired(_l("Choose"))
MOST = 1000


class LeavingForm(Form):
    """What is asked of everything that leaves; the view offers what is in force today."""

    DRAFTS = Category.OFFICE

    grant = RadioField(_l("For whom, and on what basis"), validators=[_CHOOSE])
    purpose = TextAreaField(
        _l("What for"),
        [InputRequired(_l("Write what it is for")), Length(max=MOST)],
        description=_l("It stands on the cover."),
    )
    categories = AnyOf(
        _l("Which kinds of content"),
        Category,
        {kind: CATEGORY_WORDS[kind] for kind in OFFERED},
        validators=[InputRequired(_l("Choose what goes into it"))],
    )
    since = DayField(_l("Written from"), [Optional()])
    until = DayField(
        _l("Written until"),
        [Optional()],
        description=_l("Both days included. Empty boxes set no limit."),
    )

    def offer(self, grants: Iterable[Grant], agencies: Mapping[UUID, str]) -> None:
        self._grants = {grant.code: grant for grant in grants}
        self.grant.choices = choices(
            {code: grant_said(grant, agencies) for code, grant in self._grants.items()}
        )

    @property
    def chosen(self) -> Grant | None:
        return self._grants.get(self.grant.data or "")

    def validate_categories(self, field: AnyOf) -> None:
        """Name what the chosen basis does not."""
        if self.chosen is None:
            return
        wrong = [kind for kind in field.data or () if kind not in self.chosen.kinds]
        if wrong:
            raise ValidationError(
                _("The basis does not name this: %(kinds)s", kinds=kinds_said(wrong))
            )

    def validate_until(self, field: DayField) -> None:
        since: date | None = self.since.data
        if field.data and since and field.data < since:
            raise ValidationError(_("Enter a day that is not before the first one"))

    def wish(self) -> Wish:
        """Return what was typed; raises ValueError before it was validated."""
        if self.chosen is None:
            raise ValueError("no basis is chosen")
        return Wish(
            grant=self.chosen,
            purpose=self.purpose.data or "",
            categories=frozenset(self.categories.data or ()),
            format=Format.PACKET,
            language="en",
            since=self.since.data,
            until=self.until.data,
        )


class ExportForm(LeavingForm):
    """What somebody asks for as a copy on paper."""

    verified = BooleanField(
        _l("Who she or he is was verified"),
        description=_l("Only where the young person asks: in person, or by a question of yours."),
    )
    format = OneOfRadio(
        _l("As what"),
        Format,
        {one: FORMAT_WORDS[one] for one in Format if one is not Format.PACKET},
        validators=[_CHOOSE],
        default=Format.PDF,
    )
    language = RadioField(
        _l("In which language"),
        choices=choices(LANGUAGE_WORDS),
        validators=[_CHOOSE],
        default="en",
    )

    def validate_verified(self, field: BooleanField) -> None:
        if self.chosen and self.chosen.basis is Basis.OWN_REQUEST and not field.data:
            raise ValidationError(_("Verify first who asks"))

    def wish(self) -> Wish:
        return replace(super().wish(), format=self.format.data, language=self.language.data)


class OutcomeForm(EditForm):
    """What became of a copy that was called back."""

    outcome = OneOfRadio(_l("What became of it"), Outcome, OUTCOME_WORDS, validators=[_CHOOSE])
    day = DayField(_l("On which day"), [InputRequired(_l("Enter a day")), not_ahead])
