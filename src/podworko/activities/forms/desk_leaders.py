"""Who leads: a choice among the leaders of one's PALs."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from podworko.accounts.public import User
from podworko.network.public import Leader, leaders_for


class LedByField(forms.ModelMultipleChoiceField[Leader]):
    """Leaders who work today, and those who lead it already; nobody is a choice too."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Django's face
        super().__init__(
            Leader.objects.none(),
            label=_("Kto prowadzi"),
            widget=forms.CheckboxSelectMultiple,
            required=False,
            help_text=_("Widzi to tylko zespół. Nikt nie może prowadzić dwóch rzeczy naraz."),
            **options,
        )

    def offer(self, user: User, *, besides: Iterable[Leader] = ()) -> None:
        """Offer the leaders of the user's PALs, and those who lead it already."""
        keys = [leader.pk for leader in besides]
        offered = leaders_for(user).values("pk")
        self.queryset = Leader.objects.filter(pk__in=offered) | Leader.objects.filter(pk__in=keys)

    def chosen(self, keys: Iterable[str | int]) -> tuple[Leader, ...]:
        """Return the offered leaders with these keys."""
        offered = self.queryset
        return tuple(offered.filter(pk__in=keys)) if offered is not None else ()

    def label_from_instance(self, obj: Model) -> str:
        return f"{obj.name}, {obj.role}" if isinstance(obj, Leader) else str(obj)


def led_by_of(form: forms.BaseForm) -> tuple[Leader, ...]:
    """Return the leaders chosen on a form that was checked."""
    return tuple(form.cleaned_data.get("led_by") or ())
