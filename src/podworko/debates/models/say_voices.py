"""What people say in a public consultation, who agrees, and what became of it."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from podworko.core.geo import Point
from podworko.core.privacy import personal_data
from podworko.core.views import INNER
from podworko.debates.models.say import Hearing, Paragraph

KEEP_DAYS = 90
MOST_WORDS = 10_000


def attachment_path(_voice: "Voice", name: str) -> str:
    """Return where a file is kept: nobody reaches it but through our own page."""
    return f"{INNER}say/{uuid.uuid4().hex}.{name.rpartition('.')[2]}"


class VoiceQuerySet(models.QuerySet["Voice"]):
    def checked(self) -> Self:
        """Return those of whom it is known that somebody stands behind them."""
        return self.filter(checked_at__isnull=False)

    def waiting(self) -> Self:
        """Return those the team has to read."""
        return self.checked().filter(state=Voice.State.WAITING)

    def shown(self) -> Self:
        return self.filter(state=Voice.State.SHOWN)

    def appealed(self) -> Self:
        """Return those hidden ones whose author asks for another look."""
        return self.filter(state=Voice.State.HIDDEN, appeal_by=None).exclude(appeal="")


@personal_data(
    "first_name",
    "email",
    "phone",
    "letter_to",
    "who",
    "words",
    purpose="Telling each person what was done with their voice (RODO art. 6 ust. 1 lit. e)",
    keep_days=KEEP_DAYS,
    erase="name and contact are emptied, their digests become marks by chance; the words stay",
    matter="say",
    contacts=("email", "phone"),
    kept_by="debates.erase_voices",
    empties=("first_name", "email", "phone", "letter_to"),
    marks=("who",),
)
class Voice(models.Model):
    """One thing somebody said, by whichever way, and the answer to it."""

    class About(models.TextChoices):
        PARAGRAPH = "paragraph", _("akapit dokumentu")
        IDEA = "idea", _("pomysł na mapie")
        DEBATE = "debate", _("rozmowa")

    class Way(models.TextChoices):
        WEB = "web", _("ze strony")
        PAPER = "paper", _("na papierze")
        EVENT = "event", _("na spotkaniu")
        PHONE = "phone", _("telefonicznie")
        DESK = "desk", _("osobiście w PAL")

    class State(models.TextChoices):
        WAITING = "waiting", _("czeka na przeczytanie")
        SHOWN = "shown", _("na stronie")
        HIDDEN = "hidden", _("ukryty")
        WITHDRAWN = "withdrawn", _("wycofany")

    class Rule(models.TextChoices):
        """Why a voice may be hidden; nothing else is a reason."""

        OFFENDS = "offends", _("obraża albo grozi")
        NAMES = "names", _("podaje czyjeś nazwisko, adres albo sprawy prywatne")
        SELLS = "sells", _("jest reklamą")
        OFF_TOPIC = "off_topic", _("dotyczy innej sprawy")
        UNLAWFUL = "unlawful", _("łamie prawo")

    class Outcome(models.TextChoices):
        TAKEN = "taken", _("uwzględniony")
        PARTLY = "partly", _("uwzględniony częściowo")
        NOT = "not", _("nieuwzględniony")
        OTHER = "other", _("dotyczy innej sprawy, przekazany dalej")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="voices")
    about = models.CharField(max_length=9, choices=About)
    paragraph = models.ForeignKey(
        Paragraph, on_delete=models.PROTECT, null=True, blank=True, related_name="voices"
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replies"
    )
    where = models.CharField(_("gdzie"), max_length=160, blank=True)
    lat = models.FloatField(null=True, editable=False)
    lon = models.FloatField(null=True, editable=False)
    words = models.TextField(_("głos"), max_length=MOST_WORDS, blank=True)
    words_key = models.CharField(max_length=64, editable=False)
    attachment = models.FileField(upload_to=attachment_path, blank=True)
    first_name = models.CharField(_("imię"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telefon"), max_length=20, blank=True)
    letter_to = models.CharField(_("adres do listu"), max_length=200, blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="pl")
    who = models.CharField(max_length=64, blank=True, editable=False)
    code_key = models.CharField(max_length=64, blank=True, editable=False)
    channel = models.CharField(max_length=5, choices=Way, default=Way.WEB)
    sheet = models.CharField(_("numer kartki"), max_length=20, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    sent_at = models.DateTimeField(auto_now_add=True)
    checked_at = models.DateTimeField(null=True, editable=False)
    moderated_at = models.DateTimeField(null=True, editable=False)
    rule = models.CharField(_("która zasada"), max_length=9, choices=Rule, blank=True)
    rule_words = models.CharField(_("dlaczego ukryty"), max_length=300, blank=True)
    hidden_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    appeal = models.CharField(_("odwołanie"), max_length=1000, blank=True)
    appeal_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    appeal_answer = models.CharField(_("odpowiedź na odwołanie"), max_length=500, blank=True)
    outcome = models.CharField(_("co z nim zrobiliśmy"), max_length=6, choices=Outcome, blank=True)
    answer = models.TextField(_("odpowiedź"), max_length=2000, blank=True)

    objects = VoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("głos w konsultacjach")
        verbose_name_plural = _("głosy w konsultacjach")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["hearing", "state"], name="debates_voice_by_state"),
            models.Index(fields=["who"], name="debates_voice_by_who"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    channel__in=("web", "paper", "event", "phone", "desk"),
                    state__in=("waiting", "shown", "hidden", "withdrawn"),
                    rule__in=("", "offends", "names", "sells", "off_topic", "unlawful"),
                    outcome__in=("", "taken", "partly", "not", "other"),
                ),
                name="debates_voice_words_known",
            ),
            models.CheckConstraint(
                condition=Q(about="paragraph", paragraph__isnull=False, lat=None, lon=None)
                | Q(
                    about="idea",
                    paragraph=None,
                    lat__isnull=False,
                    lon__isnull=False,
                    lat__range=(-90, 90),
                    lon__range=(-180, 180),
                )
                | Q(about="debate", paragraph=None, lat=None, lon=None)
                | Q(about="idea", paragraph=None, lat=None, lon=None, state="withdrawn"),
                name="debates_voice_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | Q(about="debate"), name="debates_voice_replies_in_debate"
            ),
            models.CheckConstraint(
                condition=~Q(words="") | Q(state="withdrawn"), name="debates_voice_has_words"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("shown", "hidden"))
                | Q(checked_at__isnull=False, moderated_at__isnull=False),
                name="debates_voice_shown_is_checked",
            ),
            models.CheckConstraint(
                condition=~Q(state="hidden") | (~Q(rule="") & Q(hidden_by__isnull=False)),
                name="debates_voice_hidden_by_a_rule",
            ),
            models.CheckConstraint(
                condition=Q(appeal_by=None)
                | (
                    ~Q(appeal="")
                    & ~Q(appeal_answer="")
                    & Q(hidden_by__isnull=False)
                    & (Q(appeal_by__lt=F("hidden_by")) | Q(appeal_by__gt=F("hidden_by")))
                ),
                name="debates_voice_appeal_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", answer="") | (~Q(outcome="") & ~Q(answer="")),
                name="debates_voice_outcome_in_words",
            ),
            models.UniqueConstraint(
                fields=["hearing", "sheet"],
                condition=~Q(sheet=""),
                name="debates_voice_sheet_once",
            ),
            models.UniqueConstraint(
                fields=["code_key"], condition=~Q(code_key=""), name="debates_voice_code_once"
            ),
        ]

    def __str__(self) -> str:
        return f"voice {self.pk}"

    @property
    def point(self) -> Point | None:
        return None if self.lat is None or self.lon is None else Point(self.lat, self.lon)

    @property
    def has_contact(self) -> bool:
        """Whether an answer reaches whoever said it."""
        return bool(self.email or self.phone or self.letter_to)

    @property
    def is_photo(self) -> bool:
        return str(self.attachment.name or "").endswith(".jpg")

    @property
    def may_appeal(self) -> bool:
        return self.state == self.State.HIDDEN and not self.appeal


@personal_data(none="A digest of a contact and one hearing: it names nobody.")
class Agreement(models.Model):
    """Somebody thinks the same, once for each checked contact; the digest goes with the voices'."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="agreements")
    who = models.CharField(max_length=64)
    checked_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("myślę tak samo")
        verbose_name_plural = _("myślę tak samo")
        constraints = [
            models.UniqueConstraint(fields=["voice", "who"], name="debates_agreement_once"),
        ]

    def __str__(self) -> str:
        return f"agreement {self.pk}"
