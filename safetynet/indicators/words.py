"""How pages say the codes of a screening."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from safetynet.indicators.models import Band, Setting, Sign, Source, Tool
from safetynet.indicators.prompts import Why

NO_EVIDENCE = _l("This is not legal evidence that trafficking occurred.")
TOOL_WORDS = {
    Tool.CSE_IT: _l("CSE-IT (WestCoast Children’s Clinic)"),
    Tool.QYIT: _l("Quick Youth Indicators for Trafficking (QYIT)"),
    Tool.TVIT: _l("Trafficking Victim Identification Tool (Vera Institute)"),
    Tool.HTST: _l("Human Trafficking Screening Tool (HTST)"),
    Tool.CSEC_SCREEN: _l("The county’s own screening form"),
    Tool.OWN: _l("List of public signs: no instrument, not validated"),
    Tool.OTHER: _l("Another instrument"),
}
BAND_WORDS = {
    Band.NONE: _l("No concern"),
    Band.POSSIBLE: _l("Possible concern"),
    Band.CLEAR: _l("Clear concern"),
    Band.NOT_SCORED: _l("Not scored"),
}
BAND_LOOKS = {
    Band.NONE: "done",
    Band.POSSIBLE: "waiting",
    Band.CLEAR: "urgent",
    Band.NOT_SCORED: "quiet",
}
SETTING_WORDS = {
    Setting.OFFICE: _l("Office"),
    Setting.SCHOOL: _l("School"),
    Setting.CLINIC: _l("Clinic or hospital"),
    Setting.DETENTION: _l("Juvenile hall"),
    Setting.PLACEMENT: _l("Where she or he stays"),
    Setting.STREET: _l("Outreach"),
    Setting.TELEPHONE: _l("Telephone or video"),
    Setting.RECORDS: _l("From records, without a talk"),
    Setting.OTHER: _l("Elsewhere"),
}
SOURCE_WORDS = {
    Source.YOUTH: _l("What the young person said"),
    Source.CAREGIVER: _l("A caregiver"),
    Source.RECORDS: _l("Records"),
    Source.STAFF: _l("Colleagues"),
    Source.OBSERVED: _l("What was seen"),
    Source.OTHER: _l("Something else"),
}
SIGN_WORDS = {
    Sign.MISSING: _l("Is missing again and again, or overnight"),
    Sign.OLDER_COMPANION: _l("Is with a much older partner or friend"),
    Sign.UNEXPLAINED_THINGS: _l("Has money, clothes or a phone that nobody can explain"),
    Sign.CONTROLLED: _l("Somebody else speaks for her or him, or is always there"),
    Sign.COACHED: _l("Answers sound learned by heart"),
    Sign.NO_DOCUMENTS: _l("Somebody else holds the identity papers"),
    Sign.INJURIES: _l("Has injuries or illnesses that were not treated"),
    Sign.MARKED: _l("Has a tattoo or mark that she or he will not explain"),
    Sign.HOTELS: _l("Is seen at hotels or motels, or has their keys"),
    Sign.ADVERTISED: _l("Appears in advertisements for sex"),
    Sign.SECOND_PHONE: _l("Has several phones, or one that somebody watches"),
    Sign.OUT_OF_SCHOOL: _l("Has stopped going to school"),
    Sign.DEBT: _l("Speaks of owing somebody"),
    Sign.AFRAID: _l("Is afraid of somebody’s anger, or of the police"),
}
WHY_WORDS = {
    Why.DUE: _l("The next screening is due"),
    Why.RETURNED: _l("Came back after being missing, and was not screened since"),
    Why.AGE: _l("Old enough to be screened; your agency may know of no screening so far"),
}


def said(code: str, words: Mapping[Any, Any]) -> str:
    """Return the word for a code; the code itself where it has none any more."""
    return ", ".join(spelled(code, words))


def spelled(codes: str | None, words: Mapping[Any, Any]) -> list[str]:
    """Return the words for codes joined by commas, as sealed columns keep them."""
    by_code = {str(code): str(word) for code, word in words.items()}
    return [by_code.get(code, code) for code in (codes or "").split(",") if code]
