"""Who applied, and who volunteers: the path from a first word to thanks."""

import uuid
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from podworko.core import times
from podworko.core.privacy import personal_data
from podworko.people.public import Channel
from podworko.volunteering import law
from podworko.volunteering.models.offers import Opportunity, Role


class VolunteerQuerySet(models.QuerySet["Volunteer"]):
    def on_the_way(self) -> Self:
        """Return those who are not done: with us, or on the way to us."""
        return self.exclude(stage=Volunteer.Stage.ENDED)


@personal_data(
    "born_on",
    "code_digest",
    "person",
    purpose="Volunteering (volunteering act, art. 44-47)",
    keep_days=3650,
    erase="emptied ten years after the end; hours and agreements stay as numbers",
    matter="volunteering",
    people=("person",),
    since="ended_on",
    kept_by="volunteering.erase_old",
)
class Volunteer(models.Model):
    """That a person volunteers at a PAL. The same person is counted once whatever else they do."""

    class Stage(models.TextChoices):
        APPLIED = "applied", _("zgłoszenie")
        TALK = "talk", _("rozmowa")
        CHECKS = "checks", _("sprawdzenie")
        TRAINING = "training", _("szkolenie")
        AGREEMENT = "agreement", _("porozumienie")
        ACCOMPANIED = "accompanied", _("pierwszy raz, z kimś")
        ACTIVE = "active", _("działa")
        ENDED = "ended", _("zakończone")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="volunteering"
    )
    pal = models.ForeignKey(
        "network.Pal", on_delete=models.PROTECT, related_name="volunteers", verbose_name="PAL"
    )
    stage = models.CharField(_("etap"), max_length=11, choices=Stage, default=Stage.APPLIED)
    since = models.DateField(_("na tym etapie od"), default=times.today)
    coordinator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kto opiekuje się tą osobą"),
    )
    born_on = models.DateField(
        _("data urodzenia"),
        null=True,
        blank=True,
        help_text=_("Tylko osoby niepełnoletnie: porozumienie zmienia się w dniu urodzin."),
    )
    informed_on = models.DateField(_("prawa i obowiązki przekazane dnia"), null=True, blank=True)
    code_digest = models.CharField(max_length=64, blank=True, editable=False)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.WEB)
    ended_on = models.DateField(_("zakończone dnia"), null=True, blank=True)
    thanked_on = models.DateField(_("podziękowano dnia"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = VolunteerQuerySet.as_manager()

    class Meta:
        verbose_name = _("wolontariuszka lub wolontariusz")
        verbose_name_plural = _("wolontariuszki i wolontariusze")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    stage__in=(
                        *("applied", "talk", "checks", "training"),
                        *("agreement", "accompanied", "active", "ended"),
                    )
                ),
                name="volunteering_volunteer_stage_known",
            ),
            models.CheckConstraint(
                condition=Q(stage="ended", ended_on__isnull=False)
                | (~Q(stage="ended") & Q(ended_on=None)),
                name="volunteering_volunteer_end_has_day",
            ),
            models.UniqueConstraint(
                fields=["person", "pal"],
                condition=~Q(stage="ended"),
                name="volunteering_volunteer_once_at_a_pal",
            ),
            models.UniqueConstraint(
                fields=["code_digest"],
                condition=~Q(code_digest=""),
                name="volunteering_volunteer_code_once",
            ),
        ]

    def __str__(self) -> str:
        return self.person.name

    def is_minor_on(self, day: date) -> bool:
        """Whether a guardian's consent is needed on a day (kodeks cywilny, art. 15 and 17)."""
        return law.needs_guardian(self.born_on, day)


@personal_data(
    "remark",
    "answer",
    purpose="Answering somebody who wants to volunteer (RODO art. 6 ust. 1 lit. e)",
    keep_days=180,
    erase="deleted 180 days after the answer; of those taken the words are emptied",
    matter="volunteering",
    people=("volunteer__person",),
    since="answered_at",
    kept_by="volunteering.erase_old",
    tells=("opportunity__title",),
)
class Application(models.Model):
    """That somebody wants to help with something; answered by a promised day."""

    class State(models.TextChoices):
        WAITING = "waiting", _("czeka na odpowiedź")
        INVITED = "invited", _("zaproszenie na rozmowę")
        TAKEN = "taken", _("przyjęte")
        DECLINED = "declined", _("nie tym razem")
        WITHDRAWN = "withdrawn", _("wycofane")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    opportunity = models.ForeignKey(
        Opportunity, on_delete=models.PROTECT, related_name="applications"
    )
    role = models.ForeignKey(
        Role, on_delete=models.SET_NULL, null=True, blank=True, related_name="applications"
    )
    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="applications")
    remark = models.CharField(_("coś o sobie"), max_length=600, blank=True)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.WEB)
    state = models.CharField(_("stan"), max_length=9, choices=State, default=State.WAITING)
    due_on = models.DateField(_("odpowiedź do dnia"))
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(_("odpowiedź"), max_length=600, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("zgłoszenie do wolontariatu")
        verbose_name_plural = _("zgłoszenia do wolontariatu")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "invited", "taken", "declined", "withdrawn")),
                name="volunteering_application_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", answered_at=None)
                | (~Q(state="waiting") & Q(answered_at__isnull=False)),
                name="volunteering_application_answer_has_time",
            ),
            models.UniqueConstraint(
                fields=["volunteer", "opportunity"],
                condition=Q(state__in=("waiting", "invited", "taken")),
                name="volunteering_application_once_each",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opportunity}: {self.volunteer}"

    @property
    def is_overdue(self) -> bool:
        return self.state == Application.State.WAITING and self.due_on < times.today()
