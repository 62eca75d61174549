"""The rows that a filled form becomes."""

from safetynet.forms import lines
from safetynet.referrals.forms import ReferralForm
from safetynet.referrals.models import (
    Circumstance,
    Concern,
    ExploitationAccount,
    PersonOfConcern,
    Referral,
    RiskNow,
    Voice,
)
from safetynet.referrals.telling import Telling, joined
from safetynet.survivors import (
    Address,
    BirthDate,
    Name,
    NameKind,
    Particular,
    ParticularKind,
    SafeContact,
)
from safetynet.vault import Category


def told_in(form: ReferralForm, referral: Referral) -> Telling:
    """Return everything that was typed, as rows in their categories."""
    telling = Telling(referral)
    _who(telling, form)
    _reach(telling, form)
    _concern(telling, form)
    _exploitation(telling, form)
    return telling


def _who(telling: Telling, form: ReferralForm) -> None:
    typed = (form.first_name.data, form.middle_name.data, form.last_name.data)
    if any(typed):
        telling.about_her(Name, needs="parts", parts=Name.joined(*(part or "" for part in typed)))
    for alias in lines(form.aliases.data):
        telling.about_her(Name, needs="parts", parts=Name.joined(alias), kind=NameKind.ALIAS)
    if born := form.born_on.data:
        telling.about_her(
            BirthDate, needs="iso", iso=born.isoformat(), is_estimated=form.is_estimated.data
        )
    for kind, field in (
        (ParticularKind.GENDER, form.gender),
        (ParticularKind.PRONOUNS, form.pronouns),
        (ParticularKind.LANGUAGE, form.language),
        (ParticularKind.ETHNICITY, form.ethnicity),
        (ParticularKind.TRIBAL, form.tribe),
    ):
        telling.about_her(Particular, needs="text", kind=kind, text=field.data)


def _reach(telling: Telling, form: ReferralForm) -> None:
    asked = form.may_call.data or form.may_text.data or form.may_leave_message.data
    telling.about_her(
        SafeContact,
        needs="value",
        value=form.phone.data,
        may_call=form.may_call.data,
        may_text=form.may_text.data,
        may_leave_message=form.may_leave_message.data,
        is_monitored=form.is_monitored.data,
        best_times=form.best_times.data or None,
        say=form.say.data or None,
        not_to_know=form.not_to_know.data or None,
        # Somebody who says what is safe has asked; a bare number confirms nothing (CR-20).
        confirmed_on=telling.day if asked else None,
    )
    telling.about_her(
        Address,
        needs="text",
        text=form.address.data,
        is_safe_at_home=form.is_safe_at_home.data,
    )


def _concern(telling: Telling, form: ReferralForm) -> None:
    telling.say(
        Concern,
        facts=form.facts.data,
        opinion=form.opinion.data,
        worries=joined(form.worries.data),
        known_from=form.relationship.data,
    )
    telling.say(RiskNow, risks=joined(form.risks.data), words=form.risk_words.data)
    telling.say(
        Voice,
        wants=form.wants.data,
        afraid_of=form.afraid_of.data,
        safe_people=form.safe_people.data,
        unsafe_people=form.unsafe_people.data,
        why_not_told=form.why_not_told.data,
    )
    for category, field in (
        (Category.JUVENILE_COURT, form.court),
        (Category.CHILD_WELFARE, form.welfare),
        (Category.EDUCATION, form.school),
    ):
        telling.say(Circumstance, category=category, text=field.data)


def _exploitation(telling: Telling, form: ReferralForm) -> None:
    telling.say(
        ExploitationAccount,
        status=joined([form.trafficking.data] if form.trafficking.data else []),
        decided_by=form.decided_by.data,
        exploited=joined([form.exploited.data] if form.exploited.data else []),
        controls=joined(form.controls.data),
        recruitment=joined(form.recruitment.data),
        places=joined(form.places.data),
        words=form.account.data,
    )
    if form.person_name.data or form.person_known.data:
        telling.say(
            PersonOfConcern,
            name=form.person_name.data or "?",
            relation=form.person_relation.data,
            known=form.person_known.data,
        )
    for person in lines(form.more_persons.data):
        telling.say(PersonOfConcern, name=person)
