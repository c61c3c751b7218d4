"""What is told of a session or an activity where its address is passed on."""

from django.utils.translation import gettext as _

from podworko.activities import policies, queries
from podworko.activities.card_rows import card_of
from podworko.activities.models import Activity
from podworko.ui.sharing import ShareCard, SharedPage, as_uuid


def session_card(key: str) -> ShareCard | None:
    """Tell what a session is, when and where; of one called off, that it is."""
    rows = queries.with_all(policies.visible_sessions()).select_related("activity__pal")
    found = rows.filter(public_id=as_uuid(key)).first()
    if found is None:
        return None
    card = card_of(found)
    when = f"{card.when}, {card.hours}" if card.hours else card.when
    return ShareCard(
        title=card.title,
        over=f"{card.pal} · {card.kind_name}",
        lines=(_("ODWOŁANE: %(when)s") % {"when": when} if card.is_cancelled else when, card.where),
        summary=card.summary,
    )


def activity_card(key: str) -> ShareCard | None:
    """Tell what an activity is, and if it is over or called off; its dates stand on its page."""
    found = Activity.objects.public().select_related("pal").filter(slug=key).first()
    if found is None:
        return None
    is_on = found.state == Activity.State.PUBLISHED
    return ShareCard(
        title=found.local_title,
        over=f"{found.pal.name} · {found.get_kind_display()}",
        lines=("" if is_on else str(found.get_state_display()), found.local_summary),
        summary=found.local_summary,
    )


PAGES = (
    SharedPage("termin", "activities:session", "public_id", session_card),
    SharedPage("zajecia", "activities:activity", "slug", activity_card),
)
