"""What is told of news where its address is passed on."""

from podworko.promotion.models import NewsItem
from podworko.ui.sharing import ShareCard, SharedPage, as_uuid


def news_card(key: str) -> ShareCard | None:
    """Tell what is new, in the reader's language; nothing of what is planned or withdrawn."""
    found = NewsItem.objects.public().filter(public_id=as_uuid(key)).first()
    if found is None:
        return None
    return ShareCard(
        title=found.local_title,
        over=found.whose,
        lines=(found.local_lead,),
        summary=found.local_lead,
    )


PAGES = (SharedPage("aktualnosc", "promotion:news_item", "public_id", news_card),)
