"""The places of a referral that a column can fill, and what each is called on the screen."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l


class Field(StrEnum):
    """Where the cells of a column go (practice.md §1.3; HTCDS 2.0 core fields)."""

    FIRST_NAME = "first_name"
    MIDDLE_NAME = "middle_name"
    LAST_NAME = "last_name"
    SECOND_LAST_NAME = "second_last_name"
    SUFFIX = "suffix"
    FULL_NAME = "full_name"
    ALIAS = "alias"
    BIRTH_DATE = "birth_date"
    BIRTH_YEAR = "birth_year"
    BIRTH_MONTH = "birth_month"
    BIRTH_DAY = "birth_day"
    AGE = "age"
    GENDER = "gender"
    PRONOUNS = "pronouns"
    RACE_ETHNICITY = "race_ethnicity"
    LANGUAGE = "language"
    CITIZENSHIP = "citizenship"
    STREET_NUMBER = "street_number"
    STREET = "street"
    UNIT = "unit"
    CITY = "city"
    STATE = "state"
    POSTAL_CODE = "postal_code"
    COUNTRY = "country"
    PHONE = "phone"
    EMAIL = "email"
    CONCERN = "concern"
    REFERENCE = "reference"
    SCHOOL = "school"
    GRADE = "grade"
    URGENCY = "urgency"
    REFERRED_ON = "referred_on"
    REFERRING_AGENCY = "referring_agency"
    REFERRED_BY = "referred_by"
    TRAFFICKING_STATUS = "trafficking_status"
    STATUS_DECIDED_BY = "status_decided_by"
    EXPLOITATION = "exploitation"
    SEX_EXPLOITATION = "sex_exploitation"
    LABOUR_INDUSTRY = "labour_industry"
    EXPLOITATION_PLACE = "exploitation_place"
    CONTROL = "control"
    RECRUITMENT = "recruitment"
    RECRUITMENT_PLACE = "recruitment_place"
    RECRUITER = "recruiter"
    PERSON_OF_CONCERN = "person_of_concern"
    NOTE = "note"
    """Kept as a text under the column's own heading."""


LABELS = {
    Field.FIRST_NAME: _l("First name"),
    Field.MIDDLE_NAME: _l("Middle name"),
    Field.LAST_NAME: _l("Last name"),
    Field.SECOND_LAST_NAME: _l("Second last name"),
    Field.SUFFIX: _l("Suffix (Jr., III)"),
    Field.FULL_NAME: _l("Full name"),
    Field.ALIAS: _l("Alias or other spelling"),
    Field.BIRTH_DATE: _l("Date of birth"),
    Field.BIRTH_YEAR: _l("Year of birth"),
    Field.BIRTH_MONTH: _l("Month of birth"),
    Field.BIRTH_DAY: _l("Day of birth"),
    Field.AGE: _l("Age"),
    Field.GENDER: _l("Gender"),
    Field.PRONOUNS: _l("Pronouns"),
    Field.RACE_ETHNICITY: _l("Race and ethnicity"),
    Field.LANGUAGE: _l("Language"),
    Field.CITIZENSHIP: _l("Citizenship"),
    Field.STREET_NUMBER: _l("House number"),
    Field.STREET: _l("Street"),
    Field.UNIT: _l("Unit or apartment"),
    Field.CITY: _l("City"),
    Field.STATE: _l("State"),
    Field.POSTAL_CODE: _l("ZIP code"),
    Field.COUNTRY: _l("Country"),
    Field.PHONE: _l("Phone"),
    Field.EMAIL: _l("E-mail"),
    Field.CONCERN: _l("Concern"),
    Field.REFERENCE: _l("Referral number or code at the sending agency"),
    Field.SCHOOL: _l("School"),
    Field.GRADE: _l("Grade"),
    Field.URGENCY: _l("Urgency"),
    Field.REFERRED_ON: _l("Date of the referral"),
    Field.REFERRING_AGENCY: _l("Referring agency"),
    Field.REFERRED_BY: _l("Referred by"),
    Field.TRAFFICKING_STATUS: _l("Trafficking status"),
    Field.STATUS_DECIDED_BY: _l("Who decided the trafficking status"),
    Field.EXPLOITATION: _l("Type of exploitation"),
    Field.SEX_EXPLOITATION: _l("Type of sexual exploitation"),
    Field.LABOUR_INDUSTRY: _l("Industry of forced labor"),
    Field.EXPLOITATION_PLACE: _l("Place of exploitation"),
    Field.CONTROL: _l("Means of control"),
    Field.RECRUITMENT: _l("How recruited"),
    Field.RECRUITMENT_PLACE: _l("Where recruited"),
    Field.RECRUITER: _l("Recruiter"),
    Field.PERSON_OF_CONCERN: _l("Person of concern"),
    Field.NOTE: _l("Keep as a note under its own heading"),
}
"""What each field is called on the screen."""

REPEATABLE = frozenset(
    {
        Field.ALIAS,
        Field.BIRTH_DATE,
        Field.RACE_ETHNICITY,
        Field.LANGUAGE,
        Field.CITIZENSHIP,
        Field.PHONE,
        Field.EMAIL,
        Field.CONCERN,
        Field.EXPLOITATION,
        Field.SEX_EXPLOITATION,
        Field.CONTROL,
        Field.RECRUITMENT,
        Field.RECRUITER,
        Field.PERSON_OF_CONCERN,
        Field.NOTE,
    }
)
"""Fields that several columns may fill together."""

TICKED = frozenset(
    {
        Field.RACE_ETHNICITY,
        Field.LANGUAGE,
        Field.EXPLOITATION,
        Field.SEX_EXPLOITATION,
        Field.CONTROL,
        Field.RECRUITMENT,
        Field.RECRUITER,
        Field.CONCERN,
    }
)
"""Fields that survey programs export as a tick box for each answer."""

IDENTIFYING = frozenset(
    {
        Field.FIRST_NAME,
        Field.LAST_NAME,
        Field.SECOND_LAST_NAME,
        Field.FULL_NAME,
        Field.ALIAS,
        Field.REFERENCE,
    }
)
"""A referral needs at least one of these: a name, or a code when no release allows the name."""
