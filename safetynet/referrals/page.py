"""Everything a viewer may see of one referral, gathered for its page."""

from collections.abc import Sequence
from dataclasses import dataclass

from safetynet.agencies import Agency
from safetynet.files import Document, with_referral
from safetynet.referrals.models import (
    Circumstance,
    Concern,
    ExploitationAccount,
    PersonOfConcern,
    Referral,
    Remark,
    RiskNow,
    Voice,
)
from safetynet.referrals.queries import told_under
from safetynet.sharing import Disclosure, Release, disclosures_about, releases_about
from safetynet.survivors import (
    Address,
    BirthDate,
    Name,
    Particular,
    SafeContact,
    addresses_of,
    birth_dates_of,
    names_of,
    particulars_of,
    safe_contacts_of,
)


@dataclass(frozen=True)
class About:
    """What the walls left of one referral for this viewer."""

    names: Sequence[Name]
    birth_dates: Sequence[BirthDate]
    particulars: Sequence[Particular]
    contacts: Sequence[SafeContact]
    addresses: Sequence[Address]
    concerns: Sequence[Concern]
    voices: Sequence[Voice]
    risks: Sequence[RiskNow]
    accounts: Sequence[ExploitationAccount]
    persons: Sequence[PersonOfConcern]
    circumstances: Sequence[Circumstance]
    remarks: Sequence[Remark]
    documents: Sequence[Document]
    grants: Sequence[Release | Disclosure]
    """What carries the sender's content to the coordinating office, ended ones too."""
    releases: Sequence[Release]
    """All that the viewer may know of, whoever may receive by them."""


def everything_about(referral: Referral, office: Agency | None) -> About:
    her = referral.survivor_id
    told = told_under(referral.id)
    releases = releases_about(her)
    grants: list[Release | Disclosure] = [*releases, *disclosures_about(her)]
    return About(
        names=names_of(her),
        birth_dates=birth_dates_of(her),
        particulars=particulars_of(her),
        contacts=safe_contacts_of(her),
        addresses=addresses_of(her),
        concerns=told.of(Concern),
        voices=told.of(Voice),
        risks=told.of(RiskNow),
        accounts=told.of(ExploitationAccount),
        persons=told.of(PersonOfConcern),
        circumstances=told.of(Circumstance),
        remarks=told.of(Remark),
        documents=with_referral(referral.id),
        releases=releases,
        grants=[
            grant
            for grant in grants
            if office is not None
            and grant.to_agency_id == office.id
            and grant.from_agency_id == referral.from_agency_id
        ],
    )
