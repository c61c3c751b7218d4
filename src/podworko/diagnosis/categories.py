"""How something was found out (domain.md 2.3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Method(models.TextChoices):
    """A way of finding out."""

    SURVEY = "survey", _("ankieta")
    WALK = "walk", _("spacer badawczy")
    INTERVIEW = "interview", _("wywiad")
    WORKSHOP = "workshop", _("warsztat")
    DESK_DATA = "desk_data", _("dane zastane")
    OBSERVATION = "observation", _("obserwacja")
    RESIDENTS = "residents", _("zgłoszenia mieszkańców")
    BUDGET = "budget", _("budżet obywatelski")
    DEBATE = "debate", _("debata")
