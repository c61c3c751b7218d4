"""News of a PAL or of the whole network, with pictures and what it is about."""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from podworko.core.privacy import personal_data
from podworko.promotion.models.photos import Photo, Scope

LINKED = ("activity", "hearing", "debate", "poll", "initiative", "opportunity")
"""What news may lead to; a link names one of these."""


class NewsQuerySet(models.QuerySet["NewsItem"]):
    def public(self, *, now: datetime | None = None) -> Self:
        """Return what residents read now, the newest first: what is planned comes by itself."""
        shown = self.filter(state=NewsItem.State.PUBLISHED, shows_from__lte=now or timezone.now())
        return shown.select_related("pal").order_by("-shows_from", "-pk")

    def withdrawn(self) -> Self:
        """Return what residents could read once and cannot any more."""
        return self.filter(
            state=NewsItem.State.WITHDRAWN, shows_from__lte=models.F("withdrawn_at")
        ).select_related("pal")

    def between(self, since: datetime, until: datetime) -> Self:
        """Return what came out after one moment and not after another."""
        return self.public(now=until).filter(shows_from__gt=since)


@personal_data(none="Words for everybody, and the accounts of staff who wrote and published them.")
class NewsItem(models.Model):
    """One item, in up to three languages; `shows_from` alone decides when it comes out."""

    class State(models.TextChoices):
        DRAFT = "draft", _("szkic")
        PUBLISHED = "published", _("opublikowana")
        WITHDRAWN = "withdrawn", _("wycofana")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pal = models.ForeignKey(
        "network.Pal",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="news",
        verbose_name="PAL",
    )
    """None for news of the whole network."""
    title = models.CharField(_("tytuł"), max_length=120)
    lead = models.CharField(
        _("najważniejsze w dwóch zdaniach"),
        max_length=300,
        help_text=_("To widać na liście i w biuletynie: co, gdzie, kiedy."),
    )
    body = models.TextField(_("treść"), max_length=12000)
    title_en = models.CharField(_("tytuł po angielsku"), max_length=120, blank=True)
    lead_en = models.CharField(_("najważniejsze po angielsku"), max_length=300, blank=True)
    body_en = models.TextField(_("treść po angielsku"), max_length=12000, blank=True)
    title_uk = models.CharField(_("tytuł po ukraińsku"), max_length=120, blank=True)
    lead_uk = models.CharField(_("najważniejsze po ukraińsku"), max_length=300, blank=True)
    body_uk = models.TextField(_("treść po ukraińsku"), max_length=12000, blank=True)

    state = models.CharField(max_length=9, choices=State, default=State.DRAFT, editable=False)
    shows_from = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_why = models.CharField(max_length=300, blank=True, editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    corrected_at = models.DateTimeField(null=True, blank=True, editable=False)
    """When it was last changed after it had come out."""

    objects = NewsQuerySet.as_manager()

    class Meta:
        verbose_name = _("aktualność")
        verbose_name_plural = _("aktualności")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", shows_from=None, withdrawn_at=None)
                | Q(state="published", shows_from__isnull=False, withdrawn_at=None)
                | Q(state="withdrawn", shows_from__isnull=False, withdrawn_at__isnull=False),
                name="promotion_newsitem_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(lead="") & ~Q(body=""),
                name="promotion_newsitem_has_words",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn_why=""),
                name="promotion_newsitem_withdrawn_says_why",
            ),
        ]
        indexes = [models.Index(fields=["state", "-shows_from"], name="promotion_news_shown")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("promotion:news_item", args=[self.public_id])

    @property
    def is_public(self) -> bool:
        return self.state == self.State.PUBLISHED and not self.is_planned

    @property
    def is_planned(self) -> bool:
        """Whether it comes out by itself later."""
        is_set = self.state == self.State.PUBLISHED and self.shows_from is not None
        return is_set and self.shows_from > timezone.now()  # type: ignore[operator] # is_set says so

    @property
    def language(self) -> str:
        """The language the reader gets it in: their own when all of it is written, else Polish."""
        return language_of(self, get_language() or "pl")

    @property
    def local_title(self) -> str:
        return self._local("title")

    @property
    def local_lead(self) -> str:
        return self._local("lead")

    @property
    def local_body(self) -> str:
        return self._local("body")

    @property
    def languages(self) -> list[str]:
        """Every language all of it is written in."""
        return [code for code in ("pl", "en", "uk") if language_of(self, code) == code]

    @property
    def whose(self) -> str:
        """The PAL's name, or what the whole network is called."""
        return self.pal.name if self.pal else str(_("cała sieć PAL"))

    def _local(self, name: str) -> str:
        own = "" if self.language == "pl" else f"_{self.language}"
        return str(getattr(self, f"{name}{own}"))


def language_of(item: NewsItem, wanted: str) -> str:
    """Return `wanted` when title, lead and body are all written in it, else "pl"."""
    if wanted not in ("en", "uk"):
        return "pl"
    parts = (getattr(item, f"{name}_{wanted}") for name in ("title", "lead", "body"))
    return wanted if all(parts) else "pl"


class NewsPictureQuerySet(models.QuerySet["NewsPicture"]):
    def shown(self) -> Self:
        """Return what residents may see: the consents of who is on it allow that now."""
        allowed = Photo.objects.shown_in(Scope.SITE).values("pk")
        return self.filter(photo__in=allowed).select_related("photo")


@personal_data(none="Which photographs an item shows; they are declared on Photo.")
class NewsPicture(models.Model):
    """A photograph of the library beside an item."""

    item = models.ForeignKey(NewsItem, on_delete=models.CASCADE, related_name="pictures")
    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="news_pictures")
    number = models.PositiveSmallIntegerField()
    is_own = models.BooleanField(default=False)
    """Whether it was brought for this item alone, and goes with it."""

    objects = NewsPictureQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "number"], name="promotion_newspicture_numbered"
            ),
            models.UniqueConstraint(fields=["item", "photo"], name="promotion_newspicture_once"),
        ]

    def __str__(self) -> str:
        return str(self.photo)

    @property
    def as_list(self) -> list["NewsPicture"]:
        """It alone, for the part of a page that draws several."""
        return [self]


