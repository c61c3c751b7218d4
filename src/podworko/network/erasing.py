"""The part of the network when a person is erased: whoever still leads something stays."""

from django.db.models import Q
from django.utils.translation import gettext as _

from podworko.core import times
from podworko.core.privacy import Subject
from podworko.network.leaders import Leader


def leads_still(subject: Subject) -> list[str]:
    """Tell that somebody leads activities to this day: people come to them by that name."""
    rows = Leader.objects.filter(Q(email__in=subject.emails) | Q(phone__in=subject.phones))
    now = rows.filter(Q(ends_on=None) | Q(ends_on__gte=times.today()))
    words = _("Ta osoba prowadzi zajęcia. Najpierw zapisz, kiedy kończy.")
    return [words] if now.exists() else []
