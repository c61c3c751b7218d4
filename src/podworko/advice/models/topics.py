"""What one may ask about, who answers it, what it is done for, and how often it happened."""

from typing import Self

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from podworko.accounts.public import ROLES, May
from podworko.core.privacy import personal_data
from podworko.planning.public import ThreadLink


def answering_roles() -> list[tuple[str, str]]:
    """Return the roles that may answer questions, by code and name."""
    return [(r.code, str(r.name)) for r in ROLES.values() if May.ANSWER_QUESTIONS in r.may]


class TopicQuerySet(models.QuerySet["Topic"]):
    def offered(self) -> Self:
        """Return those one may ask about now."""
        return self.filter(is_offered=True)


@personal_data(none="What one may ask about.")
class Topic(models.Model):
    """What questions, answers and talks are about; `role` alone reads and answers its questions."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("nazwa"), max_length=60)
    name_en = models.CharField(_("nazwa po angielsku"), max_length=60, blank=True)
    name_uk = models.CharField(_("nazwa po ukraińsku"), max_length=60, blank=True)
    hint = models.CharField(
        _("prostymi słowami"),
        max_length=160,
        help_text=_("O co można pytać. Na przykład: rachunki, zaległości, komornik."),
    )
    hint_en = models.CharField(_("prostymi słowami po angielsku"), max_length=160, blank=True)
    hint_uk = models.CharField(_("prostymi słowami po ukraińsku"), max_length=160, blank=True)
    role = models.CharField(
        _("kto odpowiada"),
        max_length=40,
        help_text=_("Tylko osoby z tą rolą czytają pytania z tego tematu."),
    )
    days = models.PositiveSmallIntegerField(_("odpowiedź w ile dni roboczych"), default=5)
    position = models.PositiveSmallIntegerField(_("kolejność"), default=100)
    is_offered = models.BooleanField(_("można o to pytać"), default=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("temat porad")
        verbose_name_plural = _("tematy porad")
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(days__gte=1, days__lte=60), name="advice_topic_days_sane"
            ),
            models.CheckConstraint(condition=~models.Q(role=""), name="advice_topic_has_role"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def local_name(self) -> str:
        """The name in the reader's language, or in Polish."""
        return getattr(self, f"name_{get_language()}", "") or self.name

    @property
    def local_hint(self) -> str:
        """The plain words in the reader's language, or in Polish."""
        return getattr(self, f"hint_{get_language()}", "") or self.hint

    @property
    def role_name(self) -> str:
        """Who answers, as people know the role."""
        return str(ROLES[self.role].name) if self.role in ROLES else self.role


@personal_data(none="What is done for which need.")
class AdviceLink(ThreadLink):
    """That advice on a topic in a PAL answers a need or serves a goal of it."""

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="thread")
    pal = models.ForeignKey("network.Pal", on_delete=models.PROTECT, related_name="+")

    class Meta(ThreadLink.Meta):
        verbose_name = _("na co odpowiadają porady")
        verbose_name_plural = _("na co odpowiadają porady")
        constraints = [
            *ThreadLink.Meta.constraints,
            *(
                models.UniqueConstraint(
                    fields=["topic", "pal", end], name=f"advice_link_{end}_once"
                )
                for end in ("need", "goal")
            ),
        ]


class What(models.TextChoices):
    """What of questions is counted, and stays when they are erased."""

    ASKED = "asked", _("zadane")
    ANSWERED = "answered", _("z odpowiedzią")
    IN_TIME = "in_time", _("z odpowiedzią w terminie")
    HELPED = "helped", _("pomogło")
    NOT_HELPED = "not_helped", _("nie pomogło")


@personal_data(none="Counts by topic, PAL and day.")
class Tally(models.Model):
    """How many questions of a topic in a PAL something happened to on a day."""

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="tallies")
    pal = models.ForeignKey(
        "network.Pal", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    on = models.DateField()
    what = models.CharField(max_length=10, choices=What)
    number = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "pal", "on", "what"],
                condition=models.Q(pal__isnull=False),
                name="advice_tally_once",
            ),
            models.UniqueConstraint(
                fields=["topic", "on", "what"],
                condition=models.Q(pal=None),
                name="advice_tally_once_network",
            ),
            models.CheckConstraint(
                condition=models.Q(what__in=What.values), name="advice_tally_what_known"
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=0), name="advice_tally_not_below_nought"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.number}"