def _names_one() -> Q:
    """Return what is true of a link that leads to exactly one thing."""
    cases = Q()
    for chosen in LINKED:
        cases |= Q(**{f"{name}__isnull": name != chosen for name in LINKED})
    return cases


@personal_data(none="What an item of news is about.")
class NewsLink(models.Model):
    """One thing that an item leads to; shown while residents may read of that thing."""

    item = models.ForeignKey(NewsItem, on_delete=models.CASCADE, related_name="links")
    activity = models.ForeignKey(
        "activities.Activity", on_delete=models.CASCADE, null=True, related_name="news"
    )
    hearing = models.ForeignKey(
        "debates.Hearing", on_delete=models.CASCADE, null=True, related_name="news"
    )
    debate = models.ForeignKey(
        "debates.Debate", on_delete=models.CASCADE, null=True, related_name="news"
    )
    poll = models.ForeignKey(
        "debates.Poll", on_delete=models.CASCADE, null=True, related_name="news"
    )
    initiative = models.ForeignKey(
        "initiatives.Initiative", on_delete=models.CASCADE, null=True, related_name="news"
    )
    opportunity = models.ForeignKey(
        "volunteering.Opportunity", on_delete=models.CASCADE, null=True, related_name="news"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=_names_one(), name="promotion_newslink_to_one_thing"),
            *(
                models.UniqueConstraint(fields=["item", name], name=f"promotion_newslink_{name}")
                for name in LINKED
            ),
        ]

    def __str__(self) -> str:
        return f"link {self.pk}"
