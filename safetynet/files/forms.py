from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length

from safetynet.files.models import DocumentKind
from safetynet.files.operations import CaseFileError, PictureError, Sent
from safetynet.files.refusing import RefusedError
from safetynet.files.words import ON_A_CASE_FILE, WITH_A_REFERRAL
from safetynet.forms import EditForm, Form, OneOf, Part, Upload
from safetynet.vault import Category

SAID = _l("Say in a few words what this is")
CHOSEN = _l("Choose a file")


def _title(*validators: Any) -> StringField:
    return StringField(
        _l("What it is"),
        [*validators, Length(max=200)],
        description=_l("Such as “Letter of the clinic, May”. The file’s own name is not kept."),
    )


def _to_choose(offered: Mapping[DocumentKind, Any], description: Any) -> OneOf:
    return OneOf(
        _l("What kind of document"),
        DocumentKind,
        offered,
        blank=_l("Choose"),
        validators=[InputRequired(_l("Choose what kind of document this is"))],
        description=description,
    )


class _What:
    """What is asked about every document, on a page of its own or within a longer form."""

    title = _title(InputRequired(SAID))
    file = Upload(_l("File"))
    is_needed = BooleanField(
        _l("It is a picture, and it has to be kept"),
        description=_l(
            "A photograph shows who somebody is and where. Where a sentence says the same, write "
            "the sentence. What the camera wrote down (place, time, device) is taken out."
        ),
    )

    def validate_file(self, field: Any) -> None:
        if not field.data or not field.data.filename:
            raise ValidationError(CHOSEN)

    def blame(self, error: Exception) -> None:
        """Put at its field why nothing was stored."""
        if isinstance(error, RefusedError):
            self.file.errors = [error.sentence]
        if isinstance(error, PictureError):
            self.is_needed.errors = [
                _("This is a picture. Say that it has to be kept, and choose the file again")
            ]

    def sent(self, kind: DocumentKind, court_order: str | None = None) -> Sent:
        return Sent(
            kind=kind,
            title=self.title.data or "",
            data=self.file.data.read(),
            court_order=court_order,
            is_needed=bool(self.is_needed.data),
        )


class _OfAKind(_What):
    """A document of which somebody says what kind it is."""

    kind: Any
    court_order = StringField(
        _l("Number of the court’s order"),
        [Length(max=200)],
        description=_l(
            "For a paper out of a juvenile case file. Probation, child welfare and the young "
            "person’s attorney have such papers by law (WIC 827); everybody else by an order."
        ),
        filters=(lambda text: text or None,),
    )

    def blame(self, error: Exception) -> None:
        super().blame(error)
        if isinstance(error, CaseFileError):
            self.court_order.errors = [
                _("Your agency needs the juvenile court’s order for this. Enter its number")
            ]

    def document(self) -> Sent:
        return self.sent(self.kind.data, self.court_order.data)


class DocumentForm(_OfAKind, Form):
    kind = _to_choose(ON_A_CASE_FILE, _l("Decides who may see it. It cannot be changed later."))


class WithReferralForm(DocumentForm):
    """A document that its sender tells with a referral."""

    kind = _to_choose(
        WITH_A_REFERRAL,
        _l(
            "Whoever sees what the referral tells of that kind sees the document. Medical papers "
            "do not go with a referral; add them to the case."
        ),
    )


class DocumentPart(_OfAKind, Part):
    """One of the documents that go with the form of a referral; an empty one is none."""

    title = _title()
    kind = OneOf(
        _l("What kind of document"),
        DocumentKind,
        WITH_A_REFERRAL,
        default=DocumentKind.REFERRAL,
    )

    def validate_title(self, field: Any) -> None:
        if self.is_filled and not field.data:
            raise ValidationError(SAID)

    def validate_file(self, field: Any) -> None:
        if self.is_filled:
            super().validate_file(field)

    def ask_again(self) -> None:
        """Say that a file which was chosen is not there any more: browsers keep none."""
        if self.file.data and not self.file.errors:
            self.file.errors = [_("Choose the file again: a page that comes back does not keep it")]


class PaperForm(_What, Form):
    """A document whose kind is known from where it is added."""


class RemovalForm(EditForm):
    DRAFTS = Category.FILE

    reason = TextAreaField(
        _l("Why it is removed"),
        [InputRequired(_l("Write why")), Length(max=1000)],
        description=_l("Your agency still reads this afterwards. The document itself is gone."),
    )
