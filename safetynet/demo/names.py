"""Names of people who do not exist: lists, combined by dice."""

from safetynet.demo.words import said

_LISTS: dict[str, tuple[str, ...]] = {
    name: tuple(text.split()) for name, text in said("names").items()
}

GIRLS, BOYS, EITHER, MIDDLE = (_LISTS[name] for name in ("girls", "boys", "either", "middle"))
LAST, SPANISH = _LISTS["last"], _LISTS["spanish"]
STREET, CODES = _LISTS["street"], _LISTS["codes"]
STREETS = _LISTS["streets"]
