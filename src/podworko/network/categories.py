"""What people may need: one list for the map, surveys, plans and what partners offer."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NeedCategory(models.TextChoices):
    """What a need is about (domain.md 2.2)."""

    LONELINESS = "loneliness", _("samotność")
    SENIORS = "seniors", _("seniorzy")
    YOUTH = "youth", _("dzieci i młodzież")
    FAMILIES = "families", _("rodziny")
    DISABILITY = "disability", _("niepełnosprawność")
    HEALTH = "health", _("zdrowie i zdrowie psychiczne")
    ADDICTIONS = "addictions", _("uzależnienia")
    SAFETY = "safety", _("bezpieczeństwo")
    GREENERY = "greenery", _("przestrzeń i zieleń")
    TRANSPORT = "transport", _("transport i dojście")
    HOUSING = "housing", _("mieszkanie i długi")
    WORK = "work", _("praca")
    NEWCOMERS = "newcomers", _("nowi mieszkańcy")
    CULTURE = "culture", _("kultura i czas wolny")
    INFORMATION = "information", _("informacja")
    ENVIRONMENT = "environment", _("środowisko")
    OTHER = "other", _("inne")
