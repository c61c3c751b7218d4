"""Certificates, opinions and papers for schools: asked for, issued as they stand, withdrawn."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from podworko.core import times
from podworko.core.fields import SealedField
from podworko.core.privacy import personal_data
from podworko.people.public import Channel
from podworko.volunteering.models.people import Volunteer

_UNISSUED = ("requested", "declined")
_ISSUED = ("issued", "withdrawn")


@personal_data(
    "name",
    "school",
    "asked_words",
    "opinion",
    "scope",
    "code",
    "signatory",
    "declined_why",
    "withdrawn_why",
    purpose="Certificates and opinions on request (volunteering act, art. 44 ust. 2 and 3)",
    keep_days=3650,
    erase="name, words and code are emptied ten years after it was issued",
    matter="volunteering",
    people=("volunteer__person",),
    since="issued_on",
    hold="volunteering",
    kept_by="volunteering.erase_old",
)
class Certificate(models.Model):
    """A paper somebody asked for, and what it says: frozen, whatever changes afterwards."""

    class Kind(models.TextChoices):
        CERTIFICATE = "certificate", _("zaświadczenie")
        OPINION = "opinion", _("opinia")
        SCHOOL = "school", _("zaświadczenie dla szkoły")

    class State(models.TextChoices):
        REQUESTED = "requested", _("czeka na wystawienie")
        ISSUED = "issued", _("wystawione")
        DECLINED = "declined", _("nie wystawione")
        WITHDRAWN = "withdrawn", _("wycofane")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="certificates")
    kind = models.CharField(_("jaki papier"), max_length=11, choices=Kind, default=Kind.CERTIFICATE)
    state = models.CharField(max_length=9, choices=State, default=State.REQUESTED)

    requested_on = models.DateField(_("poproszono dnia"), default=times.today)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.WEB)
    due_on = models.DateField(_("do dnia"))
    asked_words = models.CharField(_("do czego potrzebne"), max_length=300, blank=True)
    declined_why = models.CharField(_("dlaczego nie"), max_length=300, blank=True)

    number = models.PositiveIntegerField(null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    name = models.CharField(_("imię i nazwisko"), max_length=120, blank=True)
    pal_name = models.CharField("PAL", max_length=120, blank=True)
    beneficiary = models.CharField(_("korzystający"), max_length=200, blank=True)
    beneficiary_address = models.CharField(_("adres"), max_length=200, blank=True)
    school = models.CharField(_("nazwa szkoły"), max_length=200, blank=True)
    since = models.DateField(_("od dnia"), null=True, blank=True)
    until = models.DateField(_("do dnia"), null=True, blank=True)
    minutes = models.PositiveIntegerField(_("potwierdzone minuty"), default=0)
    scope = models.TextField(_("zakres: co robi ta osoba"), max_length=2000, blank=True)
    opinion = models.TextField(_("opinia"), max_length=3000, blank=True)
    place = models.CharField(_("miejscowość"), max_length=80, blank=True)
    issued_on = models.DateField(_("wystawione dnia"), null=True, blank=True)
    signatory = models.CharField(_("kto podpisuje"), max_length=120, blank=True)
    signatory_role = models.CharField(_("stanowisko"), max_length=160, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    code = SealedField(blank=True, editable=False)
    """The code on the paper, in the vault: the same paper is printed again years later."""
    code_digest = models.CharField(max_length=64, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(_("dlaczego wycofane"), max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("zaświadczenie albo opinia")
        verbose_name_plural = _("zaświadczenia i opinie")
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=("certificate", "opinion", "school")),
                name="volunteering_certificate_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(*_UNISSUED, *_ISSUED)),
                name="volunteering_certificate_state_known",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values),
                name="volunteering_certificate_channel_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_UNISSUED, number=None, year=None, issued_on=None)
                | Q(
                    state__in=_ISSUED,
                    number__isnull=False,
                    year__isnull=False,
                    issued_on__isnull=False,
                    since__isnull=False,
                    until__isnull=False,
                ),
                name="volunteering_certificate_issued_whole",
            ),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")),
                name="volunteering_certificate_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(kind="opinion", state__in=_UNISSUED)
                | (Q(kind="opinion") & ~Q(opinion=""))
                | (~Q(kind="opinion") & Q(opinion="")),
                name="volunteering_certificate_opinion_apart",
            ),
            models.CheckConstraint(
                condition=(Q(state="declined") & ~Q(declined_why=""))
                | (~Q(state="declined") & Q(declined_why="")),
                name="volunteering_certificate_declined_why",
            ),
            models.CheckConstraint(
                condition=(Q(state="withdrawn", withdrawn_at__isnull=False) & ~Q(withdrawn_why=""))
                | (~Q(state="withdrawn") & Q(withdrawn_at=None, withdrawn_why="")),
                name="volunteering_certificate_withdrawn_why",
            ),
            models.UniqueConstraint(
                fields=["year", "number"], name="volunteering_certificate_number_once"
            ),
            models.UniqueConstraint(
                fields=["code_digest"],
                condition=~Q(code_digest=""),
                name="volunteering_certificate_code_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.shown_number}".strip()

    @property
    def shown_number(self) -> str:
        """The number as it stands on the paper: "12/2026"; "" before it is issued."""
        return f"{self.number}/{self.year}" if self.number else ""

    @property
    def is_forgotten(self) -> bool:
        """Whether its words were emptied, ten years after it was issued: there is no paper."""
        return self.number is not None and not self.name

    @property
    def is_issued(self) -> bool:
        return self.state == Certificate.State.ISSUED

    @property
    def is_overdue(self) -> bool:
        return self.state == Certificate.State.REQUESTED and self.due_on < times.today()
