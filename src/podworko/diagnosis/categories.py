"""What needs are about, and who has them (domain.md 2.2): one list for map, surveys and plans."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NeedCategory(models.TextChoices):
    """What a need is about."""

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


class Method(models.TextChoices):
    """How something was found out (domain.md 2.3)."""

    SURVEY = "survey", _("ankieta")
    WALK = "walk", _("spacer badawczy")
    INTERVIEW = "interview", _("wywiad")
    WORKSHOP = "workshop", _("warsztat")
    DESK_DATA = "desk_data", _("dane zastane")
    OBSERVATION = "observation", _("obserwacja")
    RESIDENTS = "residents", _("zgłoszenia mieszkańców")
    BUDGET = "budget", _("budżet obywatelski")
    DEBATE = "debate", _("debata")
