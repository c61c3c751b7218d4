"""What a specialist who leaves has in hand: how many talks are booked, and nobody's name."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from podworko.accounts.public import Item, Leaving, Part
from podworko.consultations.models import Appointment
from podworko.core.disclosure import FLOOR


def talks_in_hand(leaving: Leaving) -> list[Part]:
    """Tell how many talks are to come in these PALs, in one query.

    Others than the specialist read the number from the floor on; the way to the page on which
    talks are handed over is the specialist's alone.
    """
    coming = Appointment.objects.coming().filter(
        specialist__leader__user=leaving.giver, pal__in=leaving.pal_ids
    )
    count = coming.count()
    if not count:
        return []
    is_own = leaving.reader == leaving.giver
    item = Item(
        what=_count_words(count) if is_own or count >= FLOOR else _("kilka umówionych terminów"),
        href=reverse("consultations:desk_hand_all") if is_own else "",
        note=_("Osoba prowadząca proponuje przejęcie komuś, kto pomaga w tym samym."),
    )
    return [Part(_("Umówione rozmowy"), [item])]


def _count_words(count: int) -> str:
    words = ngettext("%(n)s umówiony termin", "%(n)s umówionych terminów", count)
    return words % {"n": count}
