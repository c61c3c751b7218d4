"""What staff write of an activity, and what becomes of it when two write at once."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.accounts.public import User
from podworko.activities import policies
from podworko.activities.forms.desk_leaders import LedByField
from podworko.activities.kinds import admits_minors, is_for_minors, minors_why
from podworko.activities.models import Activity, Template
from podworko.network.public import WhereField, where_value
from podworko.ui.editing import Files, VersionedForm
from podworko.ui.photos import PhotoField

LANGUAGES = [
    ("pl", gettext_lazy("po polsku")),
    ("uk", gettext_lazy("po ukraińsku")),
    ("en", gettext_lazy("po angielsku")),
]
TRANSLATIONS = ("title_en", "summary_en", "title_uk", "summary_uk")
PHOTO = frozenset({"photo", "remove_photo"})


class ActivityForm(VersionedForm[Activity]):
    """The facts of an activity, its photograph and who leads it."""

    where = WhereField()
    led_by = LedByField()
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Języki zajęć"), choices=LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    photo = PhotoField()
    remove_photo = forms.BooleanField(label=gettext_lazy("Usuń obecne zdjęcie"), required=False)

    class Meta:
        model = Activity
        fields = [
            "pal",
            "title",
            "summary",
            "description",
            "kind",
            "audience",
            "age_min",
            "age_max",
            "includes_minors",
            "cost",
            "cost_note",
            "bring",
            "leaders",
            "organiser",
            "co_organisers",
            "sign_language",
            "easy_to_read",
            "quiet",
            "sign_up_mode",
            "rules",
            "need",
            "image_alt",
            *TRANSLATIONS,
        ]

    def __init__(
        self,
        data: QueryDict | None = None,
        files: Files | None = None,
        *,
        instance: Activity | None = None,
        user: User,
        template: Template | None = None,
    ) -> None:
        """Write an activity; a new one may begin with what a template says."""
        activity = instance or Activity(template=template)
        facts = template.facts if template else {}
        initial = _initial(activity) | facts
        if not activity.pk:
            # Nobody said yet: whom it is for tells, until somebody does.
            audience = str(initial.get("audience", activity.audience))
            initial["includes_minors"] = admits_minors(audience, facts.get("age_min"))
        super().__init__(data, files, instance=activity, initial=initial)
        self.user = user
        self._offer_pals(user)
        where = self.fields["where"]
        assert isinstance(where, WhereField)  # noqa: S101 - declared above
        where.load()
        led_by = self.fields["led_by"]
        assert isinstance(led_by, LedByField)  # noqa: S101 - declared above
        led_by.offer(user, besides=activity.led_by.all() if activity.pk else ())
        self._word()
        self._tell_of_minors()
        self._fix(activity.template)
        self.keep_what_was_seen()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        where = self.fields["where"]
        if isinstance(where, WhereField):
            self.instance.place, self.instance.room = where.pair(data.get("where", ""))
        self.instance.languages = " ".join(data.get("languages", ["pl"]))
        self._check_ages(data)
        self._check_minors(data)
        self._take_photo(data)
        return data

    def translations(self) -> list[forms.BoundField]:
        """Return the fields of other languages, folded away until wanted."""
        return [self[name] for name in TRANSLATIONS]

    @property
    def is_translated(self) -> bool:
        """Whether a translation is there or is wrong, so that the fold stands open."""
        return any(self[name].value() or self[name].errors for name in TRANSLATIONS)

    @property
    def unversioned(self) -> frozenset[str]:
        """Photographs have no value to compare; a new activity has none that others saw."""
        return PHOTO if self.instance.pk else frozenset(self.fields)

    def again(self, data: QueryDict | None, instance: Activity) -> "ActivityForm":
        # A form with files counts as sent: the one that only shows what is stored has none.
        files = None if data is None else self.files
        return ActivityForm(data, files, instance=instance, user=self.user)

    def _version(self, row: Activity) -> str:
        return str(row.version)

    def _offer_pals(self, user: User) -> None:
        field = self.fields["pal"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - a foreign key's field
        field.queryset = policies.editable_pals(user)
        pals = list(field.queryset[:2])
        if len(pals) == 1:
            field.initial = self.initial["pal"] = pals[0].pk
            field.widget = forms.HiddenInput()

    def _word(self) -> None:
        self.fields["summary"].help_text = _("Jedno zdanie na listę zajęć.")
        self.fields["leaders"].label = _("Co o prowadzących przeczytają mieszkańcy")
        self.fields["leaders"].help_text = _(
            "Role, nie nazwiska: instruktorka ceramiki. Puste: role zaznaczonych osób."
        )
        self.fields["sign_up_mode"].label = _("Jak się zapisać")
        self.fields["image_alt"].help_text = _(
            "Co widać? Dla osób, które nie zobaczą zdjęcia. Potrzebny, gdy jest zdjęcie."
        )
        for name in ("age_min", "age_max"):
            self.fields[name].widget.attrs["max"] = 120
        if self.instance.pk and self.instance.sessions.exists():
            self.fields["sign_up_mode"].disabled = True
            self.fields["sign_up_mode"].help_text = _(
                "Tego nie można zmienić, gdy są już spotkania: ktoś mógł się zapisać."
            )

    def _fix(self, template: Template | None) -> None:
        """Let nobody change here what the network says for all."""
        for name in template.fixed if template else ():
            self.fields[name].disabled = True
            self.fields[name].help_text = _("Ustala sieć we wzorze „%(name)s”.") % {
                "name": template.name if template else ""
            }

    def _tell_of_minors(self) -> None:
        """Say at the tick why it is there: often nobody at this form put it."""
        told = self.initial
        ages = told.get("age_min"), told.get("age_max")
        is_ticked = told.get("includes_minors")
        why = minors_why(str(told.get("audience", "")), *ages) if is_ticked else ""
        if why:
            field = self.fields["includes_minors"]
            words = _("Zaznaczone, bo: %(why)s.") % {"why": why}
            field.help_text = f"{field.help_text} {words}"

    def _check_ages(self, data: dict[str, Any]) -> None:
        low, high = data.get("age_min"), data.get("age_max")
        if low is not None and high is not None and high < low:
            self.add_error("age_max", _("„Wiek do” jest niższy niż „wiek od”."))

    def _check_minors(self, data: dict[str, Any]) -> None:
        """Let nobody untick what is for minors alone; have it ticked where it was not."""
        told = (data.get("audience", ""), data.get("age_min"), data.get("age_max"))
        if data.get("includes_minors") or not is_for_minors(*told):
            return
        if "includes_minors" in self.changed_data:
            self.add_error(
                "includes_minors", _("Zajęcia dla dzieci albo młodzieży zawsze są z nimi: zaznacz.")
            )
        else:
            data["includes_minors"] = True

    def _take_photo(self, data: dict[str, Any]) -> None:
        if data.get("photo"):
            self.instance.image = data["photo"]
        elif data.get("remove_photo"):
            self.instance.image = ""
        if self.instance.image and not data.get("image_alt"):
            self.add_error("image_alt", _("Opisz, co widać na zdjęciu."))


def _initial(activity: Activity) -> dict[str, object]:
    return {
        "where": where_value(activity.place_id, activity.room_id),
        "languages": activity.language_codes,
        "led_by": [leader.pk for leader in activity.led_by.all()] if activity.pk else [],
    }
