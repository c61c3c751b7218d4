"""The notice board: skills, things and company that neighbours offer and look for."""

import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from podworko.core import times
from podworko.core.privacy import DELETE, OWN, personal_data
from podworko.people.public import Channel


class NoticeQuerySet(models.QuerySet["Notice"]):
    def public(self) -> Self:
        """Return what hangs on the board today."""
        return self.filter(state=Notice.State.PUBLISHED, expires_on__gte=times.today())

    def appealed(self) -> Self:
        """Return what was taken down and waits for a second look."""
        rows = self.filter(state__in=(Notice.State.DECLINED, Notice.State.HIDDEN))
        return rows.filter(appealed_at__isnull=False, appeal_answered_at=None)

    def waiting(self) -> Self:
        """Return what waits for a look by staff."""
        return self.filter(state=Notice.State.WAITING)


@personal_data(
    "person",
    "title",
    "words",
    "shown_name",
    "answer",
    "appeal",
    purpose="Letting neighbours find one another (RODO art. 6 ust. 1 lit. e)",
    keep_days=90,
    erase="deleted with its replies and reports 90 days after it expires",
    matter="neighbours",
    people=("person",),
    since="expires_on",
    end=DELETE,
    kept_by="initiatives.keep_board",
)
class Notice(models.Model):
    """One notice; nothing is sold, no contact stands in it: answers are passed on."""

    class Kind(models.TextChoices):
        SKILL_OFFERED = "skill_offered", _("umiem i chętnie pomogę")
        SKILL_ASKED = "skill_asked", _("szukam kogoś, kto umie")
        THING_GIVEN = "thing_given", _("oddam")
        THING_WANTED = "thing_wanted", _("szukam rzeczy")
        COMPANY = "company", _("szukam towarzystwa")

    class State(models.TextChoices):
        WAITING = "waiting", _("sprawdzamy")
        ASKED_BACK = "asked_back", _("do poprawki")
        PUBLISHED = "published", _("na tablicy")
        DECLINED = "declined", _("nie powiesimy")
        HIDDEN = "hidden", _("zdjęte z tablicy")
        WITHDRAWN = "withdrawn", _("wycofane")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pal = models.ForeignKey(
        "network.Pal", on_delete=models.PROTECT, related_name="notices", verbose_name="PAL"
    )
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(_("co to za ogłoszenie"), max_length=13, choices=Kind)
    title = models.CharField(
        _("w jednym zdaniu"), max_length=100, help_text=_("Na przykład: oddam dwa krzesła.")
    )
    words = models.TextField(
        _("kilka słów"),
        max_length=1000,
        help_text=_("Bez telefonu, e-maila i adresu: odpowiedzi przekażemy Ci my."),
    )
    shown_name = models.CharField(
        _("imię, które pokażemy"), max_length=40, help_text=_("Samo imię, bez nazwiska.")
    )
    expires_on = models.DateField(_("wisi do"))
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.WEB)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    digest = models.CharField(max_length=64, db_index=True, editable=False)
    """Of the words without case and spaces: the same ones twice are told."""
    due_on = models.DateField(_("sprawdzimy do"))
    sent_at = models.DateTimeField(editable=False)
    """When it last came to be looked at."""
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    answer = models.CharField(_("słowa do autorki lub autora"), max_length=500, blank=True)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    appeal = models.CharField(_("odwołanie"), max_length=1000, blank=True)
    appealed_at = models.DateTimeField(null=True, blank=True, editable=False)
    appeal_answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    reminded_on = models.DateField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("ogłoszenie")
        verbose_name_plural = _("ogłoszenia")
        ordering = ["-published_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "expires_on"], name="initiatives_notice_state_exp")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=("skill_offered", "skill_asked", "thing_given"))
                | Q(kind__in=("thing_wanted", "company")),
                name="initiatives_notice_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "asked_back", "published"))
                | Q(state__in=("declined", "hidden", "withdrawn")),
                name="initiatives_notice_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("asked_back", "declined", "hidden")) | ~Q(answer=""),
                name="initiatives_notice_no_has_words",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("published", "hidden")) | Q(published_at__isnull=False),
                name="initiatives_notice_published_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(appealed_at=None) | ~Q(appeal=""),
                name="initiatives_notice_appeal_has_words",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(words="") & ~Q(shown_name=""),
                name="initiatives_notice_says_something",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(answered_at__gte=F("sent_at")),
                name="initiatives_notice_answered_after_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"notice {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("initiatives:notice", args=[self.public_id])

    @property
    def is_expired(self) -> bool:
        return self.state == self.State.PUBLISHED and self.expires_on < times.today()

    @property
    def is_on_board(self) -> bool:
        return self.state == self.State.PUBLISHED and not self.is_expired

    @property
    def may_appeal(self) -> bool:
        """Whether its author may still ask for a second look: once."""
        return self.appealed_at is None and self.is_taken_down

    @property
    def is_taken_down(self) -> bool:
        """Whether staff do not let it hang; its author may disagree."""
        return self.state in (self.State.DECLINED, self.State.HIDDEN)

    @property
    def appeal_waits(self) -> bool:
        """Whether staff owe an answer; who withdrew a notice wants none."""
        is_asked = self.appealed_at is not None and self.appeal_answered_at is None
        return is_asked and self.is_taken_down


@personal_data(
    "person",
    "words",
    "shown_name",
    purpose="Passing answers on without showing anybody's contact (RODO art. 6 ust. 1 lit. e)",
    keep_days=90,
    erase="deleted with the notice",
    matter="neighbours",
    people=("person",),
    end=DELETE,
    kept_by="initiatives.keep_board",
    since="notice__expires_on",
)
class NoticeReply(models.Model):
    """One message between the author of a notice and a neighbour who answered it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="replies")
    person = models.ForeignKey(
        "people.Person", on_delete=models.CASCADE, related_name="notice_replies"
    )
    """The neighbour who answered, in whichever direction the message goes."""
    from_author = models.BooleanField(default=False)
    shown_name = models.CharField(_("imię, które pokażemy"), max_length=40, blank=True)
    words = models.CharField(_("wiadomość"), max_length=1000)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("odpowiedź na ogłoszenie")
        verbose_name_plural = _("odpowiedzi na ogłoszenia")
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="initiatives_noticereply_has_words")
        ]

    def __str__(self) -> str:
        return f"reply {self.pk} to notice {self.notice_id}"


@personal_data(
    "words",
    purpose="Acting on a notice that breaks the rules (RODO art. 6 ust. 1 lit. e)",
    keep_days=90,
    erase="deleted with the notice",
    matter="neighbours",
    end=OWN,
    kept_by="initiatives.keep_board",
)
class NoticeReport(models.Model):
    """That somebody says a notice breaks the rules; nobody asks who."""

    class Reason(models.TextChoices):
        SALE = "sale", _("to sprzedaż albo reklama")
        CONTACT = "contact", _("są tam czyjeś dane")
        HURTS = "hurts", _("obraża albo straszy")
        FALSE = "false", _("to nieprawda albo oszustwo")
        OTHER = "other", _("coś innego")

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="reports")
    reason = models.CharField(_("co jest nie tak"), max_length=7, choices=Reason)
    words = models.CharField(_("kilka słów"), max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("uwaga do ogłoszenia")
        verbose_name_plural = _("uwagi do ogłoszeń")
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reason__in=("sale", "contact", "hurts", "false", "other")),
                name="initiatives_noticereport_reason_known",
            )
        ]

    def __str__(self) -> str:
        return f"report {self.pk} on notice {self.notice_id}"
