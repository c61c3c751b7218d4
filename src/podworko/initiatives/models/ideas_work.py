"""The plan of an initiative: steps, own work, costs, and who does what until when."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from podworko.core.privacy import STAY, personal_data
from podworko.initiatives.models.ideas import Initiative
from podworko.initiatives.models.ideas_people import InitiativeMember


@personal_data(none="What is done when.")
class InitiativeStep(models.Model):
    """One step of the schedule."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="steps")
    words = models.CharField(_("co zrobimy"), max_length=160)
    begins_on = models.DateField(_("od dnia"))
    ends_on = models.DateField(_("do dnia"))

    class Meta:
        verbose_name = _("krok planu")
        verbose_name_plural = _("kroki planu")
        ordering = ["begins_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("begins_on")),
                name="initiatives_initiativestep_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.words


@personal_data(
    "member",
    purpose="Reckoning residents' own work in what they do (RODO art. 6 ust. 1 lit. e)",
    keep_days=1825,
    erase="who is forgotten five years after the end, the hours stay",
    matter="initiatives",
    people=("member__person",),
    end=STAY,
    kept_by="initiatives.erase_old_ideas",
)
class OwnWork(models.Model):
    """Work that residents give themselves: hours planned, and hours that it took."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="work")
    member = models.ForeignKey(
        InitiativeMember,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="work",
        verbose_name=_("kto"),
    )
    words = models.CharField(_("co robi"), max_length=160)
    planned_hours = models.DecimalField(_("ile godzin w planie"), max_digits=6, decimal_places=1)
    done_hours = models.DecimalField(
        _("ile godzin wyszło"), max_digits=6, decimal_places=1, null=True, blank=True
    )

    class Meta:
        verbose_name = _("praca własna")
        verbose_name_plural = _("praca własna")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(planned_hours__gte=0, planned_hours__lte=10_000)
                & (Q(done_hours=None) | Q(done_hours__gte=0, done_hours__lte=10_000)),
                name="initiatives_ownwork_hours_sane",
            ),
        ]

    def __str__(self) -> str:
        return self.words


@personal_data(none="What things cost.")
class Cost(models.Model):
    """One line of the budget: what, how much, from where; things given are lines too."""

    class Source(models.TextChoices):
        PAL = "pal", _("PAL")
        CITY = "city", _("miasto, inicjatywa lokalna")
        BUDGET = "budget", _("budżet obywatelski")
        GRANT = "grant", _("grant")
        OWN = "own", _("nasze pieniądze")
        IN_KIND = "in_kind", _("wkład rzeczowy: rzeczy, sprzęt, lokal")

    OWN_CONTRIBUTION = (Source.OWN, Source.IN_KIND)

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="costs")
    words = models.CharField(_("co"), max_length=160)
    grosze = models.PositiveBigIntegerField(_("ile to warte"))
    source = models.CharField(_("skąd"), max_length=7, choices=Source, default=Source.PAL)

    class Meta:
        verbose_name = _("pozycja budżetu")
        verbose_name_plural = _("pozycje budżetu")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(source__in=("pal", "city", "budget", "grant", "own", "in_kind")),
                name="initiatives_cost_source_known",
            ),
            models.CheckConstraint(
                condition=Q(grosze__lte=10_000_000_000), name="initiatives_cost_sane"
            ),
        ]

    def __str__(self) -> str:
        return self.words


@personal_data(
    "member",
    purpose="Residents sharing out what is to be done (RODO art. 6 ust. 1 lit. e)",
    keep_days=730,
    erase="who is forgotten two years after the end",
    matter="initiatives",
    people=("member__person",),
    end=STAY,
    kept_by="initiatives.erase_old_ideas",
)
class InitiativeTask(models.Model):
    """Something somebody of the team does until a day."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="tasks")
    words = models.CharField(_("co jest do zrobienia"), max_length=160)
    member = models.ForeignKey(
        InitiativeMember,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name=_("kto"),
    )
    until = models.DateField(_("do kiedy"))
    done_on = models.DateField(_("zrobione dnia"), null=True, blank=True)

    class Meta:
        verbose_name = _("zadanie inicjatywy")
        verbose_name_plural = _("zadania inicjatywy")
        ordering = ["until", "pk"]

    def __str__(self) -> str:
        return self.words
