from collections.abc import Iterable
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length, Optional, Regexp

from safetynet.forms import AnyOf, DayField, EditForm, Form, OneOf, OneOfRadio, choices, not_ahead
from safetynet.process.bundle import OFFERED, too_much
from safetynet.process.models import Basis, Kind, Served
from safetynet.process.operations import Paper
from safetynet.process.states import NEEDS_WORDS, Step
from safetynet.process.words import BASIS_WORDS, KIND_WORDS, SERVED_WORDS, STEP_WORDS
from safetynet.sharing.words import CATEGORY_WORDS
from safetynet.vault import Category

SHORT, LONG = 300, 2000
SIGNED_BY_A_JUDGE = frozenset({Kind.SEARCH_WARRANT, Kind.COURT_ORDER})

_DAY = InputRequired(_l("Enter a day"))
_CHOOSE = InputRequired(_l("Choose"))


class RegisterForm(Form):
    """What was served; nothing in it says whether anybody else knows the person."""

    DRAFTS = Category.OFFICE

    kind = OneOfRadio(_l("What was served"), Kind, KIND_WORDS, validators=[_CHOOSE])
    issuer = TextAreaField(
        _l("From whom"),
        [InputRequired(_l("Write who asks, with the address to answer to")), Length(max=SHORT)],
        description=_l("Name and address. It stands on the letter that answers."),
    )
    issuer_reference = StringField(_l("Their number"), [Length(max=SHORT)])
    judge = StringField(
        _l("Judge who signed it"),
        [Length(max=SHORT)],
        description=_l("A subpoena is usually signed by a lawyer or a clerk. Leave it empty then."),
    )
    served = OneOf(
        _l("How it was served"), Served, SERVED_WORDS, blank=_l("Choose"), validators=[_CHOOSE]
    )
    served_on = DayField(_l("Served on"), [_DAY, not_ahead])
    due_on = DayField(_l("To be answered by"), [_DAY])
    person = TextAreaField(
        _l("Whose records it asks for"),
        [InputRequired(_l("Write the name as the paper says it")), Length(max=SHORT)],
        description=_l("Also when your agency does not know that person. Only this desk reads it."),
    )
    number = StringField(
        _l("Case number"),
        [
            Optional(),
            Regexp(r"SN-\d{4}-\d{1,6}\Z", message=_l("Enter a case number, such as SN-2026-014")),
        ],
        filters=(lambda text: text.upper() if text else text,),
        description=_l(
            "If your agency works with that person. Leave it empty if not, or if you do not know."
        ),
    )
    scope = TextAreaField(
        _l("What it asks for"),
        [InputRequired(_l("Write what the paper asks for")), Length(max=LONG)],
    )
    hold = BooleanField(
        _l("Let nothing about her or him be destroyed until this is over"),
        description=_l(
            "A legal hold. A privacy officer of the coordinating office learns the case number, "
            "your agency and this desk’s reference, and lifts it."
        ),
    )

    def validate_judge(self, field: StringField) -> None:
        if self.kind.data in SIGNED_BY_A_JUDGE and not field.data:
            raise ValidationError(_("Write which judge signed it; without one it is no order"))

    def validate_due_on(self, field: DayField) -> None:
        served: date | None = self.served_on.data
        if field.data and served and field.data < served:
            raise ValidationError(_("Enter a day that is not before it was served"))

    def paper(self) -> Paper:
        """Return what was served as it was typed."""
        return Paper(
            kind=self.kind.data,
            served=self.served.data,
            served_on=self.served_on.data,
            due_on=self.due_on.data,
            issuer=self.issuer.data or "",
            person=self.person.data or "",
            scope=self.scope.data or "",
            issuer_reference=self.issuer_reference.data or None,
            judge=self.judge.data or None,
        )


class StepForm(EditForm):
    """One thing that was done; the view offers what may come next."""

    DRAFTS = Category.OFFICE

    kind = OneOf(_l("What was done"), Step, STEP_WORDS, blank=_l("Choose"), validators=[_CHOOSE])
    day = DayField(_l("On which day"), [_DAY, not_ahead])
    text = TextAreaField(
        _l("In words"),
        [Length(max=LONG)],
        description=_l("Counsel’s advice, how she or he was told, what the court said. Sealed."),
    )

    def offer(self, steps: Iterable[Step]) -> None:
        self.kind.choices = choices({step: STEP_WORDS[step] for step in steps}, blank=_("Choose"))

    def validate_text(self, field: TextAreaField) -> None:
        """What keeps a young person from being told is always written down."""
        if self.kind.data in NEEDS_WORDS and not field.data:
            raise ValidationError(_("Write the reason, or what the court said"))


class ProductionForm(EditForm):
    """What is to go out; the view offers the bases that this request and this agency have."""

    DRAFTS = Category.OFFICE

    basis = OneOfRadio(_l("On what basis"), Basis, BASIS_WORDS, validators=[_CHOOSE])
    categories = AnyOf(
        _l("Which kinds of content"),
        Category,
        {kind: CATEGORY_WORDS[kind] for kind in OFFERED},
        validators=[InputRequired(_l("Choose what is produced"))],
    )
    since = DayField(_l("Written from"), [Optional()])
    until = DayField(
        _l("Written until"),
        [Optional()],
        description=_l("Both days included. Empty boxes set no limit."),
    )

    def offer(self, bases: Iterable[Basis]) -> None:
        self.basis.choices = choices({basis: BASIS_WORDS[basis] for basis in bases})

    def validate_categories(self, field: AnyOf) -> None:
        """Name what the law lets out on a stronger basis only."""
        if self.basis.data and (wrong := too_much(field.data or (), self.basis.data)):
            said = ", ".join(str(CATEGORY_WORDS[kind]) for kind in wrong)
            raise ValidationError(_("The law asks for more than this basis: %(kinds)s", kinds=said))

    def validate_until(self, field: DayField) -> None:
        since: date | None = self.since.data
        if field.data and since and field.data < since:
            raise ValidationError(_("Enter a day that is not before the first one"))
