"""The desk's pages of topics, and of what advice on them is given for."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.advice import operations, policies
from podworko.advice.forms.desk import HandForm, TieForm, TopicForm
from podworko.advice.models import Topic
from podworko.advice.queries import Unheld, unheld_questions
from podworko.core.errors import DomainError
from podworko.core.http import posted, put_on, status_of
from podworko.core.versions import ChangedMeanwhileError


@needs(May.EDIT_ANSWERS)
@never_cache
@require_safe
def topics(request: StaffRequest) -> HttpResponse:
    """List what one may ask about, and who answers."""
    _check(request)
    context = {"topics": list(Topic.objects.all()), "unheld": unheld_questions()}
    return render(request, "advice/desk/topics.html", context)


@needs(May.EDIT_ANSWERS)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """Add a topic."""
    _check(request)
    return _edited(request, Topic())


@needs(May.EDIT_ANSWERS)
@never_cache
@require_http_methods(["GET", "POST"])
def topic(request: StaffRequest, slug: str) -> HttpResponse:
    """Change a topic; who saves second sees both versions."""
    _check(request)
    return _edited(request, get_object_or_404(Topic, slug=slug))


@needs(May.EDIT_ANSWERS)
@never_cache
@require_http_methods(["GET", "POST"])
def hand(request: StaffRequest, slug: str, pal: str = "") -> HttpResponse:
    """Hand questions that nobody reads over to another topic; not a word of them is shown."""
    _check(request)
    row = _unheld(slug, pal)
    takers = policies.topics_that_take(request.user, row.topic, row.pal.pk if row.pal else None)
    form = HandForm(posted(request), topics=takers)
    if form.is_valid():
        to = form.cleaned_data["topic"]
        try:
            number = operations.hand_unheld(row.topic, pal=row.pal, to=to, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _handed_words(number))
            return redirect("advice:desk_topics")
    return render(
        request, "advice/desk/hand.html", {"form": form, "row": row}, status=status_of(form)
    )


@needs(May.EDIT_ANSWERS)
@never_cache
@require_http_methods(["GET", "POST"])
def ties(request: StaffRequest) -> HttpResponse:
    """Say which need or goal advice on a topic answers."""
    form = TieForm(posted(request), pals=policies.tied_pals(request.user))
    if form.is_valid():
        try:
            operations.tie(form.tie(), actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Powiązane."))
            return redirect("advice:desk_ties")
    context = {
        "form": form,
        "links": list(policies.tied_links(request.user).order_by("topic", "pk")),
    }
    return render(request, "advice/desk/ties.html", context, status=status_of(form))


@needs(May.EDIT_ANSWERS)
@require_POST
def untie(request: StaffRequest, number: int) -> HttpResponse:
    """Take one tie away."""
    operations.untie(
        get_object_or_404(policies.tied_links(request.user), pk=number), actor=request.user
    )
    messages.success(request, _("Już nie powiązane."))
    return redirect("advice:desk_ties")


def _check(request: StaffRequest) -> None:
    if not policies.may_edit_topics(request.user):
        raise Http404


def _unheld(slug: str, pal: str) -> Unheld:
    wanted = (slug, pal)
    for row in unheld_questions():
        if (row.topic.slug, row.pal.slug if row.pal else "") == wanted:
            return row
    raise Http404


def _handed_words(number: int) -> str:
    words = ngettext("Przekazane: %(n)s pytanie.", "Przekazane: %(n)s pytań.", number)
    return words % {"n": number}


def _edited(request: StaffRequest, topic: Topic) -> HttpResponse:
    form = TopicForm(posted(request), instance=topic)
    context: dict[str, object] = {"form": form, "topic": topic if topic.pk else None}
    status = status_of(form)
    if form.is_valid():
        try:
            operations.save_topic(form.instance, actor=request.user, seen_version=form.seen_version)
        except ChangedMeanwhileError:
            context["form"], context["differing"] = form.merged(Topic.objects.get(pk=topic.pk))
            context["is_late"], status = True, 409
        except DomainError as error:
            put_on(form, error)
            status = 422
        else:
            messages.success(request, _("Zapisane."))
            return redirect("advice:desk_topics")
    return render(request, "advice/desk/topic.html", context, status=status)
