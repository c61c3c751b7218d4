"""What is told of something to do for volunteers where its address is passed on."""

from django.utils.translation import gettext as _

from podworko.ui.sharing import ShareCard, SharedPage, as_uuid
from podworko.volunteering.models import Opportunity


def opportunity_card(key: str) -> ShareCard | None:
    """Tell whom a PAL looks for; of what is closed, that it is."""
    rows = Opportunity.objects.exclude(state=Opportunity.State.DRAFT).select_related("pal")
    found = rows.filter(public_id=as_uuid(key)).first()
    if found is None:
        return None
    return ShareCard(
        title=found.title,
        over=f"{found.pal.name} · {_('wolontariat')}",
        lines=(found.get_state_display(),),
    )


PAGES = (SharedPage("wolontariat", "volunteering:opportunity", "public_id", opportunity_card),)
