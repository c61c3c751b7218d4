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


def table_names() -> dict[str, str]:
    """Return the name of every table with something personal, by its label."""
    return {
        label: str(capfirst(str(_NAMES.get(label, model._meta.verbose_name))))  # noqa: SLF001
        for label, model, _told in declared()
    }
