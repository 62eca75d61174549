"""The rows of ours that one row of a sheet becomes."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from safetynet.referrals.htcds.keeping import words_to_keep
from safetynet.referrals.htcds.models import WordsAsSent
from safetynet.referrals.imports.codes import (
    CONTROLS,
    KINDS,
    PLACES,
    RECRUITMENT,
    STATUSES,
    URGENCIES,
    coded,
)
from safetynet.referrals.models import (
    Circumstance,
    Concern,
    ExploitationAccount,
    PersonOfConcern,
    Referral,
)
from safetynet.referrals.sheets import Dated, ReferralRow
from safetynet.referrals.telling import Telling, joined
from safetynet.referrals.vocabulary import Exploited, Urgency
from safetynet.survivors import (
    Address,
    BirthDate,
    ContactKind,
    Name,
    NameKind,
    Particular,
    ParticularKind,
    SafeContact,
)
from safetynet.vault import Category

_MIDDLE_MONTH, _MIDDLE_DAY = 7, 15


@dataclass(frozen=True)
class Noted:
    """Words for which no field is there, each under its heading."""

    lines: list[str]

    def note(self, heading: str, words: str | Iterable[str]) -> None:
        text = words if isinstance(words, str) else "; ".join(words)
        if text:
            self.lines.append(f"{heading}: {text}")


def urgency_of(row: ReferralRow) -> Urgency:
    """Return the urgency as written; the next review where nothing, or nothing known, is."""
    known, _unknown = coded([row.urgency], URGENCIES)
    return known[0] if known else Urgency.NEXT_REVIEW


def told_in(row: ReferralRow, referral: Referral, referrer: str) -> Telling:
    """Return everything a row tells; what fits no field is kept under its own heading."""
    telling, noted = Telling(referral), Noted([])
    _who(telling, row, noted)
    _reach(telling, row)
    _exploitation(telling, row)
    if row.urgency and not coded([row.urgency], URGENCIES)[0]:
        noted.note(_("Urgency"), row.urgency)
    for heading, text in row.notes:
        noted.note(heading, text)
    referred_by = (row.referred_by or referrer, row.referring_agency)
    telling.say(
        Concern,
        facts="\n\n".join(part for part in (row.concern, "\n".join(noted.lines)) if part),
        known_from=", ".join(part for part in referred_by if part),
    )
    telling.say(
        Circumstance,
        category=Category.EDUCATION,
        text=", ".join(part for part in (row.school, row.grade) if part),
    )
    telling.say(Circumstance, category=Category.LEGAL_ADVICE, text="; ".join(row.citizenships))
    for kind, cells in words_to_keep(referral, row.standard, telling.rows):
        telling.say(WordsAsSent, category=kind, cells=cells)
    return telling


def _who(telling: Telling, row: ReferralRow, noted: Noted) -> None:
    names = row.names
    last = " ".join(part for part in (names.last, names.suffix) if part)
    if names.first or last:
        parts = Name.joined(names.first, names.middle, last)
        telling.about_her(Name, needs="parts", parts=parts)
    elif names.full:
        telling.about_her(Name, needs="parts", parts=Name.joined(names.full))
    for alias in names.aliases:
        telling.about_her(Name, needs="parts", parts=Name.joined(alias), kind=NameKind.ALIAS)
    for born in row.births:
        iso = _iso(born)
        telling.about_her(BirthDate, needs="iso", iso=iso, is_estimated=born.estimated)
        if born.exact is None:
            month = f"-{born.month:02}" if born.month else ""
            noted.note(_("Date of birth as written"), f"{born.year}{month}")
    if row.age is not None and not row.births:
        noted.note(_("Age"), str(row.age))
    for kind, text in (
        (ParticularKind.REFERENCE, row.reference),
        (ParticularKind.GENDER, row.gender),
        (ParticularKind.PRONOUNS, row.pronouns),
        (ParticularKind.ETHNICITY, "; ".join(row.race_ethnicity)),
        (ParticularKind.LANGUAGE, "; ".join(row.languages)),
    ):
        telling.about_her(Particular, needs="text", kind=kind, text=text)


def _iso(born: Dated) -> str:
    """Return the day; of a part of a date its middle, which is off by half a year at most."""
    if born.exact:
        return born.exact.isoformat()
    return f"{born.year:04}-{born.month or _MIDDLE_MONTH:02}-{_MIDDLE_DAY:02}"


def _reach(telling: Telling, row: ReferralRow) -> None:
    """A number from a list says nothing about what is safe: nothing is ticked (CR-20)."""
    for phone in row.phones:
        telling.about_her(SafeContact, needs="value", value=phone)
    for email in row.emails:
        telling.about_her(SafeContact, needs="value", value=email, kind=ContactKind.EMAIL)
    at = row.address
    region = " ".join(part for part in (at.state, at.postal_code) if part)
    place = ", ".join(part for part in (at.city, region) if part)
    lines = (at.line, place, at.country)
    telling.about_her(Address, needs="text", text="\n".join(line for line in lines if line))


def _exploitation(telling: Telling, row: ReferralRow) -> None:
    said = row.exploitation
    statuses, other_status = coded([said.trafficking_status], STATUSES)
    kinds, other_kinds = coded(said.types, KINDS)
    controls, other_controls = coded(said.controls, CONTROLS)
    ways, other_ways = coded(said.recruitment, RECRUITMENT)
    places, other_places = coded([said.place], PLACES)
    in_words = Noted([])
    for heading, words in (
        (_("Trafficking"), other_status),
        (_("Kind of exploitation"), other_kinds),
        (_("Kind of sexual exploitation"), list(said.sex_types)),
        (_("Industry"), [said.labour_industry]),
        (_("Means of control"), other_controls),
        (_("How it began"), other_ways),
        (_("Where it began"), [said.recruitment_place]),
        (_("Where it happens"), other_places),
    ):
        in_words.note(heading, [word for word in words if word])
    both = {Exploited.SEX, Exploited.LABOUR} <= set(kinds)
    telling.say(
        ExploitationAccount,
        status=joined(statuses),
        decided_by=said.status_decided_by,
        exploited=joined([Exploited.BOTH] if both else kinds[:1]),
        controls=joined(controls),
        recruitment=joined(ways),
        places=joined(places),
        words="\n".join(in_words.lines),
    )
    for name in said.persons_of_concern:
        telling.say(PersonOfConcern, name=name)
    for name in said.recruiters:
        telling.say(PersonOfConcern, name=name, relation=_("Recruiter"))
