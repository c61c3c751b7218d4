"""Plain typed functions that make partners."""

from datetime import time, timedelta
from itertools import count
from typing import Any

from podworko.audit.public import SYSTEM
from podworko.core.times import today
from podworko.network.public import Pal
from podworko.partners import links, operations
from podworko.partners.models import (
    FRESH_FOR,
    Agreement,
    Contact,
    Location,
    Organisation,
    Schedule,
    Service,
)
from podworko.partners.operations import Reach

_numbers = count(1)
OLD = FRESH_FOR + timedelta(days=1)


def make_pal(**fields: Any) -> Pal:
    number = next(_numbers)
    fields.setdefault("slug", f"partner-pal-{number}")
    return Pal.objects.create(name=f"PAL {number}", folded_name=f"pal {number}", **fields)


def make_organisation(*, is_public: bool = True, **fields: Any) -> Organisation:
    """Make an organisation that residents see, checked today."""
    fields.setdefault("name", f"Stowarzyszenie {next(_numbers)}")
    fields.setdefault("kind", "ngo")
    fields.setdefault("words", "Pomaga sąsiadom.")
    made = operations.save_organisation(Organisation(**fields), actor=SYSTEM)
    if is_public:
        operations.publish(made, actor=SYSTEM)
        made.refresh_from_db()
    return made


def make_location(organisation: Organisation, **fields: Any) -> Location:
    fields.setdefault("address", "ul. Długa 5")
    fields.setdefault("lat", 50.06)
    fields.setdefault("lon", 19.94)
    return operations.save_location(Location(organisation=organisation, **fields), actor=SYSTEM)


def make_service(
    organisation: Organisation | None = None,
    *,
    is_public: bool = True,
    locations: tuple[Location, ...] = (),
    **fields: Any,
) -> Service:
    """Make a service that residents see, checked today."""
    fields.setdefault("name", f"Porady {next(_numbers)}")
    owner = organisation or make_organisation()
    service = Service(organisation=owner, **fields)
    made = operations.save_service(service, reach=Reach(locations), actor=SYSTEM)
    if is_public:
        operations.publish_service(made, actor=SYSTEM)
        made.refresh_from_db()
    return made


def make_schedule(service: Service, byday: str = "MO", **fields: Any) -> Schedule:
    fields.setdefault("opens_at", time(9))
    fields.setdefault("closes_at", time(15))
    return operations.save_schedule(Schedule(service=service, byday=byday, **fields), actor=SYSTEM)


def make_contact(organisation: Organisation, **fields: Any) -> Contact:
    fields.setdefault("name", "Ewa Sowa")
    fields.setdefault("email", "ewa@example.org")
    fields.setdefault("is_asked", True)
    return operations.save_contact(Contact(organisation=organisation, **fields), actor=SYSTEM)


def make_agreement(organisation: Organisation, pal: Pal, **fields: Any) -> Agreement:
    fields.setdefault("title", "Wspólne śniadania")
    fields.setdefault("scope", "Raz w miesiącu jemy razem śniadanie.")
    fields.setdefault("starts_on", today())
    row = Agreement(organisation=organisation, pal=pal, **fields)
    return operations.save_agreement(row, actor=SYSTEM)


def grow_old(organisation: Organisation) -> None:
    """Let half a year and a day pass since anybody checked it."""
    day = today() - OLD
    Organisation.objects.filter(pk=organisation.pk).update(assured_on=day)
    organisation.services.update(assured_on=day, assured_by="team")
    organisation.refresh_from_db()


def partners_world(pal: Pal) -> dict[str, object]:
    """Make one of everything and return how addresses name it, for the permission table."""
    organisation = make_organisation(pal=pal, name="Klub Pod Lipą")
    location = make_location(organisation)
    service = make_service(organisation, locations=(location,), answers=["housing"])
    schedule = make_schedule(service)
    contact = make_contact(organisation)
    agreement = make_agreement(organisation, pal)
    action = operations.add_action(agreement, title="Piknik", planned_for=None, actor=SYSTEM)
    correction = operations.correct(organisation, words="Nowe godziny.", actor=SYSTEM)
    return {
        "partner": organisation.public_id,
        "partner_service": service.public_id,
        "partner_place": location.public_id,
        "partner_hours": schedule.pk,
        "partner_contact": contact.public_id,
        "partner_agreement": agreement.public_id,
        "partner_action": action.public_id,
        "partner_correction": correction.pk,
        "partner_token": links.token(organisation),
        **{f"partner_{word}": word for word in ("sprawdzone", "zrobione", "poprawione")},
    }


def partner_desk_pages(pal: Pal) -> dict[str, list[tuple[Any, ...]]]:
    """Return the desk's pages of partners, with something in each."""
    made = partners_world(pal)
    owner, service = (made["partner"],), (made["partner_service"],)
    return {
        "partners:desk_organisations": [()],
        "partners:desk_import": [()],
        "partners:desk_new_organisation": [()],
        "partners:desk_organisation": [owner],
        "partners:desk_edit_organisation": [owner],
        "partners:desk_new_service": [owner],
        "partners:desk_new_location": [owner],
        "partners:desk_new_contact": [owner],
        "partners:desk_new_agreement": [owner],
        "partners:desk_service": [service],
        "partners:desk_edit_service": [service],
        "partners:desk_new_schedule": [service],
        "partners:desk_edit_schedule": [(*service, made["partner_hours"])],
        "partners:desk_edit_location": [(made["partner_place"],)],
        "partners:desk_edit_contact": [(made["partner_contact"],)],
        "partners:desk_agreement": [(made["partner_agreement"],)],
        "partners:desk_edit_agreement": [(made["partner_agreement"],)],
    }
