"""What of needs somebody who leaves has in hand."""

from django.urls import reverse
from django.utils.translation import gettext as _

from podworko.accounts.public import MOST, Item, Leaving, Part
from podworko.diagnosis.public import Need
from podworko.planning import policies


def needs_in_hand(leaving: Leaving) -> list[Part]:
    """Tell which confirmed needs wait in the PALs of somebody who leaves; one query."""
    needs = policies.visible_needs(leaving.reader).filter(
        pal__in=leaving.pal_ids, status__in=Need.OPEN
    )
    items = [_item(need) for need in needs[: MOST + 1]]
    return [Part(_("Otwarte potrzeby"), items[:MOST], is_cut=len(items) > MOST)]


def _item(need: Need) -> Item:
    return Item(
        what=need.title,
        href=reverse("planning:desk_need", args=[need.public_id]),
        where=need.pal.name,
        note=need.get_status_display(),
    )
