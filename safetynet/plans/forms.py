from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, cast
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length

from safetynet import clock
from safetynet.agencies import Agency, Member
from safetynet.cases import Offered
from safetynet.forms import DayField, EditForm, Form, OneOf, OneOfRadio, choices, has_come
from safetynet.plans.domains import in_use
from safetynet.plans.models import Domain, Goal, GoalStatus, Section, Stage, StepStatus
from safetynet.plans.operations import Scored
from safetynet.plans.words import (
    DOMAIN_WORDS,
    GOAL_WORDS,
    SCALE_WORDS,
    SECTION_WORDS,
    STAGE_WORDS,
    STEP_WORDS,
)
from safetynet.vault import Category

LONGEST = 4000
LONGEST_UNSEEN = timedelta(days=365)
"""A plan that nobody looks at for a year is no plan."""


def _words(label: Any, hint: Any = "") -> TextAreaField:
    needed = InputRequired(_l("Write it down in a few words."))
    return TextAreaField(label, [needed, Length(max=LONGEST)], description=hint)


class GivingForm(EditForm):
    """On which day the young person was given her safety plan."""

    given_on = DayField(
        _l("Given on"),
        [InputRequired(_l("Enter the day.")), has_come],
        description=_l(
            "Note it before anything else is changed: the version is what the plan says now."
        ),
    )

    @property
    def day(self) -> date:
        """Return the day, which `validate` made sure of."""
        return cast(date, self.given_on.data)


class LineForm(Form):
    DRAFTS = Category.PLAN

    section = OneOf(_l("Part of the safety plan"), Section, SECTION_WORDS)
    text = _words(_l("In the young person's own words"), _l("No promises are asked for."))


class WordsForm(EditForm):
    """Changes words that this agency wrote."""

    DRAFTS = Category.PLAN

    text = _words(_l("Words"))


class DecisionForm(EditForm):
    """Two buttons: one needs a day, the other a reason."""

    DRAFTS = Category.PLAN

    review_on = DayField(_l("If you approve it: look at it again on"))
    text = TextAreaField(
        _l("If you send it back: what is to be changed first"),
        [Length(max=LONGEST)],
        description=_l("Read by your agency, and by others as far as they may."),
    )
    sends_back = False

    def decides(self, *, sends_back: bool) -> bool:
        """Check what one of the buttons needs."""
        self.sends_back = sends_back
        return bool(self.validate())

    def validate_review_on(self, field: DayField) -> None:
        today = clock.today()
        if self.sends_back or (field.data and today < field.data <= today + LONGEST_UNSEEN):
            return
        raise ValidationError(_("Choose a day within a year, from tomorrow on."))

    def validate_text(self, field: TextAreaField) -> None:
        if self.sends_back and not field.data:
            raise ValidationError(_("Write it down in a few words."))

    @property
    def day(self) -> date:
        """Return the day, which `validate` made sure of."""
        return cast(date, self.review_on.data)


class NeedForm(Form):
    DRAFTS = Category.PLAN

    text = _words(
        _l("What is missing"), _l("In your words; the goal itself is the young person’s.")
    )


