"""Residents as the whole network knows them: one card, no address, no PESEL."""

import uuid
from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from podworko.core.privacy import DELETE, OWN, STAY, personal_data


class Channel(models.TextChoices):
    """How something reached us; the same rights on each."""

    WEB = "web", _("strona")
    PHONE = "phone", _("telefon")
    DESK = "desk", _("biurko PAL")
    PAPER = "paper", _("papier")
    IMPORT = "import", _("import")
    API = "api", _("API")


class Prefers(models.TextChoices):
    """How a person wants to be told things; empty means the best we have."""

    EMAIL = "email", _("e-mailem")
    SMS = "sms", _("SMS-em")
    CALL = "call", _("telefonicznie")
    LETTER = "letter", _("listownie")


@personal_data(none="A household is a bare key; its people are on their own cards.")
class Household(models.Model):
    """People who take part together and share a contact."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"household {self.pk}"


class PersonQuerySet(models.QuerySet["Person"]):
    def current(self) -> Self:
        """Return cards of people we know: not made part of another, and not erased."""
        return self.filter(merged_into=None, erased_at=None)


@personal_data(
    "name",
    "folded_name",
    "birth_year",
    "email",
    "phone",
    purpose="Taking part in the PAL's programme (RODO art. 6 ust. 1 lit. e)",
    keep_days=730,
    erase="anonymise; counts stay",
    matter="programme",
    people=("pk",),
    contacts=("email", "phone"),
    end=OWN,
)
class Person(models.Model):
    """One resident's card. A year of birth is enough for age limits; nothing else is asked."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("imię i nazwisko"), max_length=120)
    folded_name = models.CharField(max_length=120, db_index=True, editable=False)
    birth_year = models.PositiveSmallIntegerField(_("rok urodzenia"), null=True, blank=True)
    email = models.EmailField(_("e-mail"), blank=True, db_index=True)
    phone = models.CharField(_("telefon"), max_length=16, blank=True, db_index=True)
    language = models.CharField(_("język"), max_length=5, default="pl")
    prefers = models.CharField(_("jak powiadamiać"), max_length=8, choices=Prefers, blank=True)
    household = models.ForeignKey(
        Household, on_delete=models.SET_NULL, null=True, blank=True, related_name="people"
    )
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.WEB)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("osoba")
        verbose_name_plural = _("osoby")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(birth_year=None)
                | models.Q(birth_year__gte=1900, birth_year__lte=2100),
                name="people_person_birth_year_plausible",
            ),
            models.CheckConstraint(
                condition=models.Q(channel__in=Channel.values),
                name="people_person_channel_known",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into=None)
                | models.Q(merged_into__lt=models.F("pk"))
                | models.Q(merged_into__gt=models.F("pk")),
                name="people_person_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:card", args=[self.public_id])

    @property
    def kept(self) -> "Person":
        """The card itself, or the one it became part of."""
        person = self
        while person.merged_into:
            person = person.merged_into
        return person

    @property
    def public_key(self) -> str:
        """The key of the card as it stands in addresses."""
        return str(self.public_id)


@personal_data(
    "kept",
    "gone",
    "before",
    purpose="Taking back a union of two cards that was a mistake",
    keep_days=30,
    erase="deleted with either card",
    matter="programme",
    people=("kept", "gone"),
    since="made_at",
    end=DELETE,
)
class Merge(models.Model):
    """Two cards made one: what moved from the one that is gone, so that it can go back.

    `moved` is {"activities.signup.person": [keys]}; `before` the fields of the kept card that
    were filled from the other, as they were.
    """

    kept = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="merges")
    gone = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    moved = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    made_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gone"],
                condition=models.Q(undone_at=None),
                name="people_merge_gone_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} into {self.kept_id}"


@personal_data(
    "one",
    "other",
    purpose="Not asking again whether two people of one name are one",
    keep_days=730,
    erase="deleted with either card",
    matter="programme",
    people=("one", "other"),
    end=DELETE,
)
class NotSame(models.Model):
    """Two cards of which somebody said that they are two people; `one` is the older."""

    one = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="people_notsame_once"),
            models.CheckConstraint(
                condition=models.Q(one__lt=models.F("other")), name="people_notsame_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} is not {self.other_id}"


@personal_data(
    "guardian",
    "child",
    purpose="A guardian acts and consents for a child under 16 (RODO art. 8)",
    keep_days=730,
    erase="deleted with either card",
    matter="programme",
    people=("guardian", "child"),
    end=DELETE,
)
class Guardianship(models.Model):
    """An adult who answers for a child."""

    guardian = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="wards")
    child = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="guardians")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["guardian", "child"], name="people_guardianship_once"),
            models.CheckConstraint(
                condition=~models.Q(guardian=models.F("child")),
                name="people_guardianship_of_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guardian_id} for {self.child_id}"


@personal_data(
    "person",
    purpose="Proof of what a person agreed to, and when (RODO art. 7 ust. 1)",
    keep_days=365 * 6,
    erase="kept until claims lapse, then deleted",
    matter="consents",
    people=("person",),
    since="withdrawn_at",
    end=DELETE,
    erasing=STAY,
)
class Consent(models.Model):
    """What a person agreed to: which text, which version, by which channel, until when."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    text = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    scope = models.CharField(max_length=80, blank=True)
    channel = models.CharField(max_length=8, choices=Channel)
    given_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("zgoda")
        verbose_name_plural = _("zgody")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "text", "version", "scope"],
                condition=models.Q(withdrawn_at=None),
                name="people_consent_one_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.text} {self.version}"
