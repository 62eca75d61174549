"""How pages say what was decided about the privilege."""

from flask_babel import lazy_gettext as _l

from safetynet.notes.privilege import (
    CounselSays,
    GuardianSafety,
    Holder,
    PrivilegeAct,
    PrivilegeState,
)

HOLDER_WORDS = {
    Holder.YOUTH: _l("The young person"),
    Holder.GUARDIAN: _l("A parent or guardian"),
    Holder.REPRESENTATIVE: _l("Somebody whom a court appointed"),
}
PRIVILEGE_ACT_WORDS = {
    PrivilegeAct.CLAIMED: _l("The privilege is claimed: nothing is told"),
    PrivilegeAct.WAIVED: _l("The privilege is waived, as far as written below"),
}
SAFETY_WORDS = {
    GuardianSafety.SAFE: _l("Safe"),
    GuardianSafety.UNSAFE: _l("Not safe"),
    GuardianSafety.UNKNOWN: _l("Nobody knows"),
}
COUNSEL_WORDS = {
    CounselSays.STANDS: _l("The decision stands"),
    CounselSays.DOES_NOT_STAND: _l("It does not stand: the privilege is claimed"),
}
STATE_WORDS = {
    PrivilegeState.STANDS: _l("Stands"),
    PrivilegeState.WAITS_FOR_COUNSEL: _l("Waits for counsel"),
    PrivilegeState.SET_ASIDE: _l("Set aside by counsel"),
}
STATE_LOOKS = {
    PrivilegeState.STANDS: "done",
    PrivilegeState.WAITS_FOR_COUNSEL: "waiting",
    PrivilegeState.SET_ASIDE: "quiet",
}
