"""The parts that pages are built from. One tag, one template, one stylesheet.

`{% load ui %}`; every tag says in its docstring how it is written. The live page
`ui:styleguide` shows each of them in every state. The tags of `forms_ui.py`, `page_ui.py` and
`share_ui.py` come with it.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django import template
from django.db.models import Model
from django.forms.utils import flatatt
from django.template.defaultfilters import linebreaks_filter, linebreaksbr, truncatewords
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from podworko.core import phones
from podworko.core.languages import local_text
from podworko.ui import clauses, icons
from podworko.ui.templatetags import forms_ui, page_ui, share_ui
from podworko.ui.values import AccessFact, Chip, TabLink, TimelineEntry

register = template.Library()
register.tags.update(forms_ui.register.tags | page_ui.register.tags | share_ui.register.tags)

NOTICE_ICONS = {
    "info": "info",
    "success": "circle-check",
    "warning": "alert",
    "error": "circle-x",
}
BADGE_ICONS = {
    "free": "check",
    "few": "hourglass",
    "full": "users",
    "cancelled": "ban",
    "draft": "pencil",
    "info": "info",
    "done": "circle-check",
    "neutral": "circle-dashed",
}


@register.simple_tag
def icon(name: str, *, label: str = "", css: str = "") -> SafeString:
    """Draw an icon: `{% icon "calendar" %}`; with `label` it is an image with that name.

    An unknown name is an error.
    """
    role = format_html(' role="img" aria-label="{}"', label) if label else ' aria-hidden="true"'
    return format_html(
        '<svg class="icon{}"{} viewBox="0 0 24 24" width="24" height="24" fill="none"'
        ' stroke="currentColor" stroke-width="2" stroke-linecap="round"'
        ' stroke-linejoin="round" focusable="false">{}</svg>',
        f" {css}" if css else "",
        mark_safe(role),  # noqa: S308 - built above, label escaped
        mark_safe(icons.shapes(name)),  # noqa: S308 - our own files
    )


@register.filter
def phone(e164: str) -> str:
    """Show a telephone number as people read it: `{{ person.phone|phone }}`."""
    return phones.display(e164)


@register.filter
def in_sentence(day: str) -> str:
    """Show a day that follows other words: `{{ day|date:"l, j E"|in_sentence }}`.

    English alone begins weekdays with a capital there; Django gives them one in every language.
    """
    return day if get_language() == "en" else day[:1].lower() + day[1:]


@register.simple_block_tag
def notice(content: SafeString, *, tone: str = "info", title: str = "") -> str:
    """Show a short message: `{% notice tone="error" title="…" %}…{% endnotice %}`.

    Tones: info, success, warning, error. The tone is said in words to screen readers.
    """
    context = {"content": content, "tone": tone, "title": title, "icon": NOTICE_ICONS[tone]}
    return render_to_string("ui/notice.html", context)


@register.inclusion_tag("ui/_crisis.html")
def crisis(*, level: int = 2) -> dict[str, object]:
    """Say whom to call at once: `{% crisis %}`, or `{% crisis level=3 %}` for its heading.

    No form of ours is a way to call for help; every page with one shows this first.
    """
    return {"level": level}


@register.inclusion_tag("ui/clause.html")
def clause(form: str) -> dict[str, object]:
    """Draw what a form tells people of their data, with the way to all its versions."""
    return {"words": clauses.source.words(form), "url": clauses.source.url(form)}


@register.simple_block_tag
def button(content: SafeString, *, kind: str = "primary", icon: str = "", **extra: str) -> str:
    """Draw a button: `{% button kind="secondary" icon="check" name="go" %}…{% endbutton %}`.

    Kinds: primary, secondary, quiet, danger. Further arguments become attributes
    (`hx_post` is written `hx-post`); the type is submit unless said otherwise.
    """
    kind_of_button = extra.pop("type", "submit")
    context = _button(content, kind, icon, extra) | {"type": kind_of_button}
    return render_to_string("ui/button.html", context)


@register.simple_block_tag
def button_link(
    content: SafeString, href: str, *, kind: str = "primary", icon: str = "", **extra: str
) -> str:
    """Draw a link that looks like a button: `{% button_link url %}…{% endbutton_link %}`."""
    context = _button(content, kind, icon, {"href": href} | extra)
    return render_to_string("ui/button_link.html", context)


def _button(
    content: SafeString, kind: str, icon: str, attributes: dict[str, str]
) -> dict[str, object]:
    """Return what both kinds of button are drawn from."""
    named = {key.replace("_", "-"): value for key, value in attributes.items()}
    return {"content": content, "kind": kind, "icon": icon, "attributes": flatatt(named)}


@register.simple_block_tag
def card(content: SafeString, *, title: str, href: str = "", icon: str = "", level: int = 3) -> str:
    """Draw a card: `{% card title=pal.name href=url icon="home" level=2 %}…{% endcard %}`.

    With `href` the whole card is pressed through its title, one link for the keyboard.
    """
    context = {"content": content, "title": title, "href": href, "icon": icon, "level": level}
    return render_to_string("ui/card.html", context)


@register.inclusion_tag("ui/badge.html")
def badge(text: str, *, tone: str = "neutral", icon: str = "") -> dict[str, str]:
    """Show a state in a word, a shape and a colour: `{% badge "Odwołane" tone="cancelled" %}`.

    Tones: free, few, full (waiting list), cancelled, draft, info, done, neutral.
    """
    return {"text": text, "tone": tone, "icon": icon or BADGE_ICONS[tone]}


@register.inclusion_tag("ui/tag.html")
def tag(text: str, *, icon: str = "") -> dict[str, str]:
    """Show a plain label, such as an age group: `{% tag "Seniorzy" icon="users" %}`."""
    return {"text": text, "icon": icon}


@register.simple_block_tag
def summary_list(content: SafeString) -> str:
    """List names with values: `{% summary_list %}{% summary_row … %}{% endsummary_list %}`."""
    return format_html('<dl class="summary">{}</dl>', content)


@register.simple_block_tag
def summary_row(content: SafeString, name: str, *, href: str = "", action: str = "") -> str:
    """Give one value: `{% summary_row "Kiedy" href=edit action="Zmień" %}…{% endsummary_row %}`.

    The name goes into the link for screen readers, so that ten “Zmień” differ.
    """
    context = {"content": content, "name": name, "href": href, "action": action}
    return render_to_string("ui/summary_row.html", context)


@register.simple_block_tag
def empty_state(content: SafeString, *, title: str, icon: str = "inbox", level: int = 2) -> str:
    """Say that there is nothing yet and what to do: `{% empty_state title="…" %}…`."""
    context = {"content": content, "title": title, "icon": icon, "level": level}
    return render_to_string("ui/empty_state.html", context)


@register.inclusion_tag("ui/date_block.html")
def date_block(moment: date | datetime, *, css: str = "") -> dict[str, object]:
    """Draw a day as a leaf torn off a calendar: `{% date_block session.starts_at %}`.

    A moment is shown as the day it is in the time zone of the city.
    """
    day = timezone.localtime(moment).date() if isinstance(moment, datetime) else moment
    return {"day": day, "css": css}


@register.inclusion_tag("ui/tabs_nav.html")
def tabs_nav(tabs: Iterable[TabLink], *, label: str) -> dict[str, object]:
    """Link the views of one thing: `{% tabs_nav tabs label="Widok kalendarza" %}`."""
    return {"tabs": tabs, "label": label}


@register.inclusion_tag("ui/steps.html")
def steps(*labels: str, current: int) -> dict[str, object]:
    """Show where one is in a task: `{% steps "Termin" "Osoba" "Koniec" current=2 %}`."""
    return {"steps": [_step(label, number, current) for number, label in enumerate(labels, 1)]}


def _step(label: str, number: int, current: int) -> dict[str, object]:
    state = "done" if number < current else "now" if number == current else "later"
    return {"label": label, "number": number, "state": state}


@register.inclusion_tag("ui/access_facts.html")
def access_facts(facts: Iterable[AccessFact]) -> dict[str, object]:
    """List what is known of access to a place: `{% access_facts facts %}`."""
    return {"facts": facts}


@register.inclusion_tag("ui/progress.html")
def progress(taken: int, capacity: int) -> dict[str, object]:
    """Show how many places are taken, in words too: `{% progress 9 12 %}`."""
    return {"taken": taken, "capacity": capacity, "is_full": taken >= capacity}


@register.inclusion_tag("ui/timeline.html")
def timeline(entries: Iterable[TimelineEntry]) -> dict[str, object]:
    """List what happened, in the order given: `{% timeline entries %}`."""
    return {"entries": entries}


@register.inclusion_tag("ui/stat.html")
def stat(number: str | int, label: str, *, note: str = "") -> dict[str, object]:
    """Show one number that matters, within `<dl class="stats">`: `{% stat 128 "osób" %}`."""
    return {"number": number, "label": label, "note": note}


@register.simple_block_tag
def filter_bar(
    content: SafeString,
    *,
    chips: Iterable[Chip] = (),
    clear: str = "",
    label: str = "",
    is_open: bool = False,
) -> str:
    """Wrap filter fields in a GET form: `{% filter_bar chips=chips clear=url %}…`.

    Folded away until asked for, without script; what is on stands below as removable chips.
    """
    context = {"content": content, "chips": list(chips), "clear": clear, "label": label}
    return render_to_string("ui/filter_bar.html", context | {"is_open": is_open})


@register.simple_block_tag
def fold(content: SafeString, summary: str, *, is_open: bool = False) -> str:
    """Fold an answer away under its question: `{% fold "Co zabrać?" %}…{% endfold %}`."""
    context = {"content": content, "summary": summary, "is_open": is_open}
    return render_to_string("ui/fold.html", context)


@register.inclusion_tag("ui/share.html")
def share(url: str, *, title: str) -> dict[str, str]:
    """Offer to pass an absolute address on: `{% share url title=activity.name %}`.

    Without script it is a link by e-mail; with it, the phone's own sharing or a copy.
    """
    return {"url": url, "title": title}


@register.simple_tag
def local(row: Model, name: str, *, lines: bool = False, prose: bool = False, most: int = 0) -> str:
    """Write a field in the reader's language, or in Polish and marked so: `{% local row "name" %}`.

    With its `lines`, as paragraphs of `prose`, or no more than so many words of it.
    """
    text, language = local_text(row, name)
    told: str = truncatewords(text, most) if most else text
    part = "div" if prose else "span"
    if prose:
        told = linebreaks_filter(told)
    elif lines:
        told = linebreaksbr(told)
    if not text or language == get_language():
        return conditional_escape(told)
    return format_html('<{0} lang="{1}">{2}</{0}>', part, language, told)
