"""Photographs of what happens in a PAL, who is on them and what they agreed to."""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from podworko.core.privacy import OWN, personal_data
from podworko.core.times import today
from podworko.core.views import INNER
from podworko.people.public import Channel

FOLDER = f"{INNER}photos/"
"""Nobody reaches a file of the library by its address: a view looks at the consents first."""
UNUSED_DAYS = 365 * 3


class Scope(models.TextChoices):
    """Where a picture may be shown; who is on it agrees to each apart."""

    SITE = "site", _("strona internetowa i biuletyn")
    PRESS = "press", _("prasa, radio i telewizja")
    PRINT = "print", _("druk i gabloty")
    SOCIAL = "social", _("media społecznościowe")


SCOPES = {scope: f"for_{scope.value}" for scope in Scope}
"""The column that says whether somebody agreed to a scope."""


class PhotoQuerySet(models.QuerySet["Photo"]):
    def kept(self) -> Self:
        """Return what was not withdrawn."""
        return self.filter(state=Photo.State.KEPT)

    def unused_since(self, moment: datetime) -> Self:
        """Return what is kept and was put nowhere, and taken from nowhere, since `moment`."""
        last = Coalesce("used_at", "created_at")
        return self.kept().annotate(last_used_at=last).filter(last_used_at__lt=moment)

    def shown_in(self, scope: Scope) -> Self:
        """Return what may be shown in `scope` now: the one rule of every place that shows any.

        Kept, and either nobody on it can be told or is more than a detail, or everybody is known;
        and whoever is named on it agreed to this scope.
        """
        on_it = Portrayal.objects.filter(photo=OuterRef("pk"))
        agreed = Q(state=Portrayal.State.GIVEN, **{SCOPES[scope]: True})
        against = Exists(on_it.exclude(agreed))
        of_itself = Q(basis__in=(Photo.Basis.NOBODY, Photo.Basis.GATHERING))
        known = Q(basis=Photo.Basis.AGREED) & Exists(on_it)
        return self.kept().filter(of_itself | known).exclude(against)


