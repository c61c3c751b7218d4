"""What an initiative asks the PAL for, and what its team tells of itself."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from podworko.core.privacy import OWN, personal_data
from podworko.core.views import INNER
from podworko.initiatives.models.ideas import Initiative


@personal_data(none="What is asked for and what it cost; receipts by their numbers.")
class Means(models.Model):
    """A room, things, people, insurance or a little money that a team asks for by a step."""

    class Kind(models.TextChoices):
        ROOM = "room", _("sala")
        EQUIPMENT = "equipment", _("sprzęt")
        VOLUNTEERS = "volunteers", _("wolontariusze")
        INSURANCE = "insurance", _("ubezpieczenie")
        MONEY = "money", _("małe pieniądze")

    class State(models.TextChoices):
        ASKED = "asked", _("czeka na odpowiedź")
        GRANTED = "granted", _("jest zgoda")
        REFUSED = "refused", _("nie ma zgody")
        WITHDRAWN = "withdrawn", _("wycofane")
        SETTLED = "settled", _("rozliczone")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="means")
    kind = models.CharField(_("czego potrzebujecie"), max_length=10, choices=Kind)
    words = models.CharField(_("na co i na kiedy"), max_length=600)
    grosze = models.PositiveBigIntegerField(_("ile pieniędzy"), null=True, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    due_on = models.DateField(_("odpowiedź do dnia"))
    answer = models.CharField(_("odpowiedź"), max_length=600, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    booking = models.ForeignKey(
        "network.Booking", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    spent_grosze = models.PositiveBigIntegerField(_("ile wydano"), null=True, blank=True)
    receipts = models.CharField(_("numery rachunków"), max_length=600, blank=True)
    settled_words = models.CharField(_("na co poszły pieniądze"), max_length=600, blank=True)
    settled_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("prośba o środki")
        verbose_name_plural = _("prośby o środki")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=("room", "equipment", "volunteers", "insurance", "money")),
                name="initiatives_means_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("asked", "granted", "refused", "withdrawn", "settled")),
                name="initiatives_means_state_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind="money", grosze__isnull=False, grosze__gte=1, grosze__lte=100_000_000
                )
                | (~Q(kind="money") & Q(grosze=None)),
                name="initiatives_means_money_has_amount",
            ),
            models.CheckConstraint(
                condition=~Q(state="settled")
                | Q(kind="money", spent_grosze__isnull=False, settled_on__isnull=False),
                name="initiatives_means_settled_is_told",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def is_money(self) -> bool:
        return self.kind == self.Kind.MONEY

    @property
    def must_be_settled(self) -> bool:
        return self.is_money and self.state == self.State.GRANTED


@personal_data(
    "photo",
    purpose="Showing neighbours what came of an initiative; everybody shown agreed",
    keep_days=1825,
    erase="the photograph goes five years after it was published, or on request",
    matter="initiatives",
    end=OWN,
    kept_by="initiatives.erase_old_ideas",
)
class InitiativePost(models.Model):
    """What a team tells: how it goes, or at the end what was done and what changed.

    Residents read it once who accompanies agreed, or at once from a team that is trusted.
    """

    class Kind(models.TextChoices):
        UPDATE = "update", _("wpis")
        REPORT = "report", _("opowieść na koniec")

    class State(models.TextChoices):
        WAITING = "waiting", _("czeka na sprawdzenie")
        PUBLISHED = "published", _("opublikowane")
        BACK = "back", _("do poprawy")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="posts")
    kind = models.CharField(max_length=6, choices=Kind, default=Kind.UPDATE)
    words = models.TextField(_("co się dzieje"), max_length=4000)
    changed = models.TextField(_("co się zmieniło"), max_length=2000, blank=True)
    people = models.PositiveIntegerField(_("ile osób skorzystało"), null=True, blank=True)
    hours = models.DecimalField(
        _("ile godzin pracy"), max_digits=7, decimal_places=1, null=True, blank=True
    )
    photo = models.ImageField(_("zdjęcie"), upload_to=f"{INNER}initiatives/", blank=True)
    photo_alt = models.CharField(_("co widać na zdjęciu"), max_length=200, blank=True)
    everyone_agreed = models.BooleanField(_("każdy na zdjęciu się zgodził"), default=False)
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    due_on = models.DateField(_("odpowiedź do dnia"))
    answer = models.CharField(_("odpowiedź"), max_length=600, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("wpis zespołu")
        verbose_name_plural = _("wpisy zespołu")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=("update", "report")),
                name="initiatives_initiativepost_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(state="published", published_at__isnull=False)
                | Q(state__in=("waiting", "back"), published_at=None),
                name="initiatives_initiativepost_state_known",
            ),
            models.CheckConstraint(
                condition=Q(photo="") | (Q(everyone_agreed=True) & ~Q(photo_alt="")),
                name="initiatives_initiativepost_shown_agreed",
            ),
            models.CheckConstraint(
                condition=Q(kind="update")
                | (Q(people__isnull=False, hours__isnull=False) & ~Q(changed="")),
                name="initiatives_initiativepost_report_is_whole",
            ),
            models.UniqueConstraint(
                fields=["initiative"],
                condition=Q(kind="report"),
                name="initiatives_initiativepost_report_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"
