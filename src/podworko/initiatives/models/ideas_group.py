"""What a team has between its members: talks with a digest, files, classes of its own."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from podworko.core.privacy import DELETE, OWN, personal_data
from podworko.core.views import INNER
from podworko.initiatives.models.ideas import Initiative
from podworko.initiatives.models.ideas_people import InitiativeMember


@personal_data(
    "title",
    purpose="Residents doing something together (RODO art. 6 ust. 1 lit. e)",
    keep_days=365,
    erase="deleted with its messages a year after the initiative ended",
    matter="initiatives",
    end=OWN,
    kept_by="initiatives.erase_old_ideas",
)
class GroupTalk(models.Model):
    """One matter that a team talks over."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="talks")
    title = models.CharField(_("o czym"), max_length=120)
    last_at = models.DateTimeField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("rozmowa zespołu")
        verbose_name_plural = _("rozmowy zespołu")
        ordering = ["-last_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="initiatives_grouptalk_has_title"),
        ]

    def __str__(self) -> str:
        return self.title


@personal_data(
    "words",
    "member",
    "hidden_why",
    purpose="Residents doing something together (RODO art. 6 ust. 1 lit. e)",
    keep_days=365,
    erase="deleted a year after the initiative ended",
    matter="initiatives",
    people=("member__person",),
    end=DELETE,
    kept_by="initiatives.erase_old_ideas",
    since="talk__initiative__since",
    ended={"talk__initiative__state__in": ("told", "withdrawn", "declined")},
)
class GroupMessage(models.Model):
    """What one of the team, or who accompanies them, said; `member` is empty for the PAL."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    talk = models.ForeignKey(GroupTalk, on_delete=models.CASCADE, related_name="messages")
    member = models.ForeignKey(
        InitiativeMember,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="group_messages",
    )
    is_of_pal = models.BooleanField(default=False)
    words = models.TextField(_("wiadomość"), max_length=4000)
    hidden_why = models.CharField(_("dlaczego ukryta"), max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("wiadomość w zespole")
        verbose_name_plural = _("wiadomości w zespole")
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words=""), name="initiatives_groupmessage_has_words"
            ),
            models.CheckConstraint(
                condition=Q(is_of_pal=False) | Q(member=None),
                name="initiatives_groupmessage_of_one_side",
            ),
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"


@personal_data(none="How often somebody wants to be written to; who they are is on their part.")
class GroupDigest(models.Model):
    """How often one of the team wants to read by e-mail what the others said."""

    class Rhythm(models.TextChoices):
        DAILY = "daily", _("codziennie, jeśli ktoś coś napisał")
        WEEKLY = "weekly", _("raz w tygodniu")
        NEVER = "never", _("wcale: zajrzę tutaj")

    member = models.OneToOneField(InitiativeMember, on_delete=models.CASCADE, related_name="digest")
    rhythm = models.CharField(
        _("jak często pisać"), max_length=6, choices=Rhythm, default=Rhythm.WEEKLY
    )
    told_until = models.DateTimeField()

    class Meta:
        verbose_name = _("skrót rozmów")
        verbose_name_plural = _("skróty rozmów")
        constraints = [
            models.CheckConstraint(
                condition=Q(rhythm__in=("daily", "weekly", "never")),
                name="initiatives_groupdigest_rhythm_known",
            ),
        ]

    def __str__(self) -> str:
        return f"digest of {self.member_id}"


def _file_path(row: "GroupFile", name: str) -> str:
    """Return where a file lies: under a key by chance, where no public address leads."""
    del name
    return f"{INNER}initiatives/{row.public_id}.{row.kind}"


@personal_data(
    "file",
    "name",
    "member",
    purpose="Residents doing something together (RODO art. 6 ust. 1 lit. e)",
    keep_days=365,
    erase="deleted a year after the initiative ended",
    matter="initiatives",
    people=("member__person",),
    end=DELETE,
    kept_by="initiatives.erase_old_ideas",
    since="initiative__since",
    ended={"initiative__state__in": ("told", "withdrawn", "declined")},
)
class GroupFile(models.Model):
    """A file that a team shares; nobody else opens it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="files")
    member = models.ForeignKey(
        InitiativeMember,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="group_files",
    )
    name = models.CharField(_("nazwa pliku"), max_length=120)
    kind = models.CharField(max_length=4)
    size = models.PositiveIntegerField(_("wielkość"))
    file = models.FileField(upload_to=_file_path, max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("plik zespołu")
        verbose_name_plural = _("pliki zespołu")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=("pdf", "jpg", "png", "docx", "xlsx", "odt", "ods")),
                name="initiatives_groupfile_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@personal_data(none="Which class of the programme a team proposed.")
class InitiativeActivity(models.Model):
    """That an activity of the programme is of an initiative; the PAL publishes it."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="own_classes")
    activity = models.OneToOneField(
        "activities.Activity", on_delete=models.CASCADE, related_name="of_initiative"
    )

    class Meta:
        verbose_name = _("zajęcia inicjatywy")
        verbose_name_plural = _("zajęcia inicjatyw")

    def __str__(self) -> str:
        return f"{self.activity_id} of {self.initiative_id}"
