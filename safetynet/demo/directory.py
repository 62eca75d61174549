"""What Laurel County offers: services of the agencies, and of a few that do not sign in."""

from dataclasses import dataclass

from safetynet.db import db
from safetynet.demo import gaps
from safetynet.demo.setting import Setting
from safetynet.demo.telling import Teller
from safetynet.directory import Organization, Service
from safetynet.directory import ServiceType as T
from safetynet.directory.codes import Gender
from safetynet.directory.hours import spans_in
from safetynet.directory.phones import Phone
from safetynet.directory.places import add_place


@dataclass(frozen=True)
class Offer:
    """One service as the directory tells it; `by` is an agency's handle or an outside name."""

    by: str
    name: str
    kinds: tuple[T, ...]
    about: str
    ages: tuple[int | None, int | None] = (None, None)
    languages: str = "en es"
    place: str | None = None
    openings: int | None = None
    confirmed: int | None = 3
    """Days ago on which the number of openings was right."""
    takes_referrals: bool = True
    confidential: bool = False
    hours: str = "Monday - Friday 9 am - 5 pm"
    only: tuple[Gender, ...] = ()
    without_papers: bool = False


OFFERS = (
    Offer("harbor", "Harbor night house", (T.SHELTER, T.CRISIS_INTERVENTION),
          "Six beds for young people of any gender, up to 21 nights. Pets are welcome.",
          (12, 17), "en es vi", None, 2, 1, confidential=True, hours="Open 24 hours"),
    Offer("harbor", "Harbor advocates, day and night", (T.ADVOCACY, T.CRISIS_INTERVENTION),
          "An advocate comes within two hours, at any hour, and stays.", (10, 24),
          hours="Open 24 hours"),
    Offer("harbor", "Circle of sisters", (T.MENTORING, T.LIFE_SKILLS),
          "Survivor mentors cook dinner with eight young people every Thursday.",
          (13, 21), "en es", "Old town, bus 14", 3, 9, hours="Thursday 6 pm - 9 pm",
          only=(Gender.GIRLS, Gender.DIVERSE)),
    Offer("harbor", "Safety planning at the kitchen table", (T.SAFETY_PLANNING,),
          "One advocate, one young person, as many cups of cocoa as it takes.", (11, 24)),
    Offer("rising", "Rising Tide apartments", (T.SHELTER, T.LIFE_SKILLS),
          "Own room for up to eighteen months, with somebody in the house at night.",
          (17, 24), "en es", None, 0, 2, confidential=True),
    Offer("rising", "Court companions", (T.ADVOCACY, T.LEGAL_CIVIL),
          "Somebody to sit beside, before, in and after court.", (None, None), "en es tl"),
    Offer("rising", "Victim compensation desk", (T.VICTIM_COMPENSATION,),
          "Fills in the state's forms and follows them until they are answered."),
    Offer("rising", "First pay", (T.EMPLOYMENT, T.LIFE_SKILLS),
          "Paid training in a bakery, a bike shop or an animal shelter.", (16, 24), "en es",
          "Cannery district, bus 3", 4, 30),
    Offer("clinic", "Bridge Street teen clinic", (T.MEDICAL, T.REPRODUCTIVE_HEALTH),
          "Walk in on Tuesdays and Fridays. No insurance card is asked for.", (11, 24),
          "en es vi km", "Bridge Street, upstairs", 12, 0, without_papers=True,
          hours="Tuesday, Friday 10 am - 7 pm"),
    Offer("clinic", "Someone to talk to", (T.MENTAL_HEALTH,),
          "Trauma therapists who have worked with exploited young people. Also by video.",
          (11, 24), "en es", "Bridge Street", 1, 5),
    Offer("clinic", "Steady ground", (T.SUBSTANCE_USE, T.MENTAL_HEALTH),
          "Outpatient care for young people who use; nobody is sent away for using.", (13, 24),
          "en es", "Bridge Street, garden door", 2, 16),
    Offer("clinic", "Forensic exam, by appointment or at once", (T.FORENSIC_EXAM, T.MEDICAL),
          "A nurse trained for young people; an advocate is always called first."),
    Offer("clinic", "Young parents' morning", (T.PREGNANCY_PARENTING,),
          "Midwife, breakfast and other parents.", (12, 21), "en es", "Bridge Street", 5, 8),
    Offer("schools", "Back to class", (T.EDUCATION,),
          "Enrols within three days, with or without papers, and walks along on day one.",
          (6, 19), "en es hy", without_papers=True),
    Offer("schools", "Evening school", (T.EDUCATION, T.EMPLOYMENT),
          "Credits after five o'clock, small rooms, a crib in the corner.", (15, 21), "en es",
          "Laurel High, gate C", 9, 4, hours="Monday - Thursday 5 pm - 9 pm"),
    Offer("schools", "School social workers", (T.FAMILY_SUPPORT, T.BASIC_NEEDS),
          "Clothes, glasses, bus passes, and a call home when it helps.", (5, 19)),
    Offer("welfare", "Kin first", (T.FAMILY_SUPPORT, T.SPECIALISED_PLACEMENT),
          "Finds and supports relatives who can give a home.", (0, 20), "en es tl"),
    Offer("welfare", "Homes that know", (T.SPECIALISED_PLACEMENT,),
          "Foster parents trained for exploited young people.", (11, 18), "en es", None, 1, 6,
          confidential=True),
    Offer("probation", "Rides without questions", (T.TRANSPORT,),
          "Unmarked cars to court, clinic and school, arranged by text message.", (None, 18)),
    Offer("defender", "Clear my record", (T.LEGAL_CRIMINAL,),
          "Sealing and vacatur for offences that exploitation led to.", (None, None), "en es"),
    Offer("da", "Witness support desk", (T.ADVOCACY, T.VICTIM_COMPENSATION),
          "Explains what happens next in a case and who will be in the room."),
    Offer("Inkwell Studio", "New skin", (T.TATTOO_REMOVAL,),
          "Removes or covers marks at no cost, with an advocate in the room.", (14, None), "en es",
          "Depot Street"),
    Offer("Laurel Immigration Project", "Papers and visas", (T.LEGAL_IMMIGRATION, T.LEGAL_CIVIL),
          "T and U visas, special juvenile status, and what to do about a lost passport.",
          (None, None), "en es tl vi", "Cannery district"),
    Offer("Second Helpings Pantry", "Groceries and phones", (T.BASIC_NEEDS,),
          "Food boxes, toiletries, prepaid phones. Nobody asks why.", (None, None), "en es",
          "Foundry Street", hours="Monday, Thursday 12 pm - 6 pm", without_papers=True),
    Offer("Valley Horse Ranch", "Saturdays with horses", (T.MENTORING,),
          "Mucking out, riding, quiet. A van leaves from the library.", (11, 18), "en",
          None, 6, 20, hours="Saturday 9 am - 3 pm"),
    Offer("Lantern Recovery", "Residential treatment", (T.SUBSTANCE_USE,),
          "Ninety days in another county. There is a waiting list.", (16, 24), "en", None, 0, 12),
    Offer("Laurel Youth Drop-in", "Drop-in, shower, laundry",
          (T.BASIC_NEEDS, T.CRISIS_INTERVENTION),
          "Closed for repairs until the spring.", (12, 24), "en es", "Depot Street",
          takes_referrals=False),
)  # fmt: skip


