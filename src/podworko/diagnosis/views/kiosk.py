"""A survey on a tablet: one person after another answers by themselves, and nothing of them stays.

The device holds one cookie that opens these pages and nothing else; whoever started it was
signed out of it. A second cookie names the visit that goes on: it ends with the thanks and with
every look at the start, so a page of an earlier person, sent again, leads to the start.
"""

import uuid
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from podworko.audit.public import RESIDENT
from podworko.core.errors import DomainError
from podworko.core.http import posted, put_on
from podworko.diagnosis import limits, operations, place_grid
from podworko.diagnosis.drafting import language_name
from podworko.diagnosis.forms.survey_answers import AnswerForm
from podworko.diagnosis.models import Kiosk, Response, Survey
from podworko.diagnosis.operations import Arrival
from podworko.diagnosis.queries import surveys as queries
from podworko.diagnosis.queries.fieldwork import kiosk_of
from podworko.diagnosis.questionnaire import Questionnaire
from podworko.diagnosis.views import stepping
from podworko.diagnosis.wording import said

COOKIE = "kiosk"
VISIT = "kiosk_visit"
FORGETS_AFTER = 180
"""Seconds after which answers leave the screen where no script counts from the last touch."""
THANKS_FOR = 20
KioskView = Callable[[HttpRequest, Kiosk], HttpResponse]


def at_kiosk(view: KioskView) -> Callable[[HttpRequest], HttpResponse]:
    """Let in only a device whose tablet runs; any other is told that it does not (404)."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        kiosk = kiosk_of(request.COOKIES.get(COOKIE, ""))
        if kiosk is None:
            return render(request, "diagnosis/kiosk/off.html", _back(), status=404)
        return view(request, kiosk)

    return guarded


@login_not_required
@never_cache
@require_safe
@at_kiosk
def start(request: HttpRequest, kiosk: Kiosk) -> HttpResponse:
    """Greet whoever comes next, in each language of the survey; what was before is over."""
    ways = [_way(kiosk.survey, code) for code in kiosk.survey.languages]
    response = _page(request, kiosk, "diagnosis/kiosk/start.html", {"ways": ways})
    response.delete_cookie(VISIT)
    return response


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
@at_kiosk
def questions(request: HttpRequest, kiosk: Kiosk) -> HttpResponse:
    """Ask question by question; the answers so far travel in the page and are kept nowhere."""
    number = request.POST.get("wydanie", "")
    whole = queries.asked_questionnaire(kiosk.survey, number=number)
    visit = request.COOKIES.get(VISIT, "")
    if whole is None or (request.method == "POST" and not _is_of_visit(request, visit)):
        return redirect(_start_path())
    key = visit if request.method == "POST" else str(uuid.uuid4())
    form = _form(request, whole, key)
    step = stepping.walked(request, form)
    if step is None and _is_taken(kiosk, form):
        return _over(redirect("diagnosis:kiosk_thanks"))
    response = _asking(request, kiosk, step or stepping.first_wrong(request, form))
    if request.method == "POST" and "HX-Request" not in request.headers:
        _leave_after(response, FORGETS_AFTER)
    response.set_cookie(
        VISIT, key, httponly=True, secure=settings.SESSION_COOKIE_SECURE, samesite="Strict"
    )
    return response


@login_not_required
@never_cache
@require_safe
@at_kiosk
def thanks(request: HttpRequest, kiosk: Kiosk) -> HttpResponse:
    """Say thank you, and go back to the start in a while."""
    words = said(kiosk.survey.thanks, _language(kiosk.survey))
    response = _page(request, kiosk, "diagnosis/kiosk/thanks.html", {"thanks": words})
    return _leave_after(response, THANKS_FOR)


def _way(survey: Survey, code: str) -> dict[str, str]:
    """Return how one begins in a language, said in it."""
    with translation.override(code):
        return {
            "code": code,
            "title": survey.title_in(code),
            "words": _("Zaczynam"),
            "language": language_name(code),
            "href": reverse("diagnosis:kiosk_questions"),
        }


def _is_of_visit(request: HttpRequest, visit: str) -> bool:
    """Whether a page was sent by the visit that goes on; where none does, by no one's."""
    return bool(visit) and request.POST.get("key") == visit


def _form(request: HttpRequest, whole: Questionnaire, key: str) -> AnswerForm:
    return AnswerForm(
        posted(request),
        whole=whole,
        language=_language(whole.survey),
        grid=queries.grid_for(whole),
        initial={"key": key},
    )


def _is_taken(kiosk: Kiosk, form: AnswerForm) -> bool:
    """Keep the answers, or put on the form what stands in the way."""
    if form.errors:
        return False
    arrival = Arrival(
        key=form.cleaned_data["key"], channel=Response.Channel.KIOSK, language=form.language
    )
    try:
        limits.check_kiosk(kiosk)
        operations.take_response(
            form.whole.edition, given=form.given(), arrival=arrival, actor=RESIDENT
        )
    except DomainError as error:
        put_on(form, error)
        return False
    return True


def _asking(request: HttpRequest, kiosk: Kiosk, step: stepping.Step) -> HttpResponse:
    grid = place_grid.shown(step.form.grid, kiosk.survey.study.pal)
    context = {**step.context, **grid}
    response = _page(request, kiosk, "diagnosis/kiosk/question.html", context)
    response.status_code = step.status
    return response


def _leave_after(response: HttpResponse, seconds: int) -> HttpResponse:
    """Have a browser without script go back to the start; with script it does so by itself."""
    response["Refresh"] = f"{seconds}; url={_start_path()}"
    return response


def _over(response: HttpResponse) -> HttpResponse:
    response.delete_cookie(VISIT)
    return response


def _page(
    request: HttpRequest, kiosk: Kiosk, template: str, context: dict[str, object]
) -> HttpResponse:
    language = _language(kiosk.survey)
    about = {
        "kiosk": kiosk,
        "survey": kiosk.survey,
        "language": language,
        "title": kiosk.survey.title_in(language),
        "intro": said(kiosk.survey.intro, language),
    }
    return render(request, template, about | _back() | context)


def _language(survey: Survey) -> str:
    language = get_language() or "pl"
    return language if language in survey.languages else "pl"


def _back() -> dict[str, object]:
    return {"start_path": _start_path()}


def _start_path() -> str:
    """Return where the next person begins, whatever language the one before chose."""
    with translation.override("pl"):
        return reverse("diagnosis:kiosk")
