from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, StringField, ValidationError
from wtforms.validators import Length, NumberRange, Optional

from safetynet.forms import EditForm
from safetynet.plans.domain_models import OHTS_CATEGORIES, DomainSetting
from safetynet.plans.domains import in_use
from safetynet.plans.models import Domain
from safetynet.plans.words import DOMAIN_WORDS

MOST_LETTERS = 40


class DomainForm(EditForm):
    """One part of life: in use or not, what it is called, and what it maps to."""

    domain: Domain

    is_on = BooleanField(_l("In use"))
    called = StringField(_l("Called in English"), [Length(max=MOST_LETTERS)])
    called_es = StringField(_l("Called in Spanish"), [Length(max=MOST_LETTERS)])
    ohts = IntegerField(
        _l("Outcome category of OHTS"),
        [
            Optional(),
            NumberRange(1, OHTS_CATEGORIES, _l("Give a number between 1 and 14, or none.")),
        ],
    )

    def validate_is_on(self, field: BooleanField) -> None:
        if not field.data and in_use() == [self.domain]:
            raise ValidationError(_("One part of life must stay in use."))

    def validate_called(self, field: StringField) -> None:
        self._refuse_twice(field, "en")

    def validate_called_es(self, field: StringField) -> None:
        self._refuse_twice(field, "es")

    def _refuse_twice(self, field: StringField, language: str) -> None:
        """Refuse a name that another part of life has: nobody could tell the two apart."""
        asked = (field.data or "").casefold()
        others = (DOMAIN_WORDS[domain] for domain in Domain if domain is not self.domain)
        if asked and asked in {other.in_language(language).casefold() for other in others}:
            raise ValidationError(_("Another part of life is called that already."))


def domain_form(domain: Domain, row: DomainSetting | None, **given: Any) -> DomainForm:
    """Return the form of one part of life, with ids of its own; as it is now, unless sent."""
    now: dict[str, Any] = {"is_on": True, "version": 0}
    if row:
        now = {"is_on": row.is_on, "version": row.version}
        now |= {"called": row.name, "called_es": row.name_es, "ohts": row.ohts}
    form = DomainForm(**given, data=now)
    form.domain = domain
    for field in (form.is_on, form.called, form.called_es, form.ohts):
        field.id = f"{field.name}-{domain}"
        field.label.field_id = field.id
    return form
