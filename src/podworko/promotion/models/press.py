"""What a PAL or the network tells the media: a release, whom it is sent to, what came of it."""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from podworko.core.privacy import OWN, personal_data
from podworko.promotion.models.news import LINKED
from podworko.promotion.models.outlets import Outlet, PressContact
from podworko.promotion.models.photos import Photo, Scope


class ReleaseQuerySet(models.QuerySet["Release"]):
    def public(self, *, now: datetime | None = None) -> Self:
        """Return what anybody reads now, the newest first: an embargo ends by itself."""
        moment = now or timezone.now()
        out = self.filter(state=Release.State.RELEASED, goes_at__lte=moment)
        free = out.filter(Q(embargo_until=None) | Q(embargo_until__lte=moment))
        return free.select_related("pal").order_by("-goes_at", "-pk")

    def out(self, *, now: datetime | None = None) -> Self:
        """Return what left already, under embargo too."""
        return self.filter(state=Release.State.RELEASED, goes_at__lte=now or timezone.now())

    def withdrawn(self) -> Self:
        """Return what anybody could read once and cannot any more."""
        gone = self.filter(state=Release.State.WITHDRAWN)
        read = gone.filter(Q(embargo_until=None) | Q(embargo_until__lte=models.F("withdrawn_at")))
        return read.select_related("pal")


def _about_at_most_one() -> Q:
    """Return what is true of a release about one thing, or about none of ours."""
    cases = Q(**{f"{name}__isnull": True for name in LINKED})
    for chosen in LINKED:
        cases |= Q(**{f"{name}__isnull": name != chosen for name in LINKED})
    return cases


