"""The desk's page of what is asked at sign-up."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from podworko.accounts.public import May, StaffRequest, needs
from podworko.activities import operations, policies
from podworko.activities.forms.desk_sessions import QuestionForm
from podworko.activities.views.desk_common import activity_of
from podworko.core.http import posted, status_of


@needs(May.EDIT_ACTIVITIES)
@never_cache
@require_http_methods(["GET", "POST"])
def questions(request: StaffRequest, slug: str) -> HttpResponse:
    """List the questions of an activity and take one more."""
    activity = activity_of(policies.editable_activities(request.user), slug)
    form = QuestionForm(posted(request))
    if form.is_valid():
        operations.ask_more(activity, form.asked(), actor=request.user)
        messages.success(request, _("Pytanie dodane. Zobaczą je osoby, które się zapiszą."))
        return redirect("activities:desk_questions", slug)
    context = {"activity": activity, "form": form, "questions": list(activity.questions.all())}
    return render(request, "activities/desk/questions.html", context, status=status_of(form))


@needs(May.EDIT_ACTIVITIES)
@never_cache
@require_http_methods(["GET", "POST"])
def question(request: StaffRequest, slug: str, number: int) -> HttpResponse:
    """Word a question anew."""
    activity = activity_of(policies.editable_activities(request.user), slug)
    asked = get_object_or_404(activity.questions, pk=number)
    form = QuestionForm(posted(request), instance=asked)
    if form.is_valid():
        operations.change_question(asked, form.asked(), actor=request.user)
        messages.success(request, _("Pytanie zmienione."))
        return redirect("activities:desk_questions", slug)
    context = {
        "activity": activity,
        "question": asked,
        "form": form,
        "answers": asked.answers.count(),
    }
    return render(request, "activities/desk/question.html", context, status=status_of(form))


@needs(May.EDIT_ACTIVITIES)
@require_POST
def remove_question(request: StaffRequest, slug: str, number: int) -> HttpResponse:
    """Stop asking."""
    activity = activity_of(policies.editable_activities(request.user), slug)
    operations.drop_question(get_object_or_404(activity.questions, pk=number), actor=request.user)
    messages.success(request, _("Pytanie usunięte razem z odpowiedziami."))
    return redirect("activities:desk_questions", slug)
