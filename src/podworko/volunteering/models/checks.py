"""Proof that somebody may work with minors: which register said what and when, never the paper."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from podworko.core import times
from podworko.core.privacy import personal_data


def _of_one(name: str) -> models.CheckConstraint:
    """Return the rule that a row is of a person or of a leader, and of one of them."""
    of_leader = Q(person=None, leader__isnull=False)
    return models.CheckConstraint(
        condition=of_leader | Q(person__isnull=False, leader=None), name=name
    )


@personal_data(
    "person",
    "leader",
    "citizenships",
    "lived_in",
    purpose="Which papers are asked for (protection act, art. 21 ust. 3-8)",
    keep_days=1825,
    erase="deleted five years after they last worked with minors",
    matter="minors",
    people=("person",),
    since="told_on",
    hold="minors",
    kept_by="volunteering.erase_old",
)
class Declared(models.Model):
    """What somebody answered to two questions: citizenships, and countries lived in lately."""

    person = models.OneToOneField(
        "people.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="declared",
    )
    leader = models.OneToOneField(
        "network.Leader",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="declared",
    )
    citizenships = models.JSONField(_("obywatelstwa"), default=list)
    lived_in = models.JSONField(_("kraje zamieszkania"), default=list, blank=True)
    told_on = models.DateField(_("kiedy"), default=times.today)

    class Meta:
        verbose_name = _("odpowiedzi o krajach")
        verbose_name_plural = _("odpowiedzi o krajach")
        constraints = [_of_one("volunteering_declared_of_one")]

    def __str__(self) -> str:
        return f"{self.told_on:%Y-%m-%d}"


class CheckedQuerySet(models.QuerySet["Checked"]):
    def standing(self) -> Self:
        """Return those that were not struck out as wrong."""
        return self.filter(struck_at=None)


@personal_data(
    "person",
    "leader",
    "kept_at",
    "struck_why",
    purpose="The safety of minors (protection act, art. 21 ust. 2-9)",
    keep_days=1825,
    erase="deleted five years after it stopped holding",
    matter="minors",
    people=("person",),
    since="valid_to",
    hold="minors",
    kept_by="volunteering.erase_old",
)
class Checked(models.Model):
    """That one paper was looked at for one person: which, by whom, on which day, with what result.

    No scan and no content: what a criminal register says is not ours to keep (RODO art. 10).
    A wrong row is struck out with a reason and stays.
    """

    class Kind(models.TextChoices):
        SEX_OFFENDERS = "sex-offenders", _("Rejestr z dostępem ograniczonym")
        STATE_COMMISSION = "state-commission", _("Rejestr Państwowej Komisji")
        KRK = "krk", _("informacja z Krajowego Rejestru Karnego")
        ABROAD = "abroad", _("informacja z innego kraju albo oświadczenie")
        TRAINING = "training", _("szkolenie ze standardów ochrony małoletnich")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        "people.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="checked",
    )
    leader = models.ForeignKey(
        "network.Leader",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="checked",
    )
    kind = models.CharField(_("co sprawdzono"), max_length=16, choices=Kind)
    country = models.CharField(_("kraj"), max_length=2, blank=True)
    done_on = models.DateField(_("kiedy"), default=times.today)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("kto sprawdził"),
    )
    is_clear = models.BooleanField(_("bez wpisu"), default=True)
    valid_to = models.DateField(_("ważne do"), null=True, blank=True)
    kept_at = models.CharField(_("gdzie leży wydruk"), max_length=120, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    struck_at = models.DateTimeField(_("skreślono"), null=True, blank=True)
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kto skreślił"),
    )
    struck_why = models.CharField(_("dlaczego skreślono"), max_length=200, blank=True)

    objects = CheckedQuerySet.as_manager()

    class Meta:
        verbose_name = _("sprawdzenie")
        verbose_name_plural = _("sprawdzenia")
        ordering = ["-done_on", "-pk"]
        constraints = [
            _of_one("volunteering_checked_of_one"),
            models.CheckConstraint(
                condition=Q(
                    kind__in=("sex-offenders", "state-commission", "krk", "abroad", "training")
                ),
                name="volunteering_checked_kind_known",
            ),
            models.CheckConstraint(
                condition=(Q(kind="abroad") & ~Q(country="")) | (~Q(kind="abroad") & Q(country="")),
                name="volunteering_checked_country_of_abroad",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=models.F("done_on")),
                name="volunteering_checked_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(struck_at=None, struck_why="")
                | (Q(struck_at__isnull=False) & ~Q(struck_why="")),
                name="volunteering_checked_struck_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.done_on:%Y-%m-%d}"
