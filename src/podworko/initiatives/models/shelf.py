"""The lending shelf: things neighbours and the PAL lend, and who has them from when to when."""

import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from podworko.core import times
from podworko.core.privacy import DELETE, OWN, personal_data
from podworko.people.public import Channel


class ThingQuerySet(models.QuerySet["Thing"]):
    def public(self) -> Self:
        """Return the things that residents may borrow."""
        return self.filter(state=Thing.State.SHOWN)

    def waiting(self) -> Self:
        """Return what neighbours offered and nobody looked at yet."""
        return self.filter(state=Thing.State.HIDDEN, checked_at=None)


@personal_data(
    "shown_name",
    "owner",
    "photo",
    "photo_alt",
    "answer",
    purpose="Letting neighbours lend things to one another (RODO art. 6 ust. 1 lit. e)",
    keep_days=365,
    erase="owner, name, answer and photograph emptied a year after the thing is withdrawn",
    matter="neighbours",
    people=("owner",),
    since="withdrawn_on",
    kept_by="initiatives.keep_shelf",
    erasing=OWN,
)
class Thing(models.Model):
    """Something that may be borrowed, free of charge: of the PAL, or of a neighbour."""

    class Category(models.TextChoices):
        TOOLS = "tools", _("narzędzia")
        KITCHEN = "kitchen", _("kuchnia")
        SPORT = "sport", _("sport i wypoczynek")
        GARDEN = "garden", _("ogród")
        PLAY = "play", _("książki i gry")
        PAL = "pal", _("sprzęt PAL")
        OTHER = "other", _("inne")

    class Condition(models.TextChoices):
        NEW = "new", _("jak nowe")
        GOOD = "good", _("dobry, widać używanie")
        WORN = "worn", _("mocno używane, ale działa")

    class State(models.TextChoices):
        SHOWN = "shown", _("można pożyczać")
        HIDDEN = "hidden", _("na razie nie widać")
        WITHDRAWN = "withdrawn", _("wycofane")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pal = models.ForeignKey(
        "network.Pal", on_delete=models.PROTECT, related_name="things", verbose_name="PAL"
    )
    owner = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="things"
    )
    """None for what belongs to the PAL."""
    shown_name = models.CharField(
        _("imię, które pokażemy"),
        max_length=40,
        blank=True,
        help_text=_("Samo imię. Nazwiska, telefonu i adresu nikomu nie pokazujemy."),
    )
    title = models.CharField(
        _("co to jest"), max_length=120, help_text=_("Na przykład: wiertarka udarowa.")
    )
    words = models.TextField(
        _("kilka słów"),
        max_length=2000,
        blank=True,
        help_text=_("Co jest w zestawie, do czego się nadaje."),
    )
    category = models.CharField(_("rodzaj"), max_length=7, choices=Category)
    photo = models.ImageField(_("zdjęcie"), upload_to="shelf/", blank=True)
    photo_alt = models.CharField(
        _("co jest na zdjęciu"),
        max_length=200,
        blank=True,
        help_text=_("Dla osób, które go nie widzą."),
    )
    condition = models.CharField(_("stan"), max_length=4, choices=Condition, default=Condition.GOOD)
    collecting = models.CharField(
        _("jak odebrać i oddać"),
        max_length=300,
        help_text=_("Najlepiej w PAL, w godzinach otwarcia. Nie wpisuj adresu mieszkania."),
    )
    longest_days = models.PositiveSmallIntegerField(_("najdłużej na ile dni"), default=7)
    with_instruction = models.BooleanField(
        _("przy odbiorze pokazujemy, jak tego używać"), default=False
    )
    needs_adult = models.BooleanField(_("tylko dla osób pełnoletnich"), default=False)
    state = models.CharField(max_length=9, choices=State, default=State.HIDDEN)
    due_on = models.DateField(_("obejrzymy do"), null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True, editable=False)
    answer = models.CharField(_("słowa do osoby, która pożycza"), max_length=500, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ThingQuerySet.as_manager()

    class Meta:
        verbose_name = _("rzecz do pożyczenia")
        verbose_name_plural = _("rzeczy do pożyczenia")
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(category__in=("tools", "kitchen", "sport", "garden", "play"))
                | Q(category__in=("pal", "other")),
                name="initiatives_thing_category_known",
            ),
            models.CheckConstraint(
                condition=Q(condition__in=("new", "good", "worn")),
                name="initiatives_thing_condition_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("shown", "hidden")) & Q(withdrawn_on=None)
                | Q(state="withdrawn", withdrawn_on__isnull=False),
                name="initiatives_thing_state_known",
            ),
            models.CheckConstraint(
                condition=Q(longest_days__gte=1, longest_days__lte=30),
                name="initiatives_thing_days_sane",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="initiatives_thing_has_a_title"),
            models.CheckConstraint(
                condition=Q(owner=None) | ~Q(shown_name=""),
                name="initiatives_thing_neighbour_has_a_name",
            ),
            models.CheckConstraint(
                condition=Q(photo="") | ~Q(photo_alt=""),
                name="initiatives_thing_photo_described",
            ),
            models.CheckConstraint(
                condition=~Q(state="shown") | Q(checked_at__isnull=False),
                name="initiatives_thing_shown_after_a_look",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("initiatives:thing", args=[self.public_id])

    @property
    def is_shown(self) -> bool:
        return self.state == self.State.SHOWN

    @property
    def is_of_pal(self) -> bool:
        return self.owner_id is None


class LoanQuerySet(models.QuerySet["Loan"]):
    def asked(self) -> Self:
        """Return those nobody answered yet."""
        return self.filter(state=Loan.State.ASKED)

    def live(self) -> Self:
        """Return those asked for, agreed, or out."""
        return self.filter(state__in=LIVE)

    def overdue(self) -> Self:
        """Return those out after their last day."""
        return self.filter(state=Loan.State.OUT, last_on__lt=times.today())


@personal_data(
    "borrower",
    "words",
    "answer",
    "out_words",
    "out_by",
    "back_words",
    "back_by",
    "damage",
    purpose="Knowing who has a thing and when it comes back (RODO art. 6 ust. 1 lit. e)",
    keep_days=365,
    erase="borrower, words and names emptied a year after the return; the days stay",
    matter="neighbours",
    people=("borrower",),
    since="back_at",
    kept_by="initiatives.keep_shelf",
    tells=(
        "thing__title",
        "first_on",
        "last_on",
    ),
    held_by=("thing__owner",),
)
class Loan(models.Model):
    """That somebody has, or asks for, a thing from a day to a day, both included."""

    class State(models.TextChoices):
        ASKED = "asked", _("czeka na odpowiedź")
        AGREED = "agreed", _("umówione")
        OUT = "out", _("wydane")
        BACK = "back", _("oddane")
        DECLINED = "declined", _("tym razem nie")
        CANCELLED = "cancelled", _("odwołane")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    thing = models.ForeignKey(Thing, on_delete=models.PROTECT, related_name="loans")
    borrower = models.ForeignKey(
        "people.Person", on_delete=models.SET_NULL, null=True, related_name="loans"
    )
    first_on = models.DateField(_("od dnia"))
    last_on = models.DateField(_("do dnia"))
    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.WEB)
    words = models.CharField(_("do czego jest potrzebne"), max_length=500, blank=True)
    due_on = models.DateField(_("odpowiedź do"))
    answer = models.CharField(_("odpowiedź"), max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    out_at = models.DateTimeField(null=True, blank=True, editable=False)
    out_words = models.CharField(_("stan przy wydaniu"), max_length=500, blank=True)
    out_by = models.CharField(_("wydaje"), max_length=120, blank=True)
    back_at = models.DateTimeField(null=True, blank=True, editable=False)
    back_words = models.CharField(_("stan przy zwrocie"), max_length=500, blank=True)
    back_by = models.CharField(_("przyjmuje"), max_length=120, blank=True)
    damage = models.CharField(_("co się zepsuło albo zginęło"), max_length=500, blank=True)
    out_reminded_on = models.DateField(null=True, blank=True, editable=False)
    back_reminded_on = models.DateField(null=True, blank=True, editable=False)
    overdue_step = models.PositiveSmallIntegerField(default=0, editable=False)
    """How many of the three reminders of what is late were sent."""
    created_at = models.DateTimeField(auto_now_add=True)

    objects = LoanQuerySet.as_manager()

    class Meta:
        verbose_name = _("pożyczenie")
        verbose_name_plural = _("pożyczenia")
        ordering = ["first_on", "pk"]
        indexes = [models.Index(fields=["state", "last_on"], name="initiatives_loan_state_last")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("asked", "agreed", "out"))
                | Q(state__in=("back", "declined", "cancelled")),
                name="initiatives_loan_state_known",
            ),
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")), name="initiatives_loan_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", answered_at=None)
                | (~Q(state="asked") & Q(answered_at__isnull=False)),
                name="initiatives_loan_answered_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("out", "back"), out_at__isnull=False)
                | (~Q(state__in=("out", "back")) & Q(out_at=None)),
                name="initiatives_loan_out_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state="back", back_at__isnull=False)
                | (~Q(state="back") & Q(back_at=None)),
                name="initiatives_loan_back_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(overdue_step__lte=3), name="initiatives_loan_three_steps"
            ),
            models.UniqueConstraint(
                fields=["thing", "borrower"],
                condition=Q(state="asked"),
                name="initiatives_loan_waits_once",
            ),
            models.UniqueConstraint(
                fields=["thing"], condition=Q(state="out"), name="initiatives_loan_out_once"
            ),
        ]

    def __str__(self) -> str:
        return f"loan {self.pk} of {self.thing_id}"

    @property
    def is_overdue(self) -> bool:
        """Whether it is out after its last day."""
        return self.state == self.State.OUT and self.last_on < times.today()

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def borrower_first_name(self) -> str:
        """How the other side calls the borrower: a first name and no more."""
        return self.borrower.name.split()[0] if self.borrower else ""

    @property
    def days_late(self) -> int:
        """How many days after its last one it is still out; 0 for what is not late."""
        return (times.today() - self.last_on).days if self.is_overdue else 0


