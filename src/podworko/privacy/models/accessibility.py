"""The accessibility declaration, what is told of each PAL's access, and what people ask for."""

import uuid
from datetime import date
from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from podworko.core.privacy import personal_data
from podworko.network.public import Pal
from podworko.people.public import Channel
from podworko.privacy import clocks
from podworko.privacy.models.clocked import Clocked

ACCESS_SOON = 2
"""Days before the last one on which whoever answers for access is reminded."""
_HTTPS = RegexValidator(r"^https://", _("Adres ma zaczynać się od https://."))


@personal_data(none="What the site is like, and a unit to write to; never a person.")
class AccessStatement(models.Model):
    """An edition of the declaration (act of 4.04.2019, art. 10); the newest one holds."""

    class Conformity(models.TextChoices):
        FULL = "full", _("zgodna")
        PARTIAL = "partial", _("częściowo zgodna")
        NONE = "none", _("niezgodna")

    class Method(models.TextChoices):
        SELF = "self", _("samoocena")
        AUDIT = "audit", _("badanie przez inny podmiot")

    number = models.PositiveIntegerField(unique=True, editable=False)
    body = models.CharField(
        _("kto odpowiada za stronę"),
        max_length=200,
        help_text=_("Na przykład: Miejski Ośrodek Pomocy Społecznej w Miasteczku."),
    )
    conformity = models.CharField(_("stan strony"), max_length=7, choices=Conformity)
    not_conforming = models.TextField(
        _("co jest niedostępne"),
        max_length=4000,
        blank=True,
        help_text=_("Jedna rzecz w wierszu: co i do kiedy będzie poprawione."),
    )
    burden = models.TextField(
        _("czego nie poprawiamy, bo koszt byłby nadmierny"),
        max_length=4000,
        blank=True,
        help_text=_("Z wynikiem oceny, o której mówi art. 8 ustawy. Zwykle puste."),
    )
    exempt = models.TextField(
        _("co nie podlega ustawie"),
        max_length=4000,
        blank=True,
        help_text=_("Na przykład: mapa. Obok mapy zawsze jest lista z tymi samymi danymi."),
    )
    shortcuts = models.TextField(
        _("skróty klawiszowe"),
        max_length=1000,
        blank=True,
        help_text=_("Puste: na stronie działają zwykłe skróty przeglądarki."),
    )
    site_published_on = models.DateField(_("dzień publikacji strony"))
    site_changed_on = models.DateField(_("dzień ostatniej istotnej zmiany strony"))
    prepared_on = models.DateField(_("dzień sporządzenia deklaracji"))
    reviewed_on = models.DateField(_("dzień ostatniego przeglądu"), null=True, blank=True)
    method = models.CharField(_("na jakiej podstawie"), max_length=5, choices=Method)
    auditor = models.CharField(_("kto badał"), max_length=200, blank=True)
    contact = models.CharField(
        _("kto odpowiada na pytania"),
        max_length=200,
        help_text=_("Funkcja albo jednostka, na przykład: koordynator dostępności."),
    )
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("telefon"), max_length=16)
    interpreter = models.CharField(
        _("tłumacz języka migowego"),
        max_length=400,
        blank=True,
        help_text=_("Jak się z nim połączyć. Puste: napiszemy, że nie ma tłumacza online."),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("deklaracja dostępności")
        verbose_name_plural = _("deklaracje dostępności")
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(conformity="full") | Q(not_conforming="", burden=""),
                name="privacy_statement_full_lacks_nothing",
            ),
            models.CheckConstraint(
                condition=Q(conformity="full") | ~Q(not_conforming="", burden=""),
                name="privacy_statement_says_what_lacks",
            ),
            models.CheckConstraint(
                condition=~Q(method="audit") | ~Q(auditor=""),
                name="privacy_statement_audit_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(site_changed_on__gte=models.F("site_published_on")),
                name="privacy_statement_site_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_on=None) | Q(reviewed_on__gte=models.F("prepared_on")),
                name="privacy_statement_review_after",
            ),
        ]

    def __str__(self) -> str:
        return f"statement {self.number}"

    @property
    def looked_at_on(self) -> date:
        """The day on which somebody last saw to it that it is true."""
        return self.reviewed_on or self.prepared_on

    @property
    def review_by(self) -> date:
        """The day by which it is to be looked at again (31 March of each year)."""
        return clocks.review_by(self.looked_at_on)


