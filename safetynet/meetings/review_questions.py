"""The six questions that SafetyNet asks about every young person, in its own words."""

from enum import StrEnum

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l


class ReviewQuestion(StrEnum):
    """The decision template of a review, in order (heatwatch.org/initiatives/safetynet)."""

    SAFETY_PLAN = "safety_plan"
    SAFETY_STATUS = "safety_status"
    VICTIMIZATION = "victimization"
    STABILIZATION = "stabilization"
    PREVIOUS_SERVICES = "previous_services"
    REFERRALS = "referrals"

    @property
    def label(self) -> LazyString:
        """The question as it is read out, in the reader's language."""
        return _LABELS[self]


_LABELS = {
    ReviewQuestion.SAFETY_PLAN: _l("Immediate and ongoing safety plan"),
    ReviewQuestion.SAFETY_STATUS: _l("Current safety status"),
    ReviewQuestion.VICTIMIZATION: _l("Extent of previous/current victimization"),
    ReviewQuestion.STABILIZATION: _l("Immediate and ongoing stabilization"),
    ReviewQuestion.PREVIOUS_SERVICES: _l("Previously referred to CSEC-specific services?"),
    ReviewQuestion.REFERRALS: _l("Refer to crisis counseling / other services"),
}
