"""The desk's pages of the newsletter: the next edition, those that went, whose address fails."""

import uuid
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, User, may, needs
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, status_of
from podworko.core.versions import ChangedMeanwhileError
from podworko.network.public import Pal, pal_choices
from podworko.promotion import letter_sheet, operations, policies
from podworko.promotion.forms.letters import EditionForm, LookForm, ReaddressForm
from podworko.promotion.models import Edition, Subscription
from podworko.promotion.queries import letters as queries
from podworko.promotion.queries import readers
from podworko.ui.typesetting import pdf_answer

PER_PAGE = 50
EDITIONS = 20
Context = dict[str, object]


@needs(May.WRITE_NEWS)
@never_cache
@require_safe
def letters(request: StaffRequest) -> HttpResponse:
    """Show the next edition, those that went, and how many read."""
    kept = policies.kept_subscriptions(request.user)
    context = {
        "next": Edition.objects.filter(state__in=("prepared", "sending")).first(),
        "editions": readers.editions(EDITIONS),
        "counts": readers.counts(),
        "paused": kept.paused().count(),
        "may_know": may(request.user, May.RUN_NEWSLETTER),
        "may_lead": policies.may_lead_letter(request.user),
    }
    return render(request, "promotion/letters/desk/letters.html", context)


@needs(May.RUN_NEWSLETTER)
@never_cache
@require_safe
def people(request: StaffRequest) -> HttpResponse:
    """List whose address fails, who takes paper, and everybody else, as far as one may know."""
    return _people(request, ReaddressForm(), None)


@needs(May.RUN_NEWSLETTER)
@require_POST
def readdress(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Put another e-mail in place of one that came back."""
    found, form = _subscription(request, public_id), ReaddressForm(request.POST)
    if form.is_valid():
        try:
            operations.readdress(found, email=form.cleaned_data["email"], actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Wysłaliśmy tam prośbę o potwierdzenie."))
            return redirect("promotion:desk_letter_people")
    return _people(request, form, found)


@needs(May.RUN_NEWSLETTER)
@require_POST
def end(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """End somebody's newsletter for them."""
    operations.end(_subscription(request, public_id), actor=request.user)
    messages.success(request, _("Zakończone. Dane tej osoby są usunięte z biuletynu."))
    return redirect("promotion:desk_letter_people")


@needs(May.WRITE_NEWS)
@never_cache
@require_http_methods(["GET", "POST"])
def edition(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show an edition as its readers get it; whoever leads it changes when and the first word."""
    found = get_object_or_404(Edition, public_id=public_id)
    is_leader = policies.may_lead_letter(request.user)
    if request.method == "POST" and not is_leader:
        raise Http404
    form = EditionForm(posted(request), instance=Edition.objects.get(pk=found.pk))
    context: Context = {"form": form, "may_lead": is_leader}
    if form.is_valid():
        context |= _saved(request, form)
        if context.get("is_saved"):
            messages.success(request, _("Zapisane."))
            return redirect(found)
    context |= {"edition": found, **_preview(request, found)}
    status = HTTPStatus.CONFLICT if context.get("is_late") else status_of(form)
    return render(request, "promotion/letters/desk/edition.html", context, status=status)


@needs(May.WRITE_NEWS)
@require_POST
def step(request: StaffRequest, public_id: uuid.UUID, act: str) -> HttpResponse:
    """Send an edition to oneself on trial, send it now, or call it off."""
    found = get_object_or_404(Edition, public_id=public_id)
    user = request.user
    language = _language(request)
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "proba": (
            lambda: operations.send_try(found, language=language, actor=user),
            _("Wysłaliśmy próbę na Twój adres."),
        ),
        "wyslij": (
            lambda: operations.begin(found, actor=user),
            _("Wysyłka się zaczęła. Skończy się sama."),
        ),
        "odwolaj": (
            lambda: operations.call_off(found, actor=user),
            _("Odwołane. W tym tygodniu nic nie wyślemy."),
        ),
    }
    if act not in acts or not policies.may_lead_letter(user):
        raise Http404
    do, said = acts[act]
    with errors_shown(request):
        do()
        messages.success(request, said)
    return redirect(found)


@needs(May.WRITE_NEWS)
@require_safe
def sheet(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Print an edition in large type, for one PAL (`?pal=`) or for all."""
    found = get_object_or_404(Edition, public_id=public_id)
    pal = _pal(request)
    issue = _issue(request, found, pal)
    return pdf_answer(letter_sheet.sheet(issue, pal=pal), name="biuletyn")


def panel(request: HttpRequest) -> SafeString:
    """Draw on the desk's first page whose newsletter comes back."""
    user = request.user
    if not isinstance(user, User) or not may(user, May.RUN_NEWSLETTER):
        return SafeString()
    count = policies.kept_subscriptions(user).paused().count()
    if not count:
        return SafeString()
    return render_to_string("promotion/letters/desk/_panel.html", {"count": count}, request)


def _saved(request: StaffRequest, form: EditionForm) -> Context:
    """Store what was typed; return what the page must show when it could not be."""
    try:
        operations.save_edition(form.instance, actor=request.user, seen_version=form.seen_version)
    except ChangedMeanwhileError:
        merged, differing = form.merged(Edition.objects.get(pk=form.instance.pk))
        return {"form": merged, "differing": differing, "is_late": True}
    except DomainError as error:
        put_on(form, error)
        return {}
    return {"is_saved": True}


def _people(
    request: StaffRequest, form: ReaddressForm, sent_for: Subscription | None
) -> HttpResponse:
    kept = policies.kept_subscriptions(request.user).prefetch_related("pals")
    rest = kept.exclude(state=Subscription.State.PAUSED).order_by("way", "name", "pk")
    page = Paginator(rest, PER_PAGE).get_page(request.GET.get("page"))
    paused = list(kept.paused()[:PER_PAGE])
    audit.saw_many([*paused, *page], actor=request.user, purpose="letter.people")
    forms = [
        (row, form if row == sent_for else ReaddressForm(auto_id=f"{row.pk}-%s")) for row in paused
    ]
    context = {"paused": forms, "page": page, "form": form}
    page_name = "promotion/letters/desk/people.html"
    return render(request, page_name, context, status=status_of(form))


def _subscription(request: StaffRequest, public_id: uuid.UUID) -> Subscription:
    return get_object_or_404(policies.kept_subscriptions(request.user), public_id=public_id)


def _preview(request: StaffRequest, found: Edition) -> Context:
    pal = _pal(request)
    return {
        "issue": _issue(request, found, pal),
        "pal": pal,
        "look": LookForm(request.GET, pals=pal_choices()),
        "language": _language(request),
        "counts": readers.deliveries(found),
    }


def _issue(request: StaffRequest, found: Edition, pal: Pal | None) -> queries.Issue:
    language = _language(request)
    wanted = queries.Wanted(frozenset({pal.pk}) if pal else frozenset(), language=language)
    gathered = queries.gather(found, language=language)
    return queries.issue_for(gathered, wanted, words=found.local_words(language))


def _pal(request: StaffRequest) -> Pal | None:
    form = LookForm(request.GET, pals=pal_choices())
    form.is_valid()
    return Pal.objects.filter(slug=form.cleaned_data.get("pal", "")).first()


def _language(request: StaffRequest) -> str:
    asked = request.GET.get("jezyk", "")
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
