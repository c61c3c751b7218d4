"""People at an organisation, for the team alone; and what an owner says is wrong."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from podworko.core.privacy import DELETE, personal_data
from podworko.partners.models.assured import one_of
from podworko.partners.models.organisations import Organisation


@personal_data(
    "name",
    "role",
    "email",
    "phone",
    "note",
    purpose="Working with an organisation through the people it named (RODO art. 6 ust. 1 lit. e)",
    keep_days=1095,
    erase="deleted by the team when somebody leaves, and a year after the organisation withdrew",
    matter="partners",
    contacts=("email", "phone"),
    end=DELETE,
    kept_by="partners.forget_people",
    held_by=("name",),
)
class Contact(models.Model):
    """Somebody at an organisation whom the team calls or writes to; never public."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="contacts"
    )
    name = models.CharField(_("imię i nazwisko"), max_length=120)
    role = models.CharField(_("kim jest w organizacji"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telefon"), max_length=20, blank=True)
    language = models.CharField(
        _("w jakim języku pisać"), max_length=2, choices=settings.LANGUAGES, default="pl"
    )
    is_asked = models.BooleanField(_("pytamy tę osobę, czy dane są aktualne"), default=False)
    note = models.CharField(_("notatka"), max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("osoba do kontaktu")
        verbose_name_plural = _("osoby do kontaktu")
        ordering = ["-is_asked", "name", "pk"]
        constraints = [
            one_of(
                "language",
                [code for code, _name in settings.LANGUAGES],
                "partners_contact_language_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(email="", phone=""), name="partners_contact_can_be_reached"
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=models.Q(is_asked=True),
                name="partners_contact_one_is_asked",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@personal_data(
    "words",
    purpose="Correcting what is told of an organisation, in its own words",
    keep_days=1095,
    erase="words are emptied a year after they were answered",
    matter="partners",
    since="answered_on",
    kept_by="partners.forget_people",
    held_by=(
        "organisation__contacts__email",
        "organisation__contacts__phone",
    ),
)
class Correction(models.Model):
    """What an owner says is not true; it waits until the team answers, nothing is lost."""

    class State(models.TextChoices):
        WAITING = "waiting", _("czeka")
        TAKEN = "taken", _("poprawione")
        DROPPED = "dropped", _("bez zmian")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="corrections"
    )
    words = models.TextField(_("co się zmieniło"), max_length=4000)
    state = models.CharField(_("stan"), max_length=7, choices=State, default=State.WAITING)
    sent_at = models.DateTimeField(auto_now_add=True)
    answered_on = models.DateField(null=True, editable=False)

    class Meta:
        verbose_name = _("poprawka od organizacji")
        verbose_name_plural = _("poprawki od organizacji")
        ordering = ["sent_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="waiting", answered_on=None)
                | models.Q(state__in=["taken", "dropped"], answered_on__isnull=False),
                name="partners_correction_answered_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.state}"
