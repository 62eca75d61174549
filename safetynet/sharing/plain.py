"""What kinds of content are called to the young person herself, in short words."""

from flask_babel import lazy_gettext as _l

from safetynet.vault import Category

KIND_WORDS = {
    Category.IDENTITY: _l("your name and who you are"),
    Category.SAFE_CONTACT: _l("how to reach you safely"),
    Category.LOCATION: _l("where you stay"),
    Category.SAFETY_RISK: _l("your safety"),
    Category.EXPLOITATION_ACCOUNT: _l("what was done to you"),
    Category.PERSONS_OF_CONCERN: _l("people who may hurt you"),
    Category.REFERRAL_NARRATIVE: _l("why someone asked for help for you"),
    Category.PLAN: _l("your plan"),
    Category.LINKAGE: _l("help that was offered to you"),
    Category.HEALTH: _l("your health"),
    Category.MENTAL_HEALTH: _l("your feelings and mental health"),
    Category.SUBSTANCE_USE: _l("drugs and alcohol"),
    Category.REPRODUCTIVE_HIV: _l("pregnancy, birth control and HIV"),
    Category.EDUCATION: _l("school"),
    Category.JUVENILE_COURT: _l("court and probation"),
    Category.CHILD_WELFARE: _l("child welfare"),
    Category.LEGAL_ADVICE: _l("what you and your lawyer talk about"),
    Category.PROGRAMME: _l("programs you take part in"),
    Category.RESEARCH: _l("notes made to get ready for a meeting"),
    Category.PRIVILEGED: _l("what you tell your counselor in private"),
    Category.TEAM_DISCUSSION: _l("what the team said at its meetings"),
    Category.FILE: _l("papers and files"),
    Category.OFFICE: _l("office papers"),
}
