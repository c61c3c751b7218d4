"""Who supports an initiative, and who does it."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from podworko.core import times
from podworko.core.privacy import OWN, personal_data
from podworko.initiatives.models.ideas import Initiative
from podworko.people.public import Channel


class SupportQuerySet(models.QuerySet["Support"]):
    def counted(self) -> Self:
        """Return those that count: confirmed by their contact, or signed on paper."""
        return self.filter(state=Support.State.COUNTED)


@personal_data(
    "contact_digest",
    "code_digest",
    "name",
    purpose="Counting each neighbour's support once (RODO art. 6 ust. 1 lit. e)",
    keep_days=365,
    erase=(
        "who is emptied a year after the initiative ended, the count stays; what was never "
        "confirmed goes after thirty days"
    ),
    matter="initiatives",
    end=OWN,
    kept_by="initiatives.erase_old_ideas",
)
class Support(models.Model):
    """One neighbour's support of one initiative.

    A contact is kept only as a keyed digest of this initiative: it tells that somebody is here
    already, and nothing else. What is written to it is under seal, and gone in days; only a call
    to who has no other way stands on the list of calls. The name is optional and shown to who
    accompanies alone.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("czeka na potwierdzenie")
        COUNTED = "counted", _("policzone")
        WITHDRAWN = "withdrawn", _("wycofane")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="supports")
    contact_digest = models.CharField(max_length=64, blank=True, editable=False)
    code_digest = models.CharField(max_length=64, blank=True, editable=False)
    name = models.CharField(_("imię i nazwisko"), max_length=120, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.PENDING)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.WEB)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SupportQuerySet.as_manager()

    class Meta:
        verbose_name = _("głos poparcia")
        verbose_name_plural = _("głosy poparcia")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("pending", "counted", "withdrawn")),
                name="initiatives_support_state_known",
            ),
            models.UniqueConstraint(
                fields=["initiative", "contact_digest"],
                condition=~Q(contact_digest=""),
                name="initiatives_support_once_each",
            ),
            models.UniqueConstraint(
                fields=["code_digest"],
                condition=~Q(code_digest=""),
                name="initiatives_support_code_once",
            ),
        ]

    def __str__(self) -> str:
        return f"support {self.pk}"


class InitiativeMemberQuerySet(models.QuerySet["InitiativeMember"]):
    def inside(self) -> Self:
        """Return those in the team today."""
        return self.filter(state=InitiativeMember.State.IN)


@personal_data(
    "person",
    "remark",
    purpose="Residents doing something together (RODO art. 6 ust. 1 lit. e)",
    keep_days=730,
    erase="the words go two years after the end; that somebody was in the team stays on the card",
    matter="initiatives",
    people=("person",),
    kept_by="initiatives.erase_old_ideas",
    since="initiative__since",
    ended={"initiative__state__in": ("told", "withdrawn", "declined")},
    tells=("initiative__title",),
)
class InitiativeMember(models.Model):
    """That a resident does an initiative, or asked to; at least two do (art. 19b)."""

    class Role(models.TextChoices):
        LEADER = "leader", _("prowadzi")
        MEMBER = "member", _("działa")

    class State(models.TextChoices):
        ASKED = "asked", _("chce dołączyć")
        IN = "in", _("w zespole")
        LEFT = "left", _("już nie")
        DECLINED = "declined", _("nie tym razem")

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="initiative_memberships"
    )
    role = models.CharField(_("rola"), max_length=6, choices=Role, default=Role.MEMBER)
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    remark = models.CharField(_("co chcesz robić"), max_length=300, blank=True)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.WEB)
    due_on = models.DateField(_("odpowiedź do dnia"), null=True, blank=True)
    since = models.DateField(_("od"), default=times.today)
    until = models.DateField(_("do"), null=True, blank=True)

    objects = InitiativeMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("osoba w inicjatywie")
        verbose_name_plural = _("osoby w inicjatywie")
        ordering = ["role", "since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=("leader", "member")),
                name="initiatives_initiativemember_role_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("asked", "in", "left", "declined")),
                name="initiatives_initiativemember_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="asked") | Q(due_on__isnull=False),
                name="initiatives_initiativemember_answer_promised",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")),
                name="initiatives_initiativemember_days_in_order",
            ),
            models.UniqueConstraint(
                fields=["initiative", "person"],
                condition=Q(state__in=("asked", "in")),
                name="initiatives_initiativemember_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.pk}"

    @property
    def is_leader(self) -> bool:
        return self.role == self.Role.LEADER and self.state == self.State.IN