ENTERED = {
    "Bridge Street teen clinic": {
        "address_1": "400 Bridge Street, upstairs",
        "city": "Laurel",
        "state": "CA",
        "postal_code": "95001",
        "transport": "Bus 14",
        "phones": [Phone("555-0103").code],
    }
}
"""Where a service is, as somebody typed it in."""


def describe(teller: Teller) -> None:
    """Write the directory, as the coordinating office keeps it."""
    found: dict[str, Organization] = {}
    setting = teller.setting
    keeper = setting.member("office")
    with teller.by(keeper.id, "directory"), teller.at(200):
        for number, offer in enumerate(OFFERS):
            if offer.by not in found:
                found[offer.by] = _organization(setting, offer.by)
            service = _service(found[offer.by], offer, number, teller)
            db.session.add(service)
            if offer.name in ENTERED:
                db.session.flush()
                add_place(service, ENTERED[offer.name])
        gaps.count(teller)


def _organization(setting: Setting, by: str) -> Organization:
    agency = setting.agencies.get(by)
    if agency:
        organization = Organization(name=agency.name, agency_id=agency.id)
    else:
        site = "".join(by.lower().split())
        organization = Organization(name=by, website=f"https://{site}.example.org")
    db.session.add(organization)
    db.session.flush()
    return organization


def _service(organization: Organization, offer: Offer, number: int, teller: Teller) -> Service:
    service = Service(
        organization_id=organization.id,
        name=offer.name,
        description=offer.about,
        types=[str(kind) for kind in offer.kinds],
        languages=offer.languages.split(),
        age_from=offer.ages[0],
        age_to=offer.ages[1],
        phone=f"555-0102 ext. {100 + number}",
        location_note=None if offer.confidential else offer.place,
        is_confidential=offer.confidential,
        takes_referrals=offer.takes_referrals,
        openings=offer.openings,
        wait_days=21 if offer.openings == 0 else None,
        hours=spans_in(offer.hours),
        hours_note=offer.hours,
        genders=[str(gender) for gender in offer.only],
        without_papers=offer.without_papers or None,
        areas=["Laurel County"],
    )
    if offer.openings is not None and offer.confirmed is not None:
        service.confirm_openings(teller.day(offer.confirmed), by=teller.setting.member("office").id)
    return service
