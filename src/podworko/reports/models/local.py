"""Indicators that the network or a PAL adds to the standard ones, typed month by month."""

import uuid

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from podworko.core.privacy import OWN, personal_data


@personal_data(none="What is counted, in words.")
class LocalIndicator(models.Model):
    """Something that no module counts: of one PAL, or of every PAL where the network set it.

    Numbers of people are whole, and are held back in public like the standard ones.
    """

    class Decimals(models.IntegerChoices):
        NONE = 0, _("bez przecinka")
        ONE = 1, _("jedna cyfra po przecinku")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pal = models.ForeignKey(
        "network.Pal",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("czyj"),
    )
    name = models.CharField(
        _("nazwa"), max_length=120, help_text=_("Na przykład: Paczki wydane sąsiadom.")
    )
    unit = models.CharField(
        _("w czym liczymy"), max_length=40, help_text=_("Na przykład: paczki, osoby, kilogramy.")
    )
    decimals = models.PositiveSmallIntegerField(
        _("dokładność"), choices=Decimals, default=Decimals.NONE
    )
    typed_by = models.CharField(
        _("kto wpisuje"),
        max_length=120,
        help_text=_("Rola, nie nazwisko. Na przykład: animatorka do piątego dnia miesiąca."),
    )
    is_people = models.BooleanField(
        _("to liczba osób albo coś, po czym można poznać osoby"),
        default=True,
        help_text=_("Wtedy małych liczb nie podajemy mieszkańcom."),
    )
    ended_on = models.DateField(_("liczony do"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("wskaźnik własny")
        verbose_name_plural = _("wskaźniki własne")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(unit="") & ~models.Q(typed_by=""),
                name="reports_local_told",
            ),
            models.CheckConstraint(
                condition=models.Q(decimals=0) | models.Q(decimals=1, is_people=False),
                name="reports_local_people_are_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """How it is named among all indicators; never another's again."""
        return f"wlasny-{self.pk}"


@personal_data(none="What is counted, in words.")
class LocalDefinition(models.Model):
    """What a local indicator counts from a day on; none is rewritten."""

    indicator = models.ForeignKey(
        LocalIndicator, on_delete=models.PROTECT, related_name="definitions"
    )
    version = models.PositiveSmallIntegerField()
    since = models.DateField(_("od którego dnia"))
    words = models.TextField(
        _("co dokładnie liczymy"),
        max_length=600,
        help_text=_("Tak, żeby dwie osoby policzyły to samo. Napisz też, czego nie liczymy."),
    )

    class Meta:
        verbose_name = _("definicja wskaźnika")
        verbose_name_plural = _("definicje wskaźników")
        ordering = ["indicator", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "version"], name="reports_local_definition_version"
            ),
            models.UniqueConstraint(
                fields=["indicator", "since"], name="reports_local_definition_since"
            ),
            models.CheckConstraint(
                condition=~models.Q(words=""), name="reports_local_definition_told"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id}, {self.version}"


@personal_data(
    "typed_by",
    purpose="Who typed a number of a month (RODO art. 6 ust. 1 lit. e)",
    keep_days=3650,
    erase="the account's name goes with the account; the number stays",
    matter="staff",
    end=OWN,
    kept_by="privacy.forget_users",
)
class LocalValue(models.Model):
    """What a local indicator came to in a month of a PAL; `month` is its first day."""

    indicator = models.ForeignKey(LocalIndicator, on_delete=models.PROTECT, related_name="values")
    pal = models.ForeignKey("network.Pal", on_delete=models.PROTECT, related_name="+")
    month = models.DateField(_("miesiąc"))
    number = models.DecimalField(
        _("ile"), max_digits=12, decimal_places=1, validators=[MinValueValidator(0)]
    )
    remark = models.CharField(
        _("uwaga"), max_length=300, blank=True, help_text=_("Bez nazwisk mieszkańców.")
    )
    typed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    typed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("liczba z miesiąca")
        verbose_name_plural = _("liczby z miesięcy")
        ordering = ["-month", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "pal", "month"], name="reports_local_value_once"
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=0), name="reports_local_value_not_below_nought"
            ),
            models.CheckConstraint(
                condition=models.Q(month__day=1), name="reports_local_value_of_a_month"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.month:%Y-%m}: {self.number}"