LIVE = (Loan.State.ASKED, Loan.State.AGREED, Loan.State.OUT)


@personal_data(none="A day on which a thing is with somebody; nobody is named.")
class LoanDay(models.Model):
    """One day that a thing is promised or out: a thing is with one borrower a day.

    A row for each day, and not a range, so that both databases refuse a second one.
    """

    thing = models.ForeignKey(Thing, on_delete=models.CASCADE, related_name="taken_days")
    loan = models.ForeignKey(Loan, on_delete=models.CASCADE, related_name="held_days")
    day = models.DateField()

    class Meta:
        verbose_name = _("zajęty dzień")
        verbose_name_plural = _("zajęte dni")
        constraints = [
            models.UniqueConstraint(fields=["thing", "day"], name="initiatives_loanday_taken_once")
        ]

    def __str__(self) -> str:
        return f"{self.thing_id} on {self.day}"


@personal_data(
    "words",
    purpose="Letting two neighbours agree on a loan without addresses (RODO art. 6 ust. 1 lit. e)",
    keep_days=365,
    erase="deleted a year after the loan",
    matter="neighbours",
    people=("loan__borrower", "loan__thing__owner"),
    end=DELETE,
    kept_by="initiatives.keep_shelf",
    since="loan__back_at",
)
class LoanNote(models.Model):
    """What one side of a loan writes to the other; it is passed on without any contact."""

    loan = models.ForeignKey(Loan, on_delete=models.CASCADE, related_name="notes")
    from_lender = models.BooleanField()
    words = models.CharField(_("wiadomość"), max_length=1000)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("wiadomość o pożyczeniu")
        verbose_name_plural = _("wiadomości o pożyczeniu")
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="initiatives_loannote_has_words")
        ]

    def __str__(self) -> str:
        return f"note {self.pk} on loan {self.loan_id}"
