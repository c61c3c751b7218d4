"""Leaders: who leads classes and other meetings, and where."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from podworko.core import times
from podworko.core.privacy import personal_data


class LeaderQuerySet(models.QuerySet["Leader"]):
    def working(self) -> Self:
        """Return those who lead today."""
        return self.filter(models.Q(ends_on=None) | models.Q(ends_on__gte=times.today()))

    def within(self, pal_ids: frozenset[int] | None) -> Self:
        """Return those who lead in these PALs; None means the whole network.

        Who is tied to no PAL leads in all of them.
        """
        if pal_ids is None:
            return self
        return self.filter(models.Q(pals__in=pal_ids) | models.Q(pals=None)).distinct()


@personal_data(
    "name",
    "phone",
    "email",
    purpose="Who leads what, and whom to call when plans change",
    keep_days=365 * 2,
    erase="anonymise two years after the last day",
    matter="staff",
    contacts=("email", "phone"),
    since="ends_on",
)
class Leader(models.Model):
    """Somebody who leads: an instructor, one of the staff, a partner's expert, a volunteer.

    The desk knows the name and how to reach them; residents read the role alone, unless the
    leader wishes to be named.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("imię i nazwisko"), max_length=120)
    role = models.CharField(
        _("rola"), max_length=80, help_text=_("To czytają mieszkańcy: instruktorka ceramiki.")
    )
    is_named = models.BooleanField(
        _("podpisywać imieniem i nazwiskiem"),
        default=False,
        help_text=_("Tylko gdy ta osoba się zgodziła."),
    )
    phone = models.CharField(_("telefon"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(
        _("w jakim języku pisać"), max_length=2, choices=settings.LANGUAGES, default="pl"
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="leader",
        verbose_name=_("konto"),
    )
    pals = models.ManyToManyField(
        "network.Pal",
        blank=True,
        related_name="leaders",
        verbose_name=_("w których PAL"),
        help_text=_("Nic nie zaznaczysz: w całej sieci."),
    )
    ends_on = models.DateField(
        _("prowadzi do dnia"), null=True, blank=True, help_text=_("Puste: bez końca.")
    )

    objects = LeaderQuerySet.as_manager()

    class Meta:
        verbose_name = _("osoba prowadząca")
        verbose_name_plural = _("osoby prowadzące")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="network_leader_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def public_words(self) -> str:
        """What residents read of them."""
        return f"{self.name}, {self.role}" if self.is_named else self.role

    @property
    def has_ended(self) -> bool:
        return self.ends_on is not None and self.ends_on < times.today()
