"""What is told of an initiative where its address is passed on."""

from podworko.initiatives.models import Initiative
from podworko.ui.sharing import ShareCard, SharedPage, as_uuid


def initiative_card(key: str) -> ShareCard | None:
    """Tell what neighbours want to do, and how far it is; never who."""
    rows = Initiative.objects.public().select_related("pal")
    found = rows.filter(public_id=as_uuid(key)).first()
    if found is None:
        return None
    return ShareCard(title=found.title, over=found.pal.name, lines=(found.get_state_display(),))


PAGES = (SharedPage("inicjatywa", "initiatives:idea", "public_id", initiative_card),)
