from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length

from safetynet.files.models import DocumentKind
from safetynet.files.operations import CaseFileError, PictureError, Sent
from safetynet.files.refusing import RefusedError
from safetynet.files.words import ON_A_CASE_FILE
from safetynet.forms import EditForm, Form, OneOf, Upload
from safetynet.vault import Category


class _What(Form):
    title = StringField(
        _l("What it is"),
        [InputRequired(_l("Say in a few words what this is")), Length(max=200)],
        description=_l("Such as “Letter of the clinic, May”. The file’s own name is not kept."),
    )
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
            raise ValidationError(_("Choose a file"))

    def blame(self, error: Exception) -> None:
        """Put at its field why nothing was stored."""
        if isinstance(error, RefusedError):
            self.file.errors = [error.sentence]
        if isinstance(error, PictureError):
            self.is_needed.errors = [
                _("This is a picture. Say that it has to be kept, and choose the file again")
            ]


class DocumentForm(_What):
    kind = OneOf(
        _l("What kind of document"),
        DocumentKind,
        ON_A_CASE_FILE,
        blank=_l("Choose"),
        validators=[InputRequired(_l("Choose what kind of document this is"))],
        description=_l("Decides who may see it. It cannot be changed later."),
    )
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

    def sent(self) -> Sent:
        return Sent(
            kind=self.kind.data,
            title=self.title.data or "",
            data=self.file.data.read(),
            court_order=self.court_order.data,
            is_needed=bool(self.is_needed.data),
        )


class PaperForm(_What):
    """A document whose kind is known from where it is added."""

    def sent(self, kind: DocumentKind) -> Sent:
        return Sent(
            kind=kind,
            title=self.title.data or "",
            data=self.file.data.read(),
            is_needed=bool(self.is_needed.data),
        )


class RemovalForm(EditForm):
    DRAFTS = Category.FILE

    reason = TextAreaField(
        _l("Why it is removed"),
        [InputRequired(_l("Write why")), Length(max=1000)],
        description=_l("Your agency still reads this afterwards. The document itself is gone."),
    )
