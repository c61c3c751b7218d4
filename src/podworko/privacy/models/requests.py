"""What people ask of their data, each with its clock."""

import uuid
from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from podworko.core import times
from podworko.core.privacy import personal_data
from podworko.people.public import Channel
from podworko.privacy import clocks
from podworko.privacy.models.clocked import Clocked

SOON = 7
"""Days before the last one on which the officer is reminded."""


class RequestQuerySet(models.QuerySet["RightsRequest"]):
    def waiting(self) -> Self:
        """Return those that nobody answered yet, the most urgent first."""
        return self.filter(answered_at=None).order_by("due_on", "pk")


@personal_data(
    "name",
    "email",
    "phone",
    "letter_to",
    "words",
    "identity_note",
    "extended_why",
    "answer",
    "person",
    purpose="Answering what people ask of their data, and showing that it was done (art. 5 ust. 2)",
    keep_days=365 * 3,
    erase="all words emptied three years after the answer, an erased person's at once",
    matter="rights",
    people=("person",),
    contacts=("email", "phone"),
    since="answered_at",
)
class RightsRequest(Clocked, models.Model):
    """One request: what for, how it came, by when it must be answered, and what the answer was."""

    SOON_DAYS = SOON

    class Kind(models.TextChoices):
        ACCESS = "access", _("dostęp do danych i kopia (art. 15)")
        RECTIFICATION = "rectification", _("poprawienie danych (art. 16)")
        ERASURE = "erasure", _("usunięcie danych (art. 17)")
        RESTRICTION = "restriction", _("ograniczenie przetwarzania (art. 18)")
        PORTABILITY = "portability", _("przeniesienie danych (art. 20)")
        OBJECTION = "objection", _("sprzeciw (art. 21)")

    class Identity(models.TextChoices):
        UNKNOWN = "unknown", _("jeszcze nie wiemy")
        SURE = "sure", _("wiemy, że to ta osoba")
        ASKED = "asked", _("poprosiliśmy o potwierdzenie")

    class Decision(models.TextChoices):
        DONE = "done", _("zrobione")
        PARTLY = "partly", _("zrobione w części")
        REFUSED = "refused", _("odmowa")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code_digest = models.CharField(max_length=64, unique=True, editable=False)
    kind = models.CharField(_("o co prosi"), max_length=13, choices=Kind)
    channel = models.CharField(_("jak przyszło"), max_length=8, choices=Channel)
    language = models.CharField(max_length=5, default="pl")
    name = models.CharField(_("imię i nazwisko"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telefon"), max_length=16, blank=True)
    letter_to = models.CharField(_("adres do listu"), max_length=300, blank=True)
    words = models.TextField(_("co pisze"), max_length=2000, blank=True)
    person = models.ForeignKey(
        "people.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    identity = models.CharField(max_length=8, choices=Identity, default=Identity.UNKNOWN)
    identity_note = models.CharField(_("jak to sprawdzono"), max_length=300, blank=True)
    received_on = models.DateField(_("kiedy przyszło"))
    extended_on = models.DateField(null=True, blank=True)
    extended_why = models.CharField(_("dlaczego dłużej"), max_length=600, blank=True)
    due_on = models.DateField()
    decision = models.CharField(_("co zrobiono"), max_length=8, choices=Decision, blank=True)
    answer = models.TextField(_("odpowiedź"), max_length=4000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    emptied_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("wniosek o prawa")
        verbose_name_plural = _("wnioski o prawa")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_at=None) | ~models.Q(decision=""),
                name="privacy_request_answer_decides",
            ),
            models.CheckConstraint(
                condition=models.Q(due_on__gt=models.F("received_on")),
                name="privacy_request_due_after",
            ),
        ]

    def __str__(self) -> str:
        return f"request {self.pk}"

    @property
    def may_be_extended(self) -> bool:
        """Whether the month may still be made three: once, and told within the first month."""
        is_open = self.answered_at is None and self.extended_on is None
        return is_open and times.today() <= self.first_due_on

    @property
    def first_due_on(self) -> date:
        """The last day of the first month (RODO art. 12 ust. 3)."""
        return clocks.due_on(self.received_on)
