"""The taxonomy of what a PAL does (domain.md 1.4), with an icon and a plain name for each."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What an activity is, in the words of the programme."""

    SKILLS = "skills", _("warsztaty i kursy")
    CULTURE = "culture", _("kultura i tradycja")
    INTEGRATION = "integration", _("spotkania sąsiedzkie")
    CIVIC_EDUCATION = "civic-education", _("edukacja społeczna i obywatelska")
    DEBATE = "debate", _("debaty i konsultacje społeczne")
    ADVICE = "advice", _("punkt porad")
    CONSULTATION = "consultation", _("rozmowy ze specjalistami")
    VOLUNTEERING = "volunteering", _("wolontariat")
    TEAM = "team", _("zespół mieszkańców")
    INITIATIVES = "initiatives", _("grupy inicjatywne")
    DIAGNOSIS = "diagnosis", _("diagnoza lokalna")
    MAPPING = "mapping", _("mapa zasobów i potrzeb")
    PROJECTS = "projects", _("projekty odpowiadające na potrzeby")
    PARTNERS = "partners", _("współpraca z instytucjami")
    MEDIA = "media", _("media lokalne")
    INFORMATION = "information", _("informacja i poradnictwo")


ICONS: dict[str, str] = {
    Kind.SKILLS: "palette",
    Kind.CULTURE: "music",
    Kind.INTEGRATION: "users",
    Kind.CIVIC_EDUCATION: "graduation-cap",
    Kind.DEBATE: "megaphone",
    Kind.ADVICE: "info",
    Kind.CONSULTATION: "message-circle",
    Kind.VOLUNTEERING: "heart-handshake",
    Kind.TEAM: "users",
    Kind.INITIATIVES: "lightbulb",
    Kind.DIAGNOSIS: "search",
    Kind.MAPPING: "map",
    Kind.PROJECTS: "sparkles",
    Kind.PARTNERS: "landmark",
    Kind.MEDIA: "megaphone",
    Kind.INFORMATION: "info",
}


ADULT_AGE = 18
"""Kodeks cywilny, art. 10."""


class Audience(models.TextChoices):
    """Whom it is meant for; the age limits beside it bind, this only invites."""

    EVERYONE = "everyone", _("dla wszystkich")
    CHILDREN = "children", _("dla dzieci")
    YOUTH = "youth", _("dla młodzieży")
    FAMILIES = "families", _("dla rodzin")
    ADULTS = "adults", _("dla dorosłych")
    SENIORS = "seniors", _("dla seniorów")


def admits_minors(audience: str, age_min: int | None) -> bool:
    """Whether somebody under age may come, as far as whom it is for tells.

    An age limit binds and decides. Without one only what is for adults or seniors has no minors:
    what is for everybody or for families has, since a guardian's company is nowhere promised.
    """
    if age_min is not None:
        return age_min < ADULT_AGE
    return audience not in (Audience.ADULTS, Audience.SENIORS)


def is_for_minors(audience: str, age_min: int | None, age_max: int | None) -> bool:
    """Whether it is for people under age alone, so that it is always with minors.

    For children or youth, unless an age limit lets only adults in, or up to an age under 18.
    """
    if age_min is not None and age_min >= ADULT_AGE:
        return False
    is_young = age_max is not None and age_max < ADULT_AGE
    return is_young or audience in (Audience.CHILDREN, Audience.YOUTH)


def minors_why(audience: str, age_min: int | None, age_max: int | None) -> str:
    """Return in words why minors may come: "wiek od: 12"; "" when nothing but a tick says so."""
    is_for_them = is_for_minors(audience, age_min, age_max)
    if not is_for_them and not admits_minors(audience, age_min):
        return ""
    if is_for_them and age_max is not None and age_max < ADULT_AGE:
        return gettext("wiek do: %(age)s") % {"age": age_max}
    if age_min is not None:
        return gettext("wiek od: %(age)s") % {"age": age_min}
    return str(Audience(audience).label)
