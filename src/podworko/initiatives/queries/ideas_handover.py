"""What of initiatives somebody who leaves has in hand."""

from django.urls import reverse
from django.utils.translation import gettext as _

from podworko.accounts.public import MOST, Item, Leaving, Part
from podworko.initiatives import policies
from podworko.initiatives.models import Initiative

__all__ = ["initiatives_in_hand"]


def initiatives_in_hand(leaving: Leaving) -> list[Part]:
    """Tell which initiatives somebody who leaves accompanies; one query.

    To who may not read of their people nothing is told.
    """
    rows = policies.accompanied_initiatives(leaving.reader).live()
    mine = rows.filter(pal__in=leaving.pal_ids, animator=leaving.giver).order_by("title")
    items = [_item(each) for each in mine[: MOST + 1]]
    return [Part(_("Inicjatywy, którym towarzyszy"), items[:MOST], is_cut=len(items) > MOST)]


def _item(initiative: Initiative) -> Item:
    return Item(
        what=initiative.title,
        href=reverse("initiatives:desk_idea", args=[initiative.public_id]),
        where=initiative.pal.name,
        note=initiative.get_state_display(),
    )