@personal_data(
    "quoted",
    "contact_name",
    "contact_phone",
    "contact_email",
    purpose="Telling the media what a PAL does, with who says so and whom to call"
    " (RODO art. 6 ust. 1 lit. e; prawo prasowe art. 11)",
    erase="taken out of a release when whoever is named asks for it",
    matter="press",
    end=OWN,
)
class Release(models.Model):
    """One press release, in one language; `goes_at` and `embargo_until` decide who reads it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("szkic")
        RELEASED = "released", _("wypuszczona")
        WITHDRAWN = "withdrawn", _("wycofana")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pal = models.ForeignKey(
        "network.Pal",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="releases",
        verbose_name="PAL",
    )
    """None for the whole network."""
    language = models.CharField(
        _("język"), max_length=8, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    title = models.CharField(_("nagłówek"), max_length=140)
    lead = models.TextField(
        _("co: najważniejsze w dwóch zdaniach"),
        max_length=500,
        help_text=_("Redakcja często bierze tylko to. Co się stało albo stanie i dla kogo."),
    )
    who = models.CharField(_("kto"), max_length=300, blank=True)
    place = models.CharField(_("gdzie"), max_length=300, blank=True)
    occasion = models.CharField(_("kiedy"), max_length=300, blank=True)
    why = models.TextField(
        _("dlaczego"),
        max_length=1000,
        blank=True,
        help_text=_("Na jaką potrzebę mieszkańców to odpowiada."),
    )
    body = models.TextField(_("szczegóły"), max_length=8000, blank=True)
    quotation = models.TextField(
        _("wypowiedź"), max_length=1000, blank=True, help_text=_("Bez cudzysłowu: dodamy go sami.")
    )
    quoted = models.CharField(
        _("kto to mówi"), max_length=160, blank=True, help_text=_("Imię, nazwisko i kim jest.")
    )
    is_quotation_agreed = models.BooleanField(
        _("ta osoba widziała swoją wypowiedź i zgodziła się na nią"), default=False
    )
    contact_name = models.CharField(_("kto odpowie na pytania"), max_length=120)
    contact_phone = models.CharField(_("telefon"), max_length=20, blank=True)
    contact_email = models.EmailField(_("e-mail"), blank=True)
    contact_hours = models.CharField(_("kiedy dzwonić"), max_length=80, blank=True)

    activity = models.ForeignKey(
        "activities.Activity", on_delete=models.SET_NULL, null=True, related_name="releases"
    )
    hearing = models.ForeignKey(
        "debates.Hearing", on_delete=models.SET_NULL, null=True, related_name="releases"
    )
    debate = models.ForeignKey(
        "debates.Debate", on_delete=models.SET_NULL, null=True, related_name="releases"
    )
    poll = models.ForeignKey(
        "debates.Poll", on_delete=models.SET_NULL, null=True, related_name="releases"
    )
    initiative = models.ForeignKey(
        "initiatives.Initiative", on_delete=models.SET_NULL, null=True, related_name="releases"
    )
    opportunity = models.ForeignKey(
        "volunteering.Opportunity", on_delete=models.SET_NULL, null=True, related_name="releases"
    )

    state = models.CharField(max_length=9, choices=State, default=State.DRAFT, editable=False)
    goes_at = models.DateTimeField(null=True, blank=True, editable=False)
    embargo_until = models.DateTimeField(null=True, blank=True, editable=False)
    correction = models.CharField(max_length=300, blank=True, editable=False)
    """What was wrong before it was last corrected, for everybody to read."""
    corrected_at = models.DateTimeField(null=True, blank=True, editable=False)
    corrections = models.PositiveSmallIntegerField(default=0, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_why = models.CharField(max_length=300, blank=True, editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("informacja prasowa")
        verbose_name_plural = _("informacje prasowe")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", goes_at=None, embargo_until=None, withdrawn_at=None)
                | Q(state="released", goes_at__isnull=False, withdrawn_at=None)
                | Q(state="withdrawn", goes_at__isnull=False, withdrawn_at__isnull=False),
                name="promotion_release_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(lead="") & ~Q(contact_name=""),
                name="promotion_release_has_words",
            ),
            models.CheckConstraint(
                condition=Q(quotation="") | ~Q(quoted=""),
                name="promotion_release_quotes_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(quotation="") | Q(is_quotation_agreed=True),
                name="promotion_release_quotation_agreed",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | ~Q(contact_phone="") | ~Q(contact_email=""),
                name="promotion_release_somebody_answers",
            ),
            models.CheckConstraint(
                condition=Q(embargo_until=None) | Q(embargo_until__gt=models.F("goes_at")),
                name="promotion_release_embargo_after_sending",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn_why=""),
                name="promotion_release_withdrawn_says_why",
            ),
            models.CheckConstraint(
                condition=_about_at_most_one(), name="promotion_release_about_one_thing"
            ),
        ]
        indexes = [models.Index(fields=["state", "-goes_at"], name="promotion_release_out")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("promotion:release", args=[self.public_id])

    @property
    def is_planned(self) -> bool:
        """Whether it leaves by itself later."""
        return self._is_released and self.goes_at > timezone.now()  # type: ignore[operator] # a constraint says so

    @property
    def is_out(self) -> bool:
        """Whether it left: to the media at least."""
        return self._is_released and not self.is_planned

    @property
    def is_under_embargo(self) -> bool:
        """Whether only those it was sent to may read it, and nobody may publish it yet."""
        return self._is_released and bool(
            self.embargo_until and self.embargo_until > timezone.now()
        )

    @property
    def is_public(self) -> bool:
        return self.is_out and not self.is_under_embargo

    @property
    def whose(self) -> str:
        """The PAL's name, or what the whole network is called."""
        return self.pal.name if self.pal else str(_("cała sieć PAL"))

    @property
    def about(self) -> tuple[str, models.Model] | None:
        """What it is about, with its kind; None when it is about nothing of ours."""
        found = ((name, getattr(self, name)) for name in LINKED if getattr(self, f"{name}_id"))
        return next(found, None)

    @property
    def _is_released(self) -> bool:
        return self.state == self.State.RELEASED


class ReleasePhotoQuerySet(models.QuerySet["ReleasePhoto"]):
    def shown(self) -> Self:
        """Return what the media may take: the consents of who is on it allow that now."""
        allowed = Photo.objects.shown_in(Scope.PRESS).values("pk")
        return self.filter(photo__in=allowed).select_related("photo")


