"""Safety alerts: what everybody who may know must know before doing anything else."""

from safetynet.alerts import policy as policy
from safetynet.alerts import waiting as waiting
from safetynet.alerts.models import AlertKind, SafetyAlert
from safetynet.alerts.queries import standing_alerts, standing_among, told_on_a_page
from safetynet.alerts.words import ALERT_WORDS

__all__ = [
    "ALERT_WORDS",
    "AlertKind",
    "SafetyAlert",
    "standing_alerts",
    "standing_among",
    "told_on_a_page",
]
