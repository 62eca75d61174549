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
from safetynet.referrals.vocabulary import About
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
    _circumstances(telling, form)
    return telling


def _who(telling: Telling, form: ReferralForm) -> None:
    typed = (form.first_name.data, form.middle_name.data, form.last_name.data)
    if any(typed):
        telling.about_her(Name, needs="parts", parts=Name.joined(*(part or "" for part in typed)))
    for alias in lines(form.aliases.data):
        telling.about_her(Name, needs="parts", parts=Name.joined(alias), kind=NameKind.ALIAS)
    for birth in form.births.filled:
        telling.about_her(
            BirthDate,
            needs="iso",
            iso=birth.born.data.isoformat(),
            is_estimated=birth.is_estimated.data,
        )
    for language in lines(form.languages.data):
        telling.about_her(Particular, needs="text", kind=ParticularKind.LANGUAGE, text=language)
    for kind, field in (
        (ParticularKind.GENDER, form.gender),
        (ParticularKind.PRONOUNS, form.pronouns),
        (ParticularKind.ETHNICITY, form.ethnicity),
        (ParticularKind.TRIBAL, form.tribe),
        (ParticularKind.DISABILITY, form.disability),
        (ParticularKind.PARENTING, form.parenting),
    ):
        telling.about_her(Particular, needs="text", kind=kind, text=field.data)


def _reach(telling: Telling, form: ReferralForm) -> None:
    for way in form.contacts.filled:
        telling.about_her(
            SafeContact,
            needs="value",
            kind=way.kind.data,
            value=way.value.data,
            person=way.person.data or None,
            tie=way.tie.data,
            may_call=way.may_call.data,
            may_text=way.may_text.data,
            may_leave_message=way.may_leave_message.data,
            is_monitored=way.is_monitored.data,
            best_times=way.best_times.data or None,
            say=way.say.data or None,
            not_to_know=way.not_to_know.data or None,
            # Somebody who says what is safe has asked; a bare number confirms nothing (CR-20).
            confirmed_on=telling.day if way.somebody_asked else None,
        )
    is_programme = form.is_safe_at_home.data
    kept = form.safe_at_home_number if is_programme else form.address
    telling.about_her(Address, needs="text", text=kept.data, is_safe_at_home=is_programme)


def _concern(telling: Telling, form: ReferralForm) -> None:
    telling.say(
        Concern,
        facts=form.facts.data,
        opinion=form.opinion.data,
        worries=joined(form.worries.data),
        known_from=form.relationship.data,
        learnt_from=form.learnt_from.data,
        sender_role=form.sender_role.data,
        sender_reach=form.sender_reach.data,
        withheld=form.withheld.data,
        withheld_because=form.withheld_because.data,
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


def _exploitation(telling: Telling, form: ReferralForm) -> None:
    telling.say(
        ExploitationAccount,
        status=joined([form.trafficking.data] if form.trafficking.data else []),
        decided_by=form.decided_by.data,
        exploited=joined([form.exploited.data] if form.exploited.data else []),
        controls=joined(form.controls.data),
        recruitment=joined(form.recruitment.data),
        places=joined(form.places.data),
        moved=form.moved.data,
        words=form.account.data,
    )
    for person in form.persons.filled:
        telling.say(
            PersonOfConcern,
            name=person.called.data or "?",
            relation=person.relation.data,
            born=person.born.data.isoformat() if person.born.data else None,
            lives_with=joined([person.lives_with.data] if person.lives_with.data else []),
            weapons=person.weapons.data,
            custody=person.custody.data,
            orders=person.orders.data,
            known=person.known.data,
        )


def _circumstances(telling: Telling, form: ReferralForm) -> None:
    """Put each into the category of the law that guards it (WIC 827, FERPA, CR-18, CR-21)."""
    leaves = form.leaves_custody_on.data
    for category, about, text in (
        (Category.JUVENILE_COURT, About.JURISDICTION, form.jurisdiction.data),
        (Category.JUVENILE_COURT, About.HEARING, form.hearing.data),
        (Category.JUVENILE_COURT, About.ATTORNEY, form.attorney.data),
        (Category.JUVENILE_COURT, About.PROBATION, form.probation.data),
        (Category.JUVENILE_COURT, About.WARRANTS, form.warrants.data),
        (Category.JUVENILE_COURT, About.CHARGED_OR_WITNESS, form.charged_or_witness.data),
        (Category.JUVENILE_COURT, About.LEAVES_CUSTODY, leaves.isoformat() if leaves else ""),
        (Category.JUVENILE_COURT, None, form.court.data),
        (Category.CHILD_WELFARE, About.SOCIAL_WORKER, form.social_worker.data),
        (Category.CHILD_WELFARE, About.PLACEMENT, form.placement.data),
        (Category.CHILD_WELFARE, None, form.welfare.data),
        (Category.EDUCATION, None, form.school.data),
        (Category.LOCATION, About.LIVING_PLACE, form.living_place.data),
        (Category.IDENTITY, About.CHILDREN, form.children.data),
        (Category.IDENTITY, About.LGBTQ, form.lgbtq.data),
        (Category.REFERRAL_NARRATIVE, About.PRIOR_SERVICES, form.prior_services.data),
    ):
        if text:
            telling.say(
                Circumstance, category=category, about=about and about.value, text=str(text)
            )
