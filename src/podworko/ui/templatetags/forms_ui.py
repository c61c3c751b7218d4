"""The parts of forms: a field with all that belongs to it, and what went wrong, on top."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from podworko.ui.values import Differing

register = template.Library()


@dataclass(frozen=True, kw_only=True)
class FieldError:
    """One thing to mend: in which field and with what id; both "" for the form as a whole."""

    target: str = ""
    label: str = ""
    message: str


@register.inclusion_tag("ui/field.html")
def field(bound: BoundField, *, is_inline: bool = False) -> dict[str, object]:
    """Draw a field with its label, hint and errors tied to it: `{% field form.name %}`.

    Works for every widget; `is_inline` sets short choices side by side. Fields that may
    be left empty say so; the others are required.
    """
    is_single = isinstance(bound.field.widget, CheckboxInput)
    return {
        "field": bound,
        "is_single": is_single,
        "is_inline": is_inline,
        "is_optional": not bound.field.required and not is_single,
    }


@register.inclusion_tag("ui/form_errors.html")
def form_errors(form: BaseForm) -> dict[str, object]:
    """Say on top of a page what is to be mended, with links: `{% form_errors form %}`.

    Draws nothing while there is nothing to mend.
    """
    general = [FieldError(message=str(text)) for text in form.non_field_errors()]
    visible = [entry for bound in form.visible_fields() for entry in _errors(bound)]
    hidden = [
        FieldError(message=str(text)) for bound in form.hidden_fields() for text in bound.errors
    ]
    return {"errors": general + hidden + visible}


@register.inclusion_tag("ui/conflict.html")
def conflict(differing: Iterable[Differing]) -> dict[str, object]:
    """Say that another saved meanwhile, and show both versions: `{% conflict differing %}`."""
    return {"differing": list(differing)}


@register.simple_block_tag
def fieldset(content: SafeString, legend: str, *, hint: str = "") -> str:
    """Group fields under a heading: `{% fieldset "Kontakt" hint="…" %}…{% endfieldset %}`."""
    context = {"content": content, "legend": legend, "hint": hint}
    return render_to_string("ui/fieldset.html", context)


def _errors(bound: BoundField) -> list[FieldError]:
    target, label = _target(bound), str(bound.label)
    return [FieldError(target=target, label=label, message=str(text)) for text in bound.errors]


def _target(bound: BoundField) -> str:
    """Return the id of the first control, which for a group of choices is its first one."""
    return bound.id_for_label or f"{bound.auto_id}_0"