@personal_data(
    "file",
    "alt",
    "caption",
    "credit",
    purpose="Showing what happens in a PAL (RODO art. 6 ust. 1, prawo autorskie art. 81)",
    keep_days=UNUSED_DAYS,
    erase="file and words go at once when it is withdrawn, or after three years without use",
    matter="photos",
    end=OWN,
    kept_by="promotion.forget_photos",
)
class Photo(models.Model):
    """One photograph, told in words; `basis` says by what right it may be shown at all."""

    class Basis(models.TextChoices):
        UNKNOWN = "unknown", _("jeszcze nie ustalono")
        NOBODY = "nobody", _("nikogo nie da się rozpoznać")
        GATHERING = "gathering", _("osoby to tylko szczegół zgromadzenia, krajobrazu, imprezy")
        AGREED = "agreed", _("pokazane osoby się zgodziły")

    class State(models.TextChoices):
        KEPT = "kept", _("w zbiorze")
        WITHDRAWN = "withdrawn", _("wycofane")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pal = models.ForeignKey(
        "network.Pal", on_delete=models.PROTECT, null=True, blank=True, related_name="photos"
    )
    """None for the whole network's."""
    session = models.ForeignKey(
        "activities.Session",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="photos",
    )
    file = models.ImageField(
        upload_to=FOLDER, width_field="width", height_field="height", blank=True
    )
    width = models.PositiveIntegerField(default=0, editable=False, null=True)
    height = models.PositiveIntegerField(default=0, editable=False, null=True)
    alt = models.CharField(
        _("co jest na zdjęciu"),
        max_length=300,
        blank=True,
        help_text=_(
            "Dla osób, które go nie widzą. Na przykład: „Sześć osób lepi pierogi przy stole”."
        ),
    )
    caption = models.CharField(_("podpis"), max_length=200, blank=True)
    credit = models.CharField(
        _("kto zrobił zdjęcie"),
        max_length=120,
        blank=True,
        help_text=_("Imię i nazwisko albo „zespół PAL”. Pokażemy to pod zdjęciem."),
    )
    taken_on = models.DateField(_("kiedy je zrobiono"), default=today)
    basis = models.CharField(_("kto jest na zdjęciu"), max_length=9, choices=Basis)
    state = models.CharField(max_length=9, choices=State, default=State.KEPT, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_why = models.CharField(max_length=300, blank=True, editable=False)
    used_at = models.DateTimeField(null=True, blank=True, editable=False)
    """When it was last put somewhere, or taken from there; None for never."""
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("zdjęcie")
        verbose_name_plural = _("zdjęcia")
        ordering = ["-taken_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(basis__in=("unknown", "nobody", "gathering", "agreed")),
                name="promotion_photo_basis_known",
            ),
            models.CheckConstraint(
                condition=(Q(state="kept", withdrawn_at=None) & ~Q(file=""))
                | Q(state="withdrawn", withdrawn_at__isnull=False, file=""),
                name="promotion_photo_withdrawn_has_no_file",
            ),
            models.CheckConstraint(
                condition=Q(state="withdrawn") | (~Q(alt="") & ~Q(credit="")),
                name="promotion_photo_told_in_words",
            ),
            models.CheckConstraint(
                condition=Q(state="kept") | Q(alt="", caption=""),
                name="promotion_photo_withdrawn_tells_nothing",
            ),
        ]

    def __str__(self) -> str:
        return self.alt or str(_("zdjęcie wycofane"))

    def get_absolute_url(self) -> str:
        return reverse("promotion:desk_photo", args=[self.public_id])

    @property
    def url(self) -> str:
        """Where the picture itself is, for pages that residents read."""
        return reverse("promotion:photo", args=[self.public_id])

    @property
    def is_kept(self) -> bool:
        return self.state == self.State.KEPT

    @property
    def whose(self) -> str:
        """The PAL's name, or what the whole network is called."""
        return self.pal.name if self.pal else str(_("cała sieć PAL"))


