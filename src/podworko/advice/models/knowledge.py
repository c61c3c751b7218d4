"""The knowledge base: answers in general words, and letters explained, dated and expiring."""

import uuid
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from podworko.accounts.public import ROLES
from podworko.advice.models.topics import Topic
from podworko.core import times
from podworko.core.privacy import OWN, personal_data

KEPT_FOR = timedelta(days=365)
"""How long a page is believed after somebody checked it."""
SOON = timedelta(days=30)


class KnowledgeQuerySet(models.QuerySet["KnowledgePage"]):
    def public(self) -> Self:
        """Return what residents read: published, and checked not too long ago."""
        return self.filter(state=KnowledgePage.State.PUBLISHED, expires_on__gte=times.today())

    def expiring(self) -> Self:
        """Return what was published and has expired, or will within thirty days."""
        limit = times.today() + SOON
        return self.filter(state=KnowledgePage.State.PUBLISHED, expires_on__lt=limit)


@personal_data(
    "written_by",
    "checked_by",
    purpose="Who answers for what the city tells people (trail of staff)",
    keep_days=730,
    erase="emptied with the account; the page stays",
    matter="staff",
    end=OWN,
    kept_by="privacy.forget_users",
)
class KnowledgePage(models.Model):
    """A question in general words with its answer, or a letter from an office explained."""

    class Kind(models.TextChoices):
        ANSWER = "answer", _("odpowiedź")
        LETTER = "letter", _("pismo wyjaśnione")

    class State(models.TextChoices):
        DRAFT = "draft", _("szkic")
        PUBLISHED = "published", _("opublikowana")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(max_length=100, unique=True, editable=False)
    kind = models.CharField(_("rodzaj"), max_length=6, choices=Kind, default=Kind.ANSWER)
    topic = models.ForeignKey(
        Topic, on_delete=models.PROTECT, related_name="pages", verbose_name=_("temat")
    )
    question = models.CharField(
        _("pytanie albo nazwa pisma"),
        max_length=160,
        help_text=_("Ogólnie, tak jak zapytałby każdy. Bez nazwisk, dat i kwot jednej osoby."),
    )
    question_en = models.CharField(_("pytanie po angielsku"), max_length=160, blank=True)
    question_uk = models.CharField(_("pytanie po ukraińsku"), max_length=160, blank=True)
    answer = models.TextField(
        _("odpowiedź"),
        max_length=8000,
        help_text=_("Prostymi słowami, krótkimi zdaniami. Pusta linia zaczyna nowy akapit."),
    )
    answer_en = models.TextField(_("odpowiedź po angielsku"), max_length=8000, blank=True)
    answer_uk = models.TextField(_("odpowiedź po ukraińsku"), max_length=8000, blank=True)
    easy = models.TextField(
        _("wersja łatwa do czytania"),
        max_length=4000,
        blank=True,
        help_text=_("Jedno zdanie w linii, jedna myśl w zdaniu."),
    )
    checklist = models.TextField(
        _("co przynieść, co zrobić"),
        max_length=2000,
        blank=True,
        help_text=_("Każda rzecz w nowej linii. Tę listę można wydrukować."),
    )
    checklist_en = models.TextField(_("lista po angielsku"), max_length=2000, blank=True)
    checklist_uk = models.TextField(_("lista po ukraińsku"), max_length=2000, blank=True)
    source = models.CharField(
        _("skąd to wiemy"),
        max_length=200,
        blank=True,
        help_text=_("Ustawa, urząd albo strona, na której można to sprawdzić."),
    )
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    from_question = models.BooleanField(default=False, editable=False)
    """Whether a resident's question led to it: then two people see to it that it names nobody."""
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    reviewed_on = models.DateField(null=True, editable=False)
    reviewed_by_role = models.CharField(max_length=40, blank=True, editable=False)
    expires_on = models.DateField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = KnowledgeQuerySet.as_manager()

    class Meta:
        verbose_name = _("wpis w bazie wiedzy")
        verbose_name_plural = _("wpisy w bazie wiedzy")
        ordering = ["-reviewed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="draft")
                | models.Q(state="published", reviewed_on__isnull=False, expires_on__isnull=False),
                name="advice_page_published_is_dated",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=("answer", "letter")), name="advice_page_kind_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(question="") & ~models.Q(answer=""),
                name="advice_page_has_words",
            ),
        ]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return reverse("advice:page", args=[self.slug])

    @property
    def is_public(self) -> bool:
        return self.state == self.State.PUBLISHED and not self.is_expired

    @property
    def is_expired(self) -> bool:
        return self.expires_on is not None and self.expires_on < times.today()

    @property
    def local_question(self) -> str:
        return self._local("question")

    @property
    def local_answer(self) -> str:
        return self._local("answer")

    @property
    def local_checklist(self) -> list[str]:
        """What to bring or do, a line each."""
        return lines(self._local("checklist"))

    @property
    def easy_lines(self) -> list[str]:
        """The easy-to-read version, a sentence each."""
        return lines(self.easy)

    @property
    def is_translated(self) -> bool:
        """Whether the answer is in the reader's language."""
        return get_language() == "pl" or bool(getattr(self, f"answer_{get_language()}", ""))

    @property
    def reviewed_by(self) -> str:
        """The role of whoever checked it, as people know it."""
        role = ROLES.get(self.reviewed_by_role)
        return str(role.name) if role else ""

    def _local(self, name: str) -> str:
        return str(getattr(self, f"{name}_{get_language()}", "") or getattr(self, name))


def lines(text: str) -> list[str]:
    """Return the lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]
