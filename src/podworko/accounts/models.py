"""Staff accounts and what they were granted."""

import uuid
from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import make_password
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from podworko.accounts.roles import ROLES
from podworko.core import times
from podworko.core.privacy import DELETE, OWN, personal_data


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        """Make an account; without a password it can only be entered by e-mail code."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def find_or_create(self, email: str, *, name: str) -> tuple["User", bool]:
        """Return the account of this e-mail, made if there is none, and whether it is new.

        Two who ask at once get the same account.
        """
        made = {"name": name, "password": make_password(None)}
        return self.get_or_create(email=email, defaults=made)


@personal_data(
    "email",
    "name",
    purpose="Sign-in of staff and the trail of what they did",
    keep_days=365 * 2,
    erase="anonymise two years after the last grant ended",
    matter="staff",
    end=OWN,
    kept_by="privacy.forget_users",
    held_by=("email",),
)
class User(AbstractBaseUser):
    """Somebody on the staff. Residents need no account."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("imię i nazwisko"), max_length=120)
    is_active = models.BooleanField(_("czynne"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("konto")
        verbose_name_plural = _("konta")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="accounts_user_one_per_email"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0]


class GrantQuerySet(models.QuerySet["Grant"]):
    def today(self) -> Self:
        """Return those in force now: a role begins and ends at midnight in Poland."""
        return self.not_over().filter(valid_from__lte=times.today())

    def not_over(self) -> Self:
        """Return those in force and those to come."""
        return self.filter(ended_at=None).filter(
            models.Q(valid_to=None) | models.Q(valid_to__gte=times.today())
        )


@personal_data(
    "user",
    "granted_by",
    "ended_by",
    "end_reason",
    purpose="Who may do what, since when, and why no longer",
    keep_days=365 * 2,
    erase="deleted with the account",
    matter="staff",
    since="ended_at",
    end=DELETE,
)
class Grant(models.Model):
    """A role given to a user for one PAL, or for the whole network when `pal` is empty.

    `valid_to` is the last day; `ended_at` is set when it was taken back before that.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(
        _("rola"), max_length=40, choices=[(code, role.name) for code, role in ROLES.items()]
    )
    pal = models.ForeignKey(
        "network.Pal", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    valid_from = models.DateField(_("od"), default=times.today)
    valid_to = models.DateField(_("do"), null=True, blank=True)
    granted_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    end_reason = models.CharField(
        _("dlaczego"), max_length=200, blank=True, default="", db_default=""
    )

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("nadana rola")
        verbose_name_plural = _("nadane role")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "pal"],
                condition=models.Q(ended_at=None),
                name="accounts_grant_once",
            ),
            # SQLite has no NULLS NOT DISTINCT, so the whole network has a rule of its own.
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=models.Q(pal=None, ended_at=None),
                name="accounts_grant_once_for_network",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
                name="accounts_grant_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role} in {self.pal_id or 'network'}"


@personal_data(
    "giver",
    "taker",
    "made_by",
    "note",
    purpose="Work goes on when somebody leaves",
    keep_days=365,
    erase="deleted with either account",
    matter="staff",
    since="made_at",
    end=DELETE,
)
class HandOver(models.Model):
    """What somebody had in hand went over to somebody else; the note is theirs to read."""

    giver = models.ForeignKey(User, on_delete=models.CASCADE, related_name="given_over")
    taker = models.ForeignKey(User, on_delete=models.CASCADE, related_name="taken_over")
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    note = models.TextField(_("co trzeba wiedzieć"), max_length=4000, blank=True)
    things = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(giver=models.F("taker")),
                name="accounts_handover_to_somebody_else",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver_id} to {self.taker_id}"