@personal_data(none="Which photographs go with a release; they are declared on Photo.")
class ReleasePhoto(models.Model):
    """A photograph of the library that newsrooms may take with a release."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="photos")
    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="release_photos")

    objects = ReleasePhotoQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "photo"], name="promotion_releasephoto_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.photo)


class DispatchQuerySet(models.QuerySet["Dispatch"]):
    def due(self, *, now: datetime | None = None) -> Self:
        """Return those to send now, the oldest first."""
        waiting = self.filter(state=Dispatch.State.WAITING, due_at__lte=now or timezone.now())
        return waiting.order_by("due_at", "pk")


@personal_data(
    none="That a release went to an outlet; whose address it was is on the contact's row."
)
class Dispatch(models.Model):
    """A release, its correction or its withdrawal on the way to one contact."""

    class Kind(models.TextChoices):
        RELEASE = "release", _("informacja")
        CORRECTION = "correction", _("sprostowanie")
        WITHDRAWAL = "withdrawal", _("wycofanie")
        PHOTO = "photo", _("prośba o niepokazywanie zdjęcia")

    class State(models.TextChoices):
        WAITING = "waiting", _("czeka na swoją porę")
        SENT = "sent", _("wysłana")
        CALLED_OFF = "called_off", _("nie wysłana")

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="dispatches")
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="dispatches")
    contact = models.ForeignKey(
        PressContact, on_delete=models.SET_NULL, null=True, related_name="dispatches"
    )
    """None once they were taken off the list: that their outlet was told stays."""
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.RELEASE)
    number = models.PositiveSmallIntegerField(default=0)
    """Which correction, or which photograph, of the release it is; 0 for what comes once."""
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = DispatchQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "contact", "kind", "number"], name="promotion_dispatch_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("release", "withdrawal"), number=0)
                | Q(kind__in=("correction", "photo"), number__gt=0),
                name="promotion_dispatch_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "called_off"), sent_at=None)
                | Q(state="sent", sent_at__isnull=False),
                name="promotion_dispatch_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="sent") | Q(contact__isnull=False),
                name="promotion_dispatch_waits_for_somebody",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="promotion_dispatch_due")]

    def __str__(self) -> str:
        return f"dispatch {self.pk}"


@personal_data(none="What the media printed or aired, by its title.")
class Clipping(models.Model):
    """One thing that was printed or aired about a PAL or the network."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    outlet = models.ForeignKey(
        Outlet, on_delete=models.PROTECT, related_name="clippings", verbose_name=_("gdzie")
    )
    pal = models.ForeignKey(
        "network.Pal",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="clippings",
        verbose_name=_("o którym PAL"),
    )
    release = models.ForeignKey(
        Release,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="clippings",
        verbose_name=_("z której informacji prasowej"),
    )
    title = models.CharField(_("tytuł albo temat"), max_length=200)
    appeared_on = models.DateField(_("kiedy"))
    spot = models.CharField(
        _("strona albo godzina"), max_length=80, blank=True, help_text=_("Na przykład: str. 4.")
    )
    url = models.URLField(_("adres w internecie"), max_length=500, blank=True)
    kept_at = models.CharField(
        _("gdzie jest wycinek albo nagranie"),
        max_length=200,
        blank=True,
        help_text=_("Na przykład: segregator „Prasa 2026”, karta 12."),
    )
    reach = models.PositiveIntegerField(
        _("ilu ludzi dosięgło"),
        null=True,
        blank=True,
        help_text=_("Nakład, słuchacze albo odsłony. Puste, jeśli nie wiadomo."),
    )
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("wycinek")
        verbose_name_plural = _("wycinki")
        ordering = ["-appeared_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & (~Q(url="") | ~Q(kept_at="")),
                name="promotion_clipping_can_be_looked_at",
            ),
            models.UniqueConstraint(
                fields=["outlet", "pal", "url"],
                condition=~Q(url="") & Q(pal__isnull=False),
                name="promotion_clipping_once",
            ),
            models.UniqueConstraint(
                fields=["outlet", "url"],
                condition=~Q(url="") & Q(pal=None),
                name="promotion_clipping_of_network_once",
            ),
        ]
        indexes = [models.Index(fields=["pal", "-appeared_on"], name="promotion_clipping_of_pal")]

    def __str__(self) -> str:
        return self.title
