"""The media of the area, and whom to write to or call there."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from podworko.core.privacy import DELETE, personal_data
from podworko.network.public import Pal


class OutletQuerySet(models.QuerySet["Outlet"]):
    def active(self) -> Self:
        """Return those that still appear."""
        return self.filter(is_active=True)

    def covering(self, pal: Pal | None) -> Self:
        """Return those that tell of where a PAL is; of the whole network all do."""
        if pal is None:
            return self
        keys = self.filter(Q(pals=pal) | Q(pals=None)).values("pk")
        return self.filter(pk__in=keys)


@personal_data(none="A newspaper, a station or a page, not a person.")
class Outlet(models.Model):
    """A medium: what it is, whom it reaches, and what it wants from us."""

    class Kind(models.TextChoices):
        NEWSPAPER = "newspaper", _("gazeta")
        BULLETIN = "bulletin", _("gazetka osiedlowa albo parafialna")
        PORTAL = "portal", _("portal internetowy")
        RADIO = "radio", _("radio")
        TV = "tv", _("telewizja")
        SOCIAL = "social", _("profil w mediach społecznościowych")
        CITY = "city", _("kanał miasta albo dzielnicy")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(
        _("nazwa"),
        max_length=120,
        error_messages={"unique": _("Ta redakcja jest już na liście.")},
    )
    kind = models.CharField(_("co to jest"), max_length=10, choices=Kind)
    web = models.URLField(_("strona"), max_length=300, blank=True)
    pals = models.ManyToManyField(
        "network.Pal",
        related_name="+",
        blank=True,
        verbose_name=_("o okolicy których PAL pisze"),
        help_text=_("Nic: o całym mieście."),
    )
    language = models.CharField(
        _("język"), max_length=8, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    reach = models.PositiveIntegerField(_("ilu ludzi zwykle dosięga"), null=True, blank=True)
    reach_source = models.CharField(
        _("skąd to wiemy"), max_length=120, blank=True, help_text=_("Na przykład: stopka z 2026 r.")
    )
    deadline = models.CharField(
        _("kiedy zamyka numer"), max_length=120, blank=True, help_text=_("Na przykład: środa 12:00")
    )
    wants = models.CharField(_("o czym i jak pisze"), max_length=300, blank=True)
    wants_photos = models.BooleanField(_("bierze zdjęcia"), default=True)
    keeps_embargo = models.BooleanField(
        _("dotrzymuje embarga"),
        default=False,
        help_text=_("Pozostałym wyślemy dopiero, kiedy embargo się skończy."),
    )
    notes = models.TextField(_("notatki zespołu"), max_length=2000, blank=True)
    is_active = models.BooleanField(_("ukazuje się"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OutletQuerySet.as_manager()

    class Meta:
        verbose_name = _("redakcja")
        verbose_name_plural = _("redakcje")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["name"], name="promotion_outlet_name_once"),
            models.CheckConstraint(
                condition=~Q(name="")
                & Q(kind__in=("newspaper", "bulletin", "portal", "radio", "tv", "social", "city")),
                name="promotion_outlet_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PressContactQuerySet(models.QuerySet["PressContact"]):
    def active(self) -> Self:
        """Return those who are written to: not objecting, their address not dead, still there."""
        return self.filter(state=PressContact.State.ACTIVE, outlet__is_active=True)


@personal_data(
    "name",
    "role",
    "email",
    "phone",
    "notes",
    purpose="Telling the media what a PAL does (RODO art. 6 ust. 1 lit. e; art. 14: where the"
    " address comes from is told in each message)",
    erase="deleted by whoever keeps the list; of who objects (art. 21) all but the address, or the"
    " number of who has none, which is kept so that nobody puts it on the list anew",
    matter="press",
    contacts=("email", "phone"),
    end=DELETE,
)
class PressContact(models.Model):
    """Somebody at an outlet, or its newsroom; how they are reached and what they prefer."""

    class Way(models.TextChoices):
        EMAIL = "email", _("e-mail")
        CALL = "call", _("telefon")

    class State(models.TextChoices):
        ACTIVE = "active", _("dostaje informacje")
        PAUSED = "paused", _("wstrzymany, adres nie działa")
        OBJECTED = "objected", _("nie chce dostawać")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    outlet = models.ForeignKey(Outlet, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(
        _("imię i nazwisko"), max_length=120, blank=True, help_text=_("Puste: cała redakcja.")
    )
    role = models.CharField(_("czym się zajmuje"), max_length=120, blank=True)
    way = models.CharField(_("jak"), max_length=5, choices=Way, default=Way.EMAIL)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telefon"), max_length=20, blank=True)
    source = models.CharField(
        _("skąd mamy ten adres"),
        max_length=160,
        help_text=_("Napiszemy to w każdej wiadomości. Na przykład: z Państwa strony."),
    )
    notes = models.CharField(_("notatki zespołu"), max_length=300, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.ACTIVE, editable=False)
    state_at = models.DateTimeField(null=True, blank=True, editable=False)
    state_why = models.CharField(max_length=80, blank=True, editable=False)
    """The mail server's code: never its words."""
    works_since = models.DateTimeField(default=timezone.now, editable=False)
    """Since when the address is said to work: what came back before tells nothing of it now."""
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PressContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("osoba w redakcji")
        verbose_name_plural = _("osoby w redakcjach")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="objected")
                | Q(way="email") & ~Q(email="")
                | Q(way="call") & ~Q(phone=""),
                name="promotion_presscontact_can_be_reached",
            ),
            models.CheckConstraint(
                condition=Q(state="active", state_at=None)
                | Q(state__in=("paused", "objected"), state_at__isnull=False),
                name="promotion_presscontact_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(source=""), name="promotion_presscontact_source_told"
            ),
            models.UniqueConstraint(
                fields=["email"],
                condition=~Q(email=""),
                name="promotion_presscontact_email_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(_("redakcja"))