class GoalForm(Form):
    DRAFTS = Category.PLAN

    domain = OneOf(_l("Part of life"), Domain, DOMAIN_WORDS)
    text = _words(_l("What I want, in my own words"), _l("Write it as the young person says it."))
    need = TextAreaField(
        _l("What is missing for that"),
        [Length(max=LONGEST)],
        description=_l("In your words, if you like."),
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.domain.choices = _offered(in_use())


class GoalFactsForm(EditForm):
    domain = OneOf(_l("Part of life"), Domain, DOMAIN_WORDS)
    status = OneOf(_l("How far it came"), GoalStatus, GOAL_WORDS)

    def __init__(self, obj: Goal) -> None:
        """Offer what is in use, and what this goal stands under."""
        super().__init__(obj=obj)
        used = in_use()
        self.domain.choices = _offered([one for one in Domain if one in used or one is obj.domain])


def _offered(domains: list[Domain]) -> list[Any]:
    return choices({domain: DOMAIN_WORDS[domain] for domain in domains})


class OwnedForm(EditForm):
    """Who does a step: an agency, or one person in it."""

    owner = SelectField(_l("Who does it"), [InputRequired(_l("Choose who does it."))], choices=[])
    due = DayField(_l("By when"), [InputRequired(_l("Enter the day by which it is done."))])
    linkage = SelectField(_l("Which service it leads to"), choices=[], default="")

    def offer(
        self, owners: list[tuple[Agency, list[Member]]], services: Mapping[UUID, Offered]
    ) -> None:
        words = {}
        for agency, members in owners:
            words[str(agency.id)] = agency.name
            words |= {f"{agency.id} {m.id}": f"{agency.name} – {m.name}" for m in members}
        self.owner.choices = choices(words, blank=_("Choose"))
        names = {str(one.id): f"{one.name} – {one.state}" for one in services.values()}
        self.linkage.choices = choices(names, blank=_("none"))

    @property
    def chosen(self) -> tuple[UUID, UUID | None]:
        """Return the agency and the person in it, if one was named."""
        agency, _space, member = (self.owner.data or "").partition(" ")
        return UUID(agency), UUID(member) if member else None

    @property
    def leads_to(self) -> UUID | None:
        return UUID(self.linkage.data) if self.linkage.data else None

    @property
    def by(self) -> date:
        """Return the day, which `validate` made sure of."""
        return cast(date, self.due.data)


class StepForm(OwnedForm):
    DRAFTS = Category.PLAN

    text = _words(_l("What is done"), _l("One thing, so that it can be finished."))


class StepFactsForm(OwnedForm):
    status = OneOf(_l("How it goes"), StepStatus, STEP_WORDS)


REPORTED = (StepStatus.DONE, StepStatus.IN_PROGRESS, StepStatus.BLOCKED)


class UpdateForm(EditForm):
    """The three buttons of a provider's update; the sentence may stay empty."""

    DRAFTS = Category.PLAN

    text = TextAreaField(
        _l("A sentence, if you like"),
        [Length(max=LONGEST)],
        description=_l("Read by your agency, and by others as far as they may."),
    )


class ScoresForm(Form):
    """One choice for each part of life; what is left open is not scored."""

    DRAFTS = Category.PLAN

    stage = OneOfRadio(_l("When"), Stage, STAGE_WORDS)
    # From a review on, the next one is counted.
    on = DayField(_l("Day"), [InputRequired(_l("Enter the day.")), has_come])

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        used = in_use()
        self.asked = [one for one in Domain if one in used or self._says_of(one)]
        for domain in set(Domain) - set(self.asked):
            del self[domain], self[_shows(domain)]

    def _says_of(self, domain: Domain) -> bool:
        """Say whether it came back with something: a county may have set it aside meanwhile."""
        return bool(self[domain].data or self[_shows(domain)].data)

    def validate_stage(self, field: OneOfRadio) -> None:
        if field.data is None:
            raise ValidationError(_("Say when this is."))
        if not self.scored:
            raise ValidationError(_("Score at least one part of life."))

    @property
    def day(self) -> date:
        """Return the day, which `validate` made sure of."""
        return cast(date, self.on.data)

    @property
    def scored(self) -> dict[Domain, Scored]:
        return {
            domain: Scored(int(self[domain].data), self[_shows(domain)].data or "")
            for domain in self.asked
            if self[domain].data
        }


def _shows(domain: Domain) -> str:
    """Return the name of the field for what a score rests on."""
    return f"{domain}_shows"


class _Evidence(TextAreaField):
    """What shows it; a sentence alone, without a score, would be lost."""

    def __init__(self, label: Any, **options: Any) -> None:
        super().__init__(label, [Length(max=LONGEST)], **options)

    def pre_validate(self, form: Any) -> None:
        if self.data and not form[self.name.removesuffix("_shows")].data:
            raise ValidationError(_("Score this part of life too, or take the sentence out."))


class _Scale(SelectField):
    """Where one part of life stands, from 1 to 5, or nothing."""

    def __init__(self, label: Any, **options: Any) -> None:
        words = {value: f"{value} – {word}" for value, word in SCALE_WORDS.items()}
        super().__init__(label, choices=choices(words, blank=_l("not scored")), **options)


for _domain, _word in DOMAIN_WORDS.items():
    setattr(ScoresForm, _domain, _Scale(_word))
    setattr(ScoresForm, _shows(_domain), _Evidence(_l("What shows it")))
