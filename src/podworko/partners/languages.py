"""Languages in which something is offered, by their ISO 639 codes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    """A language that somebody is helped in."""

    POLISH = "pl", _("polski")
    UKRAINIAN = "uk", _("ukraiński")
    ENGLISH = "en", _("angielski")
    RUSSIAN = "ru", _("rosyjski")
    BELARUSIAN = "be", _("białoruski")
    GERMAN = "de", _("niemiecki")
    FRENCH = "fr", _("francuski")
    SPANISH = "es", _("hiszpański")
    ARABIC = "ar", _("arabski")
    VIETNAMESE = "vi", _("wietnamski")
    ROMANI = "rom", _("romski")
    SIGN = "pso", _("polski język migowy")


def language_words(codes: list[str]) -> list[str]:
    """Return the names of languages, leaving out codes that nothing is known of."""
    known = dict(Language.choices)
    return [str(known[code]) for code in codes if code in known]
