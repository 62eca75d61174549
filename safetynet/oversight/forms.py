from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar
from uuid import UUID

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired, Regexp

from safetynet.forms import Form
from safetynet.oversight.looks import Wanted
from safetynet.vault import Category

T = TypeVar("T")


class RecordForm(Form):
    """Asks for a number and takes nothing else, so that no name gets into an address."""

    number = StringField(
        _l("Case number"),
        [
            InputRequired(_l("Enter a case number")),
            Regexp(r"SN-\d{4}-\d{1,6}\Z", message=_l("Enter a case number, such as SN-2026-014")),
        ],
        filters=(lambda text: text.upper() if text else text,),
        description=_l("Such as SN-2026-014."),
    )


def wanted_by(args: Mapping[str, str]) -> Wanted:
    """Read out of an address what visits are narrowed to; what makes no sense narrows nothing."""

    def read(name: str, kind: Callable[[str], T]) -> T | None:
        try:
            return kind(args.get(name, ""))
        except ValueError:
            return None

    return Wanted(
        since=read("since", date.fromisoformat),
        until=read("until", date.fromisoformat),
        agency=read("agency", UUID),
        kind=read("kind", Category),
    )
