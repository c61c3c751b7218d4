"""What is told of a PAL where its address is passed on."""

from podworko.network.models import Pal
from podworko.ui.sharing import ShareCard, SharedPage


def pal_card(key: str) -> ShareCard | None:
    """Tell what a PAL is and where."""
    found = Pal.objects.select_related("seat").filter(slug=key).first()
    if found is None:
        return None
    return ShareCard(
        title=f"PAL {found.name}",
        over=found.get_status_display() if found.status != Pal.Status.ACTIVE else "",
        lines=(found.seat.address if found.seat else "", found.local_summary),
        summary=found.local_summary,
    )


PAGES = (SharedPage("pal", "network:pal", "slug", pal_card),)
