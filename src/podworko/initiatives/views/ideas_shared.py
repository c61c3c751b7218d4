"""Pages of one initiative that its team and the desk have alike: whoever comes has what one clicks.

Each takes a `Way`: who acts, and how the pages beside are reached from where they are.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from django import forms
from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.http import answer_or_back, posted, put_on, status_of
from podworko.core.versions import ChangedMeanwhileError
from podworko.initiatives.forms.ideas_work import (
    CostForm,
    EditIdeaForm,
    MeansForm,
    PostForm,
    ReportForm,
    RouteForm,
    SettleForm,
    StepForm,
    TaskForm,
    WorkForm,
)
from podworko.initiatives.models import (
    Cost,
    Initiative,
    InitiativeMember,
    InitiativePost,
    InitiativeStep,
    InitiativeTask,
    Means,
    OwnWork,
)
from podworko.initiatives.operations import ideas, ideas_means, ideas_posts, ideas_work
from podworko.initiatives.printing import ideas_docx
from podworko.initiatives.printing.ideas import application
from podworko.initiatives.queries.ideas_board import desk_page, supporters
from podworko.ui import text_documents
from podworko.ui.typesetting import Document, pdf_answer

Saved: TypeAlias = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of lines of a plan: what it is made of and called."""

    model: type[Any]
    form: type[forms.ModelForm[Any]]
    new: str | Promise
    one: str | Promise


KINDS: dict[str, Kind] = {
    "krok": Kind(InitiativeStep, StepForm, gettext_lazy("Nowy krok"), gettext_lazy("Krok planu")),
    "praca": Kind(
        OwnWork, WorkForm, gettext_lazy("Nowa praca własna"), gettext_lazy("Praca własna")
    ),
    "koszt": Kind(
        Cost, CostForm, gettext_lazy("Nowa pozycja budżetu"), gettext_lazy("Pozycja budżetu")
    ),
    "zadanie": Kind(
        InitiativeTask, TaskForm, gettext_lazy("Nowe zadanie"), gettext_lazy("Zadanie")
    ),
}


@dataclass(frozen=True, slots=True)
class Way:
    """From where an initiative is worked on: by its team, or at the desk for it."""

    initiative: Initiative
    actor: audit.Actor
    prefix: str
    args: tuple[object, ...]
    member: InitiativeMember | None = None

    @property
    def base(self) -> str:
        return "base.html" if self.member else "desk_base.html"

    @property
    def is_desk(self) -> bool:
        return self.member is None

    def url(self, name: str = "", *more: object) -> str:
        """Return the address of a page of this initiative: "edit", "row"."""
        page = f"{self.prefix}_{name}" if name else self.prefix
        return reverse(f"initiatives:{page}", args=[*self.args, *more])

    @property
    def home(self) -> str:
        return self.url()


def edit(request: HttpRequest, way: Way) -> HttpResponse:
    """Change the words and the place; who saves second sees both versions."""
    form = EditIdeaForm(posted(request), instance=way.initiative)
    context: dict[str, object] = {"form": form}
    status = status_of(form) if form.is_bound and not form.is_valid() else 200
    if form.is_bound and form.is_valid():
        try:
            ideas.edit(form.instance, actor=way.actor, seen_version=form.seen_version)
        except ChangedMeanwhileError:
            current = Initiative.objects.select_related("pal").get(pk=way.initiative.pk)
            context["form"], context["differing"] = form.merged(current)
            context["is_late"], status = True, 409
        except DomainError as error:
            put_on(form, error)
            status = 422
        else:
            messages.success(request, _("Zapisane."))
            return redirect(way.home)
    return page_of(request, way, "initiatives/ideas/work/edit.html", context, status)


def add_row(request: HttpRequest, way: Way, kind: str) -> HttpResponse:
    """Add a line to the plan."""
    known = _kind(kind)
    row = known.model(initiative=way.initiative)
    return _row(request, way, known.form(posted(request), instance=row), title=str(known.new))


def change_row(request: HttpRequest, way: Way, kind: str, number: int) -> HttpResponse:
    """Change a line of the plan, or take it out."""
    known = _kind(kind)
    row = get_object_or_404(known.model, initiative=way.initiative, pk=number)
    if "drop" in request.POST:
        return _dropped(request, way, row)
    if "done" in request.POST and isinstance(row, InitiativeTask):
        is_done = row.done_on is None
        ideas_work.finish_task(row, is_done=is_done, actor=way.actor)
        messages.success(request, _("Zrobione!") if is_done else _("Wraca na listę."))
        return redirect(way.home)
    return _row(request, way, known.form(posted(request), instance=row), title=str(known.one))


def route(request: HttpRequest, way: Way) -> HttpResponse:
    """Choose where the means come from, and score oneself on the sheet of the city."""
    form = RouteForm(posted(request), initiative=way.initiative)
    is_saved = saved(
        form, lambda: ideas_work.choose_route(way.initiative, form.chosen(), actor=way.actor)
    )
    if is_saved:
        messages.success(request, _("Zapisane. Zobacz, czego jeszcze brakuje."))
        return redirect(way.url("route"))
    context = {"form": form, "page": desk_page(way.initiative)}
    return page_of(request, way, "initiatives/ideas/work/route.html", context, status_of(form))


def paper(request: HttpRequest, way: Way) -> HttpResponse:
    """Answer with a draft of the application as PDF, or (`?plik=docx`) as text to be mended."""
    document = application(desk_page(way.initiative), supporters(way.initiative))
    if request.GET.get("plik") == "docx":
        return _text_paper(document, way)
    if way.is_desk and not isinstance(way.actor, str):
        actor = way.actor
        audit.saw(way.initiative, actor=actor, purpose="initiative.paper")
        return answer_or_back(
            request,
            lambda: audit.printed_document(
                document, name="wniosek", about=way.initiative, actor=actor
            ),
            back=way.home,
        )
    return answer_or_back(request, lambda: pdf_answer(document, name="wniosek"), back=way.home)


