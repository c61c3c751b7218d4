"""The two trails at the desk: who changed what, and who looked at protected data.

For whoever guards the data (RODO art. 39): nothing can be changed here, and looking is
itself recorded.
"""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from podworko.accounts.models import User
from podworko.accounts.policies import needs
from podworko.accounts.public import StaffRequest
from podworko.accounts.roles import May
from podworko.audit import public as audit
from podworko.ui.forms import DateInput
from podworko.ui.values import TabLink

USER = "accounts.user:"
# The calendar's own ends have no midnight before or after them.
DAYS = [MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2999, 12, 31))]


class TrailForm(forms.Form):
    """What to look for; a wrong filter is left out rather than an error page."""

    kto = forms.ChoiceField(label=gettext_lazy("Kto"), required=False)
    zdarzenie = forms.ChoiceField(label=gettext_lazy("Co"), required=False)
    co = forms.CharField(
        label=gettext_lazy("Kod (początek)"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Na przykład: person."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    czego = forms.CharField(
        label=gettext_lazy("Czego dotyczy"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("Kod rzeczy, na przykład: people.person:7"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    od = forms.DateField(
        label=gettext_lazy("Od dnia"), required=False, widget=DateInput, validators=DAYS
    )
    do = forms.DateField(
        label=gettext_lazy("Do dnia"), required=False, widget=DateInput, validators=DAYS
    )

    def __init__(self, data: QueryDict, *, words: audit.Words) -> None:
        super().__init__(data)
        self.fields["zdarzenie"].choices = [  # type: ignore[attr-defined]
            ("", _("wszystko")),
            *words.choices(),
        ]
        names = User.objects.order_by("name").values_list("pk", "name")
        self.fields["kto"].choices = [  # type: ignore[attr-defined]
            ("", _("wszyscy")),
            *((f"{USER}{key}", name) for key, name in names),
            (audit.SYSTEM, _("system")),
            (audit.RESIDENT, _("osoby bez konta")),
        ]

    def wanted(self) -> audit.Wanted:
        """Return what was asked for, leaving out what could not be understood."""
        self.is_valid()
        data = self.cleaned_data
        return audit.Wanted(
            actor=data.get("kto", ""),
            what=data.get("co", "").strip(),
            code=data.get("zdarzenie", ""),
            target=data.get("czego", "").strip(),
            since=data.get("od"),
            until=data.get("do"),
        )


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A line of a trail with the name of who did it, and its codes in words.

    `what`, `thing` and `channel` are "" where nobody tells the words.
    """

    at: datetime
    who: str
    what: str
    thing: str
    channel: str
    row: audit.TrailRow


@needs(May.SEE_AUDIT)
@never_cache
@require_safe
def trail(request: StaffRequest) -> HttpResponse:
    """Show a page of a trail, or give it as a file."""
    is_looks = request.GET.get("slad") == "wglady"
    read = audit.looks if is_looks else audit.changes
    words = audit.look_words if is_looks else audit.change_words
    form = TrailForm(request.GET, words=words)
    wanted = form.wanted()
    audit.saw(request.user, actor=request.user, purpose="desk.trail")
    if audit.wanted_format(request):
        all_shown = _shown(read(wanted, limit=audit.MOST), words=words)
        return _file(request, all_shown, name="wglady" if is_looks else "zmiany")
    rows = read(wanted, before=_number(request.GET.get("przed", "")), limit=audit.PER_PAGE + 1)
    shown = _shown(rows[: audit.PER_PAGE], words=words)
    older = shown[-1].row.key if len(rows) > audit.PER_PAGE else None
    context = {
        "rows": shown,
        "form": form,
        "tabs": _tabs(request.GET, is_looks=is_looks),
        "is_looks": is_looks,
        "is_first": "przed" not in request.GET,
        "older": _query(request.GET, przed=str(older)) if older else "",
        "xlsx": _query(request.GET, plik="xlsx"),
        "csv": _query(request.GET, plik="csv"),
    }
    return render(request, "desk/trail.html", context)


def _shown(rows: list[audit.TrailRow], *, words: audit.Words) -> list[ShownRow]:
    """Put words to the codes and names to the staff among the actors, in one query."""
    keys = {row.actor.removeprefix(USER) for row in rows if row.actor.startswith(USER)}
    names = dict(User.objects.filter(pk__in=keys).values_list("pk", "name"))
    by_label = {f"{USER}{key}": name for key, name in names.items()}
    by_label |= {audit.SYSTEM: _("system"), audit.RESIDENT: _("osoba bez konta")}
    return [
        ShownRow(
            at=row.at,
            who=by_label.get(row.actor) or audit.thing_words(row.actor) or row.actor,
            what=words.of(row.what),
            thing=audit.thing_words(row.target),
            channel=str(audit.channel_words.get(row.channel, row.channel)),
            row=row,
        )
        for row in rows
    ]


def _file(request: StaffRequest, rows: list[ShownRow], *, name: str) -> HttpResponse:
    """Give a trail as a file: the words for whoever reads, the codes for whoever counts."""
    return audit.table_file(
        name=name,
        headings=[
            _("Kiedy"),
            _("Kto"),
            _("Co"),
            _("Kod"),
            _("Czego dotyczy"),
            _("Kod rzeczy"),
            _("Droga"),
            _("Więcej"),
        ],
        rows=[_cells(shown) for shown in rows],
        as_format=audit.wanted_format(request),
        about=request.user,
        actor=request.user,
    )


def _cells(shown: ShownRow) -> list[str | datetime]:
    row = shown.row
    what, thing = shown.what or row.what, shown.thing or row.target
    return [row.at, shown.who, what, row.what, thing, row.target, shown.channel, row.details]


def _tabs(query: QueryDict, *, is_looks: bool) -> list[TabLink]:
    return [
        TabLink(
            label=_("Zmiany"),
            href=_query(query, slad="zmiany", zdarzenie=""),
            is_current=not is_looks,
            icon="history",
        ),
        TabLink(
            label=_("Wglądy"),
            href=_query(query, slad="wglady", zdarzenie=""),
            is_current=is_looks,
            icon="eye",
        ),
    ]


def _query(query: QueryDict, **changes: str) -> str:
    kept = {name: query[name] for name in query if name not in ("przed", "plik")} | changes
    return "?" + urlencode({name: value for name, value in kept.items() if value})


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None  # noqa: PLR2004 - digits of a key
