from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length

from safetynet.accessreviews.models import Verdict
from safetynet.accessreviews.words import VERDICT_CHOICES
from safetynet.forms import Form, OneOfRadio, choices
from safetynet.vault import Category


class DispositionForm(Form):
    """What a supervisor says about a read that nothing explains."""

    DRAFTS = Category.OFFICE

    verdict = OneOfRadio(
        _l("What became of it"),
        Verdict,
        VERDICT_CHOICES,
        validators=[InputRequired(_l("Choose what became of it"))],
    )
    note = TextAreaField(
        _l("Note"),
        [Length(max=4000)],
        description=_l(
            "For the supervisors of your agency alone. The privacy officer sees who, when and "
            "which record, not this note."
        ),
    )

    def offer(self, verdicts: tuple[Verdict, ...]) -> None:
        """Offer only these; the others cannot be chosen."""
        self.verdict.choices = choices({one: VERDICT_CHOICES[one] for one in verdicts})

    def validate_note(self, field: Any) -> None:
        """An explanation without words explains nothing."""
        if self.verdict.data is Verdict.EXPLAINED and not field.data:
            raise ValidationError(_("Write what explains it"))
