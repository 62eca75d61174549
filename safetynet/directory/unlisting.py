"""Which rows are for nobody to find, and why."""

from collections.abc import Iterable, Set

from flask_babel import gettext as _

from safetynet.directory.codes import Unlisted
from safetynet.directory.columns import ENDED, HIDDEN, SERVICE, SHOWN, said

_YES, _NO = frozenset({"yes", "true", "y", "1"}), frozenset({"no", "false", "n", "0"})
_ACTIVE = frozenset({"", "active", "open", *_YES})
_PUBLIC = frozenset({"public", *_YES})


def why_unlisted(row: dict[str, str]) -> tuple[Unlisted | None, str]:
    """Say whether, and why, a row is not for anybody to find; in doubt it is not."""
    status = said(row, *SERVICE["status"]).casefold()
    if status.split(",")[0].strip() not in _ACTIVE or _says(row, ENDED, but=_NO):
        return Unlisted.INACTIVE, _("its sender says that it is not active")
    if _says(row, HIDDEN, but=_NO) or _says(row, SHOWN, but=_PUBLIC):
        return Unlisted.EXCLUDED, _("its sender keeps it out of what the public reads")
    return None, ""


def _says(row: dict[str, str], columns: Iterable[str], but: Set[str]) -> bool:
    """Say whether one of the columns says anything but these words."""
    lines = (line for column in columns for line in row.get(column, "").casefold().split("\n"))
    return any(line.strip() not in {"", *but} for line in lines)
