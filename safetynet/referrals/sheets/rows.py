"""Rows of a sheet as referrals: each good with its warnings, or bad with its reasons."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from safetynet.referrals.sheets.dates import OLDEST_AGE, Dated, DateError, Order, dates_in, order_of
from safetynet.referrals.sheets.fields import Field
from safetynet.referrals.sheets.htcds import standard_columns
from safetynet.referrals.sheets.mapping import Mapping
from safetynet.referrals.sheets.naming import divided, is_placeholder, name_doubts, name_fault
from safetynet.referrals.sheets.reading import Workbook
from safetynet.referrals.sheets.referral_row import (
    Address,
    BadRow,
    Exploitation,
    Names,
    ReferralRow,
)
from safetynet.referrals.sheets.row_texts import RowTexts
from safetynet.referrals.sheets.sentences import OF_DOUBT, OF_FAULT, Doubt, Reason, said
from safetynet.referrals.sheets.table import Filled, filled_rows
from safetynet.sheets.cells import Cells

ADULT_AGE = 18
_PHONE_DIGITS = 7
"""A local number in the United States."""
_AGE = re.compile(
    r"(?:age|edad|aged)?\s*[:~]?\s*(\d{1,3})(?:\.\d+)?\s*"
    r"(?:y|yo|y/?o|yrs?|years?|years? old|años?|anos?)?\.?",
    re.IGNORECASE,
)
_NAME_FIELDS = (Field.FIRST_NAME, Field.MIDDLE_NAME, Field.LAST_NAME, Field.SECOND_LAST_NAME)


def rows(workbook: Workbook, mapping: Mapping, *, day: date) -> Iterator[ReferralRow | BadRow]:
    """Return an iterator over the people of the chosen sheet, in order; empty rows are left out.

    `day` is the day of the import: it makes birth dates future, ages adult and short years full.
    Raises SheetError at once when the mapping was made for other columns.
    """
    return rows_of(workbook, mapping, filled_rows(workbook, mapping), day=day)


def rows_of(
    workbook: Workbook, mapping: Mapping, filled: Filled, *, day: date
) -> Iterator[ReferralRow | BadRow]:
    """Do the same for rows already told from empty ones."""
    reader = _Reader(workbook, mapping, filled, day)
    for number, cells in filled.rows:
        if number in mapping.left_out:
            yield BadRow(number, (said(Reason.KNOWN),), cells)
        else:
            yield reader.read(number, cells)


def date_orders(mapping: Mapping, filled: Filled) -> dict[int, Order]:
    """Return, by 0-based column, how the columns of dates are read."""
    return {
        column: Order(mapping.date_order, certain=True)
        if mapping.date_order
        else order_of(cells[column] for _, cells in filled.rows)
        for field in (Field.BIRTH_DATE, Field.REFERRED_ON)
        for column in mapping.of(field)
    }


class _Reader:
    """Reads row after row; knows the columns, the order of their dates and the codes seen."""

    def __init__(self, workbook: Workbook, mapping: Mapping, filled: Filled, day: date) -> None:
        self.day = day
        self.mapping = mapping
        self.columns = {field: mapping.of(field) for field in Field}
        self.swallowed = workbook.sheet.swallowed
        self.is_text = not workbook.sheet.name
        self.codes: set[str] = set()
        self.orders = date_orders(mapping, filled)
        self.edges = workbook.sheet.edges
        self.standard = {
            column: name
            for column, name in standard_columns(workbook.headings).items()
            if mapping.columns[column].field is not None  # nothing that somebody left out
        }

    def read(self, number: int, cells: Cells) -> ReferralRow | BadRow:
        """Return the row as a referral or with the reasons why it is none."""
        reasons: list[Reason] = []
        warnings: list[Doubt] = []
        texts = RowTexts(self.mapping, self.columns, cells)
        if number in self.swallowed:
            reasons.append(Reason.SWALLOWED)
        if texts.unheaded:
            if self.is_text:  # most likely a comma without quotation marks moved all cells
                reasons.append(Reason.WIDE)
            else:
                warnings.append(Doubt.UNHEADED)
        names = self._names(texts, reasons, warnings)
        reference = texts.one(Field.REFERENCE)
        if not names.any and not reference:
            reasons.append(Reason.NOBODY)
        births = self._births(texts, reasons, warnings)
        age = self._age(texts, births, reasons, warnings)
        if reasons:
            return BadRow(number, tuple(said(reason) for reason in dict.fromkeys(reasons)), cells)
        warnings += name_doubts(names)
        if reference in self.codes:
            warnings.append(Doubt.SAME_REFERENCE)
        elif reference:
            self.codes.add(reference)
        row = ReferralRow(number, names, reference=reference, births=births, age=age)
        return self._told(row, texts, warnings)

    def _names(self, texts: RowTexts, reasons: list[Reason], warnings: list[Doubt]) -> Names:
        found: dict[Field, str] = {}
        for field in (*_NAME_FIELDS, Field.FULL_NAME):
            name = texts.one(field)
            if is_placeholder(name):
                warnings.append(Doubt.PLACEHOLDER)
                name = ""
            if (fault := name_fault(name)) and field is not Field.MIDDLE_NAME:
                reasons.append(fault)
            found[field] = name
        first, middle, last, second = (found[field] for field in _NAME_FIELDS)
        aliases = tuple(a for a in texts.many(Field.ALIAS) if not is_placeholder(a))
        suffix = texts.one(Field.SUFFIX)
        full = found[Field.FULL_NAME]
        if full and not (first or last):
            warnings.append(Doubt.SPLIT_NAME)
            names = divided(full)
            return replace(names, suffix=names.suffix or suffix, aliases=aliases)
        return Names(first, middle, f"{last} {second}".strip(), suffix, full, aliases)

    def _births(
        self, texts: RowTexts, reasons: list[Reason], warnings: list[Doubt]
    ) -> tuple[Dated, ...]:
        births: list[Dated] = []
        try:
            for column in self.columns[Field.BIRTH_DATE]:
                births += dates_in(texts.cells[column], self.orders[column], self.day)
            if not births and (parts := texts.birth_parts()):
                births += dates_in(parts, Order(), self.day)
        except DateError as error:
            reasons.append(OF_FAULT[error.fault])
            return ()
        warnings += [OF_DOUBT[doubt] for birth in births for doubt in birth.doubts]
        return tuple(dict.fromkeys(births))

    def _age(
        self,
        texts: RowTexts,
        births: tuple[Dated, ...],
        reasons: list[Reason],
        warnings: list[Doubt],
    ) -> int | None:
        written = texts.one(Field.AGE)
        found = _AGE.fullmatch(written)
        age = int(found.group(1)) if found else None
        if written and age is None:
            warnings.append(Doubt.AGE_UNREADABLE)
        if age is not None and age > OLDEST_AGE:
            reasons.append(Reason.AGE)
        if age is None and not births:
            warnings.append(Doubt.NO_BIRTH)
        youngest = min((birth.age_on(self.day) for birth in births), default=age)
        if youngest is not None and youngest >= ADULT_AGE:
            warnings.append(Doubt.ADULT)
        if births and age is not None and age > max(self.day.year - b.year for b in births):
            warnings.append(Doubt.AGE_DISAGREES)
        return age

    def _told(self, row: ReferralRow, texts: RowTexts, warnings: list[Doubt]) -> ReferralRow:
        """Return the row with everything else that the sheet says of the person."""
        notes = texts.notes()
        if row.age is None and (age := texts.one(Field.AGE)):
            notes.append((texts.heading(Field.AGE), age))
        referred_on = self._referred_on(texts)
        if referred_on is None and (written := texts.one(Field.REFERRED_ON)):
            warnings.append(Doubt.REFERRAL_DATE)
            notes.append((texts.heading(Field.REFERRED_ON), written))
        concern = texts.paragraphs(Field.CONCERN)
        phones = texts.phones()
        if not concern:
            warnings.append(Doubt.NO_CONCERN)
        if any(sum(letter.isdigit() for letter in phone) < _PHONE_DIGITS for phone in phones):
            warnings.append(Doubt.PHONE)
        return replace(
            row,
            gender=texts.one(Field.GENDER),
            pronouns=texts.one(Field.PRONOUNS),
            race_ethnicity=texts.many(Field.RACE_ETHNICITY),
            languages=texts.many(Field.LANGUAGE),
            citizenships=texts.many(Field.CITIZENSHIP),
            address=_address(texts),
            phones=phones,
            emails=texts.many(Field.EMAIL),
            concern=concern,
            school=texts.one(Field.SCHOOL),
            grade=texts.one(Field.GRADE),
            urgency=texts.one(Field.URGENCY),
            referred_on=referred_on,
            referring_agency=texts.one(Field.REFERRING_AGENCY),
            referred_by=texts.one(Field.REFERRED_BY),
            exploitation=_exploitation(texts),
            notes=tuple(notes),
            warnings=tuple(said(warning) for warning in dict.fromkeys(warnings)),
            standard=tuple(
                (name, self.edges.get((row.number, column), texts.cells[column]))
                for column, name in self.standard.items()
            ),
        )

    def _referred_on(self, texts: RowTexts) -> date | None:
        for column in self.columns[Field.REFERRED_ON]:
            try:
                found = dates_in(texts.cells[column], self.orders[column], self.day)
            except DateError:
                continue
            if found:
                return found[0].exact
        return None


def _address(texts: RowTexts) -> Address:
    country = texts.one(Field.COUNTRY)
    return Address(
        street_number=texts.one(Field.STREET_NUMBER),
        street=texts.one(Field.STREET),
        unit=texts.one(Field.UNIT),
        city=texts.one(Field.CITY),
        state=texts.one(Field.STATE),
        postal_code=texts.postal_code(country),
        country=country,
    )


def _exploitation(texts: RowTexts) -> Exploitation:
    return Exploitation(
        trafficking_status=texts.one(Field.TRAFFICKING_STATUS),
        status_decided_by=texts.one(Field.STATUS_DECIDED_BY),
        types=texts.many(Field.EXPLOITATION),
        sex_types=texts.many(Field.SEX_EXPLOITATION),
        labour_industry=texts.one(Field.LABOUR_INDUSTRY),
        place=texts.one(Field.EXPLOITATION_PLACE),
        controls=texts.many(Field.CONTROL),
        recruitment=texts.many(Field.RECRUITMENT),
        recruitment_place=texts.one(Field.RECRUITMENT_PLACE),
        recruiters=texts.many(Field.RECRUITER),
        persons_of_concern=texts.many(Field.PERSON_OF_CONCERN),
    )
