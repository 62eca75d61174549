"""The research form: seven parts, each shared or withheld, each withheld one with its reason."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField, TextAreaField, ValidationError
from wtforms.validators import Length, Optional

from safetynet.forms import DayField, EditForm, OneOf, not_ahead
from safetynet.meetings.models import KnownHow, ResearchPart
from safetynet.meetings.operations.researching import Told
from safetynet.meetings.queries.research import Answer
from safetynet.meetings.reach import PartReach
from safetynet.meetings.research_words import KNOWN_WORDS, PART_WORDS
from safetynet.vault import Category

LONGEST_PART, LONGEST_REASON = 2000, 300


class Mark(StrEnum):
    SHARE = "share"
    WITHHOLD = "withhold"


MARK_WORDS = {
    Mark.SHARE: _l("Share with the team"),
    Mark.WITHHOLD: _l("Withhold: it stays in your agency"),
}


class ResearchForm(EditForm):
    """One agency's answer for one young person at one meeting."""

    # Nothing typed is shared before it is sent, so it is kept as what never crosses.
    DRAFTS = Category.OFFICE

    known = OneOf(PART_WORDS[ResearchPart.KNOWN], KnownHow, KNOWN_WORDS, blank=_l("Choose"))
    last_contact = DayField(PART_WORDS[ResearchPart.LAST_CONTACT], [Optional(), not_ahead])
    will_speak = BooleanField(
        _l("We will say something in the room; nothing of it is to be written down")
    )

    def told(self) -> dict[ResearchPart, Told]:
        """Return what was filled in; the form must be valid."""
        return {part: told for part in ResearchPart if (told := self._told(part))}

    def _told(self, part: ResearchPart) -> Told | None:
        text, mark = _typed(self[part.value].data), self[f"mark_{part}"].data
        because = self[f"reason_{part}"].data or ""
        if mark is Mark.WITHHOLD:
            return Told(text, because, is_shared=False) if text or because else None
        return Told(text) if text else None

    def check(self, reach: Mapping[ResearchPart, PartReach]) -> bool:
        """Validate all of it; `reach` says which parts this agency may write down for others."""
        checks: dict[str, list[Any]] = {f"mark_{part}": [_share(reach[part])] for part in reach}
        checks |= {f"reason_{part}": [_reason] for part in reach}
        if not self.validate(checks):
            return False
        if self.told() or self.will_speak.data:
            return True
        self.known.errors = [_("Fill in a part, or go back and press “Nothing to add”")]
        return False


for _part in ResearchPart:
    if _part.value not in vars(ResearchForm):
        setattr(
            ResearchForm,
            _part.value,
            TextAreaField(PART_WORDS[_part], [Optional(), Length(max=LONGEST_PART)]),
        )
    setattr(
        ResearchForm,
        f"mark_{_part}",
        OneOf(_l("Who may know"), Mark, MARK_WORDS, default=Mark.SHARE),
    )
    setattr(
        ResearchForm,
        f"reason_{_part}",
        StringField(_l("Why it is withheld"), [Length(max=LONGEST_REASON)]),
    )


def _typed(data: object) -> str:
    match data:
        case None:
            return ""
        case KnownHow():
            return data.value
        case date():
            return data.isoformat()
        case _:
            return str(data)


def _share(reach: PartReach) -> Any:
    def check(form: Any, field: Any) -> None:
        part = field.name.removeprefix("mark_")
        if field.data is not Mark.WITHHOLD and form[part].data and not reach.may_be_shared:
            raise ValidationError(
                _(
                    "No release lets your agency write this down for the others. Withhold it, or "
                    "say it in the room."
                )
            )

    return check


def _reason(form: Any, field: Any) -> None:
    part = field.name.removeprefix("reason_")
    is_withheld = form[f"mark_{part}"].data is Mark.WITHHOLD
    if is_withheld and form[part].data and not field.data:
        raise ValidationError(_("Write why it is withheld; only your agency reads it"))
    if field.data and not is_withheld:
        raise ValidationError(_("Choose “Withhold”, or clear the reason"))


def filled_with(answer: Answer, reach: Mapping[ResearchPart, PartReach]) -> ResearchForm:
    """Return the form as it stands: what was sent, else with what may be shared set to share."""
    receipt = answer.receipt
    data: dict[str, Any] = {
        "version": receipt.version if receipt else 0,
        "will_speak": bool(receipt and receipt.will_speak),
    }
    for part in ResearchPart:
        shared, kept = answer.shared.get(part), answer.kept.get(part)
        data[part.value] = _as_typed(part, (shared.text if shared else kept and kept.text) or "")
        withheld = kept or not (shared or reach[part].may_be_shared)
        data[f"mark_{part}"] = Mark.WITHHOLD if withheld else Mark.SHARE
        data[f"reason_{part}"] = kept.reason if kept else ""
    return ResearchForm(data=data)


def _as_typed(part: ResearchPart, text: str) -> Any:
    """Return a stored text as its field wants it; a code or day that is none is asked again."""
    try:
        if part is ResearchPart.KNOWN:
            return KnownHow(text) if text else None
        if part is ResearchPart.LAST_CONTACT:
            return date.fromisoformat(text) if text else None
    except ValueError:
        return None
    return text
