"""What the trail says, in words, of news."""

from django.utils.translation import gettext_lazy as _

HEADING = _("Aktualności")
CHANGES = {
    "news.changed": _("Zmieniono aktualność"),
    "news.linked": _("Powiązano aktualność z tym, o czym mówi"),
    "news.picture_added": _("Dodano zdjęcie do aktualności"),
    "news.picture_removed": _("Usunięto zdjęcie z aktualności"),
    "news.planned": _("Zaplanowano aktualność"),
    "news.published": _("Opublikowano aktualność"),
    "news.unlinked": _("Usunięto powiązanie aktualności"),
    "news.unplanned": _("Odwołano plan aktualności"),
    "news.withdrawn": _("Wycofano aktualność"),
    "news.written": _("Napisano aktualność"),
}
