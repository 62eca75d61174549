"""What is said about a row: the reasons against it and the warnings beside it.

No sentence repeats what a cell holds, so that sentences may be counted, shown and kept.
"""

from collections.abc import Iterable
from enum import StrEnum

from flask_babel import lazy_gettext as _l

from safetynet.referrals.sheets.dates import DateDoubt, DateFault


class Reason(StrEnum):
    """Why a row cannot be imported."""

    NOBODY = "nobody"
    DIGITS = "digits"
    LONG_NAME = "long_name"
    WIDE = "wide"
    SWALLOWED = "swallowed"
    AGE = "age"
    UNREADABLE = "unreadable"
    FUTURE = "future"
    TOO_LONG_AGO = "too_long_ago"
    KNOWN = "known"
    """Left out by whoever imports, not wrong in itself."""


class Doubt(StrEnum):
    """What a person should look at in a row that can be imported."""

    CODE_ONLY = "code_only"
    ONE_NAME = "one_name"
    SPLIT_NAME = "split_name"
    ODD_NAME = "odd_name"
    PLACEHOLDER = "placeholder"
    NO_BIRTH = "no_birth"
    ADULT = "adult"
    AGE_DISAGREES = "age_disagrees"
    AGE_UNREADABLE = "age_unreadable"
    AMBIGUOUS = "ambiguous"
    SWAPPED = "swapped"
    SHORT_YEAR = "short_year"
    PARTIAL = "partial"
    ESTIMATED = "estimated"
    NO_CONCERN = "no_concern"
    PHONE = "phone"
    REFERRAL_DATE = "referral_date"
    SAME_REFERENCE = "same_reference"
    UNHEADED = "unheaded"


_SENTENCES = {
    Reason.NOBODY: _l("There is no name and no code."),
    Reason.DIGITS: _l("A name consists of digits."),
    Reason.LONG_NAME: _l("A name is longer than 200 characters."),
    Reason.WIDE: _l("The row has more cells than there are headings."),
    Reason.SWALLOWED: _l("A stray quotation mark has pulled the next rows into this one."),
    Reason.AGE: _l("The age is above 120."),
    Reason.UNREADABLE: _l("The date of birth cannot be read as a date."),
    Reason.FUTURE: _l("The date of birth lies in the future."),
    Reason.TOO_LONG_AGO: _l("The date of birth makes the person older than 120 years."),
    Reason.KNOWN: _l("Possibly a young person whom the agency knows already, so left out."),
    Doubt.CODE_ONLY: _l("There is no name, only a code."),
    Doubt.ONE_NAME: _l("There is only a first name or only a last name."),
    Doubt.SPLIT_NAME: _l("The full name was divided into first and last name; check it."),
    Doubt.ODD_NAME: _l("A name contains a digit or an unusual character."),
    Doubt.PLACEHOLDER: _l("A word such as “unknown” was not taken as a name."),
    Doubt.NO_BIRTH: _l("There is no date of birth and no age."),
    Doubt.ADULT: _l("The person is 18 or older."),
    Doubt.AGE_DISAGREES: _l("The age is higher than the date of birth allows."),
    Doubt.AGE_UNREADABLE: _l("The age could not be read and was kept as a note."),
    Doubt.AMBIGUOUS: _l("The date of birth could be read as month/day or as day/month."),
    Doubt.SWAPPED: _l("Day and month of the date of birth were in the other order here."),
    Doubt.SHORT_YEAR: _l("The year of birth has two digits only."),
    Doubt.PARTIAL: _l("Only a part of the date of birth is known."),
    Doubt.ESTIMATED: _l("The date of birth is an estimate."),
    Doubt.NO_CONCERN: _l("There is no text about the concern."),
    Doubt.PHONE: _l("A phone number looks incomplete."),
    Doubt.REFERRAL_DATE: _l("The date of the referral could not be taken and was kept as a note."),
    Doubt.SAME_REFERENCE: _l("An earlier row has the same referral number."),
    Doubt.UNHEADED: _l("A cell in a column without a heading was left out."),
}

OF_FAULT = {
    DateFault.UNREADABLE: Reason.UNREADABLE,
    DateFault.FUTURE: Reason.FUTURE,
    DateFault.TOO_LONG_AGO: Reason.TOO_LONG_AGO,
}
OF_DOUBT = {
    DateDoubt.AMBIGUOUS: Doubt.AMBIGUOUS,
    DateDoubt.SWAPPED: Doubt.SWAPPED,
    DateDoubt.SHORT_YEAR: Doubt.SHORT_YEAR,
    DateDoubt.PARTIAL: Doubt.PARTIAL,
    DateDoubt.ESTIMATED: Doubt.ESTIMATED,
}


def said(kind: Reason | Doubt) -> str:
    """Return the sentence in the language of whoever is reading."""
    return str(_SENTENCES[kind])


def doubts_of(warnings: Iterable[str]) -> list[str]:
    """Return the codes of warnings that `said` made in this language, to be kept."""
    by_sentence = {str(sentence): kind for kind, sentence in _SENTENCES.items()}
    return [by_sentence[warning].value for warning in warnings if warning in by_sentence]


def doubt_said(code: str) -> str:
    """Return the sentence for a kept code."""
    return said(Doubt(code))
