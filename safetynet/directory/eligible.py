"""Reads from a free text for whom a service is, where the text leaves no doubt."""

import re

from safetynet.directory.codes import Gender

OLDEST_AGE = 120
"""Exports write 200 or 999 for "no upper age"."""
_RANGE = re.compile(
    r"\bage[sd]?:?\s*(?:from\s+|between\s+(?:the\s+ages\s+of\s+)?)?(\d{1,2})\s*"
    r"(?:-|\u2013|to|and|through)\s*(\d{1,3})\b(?!\s*(?:months|weeks))",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\b(?:between\s+(?:the\s+)?ages\s+(?:of\s+)?|between\s+)?(\d{1,2})\s*(?:-|\u2013|to)\s*(\d{1,2})\s*"
    r"(?:years?\s+(?:old|of age)|yrs?\b)",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:age[sd]?:?\s*)?(\d{1,2})\s*(?:\+|(?:years?\s+(?:old|of age)\s+)?(?:and|or|&)\s+"
    r"(?:over|older|above|up)\b)",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\b(?:under\s+(?:the\s+)?(?:age\s+(?:of\s+)?)?(\d{1,2})(?!\d|%|,)|(\d{1,2})\s*(?:and|or)\s+"
    r"(?:under|younger)\b|up\s+to\s+(?:age\s+)(\d{1,2})\b)",
    re.IGNORECASE,
)
_GIRLS = re.compile(r"\b(wom[ae]n|girls?|females?|mothers?|mujeres|ni\u00f1as)\b", re.IGNORECASE)
_BOYS = re.compile(r"\b(m[ae]n|boys?|males?|fathers?|hombres)\b", re.IGNORECASE)
_CHILDREN = re.compile(r"\b(famil|child|adolescen|coed|co-ed|lgbt|trans|any gender|infant)", re.I)
_PAPERS = re.compile(
    r"(regardless of immigration status|undocumented|immigration status (?:is )?not|"
    r"no documentation|sin papeles|sin importar su estatus)",
    re.IGNORECASE,
)


def ages_in(text: str) -> tuple[int | None, int | None]:
    """Return the ages from and to that a text states once; (None, None) when in doubt."""
    found = _RANGE.findall(text) or _BETWEEN.findall(text)
    if found:
        return _ages(*found[0]) if len(set(found)) == 1 else (None, None)
    from_, to = _FROM.findall(text), _TO.findall(text)
    if len(from_) + len(to) != 1:
        return None, None
    if from_:
        return _ages(from_[0], "")
    under, at_most, up_to = to[0]
    return None, int(under) - 1 if under else int(at_most or up_to)


def _ages(first: str, last: str) -> tuple[int | None, int | None]:
    from_, to = int(first), int(last) if last else None
    if to is not None and (to < from_ or to > OLDEST_AGE):
        return None, None
    return from_, to


def genders_in(text: str) -> list[str]:
    """Return for whom alone it is; [] is everybody, and also where the text is unclear."""
    if _CHILDREN.search(text):
        return []
    girls, boys = bool(_GIRLS.search(text)), bool(_BOYS.search(text))
    if girls == boys:
        return []
    return [str(Gender.GIRLS if girls else Gender.BOYS)]


def welcomes_without_papers(text: str) -> bool | None:
    """Return True where the text says so; None says nothing."""
    return True if _PAPERS.search(text) else None
