"""How pages say what is written to people, and when."""

from flask_babel import lazy_gettext as _l

from safetynet.notices.models import How, Kind

SAYS = {
    Kind.WAITS: _l("Something waits for you"),
    Kind.STOPPED: _l("Something is shared with your agency no more"),
    Kind.MEETING: _l("A review meeting was published, moved or canceled"),
    Kind.EMERGENCY: _l("A case was opened in an emergency, and you must look at it"),
    Kind.SIGNED_IN: _l("Somebody signed in with your account"),
    Kind.ENDED: _l("You signed in a fourth time, and the oldest sign-in ended"),
    Kind.CHANGED: _l("Your password was changed"),
    Kind.WAYS_CHANGED: _l("Something else that you sign in with was changed"),
    Kind.CODE_USED: _l("Somebody signed in with one of your recovery codes"),
    Kind.PASSKEY_OFF: _l("One of your passkeys was switched off"),
    Kind.LOCKED: _l("Ten wrong passwords or codes were typed for your account"),
    Kind.LEFT: _l("Your account was ended"),
    Kind.INVITED: _l("You were invited"),
    Kind.LET_IN: _l("You can set up your sign-in again"),
    Kind.HELP_ASKED: _l("Somebody said that you cannot sign in"),
    Kind.HELP_REFUSED: _l("Nobody could make sure that it was you who cannot sign in"),
    Kind.MOVED: _l("Your role was changed"),
}

HOW_WORDS = {
    How.AT_ONCE: _l("At once"),
    How.DAILY: _l("Once a day"),
    How.NEVER: _l("Never"),
}
