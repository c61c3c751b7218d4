"""What is told of partners and what they offer where the address is passed on."""

from podworko.partners.models import Organisation, Service
from podworko.ui.sharing import ShareCard, SharedPage, as_uuid


def organisation_card(key: str) -> ShareCard | None:
    """Tell who an organisation is and how to reach it; never who works there."""
    found = Organisation.objects.public().filter(public_id=as_uuid(key)).first()
    if found is None:
        return None
    return ShareCard(
        title=found.local_name, over=found.get_kind_display(), lines=(found.local_words,)
    )


def service_card(key: str) -> ShareCard | None:
    """Tell what is offered and by whom."""
    rows = Service.objects.public().select_related("organisation")
    found = rows.filter(public_id=as_uuid(key)).first()
    if found is None:
        return None
    return ShareCard(
        title=found.local_name, over=found.organisation.local_name, lines=(found.local_words,)
    )


PAGES = (
    SharedPage("partner", "partners:organisation", "public_id", organisation_card),
    SharedPage("usluga", "partners:service", "public_id", service_card),
)
