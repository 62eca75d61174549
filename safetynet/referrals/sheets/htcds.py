"""The columns of HTCDS 2.0's own workbooks, in their order; and which columns of a sheet they are.

Human Trafficking Case Data Standard, International Organization for Migration, CC BY 4.0.
"""

from collections.abc import Sequence

from safetynet.referrals.sheets.headings import Heading
from safetynet.sheets.phrases import phrase

STANDARD = {
    "cas_CaseOwner": "Case Owner",
    "prs_Salutation": "Salutation",
    "prs_FirstName": "First Name",
    "prs_SecondName": "Second Name",
    "con_Consent": "Consent",
    "prs_Birthdate": "Birthdate",
    "prs_Gender": "Gender",
    "prs_Citizenship": "Citizenship",
    "prs_Title": "Title",
    "prs_Email": "Email",
    "prs_HomePhone": "Home Phone",
    "prs_MobilePhone": "Mobile Phone",
    "prs_MailingStreet": "Mailing Street",
    "prs_MailingCity": "Mailing City",
    "prs_MailingState": "Mailing State/Province",
    "prs_MailingPostalCode": "Mailing Zip/Postal Code",
    "prs_MailingCountry": "Mailing Country",
    "vic_TraffickingStatus": "Trafficking Status",
    "vic_TraffickingStatusDecisionMakingOrg": "Trafficking Status Decision Making Organization",
    "vic_MethodOfRecruitment": "Method of Recruitment",
    "vic_LocationOfRecruitment": "Location of Recruitment",
    "vic_MethodsOfControl": "Methods of Control",
    "vic_TypeOfExploitation": "Type of Exploitation",
    "vic_ForcedLabourIndustry": "Forced Labour Industry",
    "vic_TypeOfSexExploitation": "Type of Sex Exploitation",
    "vic_LocationOfExploitation": "Location of Exploitation",
    "cas_Status": "Status",
    "cas_ReferringOrganisation": "Referring Organisation",
    "cas_IncomingReferralDate": "Incoming Referral Date",
    "cas_ReferringPrimaryCaseWorker": "Referring Primary Case Worker",
    "cas_ReasonForIncomingReferral": "Reason for Incoming Referral",
    "cas_IncomingReferralDetails": "Incoming Referral Details",
    "cas_ReferredOrganisation": "Referred Organisation",
    "cas_ReferredPrimaryCaseWorker": "Referred Primary Case Worker",
    "cas_ReasonForOutgoingReferral": "Reason for Outgoing Referral",
    "cas_OutgoingReferralDate": "Outgoing Referral Date",
    "cas_OutgoingReferralDetails": "Outgoing Referral Details",
    "cas_ReasonForCaseClosure": "Reason for Case Closure",
}
"""Machine name → label, as the standard has them: its templates have mixed up some in row 1."""

_BY_WORDS = {phrase(label): name for name, label in STANDARD.items()}
_BY_MACHINE = {name.casefold(): name for name in STANDARD}
_ENOUGH = 12
"""Labels of the standard from which on a sheet without its machine names is such a workbook."""


def standard_columns(headings: Sequence[Heading]) -> dict[int, str]:
    """Return the machine names of a sheet's columns by 0-based column; none of another list.

    What people see decides; a hidden name speaks where they see nothing.
    """
    found: dict[int, str] = {}
    has_machine_names = False
    for heading in headings:
        by_machine = _BY_MACHINE.get((heading.machine or heading.label).casefold())
        has_machine_names = has_machine_names or by_machine is not None
        name = _BY_WORDS.get(phrase(heading.label)) or by_machine
        if name and name not in found.values():
            found[heading.column] = name
    return found if has_machine_names or len(found) >= _ENOUGH else {}
