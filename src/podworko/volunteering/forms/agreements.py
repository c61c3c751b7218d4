"""What coordinators type of agreements: terms, signatures, endings."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.accounts.public import Grant, User
from podworko.core import times
from podworko.network.public import Pal
from podworko.ui.editing import VersionedForm
from podworko.ui.forms import DateInput, DayField
from podworko.volunteering import law
from podworko.volunteering.beneficiaries import beneficiary_of
from podworko.volunteering.models import Agreement, Application, Beneficiary, Volunteer
from podworko.volunteering.operations import BENEFICIARY_FIELDS, Signed, Terms

HALF_A_YEAR = 180
LONGEST_DAYS = 366 * 3


class TermsForm(forms.Form):
    """What is agreed: scope, manner, place, time, and a way to end it (art. 44 ust. 1)."""

    scope = forms.CharField(
        label=gettext_lazy("Zakres: co będzie robić ta osoba"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    manner = forms.CharField(
        label=gettext_lazy("Sposób: jak i z kim"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    place = forms.CharField(label=gettext_lazy("Miejsce"), max_length=200)
    begins_on = DayField(label=gettext_lazy("Od dnia"))
    ends_on = DayField(label=gettext_lazy("Do dnia"))
    hours = forms.IntegerField(
        label=gettext_lazy("Najwyżej ile godzin w tygodniu"),
        required=False,
        min_value=1,
        max_value=60,
    )
    supervisor = forms.ModelChoiceField(
        User.objects.none(), label=gettext_lazy("Kto wprowadza i pomaga"), empty_label=None
    )
    notice_days = forms.IntegerField(
        label=gettext_lazy("Na ile dni wcześniej można je rozwiązać"),
        min_value=1,
        max_value=90,
        initial=7,
    )
    policy = forms.CharField(label=gettext_lazy("Numer polisy NNW"), required=False, max_length=60)
    is_waived = forms.BooleanField(
        label=gettext_lazy("Ta osoba rezygnuje ze zwrotu kosztów przejazdów"),
        required=False,
        help_text=gettext_lazy("Wydrukujemy osobną kartkę do podpisu (art. 45 ust. 4)."),
    )
    guardian_name = forms.CharField(
        label=gettext_lazy("Imię i nazwisko opiekuna"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Rodzic albo opiekun prawny osoby, która nie ma 18 lat."),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        volunteer: Volunteer,
        user: User,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial or first_terms(volunteer, user))
        self._volunteer = volunteer
        rows = User.objects.filter(grants__in=_grants_at(volunteer.pal), is_active=True)
        self.fields["supervisor"].queryset = rows.distinct()  # type: ignore[attr-defined]
        if not volunteer.is_minor_on(times.today()):
            del self.fields["guardian_name"]
        self._tell_figures()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        begins_on, ends_on = data.get("begins_on"), data.get("ends_on")
        if begins_on and ends_on and law.length_in_days(begins_on, ends_on) > LONGEST_DAYS:
            self.add_error("ends_on", _("Najwyżej trzy lata. Potem zawrzecie nowe."))
        if "guardian_name" in self.fields and not data.get("guardian_name"):
            self.add_error("guardian_name", _("Ta osoba nie ma 18 lat: wpisz opiekuna."))
        return data

    def _tell_figures(self) -> None:
        """Say how long the one who benefits insures, by the rules of today."""
        days = {"days": law.rules_on(times.today()).accident_policy_up_to_days}
        self.fields["ends_on"].help_text = (
            _(
                "Bez daty końca nie da się ubezpieczyć. Do %(days)s dni potrzebna jest polisa NNW,"
                " dłużej chroni ustawa."
            )
            % days
        )
        words = _("Tylko gdy porozumienie trwa najwyżej %(days)s dni (art. 46 ust. 3).")
        self.fields["policy"].help_text = words % days

    def terms(self) -> Terms:
        """Return what is agreed, once the form is valid."""
        data = dict(self.cleaned_data)
        return Terms(is_covered=not data.pop("is_waived"), **data)


class SignedForm(forms.Form):
    """Which papers were signed when, and where they lie: on paper, never a checkbox."""

    on = DayField(label=gettext_lazy("Porozumienie podpisane dnia"), required=False)
    kept_at = forms.CharField(
        label=gettext_lazy("Gdzie leży papier albo skan"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Na przykład: segregator 3, karta 14. Pliku tu nie wgrywamy."),
    )
    guardian_on = DayField(label=gettext_lazy("Zgoda opiekuna podpisana dnia"), required=False)
    waived_on = DayField(
        label=gettext_lazy("Rezygnacja ze zwrotu kosztów podpisana dnia"), required=False
    )

    def __init__(self, data: QueryDict | None = None, *, agreement: Agreement) -> None:
        held = {
            "on": agreement.signed_on,
            "kept_at": agreement.kept_at,
            "guardian_on": agreement.guardian_signed_on,
            "waived_on": agreement.waived_on,
        }
        super().__init__(data, initial=held)
        if not agreement.guardian_name:
            del self.fields["guardian_on"]
        if agreement.is_covered:
            del self.fields["waived_on"]

    def signed(self) -> Signed:
        """Return what was signed, once the form is valid."""
        return Signed(**self.cleaned_data)


class TerminateForm(forms.Form):
    """The last day, and why: what is read of it later."""

    ended_on = DayField(label=gettext_lazy("Z jakim dniem"))
    why = forms.CharField(
        label=gettext_lazy("Kto i dlaczego rozwiązuje"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class BeneficiaryForm(VersionedForm[Beneficiary]):
    """Whose name stands on the agreements of a PAL."""

    class Meta:
        model = Beneficiary
        fields = BENEFICIARY_FIELDS
        widgets = {"policy_until": DateInput()}

    def _version(self, row: Beneficiary) -> str:
        return super()._version(row) if row.pk else ""


def first_terms(volunteer: Volunteer, user: User) -> dict[str, Any]:
    """Return what an agreement begins with: half a year of what they applied for."""
    live = (Application.State.TAKEN, Application.State.INVITED, Application.State.WAITING)
    rows = volunteer.applications.filter(state__in=live).select_related("opportunity__place")
    opportunities = [each.opportunity for each in rows.order_by("pk")]
    today = times.today()
    places = {each.place.name for each in opportunities if each.place}
    return {
        "scope": "\n".join(each.title for each in opportunities),
        "place": ", ".join(sorted(places)) or volunteer.pal.name,
        "begins_on": today,
        "ends_on": today + timedelta(days=HALF_A_YEAR),
        "supervisor": user.pk,
        "notice_days": 7,
        "policy": beneficiary_of(volunteer.pal).policy,
    }


def terms_of(agreement: Agreement) -> dict[str, Any]:
    """Return an agreement as the form shows it, for a change of it."""
    names = ("scope", "manner", "place", "hours", "notice_days", "policy", "guardian_name")
    told = {name: getattr(agreement, name) for name in names}
    return {
        **told,
        "begins_on": max(times.today(), agreement.begins_on + timedelta(days=1)),
        "ends_on": agreement.ends_on,
        "supervisor": agreement.supervisor_id,
        "is_waived": not agreement.is_covered,
    }


def _grants_at(pal: Pal) -> Any:  # noqa: ANN401 - a queryset of grants
    return Grant.objects.today().filter(Q(pal=None) | Q(pal=pal))
