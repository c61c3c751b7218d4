"""Studies: the diagnosis file of one community, from who asks to what was concluded."""

import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from podworko.core.privacy import personal_data
from podworko.diagnosis.categories import Method


class StudyQuerySet(models.QuerySet["Study"]):
    def public(self) -> "StudyQuerySet":
        """Return the studies that residents may read of."""
        return self.exclude(state=Study.State.PREPARED)


@personal_data(none="Who runs a study is told by role; what people said has no names.")
class Study(models.Model):
    """One diagnosis of one community, with dates, methods and conclusions.

    Residents read who asks and why before they are asked anything (domain.md 2.3).
    """

    class State(models.TextChoices):
        PREPARED = "prepared", _("w przygotowaniu")
        RUNNING = "running", _("trwa")
        ANALYSED = "analysed", _("liczymy i wyciągamy wnioski")
        CLOSED = "closed", _("zakończona")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pal = models.ForeignKey("network.Pal", on_delete=models.PROTECT, related_name="studies")
    title = models.CharField(_("nazwa"), max_length=160)
    slug = models.SlugField(max_length=160, unique=True)
    area = models.CharField(
        _("teren"), max_length=200, help_text=_("Na przykład: osiedle Lipowe i ulica Przykładowa.")
    )
    district = models.ForeignKey(
        "network.District", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    who_asks = models.CharField(_("kto pyta"), max_length=200)
    why = models.TextField(_("po co"), max_length=2000)
    people = models.TextField(
        _("kto prowadzi badanie"),
        max_length=1000,
        blank=True,
        help_text=_("Role, nie nazwiska: animatorka, trzy wolontariuszki, studenci socjologii."),
    )
    methods = models.JSONField(_("jak pytamy"), default=list, blank=True)
    begins_on = models.DateField(_("od dnia"))
    ends_on = models.DateField(_("do dnia"))
    state = models.CharField(max_length=10, choices=State, default=State.PREPARED)
    previous = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="next_ones",
        verbose_name=_("poprzednia diagnoza"),
    )
    community = models.TextField(_("społeczność"), max_length=20_000, blank=True)
    resources_words = models.TextField(_("zasoby"), max_length=20_000, blank=True)
    needs_words = models.TextField(_("potrzeby"), max_length=20_000, blank=True)
    conclusions = models.TextField(_("wnioski"), max_length=20_000, blank=True)
    what_next = models.TextField(_("co dalej"), max_length=20_000, blank=True)
    is_report_public = models.BooleanField(_("raport na stronie"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = StudyQuerySet.as_manager()

    class Meta:
        verbose_name = _("diagnoza")
        verbose_name_plural = _("diagnozy")
        ordering = ["-begins_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("begins_on")),
                name="diagnosis_study_ends_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=("prepared", "running", "analysed", "closed"),
                ),
                name="diagnosis_study_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(is_report_public=False) | ~models.Q(state="prepared"),
                name="diagnosis_study_report_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("diagnosis:study", args=[self.slug])


@personal_data(none="What was heard is written without names; the form says so.")
class StudyStep(models.Model):
    """One thing done in a study: an interview, a workshop, desk data read; with what it found.

    Surveys and walks are things of their own and stand beside these.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="steps")
    method = models.CharField(_("jak"), max_length=12, choices=Method)
    title = models.CharField(_("co"), max_length=160)
    planned_on = models.DateField(_("kiedy"))
    is_done = models.BooleanField(_("zrobione"), default=False)
    voices = models.PositiveIntegerField(_("ile osób się wypowiedziało"), default=0)
    findings = models.TextField(
        _("co usłyszeliśmy"),
        max_length=10_000,
        blank=True,
        help_text=_("Bez nazwisk i bez niczego, po czym można kogoś poznać."),
    )
    source = models.CharField(
        _("źródło danych"), max_length=300, blank=True, help_text=_("Przy danych zastanych.")
    )

    class Meta:
        verbose_name = _("krok diagnozy")
        verbose_name_plural = _("kroki diagnozy")
        ordering = ["planned_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(method__in=Method.values),
                name="diagnosis_step_method_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title