@personal_data(none="A building and ways to talk; never a person.")
class PalAccess(models.Model):
    """What a PAL tells of its access beside the facts of its building.

    The act of 19.07.2019, art. 6, asks for what stands here.
    """

    pal = models.OneToOneField(Pal, on_delete=models.CASCADE, related_name="access")
    easy_text = models.TextField(
        _("tekst łatwy do czytania (ETR)"),
        max_length=4000,
        blank=True,
        help_text=_("Co to za miejsce i co można tu robić. Krótkie zdania, jedno w wierszu."),
    )
    easy_tested = models.CharField(
        _("kto sprawdził ten tekst"),
        max_length=200,
        blank=True,
        help_text=_("Na przykład: grupa z warsztatu terapii zajęciowej. Bez nazwisk."),
    )
    sign_video = models.URLField(
        _("film w polskim języku migowym (PJM)"),
        max_length=400,
        blank=True,
        validators=[_HTTPS],
        help_text=_("Adres strony z filmem. Otworzy się osobno."),
    )
    sign_words = models.TextField(_("o czym jest film"), max_length=1000, blank=True)
    layout = models.TextField(
        _("jak w środku trafić"),
        max_length=2000,
        blank=True,
        help_text=_("Korytarze, drzwi, oznaczenia, plan dotykowy, gdzie jest spokojne miejsce."),
    )
    evacuation = models.TextField(
        _("ewakuacja"),
        max_length=1000,
        blank=True,
        help_text=_("Jak pomagamy wyjść osobom, które same nie zejdą."),
    )
    talking = models.TextField(
        _("jak się porozumieć"),
        max_length=2000,
        blank=True,
        help_text=_("SMS, e-mail, tłumacz migowy i na kiedy go zamówić, pętla przenośna."),
    )
    checked_on = models.DateField(_("dzień sprawdzenia"), null=True, blank=True)

    class Meta:
        verbose_name = _("dostępność PAL")
        verbose_name_plural = _("dostępność PAL")

    def __str__(self) -> str:
        return f"access of {self.pal_id}"


class AccessRequestQuerySet(models.QuerySet["AccessRequest"]):
    def waiting(self) -> Self:
        """Return those that nobody answered yet, the most urgent first."""
        return self.filter(answered_at=None).order_by("due_on", "pk")


@personal_data(
    "name",
    "email",
    "phone",
    "barrier",
    "wish",
    "answer",
    "extended_why",
    purpose="Removing what keeps somebody out, and showing that it was answered in time",
    keep_days=365 * 2,
    erase="all words emptied two years after the answer",
    matter="access",
    contacts=("email", "phone"),
    since="answered_at",
)
class AccessRequest(Clocked, models.Model):
    """Somebody is kept out: from what, by what, and what they were told by when."""

    SOON_DAYS = ACCESS_SOON

    class Kind(models.TextChoices):
        DIGITAL = "digital", _("strony internetowej")
        BUILDING = "building", _("budynku")
        COMMUNICATION = "communication", _("porozumienia się z nami")

    class Outcome(models.TextChoices):
        DONE = "done", _("poprawione")
        OTHERWISE = "otherwise", _("dajemy inny sposób dostępu")
        REFUSED = "refused", _("odmowa")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("czego to dotyczy"), max_length=13, choices=Kind)
    pal = models.ForeignKey(
        Pal, on_delete=models.PROTECT, null=True, blank=True, related_name="access_requests",
        verbose_name=_("którego PAL"),
    )  # fmt: skip
    where = models.CharField(_("gdzie"), max_length=300, blank=True)
    barrier = models.TextField(_("co przeszkadza"), max_length=2000)
    wish = models.TextField(_("jak ma być"), max_length=2000, blank=True)
    name = models.CharField(_("imię i nazwisko"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telefon"), max_length=16, blank=True)
    language = models.CharField(max_length=5, default="pl")
    channel = models.CharField(_("jak przyszło"), max_length=8, choices=Channel)
    received_on = models.DateField(_("kiedy przyszło"))
    due_on = models.DateField()
    extended_why = models.CharField(_("dlaczego później"), max_length=600, blank=True)
    outcome = models.CharField(_("co postanowiono"), max_length=9, choices=Outcome, blank=True)
    answer = models.TextField(_("odpowiedź"), max_length=4000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AccessRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("wniosek o dostępność")
        verbose_name_plural = _("wnioski o dostępność")
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, outcome="")
                | (Q(answered_at__isnull=False) & ~Q(outcome="")),
                name="privacy_access_answer_decides",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gt=models.F("received_on")), name="privacy_access_due_after"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"access request {self.pk}"

    @property
    def latest_on(self) -> date:
        """The last day that may be promised at all."""
        return clocks.access_latest(self.received_on)
