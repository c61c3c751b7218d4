"""How tables are called on pages, also those that no page of their module ever names."""

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from podworko.privacy.subjects import declared

_NAMES: dict[str, str | Promise] = {
    "accounts.handover": _("przekazanie spraw"),
    "activities.answer": _("odpowiedź przy zapisie"),
    "activities.firstcame": _("od którego roku ktoś przychodzi"),
    "activities.guest": _("osoba w zapisie"),
    "advice.turn": _("pytanie i odpowiedź"),
    "diagnosis.answer": _("odpowiedź w ankiecie"),
    "diagnosis.sheet": _("kartka ankiety"),
    "network.rulessigned": _("podpis pod zasadami"),
    "people.guardianship": _("opieka nad dzieckiem"),
    "people.merge": _("połączenie kart"),
    "people.notsame": _("dwie różne osoby"),
}


_COLUMNS: dict[str, str | Promise] = {
    "channel": _("jak przyszło"),
    "created_at": _("kiedy zapisano"),
    "day": _("dzień"),
    "ends_at": _("koniec"),
    "first_on": _("od"),
    "given_at": _("kiedy dana"),
    "language": _("język"),
    "last_on": _("do"),
    "minutes": _("minut"),
    "scope": _("zakres"),
    "since": _("od"),
    "starts_at": _("początek"),
    "state": _("stan"),
    "status": _("stan"),
    "text": _("treść"),
    "title": _("czego dotyczy"),
    "until": _("do"),
    "version": _("wersja treści"),
    "withdrawn_at": _("kiedy cofnięta"),
}


def column_name(name: str, told: str | Promise) -> str:
    """Return what a column is called in somebody's copy: `told` where it has no usual name."""
    return str(_COLUMNS.get(name, told))


def table_names() -> dict[str, str]:
    """Return the name of every table with something personal, by its label."""
    return {
        label: str(capfirst(str(_NAMES.get(label, model._meta.verbose_name))))  # noqa: SLF001
        for label, model, _told in declared()
    }
