"""Who follows a PAL from elsewhere, what they were told, and what is on its way to them."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from podworko.core.fields import SealedField
from podworko.core.privacy import OWN, personal_data

MOST_URI = 500


@personal_data(none="A PAL's own name and key in the Fediverse.")
class Account(models.Model):
    """Under which name a PAL, or the network, is followed; the private key is in the vault."""

    pal = models.OneToOneField("network.Pal", on_delete=models.PROTECT, null=True, related_name="+")
    name = models.SlugField(max_length=80, unique=True)
    private_key = SealedField()
    public_key = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("konto w Fediwersum")
        verbose_name_plural = _("konta w Fediwersum")

    def __str__(self) -> str:
        return self.name


@personal_data(
    "uri",
    "inbox",
    "shared_inbox",
    purpose="Sending news to who asked for them from another server (RODO art. 6 ust. 1 lit. a)",
    erase="deleted when they stop following, or their server says that they are gone",
    matter="news",
    end=OWN,
)
class Follower(models.Model):
    """Somebody on another server who asked to be told; nothing but addresses is kept of them."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="followers")
    uri = models.URLField(max_length=MOST_URI)
    inbox = models.URLField(max_length=MOST_URI)
    shared_inbox = models.URLField(max_length=MOST_URI, blank=True)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("obserwujący")
        verbose_name_plural = _("obserwujący")
        constraints = [
            models.UniqueConstraint(
                fields=["account", "uri"], name="opendata_follower_once_per_account"
            )
        ]

    def __str__(self) -> str:
        return f"follower {self.pk}"

    @property
    def best_inbox(self) -> str:
        """Where to send: one letter for a whole server where it takes that."""
        return self.shared_inbox or self.inbox


@personal_data(none="Which public session was told, and in which words.")
class Announced(models.Model):
    """What followers were told of a session, so that they are told once, and again on a change."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="announced")
    session_id = models.UUIDField()
    digest = models.CharField(max_length=64)
    is_gone = models.BooleanField(default=False)
    told_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        verbose_name = _("wydarzenie podane dalej")
        verbose_name_plural = _("wydarzenia podane dalej")
        constraints = [
            models.UniqueConstraint(
                fields=["account", "session_id"], name="opendata_announced_once_per_session"
            )
        ]

    def __str__(self) -> str:
        return f"announced {self.session_id}"


@personal_data(
    "inbox",
    "body",
    purpose="Handing over what somebody on another server asked to be told (as a follower's)",
    keep_days=3,
    erase="deleted when it is taken or given up",
    matter="news",
    end=OWN,
    kept_by="opendata.deliver",
)
class Sending(models.Model):
    """One letter to one inbox, until it is taken or given up."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="sendings")
    inbox = models.URLField(max_length=MOST_URI)
    body = models.TextField()
    due_at = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("wysyłka do innego serwera")
        verbose_name_plural = _("wysyłki do innych serwerów")
        constraints = [
            models.CheckConstraint(condition=Q(tries__lte=20), name="opendata_sending_tries_end")
        ]

    def __str__(self) -> str:
        return f"sending {self.pk}"