def _text_paper(document: Document, way: Way) -> HttpResponse:
    if way.is_desk and not isinstance(way.actor, str):
        audit.saw(way.initiative, actor=way.actor, purpose="initiative.paper")
        audit.took_away(name="wniosek", about=way.initiative, actor=way.actor)
    answer = HttpResponse(ideas_docx.as_text_document(document), content_type=text_documents.MIME)
    answer["Content-Disposition"] = 'attachment; filename="wniosek.docx"'
    answer["Cache-Control"] = "no-store"
    return answer


def ask_means(request: HttpRequest, way: Way) -> HttpResponse:
    """Ask the PAL for a room, things, people, insurance or a little money."""
    form = MeansForm(posted(request), instance=Means(initiative=way.initiative))
    if saved(form, lambda: ideas_means.ask_means(form.instance, actor=way.actor)):
        day = form.instance.due_on
        told = _("Prośba wysłana. Odpowiemy najpóźniej: %(day)s.")
        messages.success(request, told % {"day": date_format(day, "l, j E")})
        return redirect(way.home)
    return page_of(
        request, way, "initiatives/ideas/work/means.html", {"form": form}, status_of(form)
    )


def settle(request: HttpRequest, way: Way, key: object) -> HttpResponse:
    """Say what money was spent on; or take a request back that nobody answered."""
    found = get_object_or_404(Means, initiative=way.initiative, public_id=key)
    if "withdraw" in request.POST:
        return _acted(
            request,
            way,
            lambda: ideas_means.withdraw_means(found, actor=way.actor),
            said=_("Prośba wycofana."),
        )
    if not found.is_money or found.state not in (Means.State.GRANTED, Means.State.SETTLED):
        raise Http404
    form = SettleForm(posted(request), means=found)
    if saved(form, lambda: ideas_means.settle_means(found, form.settlement(), actor=way.actor)):
        messages.success(request, _("Rozliczone. Oddajcie jeszcze rachunki do PAL."))
        return redirect(way.home)
    return page_of(
        request,
        way,
        "initiatives/ideas/work/settle.html",
        {"form": form, "means": found},
        status_of(form),
    )


def write_post(request: HttpRequest, way: Way) -> HttpResponse:
    """Write how it goes."""
    return _post(request, way, PostForm, InitiativePost(initiative=way.initiative))


def mend_post(request: HttpRequest, way: Way, key: object) -> HttpResponse:
    """Mend what came back; what is published stays as it was read."""
    rows = way.initiative.posts.exclude(state=InitiativePost.State.PUBLISHED)
    found = get_object_or_404(rows, public_id=key)
    is_report = found.kind == InitiativePost.Kind.REPORT
    return _post(request, way, ReportForm if is_report else PostForm, found)


def report(request: HttpRequest, way: Way) -> HttpResponse:
    """Tell what was done and what changed; once, then it is mended."""
    kind = InitiativePost.Kind.REPORT
    known = way.initiative.posts.filter(kind=kind).first()
    if known and known.state == InitiativePost.State.PUBLISHED:
        return redirect(way.initiative)
    return _post(
        request, way, ReportForm, known or InitiativePost(initiative=way.initiative, kind=kind)
    )


def _post(
    request: HttpRequest, way: Way, form_class: type[PostForm], post: InitiativePost
) -> HttpResponse:
    form = form_class(posted(request), request.FILES or None, instance=post)
    if saved(form, lambda: ideas_posts.write_post(form.instance, actor=way.actor)):
        is_out = form.instance.state == InitiativePost.State.PUBLISHED
        told = _("Opublikowane.") if is_out else _("Wysłane do sprawdzenia. Potem to pokażemy.")
        messages.success(request, told)
        return redirect(way.home)
    context = {"form": form, "is_report": form_class is ReportForm, "post": post}
    return page_of(request, way, "initiatives/ideas/work/post.html", context, status_of(form))


def _row(request: HttpRequest, way: Way, form: forms.ModelForm[Any], *, title: str) -> HttpResponse:
    if saved(form, lambda: ideas_work.save_row(form.instance, actor=way.actor)):
        messages.success(request, _("Zapisane."))
        return redirect(way.home)
    context = {"form": form, "title": title, "is_new": form.instance.pk is None}
    return page_of(request, way, "initiatives/ideas/work/row.html", context, status_of(form))


def _dropped(request: HttpRequest, way: Way, row: ideas_work.PlanRow) -> HttpResponse:
    return _acted(
        request,
        way,
        lambda: ideas_work.drop_row(row, actor=way.actor),
        said=_("Usunięte z planu."),
    )


def _acted(request: HttpRequest, way: Way, act: Saved, *, said: str) -> HttpResponse:
    try:
        act()
    except DomainError as error:
        messages.error(request, str(error.message))
    else:
        messages.success(request, said)
    return redirect(way.home)


def saved(form: BaseForm, save: Saved) -> bool:
    """Save a form that is right; put on it what stands in the way."""
    if not (form.is_bound and form.is_valid()):
        return False
    try:
        save()
    except DomainError as error:
        put_on(form, error)
        return False
    return True


def _kind(kind: str) -> Kind:
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


def page_of(
    request: HttpRequest, way: Way, template: str, context: dict[str, Any], status: int
) -> HttpResponse:
    """Draw a page of an initiative from where it is worked on."""
    more = {"way": way, "initiative": way.initiative, **context}
    return render(request, template, more, status=status)