@personal_data(
    "person",
    "name",
    "guardian",
    "paper_at",
    "folded_name",
    purpose="Proof of who agreed to be shown, where and when (RODO art. 7 ust. 1 i 3)",
    keep_days=UNUSED_DAYS,
    erase="name, card and guardian emptied once the photograph is gone; what was agreed to stays",
    matter="photos",
    people=("person",),
    names=("name",),
    kept_by="promotion.forget_photos",
    held_by=("guardian",),
)
class Portrayal(models.Model):
    """One person on a photograph and what they, or their guardian, agreed to."""

    class State(models.TextChoices):
        ASKED = "asked", _("jeszcze nie odpowiada")
        GIVEN = "given", _("zgoda")
        REFUSED = "refused", _("odmowa")
        WITHDRAWN = "withdrawn", _("zgoda cofnięta")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="portrayals")
    person = models.ForeignKey(
        "people.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="portrayals"
    )
    name = models.CharField(
        _("kto to jest"),
        max_length=120,
        blank=True,
        help_text=_("Imię i nazwisko albo po czym ją poznać, na przykład: pani w zielonym."),
    )
    """As it was said at the desk; residents never see it."""
    folded_name = models.CharField(max_length=120, blank=True, db_index=True, editable=False)
    is_child = models.BooleanField(_("to dziecko"), default=False)
    guardian = models.CharField(
        _("opiekun, który odpowiada za dziecko"), max_length=120, blank=True
    )
    for_site = models.BooleanField(Scope.SITE.label, default=False)
    for_press = models.BooleanField(Scope.PRESS.label, default=False)
    for_print = models.BooleanField(Scope.PRINT.label, default=False)
    for_social = models.BooleanField(Scope.SOCIAL.label, default=False)
    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    given_on = models.DateField(_("kiedy się zgodziła"), null=True, blank=True)
    channel = models.CharField(
        _("jak to powiedziała"), max_length=8, choices=Channel, default=Channel.DESK
    )
    paper_at = models.CharField(
        _("gdzie jest podpisana kartka"),
        max_length=120,
        blank=True,
        help_text=_("Na przykład: segregator „Zgody 2026”, biuro PAL."),
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("osoba na zdjęciu")
        verbose_name_plural = _("osoby na zdjęciu")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["photo", "person"],
                condition=Q(person__isnull=False),
                name="promotion_portrayal_person_once",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values), name="promotion_portrayal_channel_known"
            ),
            models.CheckConstraint(
                condition=(Q(state__in=("asked", "refused"), given_on=None, withdrawn_at=None))
                | Q(state="given", given_on__isnull=False, withdrawn_at=None)
                | Q(state="withdrawn", given_on__isnull=False, withdrawn_at__isnull=False),
                name="promotion_portrayal_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="given", for_site=True)
                | Q(state="given", for_press=True)
                | Q(state="given", for_print=True)
                | Q(state="given", for_social=True)
                | (
                    ~Q(state="given")
                    & Q(for_site=False, for_press=False, for_print=False, for_social=False)
                ),
                name="promotion_portrayal_given_for_something",
            ),
            models.CheckConstraint(
                condition=~Q(state="given") | Q(is_child=False) | ~Q(guardian=""),
                name="promotion_portrayal_child_has_guardian",
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"portrayal {self.pk}"

    @property
    def scopes(self) -> list[Scope]:
        """Where they agreed to be shown."""
        return [scope for scope, column in SCOPES.items() if getattr(self, column)]

    @property
    def scope_words(self) -> str:
        """The same in words."""
        return ", ".join(str(scope.label) for scope in self.scopes)


@personal_data(none="Which picture of another module a photograph of the library is.")
class PhotoNote(models.Model):
    """That a picture kept by another module is this photograph; `name` is its file's there."""

    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=20)
    """The place that keeps it, as `photo_places` calls it."""
    name = models.CharField(max_length=100)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "name"], name="promotion_photonote_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.name}"


@personal_data(
    "said_by",
    "contact",
    "words",
    "answer",
    purpose="Answering whoever asks to be taken off a picture (RODO art. 7 ust. 3, 17 i 21)",
    keep_days=365,
    erase="who asked, their contact and words emptied a year after the answer",
    matter="photos",
    contacts=("contact",),
    since="answered_at",
    kept_by="promotion.forget_photos",
    held_by=("said_by",),
)
class TakeDown(models.Model):
    """That somebody asks to take a public picture down: they are on it, or their child is."""

    class State(models.TextChoices):
        WAITING = "waiting", _("czeka na odpowiedź")
        DONE = "done", _("zdjęcie zdjęte")
        KEPT = "kept", _("zdjęcie zostaje")

    DAYS = 7
    """In how many days the desk answers."""
    KEEP_DAYS = 365

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="take_downs")
    said_by = models.CharField(_("imię i nazwisko"), max_length=120, blank=True)
    contact = models.CharField(_("telefon albo e-mail"), max_length=254, blank=True)
    words = models.TextField(_("kogo widać i o co prosisz"), max_length=1000, blank=True)
    language = models.CharField(max_length=5, default="pl")
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.WEB)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    answer_by = models.DateField()
    state = models.CharField(max_length=7, choices=State, default=State.WAITING, editable=False)
    answer = models.TextField(_("odpowiedź"), max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("prośba o zdjęcie ze strony")
        verbose_name_plural = _("prośby o zdjęcie ze strony")
        ordering = ["answer_by", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values), name="promotion_takedown_channel_known"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", answered_at=None)
                | Q(state__in=("done", "kept"), answered_at__isnull=False),
                name="promotion_takedown_state_known",
            ),
        ]

    def __str__(self) -> str:
        return f"take-down {self.pk}"
