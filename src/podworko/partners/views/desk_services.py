"""The desk's pages of what an organisation offers, where and when."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, User, needs
from podworko.core.http import errors_shown, posted
from podworko.partners import operations, policies
from podworko.partners.forms.organisations import LocationForm
from podworko.partners.forms.services import ScheduleForm, ServiceForm
from podworko.partners.models import Location, Schedule, Service
from podworko.partners.opening import HoursRow, hours_in_words
from podworko.partners.queries import directory
from podworko.partners.views.desk_organisations import editable
from podworko.partners.views.editing import page_of
from podworko.ui.edit_pages import edited
from podworko.ui.editing import VersionedForm

SERVICE_GROUPS = (
    (gettext_lazy("Co to jest"), ("name", "words", "answers")),
    (gettext_lazy("Dla kogo"), ("eligibility", "min_age", "max_age", "languages", "districts")),
    (gettext_lazy("Jak skorzystać"), ("applying", "documents", "cost", "fee")),
    (gettext_lazy("Gdzie i jak się skontaktować"), ("locations", "phone", "email", "website")),
)
LOCATION_GROUPS = (
    (gettext_lazy("Gdzie to jest"), ("name", "address", "getting_there")),
    (gettext_lazy("Na mapie"), ("lat", "lon", "district")),
    (gettext_lazy("Dostępność"), Location.FACTS),
)
SCHEDULE_GROUPS = (
    (gettext_lazy("Godziny"), ("opens_at", "closes_at", "location")),
    (gettext_lazy("W które dni"), ("freq", "days", "which", "bymonthday", "interval")),
    (gettext_lazy("Od kiedy do kiedy"), ("valid_from", "valid_to", "words")),
)


@needs(May.RUN_PARTNERS)
@never_cache
@require_safe
def service(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one service with its hours."""
    found = get_object_or_404(policies.visible_services(request.user), public_id=public_id)
    may_edit = policies.editable_services(request.user).filter(pk=found.pk).exists()
    page = directory.service_page(found)
    context = {
        "service": found,
        "page": page,
        "may_edit": may_edit,
        "schedules": _told(list(found.schedules.select_related("location"))),
    }
    return render(request, "partners/desk/service.html", context)


@needs(May.RUN_PARTNERS)
@never_cache
@require_http_methods(["GET", "POST"])
def new_service(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Write down what an organisation offers."""
    owner = editable(request, public_id)
    return _service(request, Service(organisation=owner), title=_("Nowa usługa"))


@needs(May.RUN_PARTNERS)
@never_cache
@require_http_methods(["GET", "POST"])
def edit_service(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change what is told of a service."""
    return _service(request, _editable(request, public_id), title=_("Zmień usługę"))


@needs(May.RUN_PARTNERS)
@require_POST
def act(request: StaffRequest, public_id: uuid.UUID, what: str) -> HttpResponse:
    """Publish a service, take it away, or say that it is true today."""
    found = _editable(request, public_id)
    if what not in _ACTS:
        raise Http404
    with errors_shown(request):
        messages.success(request, _ACTS[what](found, request.user))
    return redirect("partners:desk_service", public_id)


@needs(May.RUN_PARTNERS)
@never_cache
@require_http_methods(["GET", "POST"])
def new_schedule(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Write down when a service is open."""
    found = _editable(request, public_id)
    return _schedule(request, Schedule(service=found), title=_("Nowe godziny"))


@needs(May.RUN_PARTNERS)
@never_cache
@require_http_methods(["GET", "POST"])
def edit_schedule(request: StaffRequest, public_id: uuid.UUID, number: int) -> HttpResponse:
    """Change when a service is open."""
    found = _schedule_of(request, public_id, number)
    return _schedule(request, found, title=_("Zmień godziny"))


@needs(May.RUN_PARTNERS)
@require_POST
def remove_schedule(request: StaffRequest, public_id: uuid.UUID, number: int) -> HttpResponse:
    """Take one rule of opening hours away."""
    operations.remove_schedule(_schedule_of(request, public_id, number), actor=request.user)
    messages.success(request, _("Usunięte."))
    return redirect("partners:desk_service", public_id)


@needs(May.RUN_PARTNERS)
@never_cache
@require_http_methods(["GET", "POST"])
def new_location(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Write down where an organisation is met."""
    owner = editable(request, public_id)
    return _location(request, Location(organisation=owner), title=_("Nowe miejsce"))


@needs(May.RUN_PARTNERS)
@never_cache
@require_http_methods(["GET", "POST"])
def edit_location(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change where an organisation is met."""
    return _location(request, _location_of(request, public_id), title=_("Zmień miejsce"))


@needs(May.RUN_PARTNERS)
@require_POST
def remove_location(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take a place away, with the hours that held there."""
    found = _location_of(request, public_id)
    operations.remove_location(found, actor=request.user)
    messages.success(request, _("Usunięte."))
    return redirect("partners:desk_organisation", found.organisation.public_id)


def _publish(found: Service, user: User) -> str:
    operations.publish_service(found, actor=user)
    if found.organisation.is_public:
        return _("Opublikowane. Mieszkańcy już to widzą.")
    return _("Zapisane. Mieszkańcy zobaczą to, gdy opublikujesz organizację.")


def _withdraw(found: Service, user: User) -> str:
    operations.withdraw_service(found, actor=user)
    return _("Wycofane. Mieszkańcy tego nie widzą. Możesz opublikować znów.")


def _assure(found: Service, user: User) -> str:
    operations.assure_service(found, actor=user)
    return _("Zapisane: sprawdzone dziś.")


_ACTS = {"opublikuj": _publish, "wycofaj": _withdraw, "sprawdzone": _assure}


def _service(request: StaffRequest, found: Service, *, title: str) -> HttpResponse:
    is_new = found.pk is None
    form = ServiceForm(posted(request), instance=found)

    def save(form: VersionedForm[Service]) -> str:
        made = operations.save_service(
            form.instance,
            reach=form.reach(),  # type: ignore[attr-defined]
            seen_version="" if is_new else form.seen_version,
            actor=request.user,
        )
        return reverse("partners:desk_service", args=[made.public_id])

    page = page_of(
        title,
        SERVICE_GROUPS,
        found.organisation,
        _back(found, is_new=is_new),
        translated=Service.TRANSLATED,
    )
    return edited(
        request, form, save=save, current=lambda: _editable(request, found.public_id), page=page
    )


def _schedule(request: StaffRequest, found: Schedule, *, title: str) -> HttpResponse:
    is_new = found.pk is None
    key, back = found.service.public_id, _back(found.service, is_new=False)
    form = ScheduleForm(posted(request), instance=found)

    def save(form: VersionedForm[Schedule]) -> str:
        seen = "" if is_new else form.seen_version
        operations.save_schedule(form.instance, seen_version=seen, actor=request.user)
        return back

    page = page_of(
        title,
        SCHEDULE_GROUPS,
        found.service.organisation,
        back,
        lead=found.service.name,
        translated=Schedule.TRANSLATED,
    )
    return edited(
        request,
        form,
        save=save,
        current=lambda: _schedule_of(request, key, found.pk or 0),
        page=page,
    )


def _location(request: StaffRequest, found: Location, *, title: str) -> HttpResponse:
    is_new = found.pk is None
    back = reverse("partners:desk_organisation", args=[found.organisation.public_id])
    form = LocationForm(posted(request), instance=found)

    def save(form: VersionedForm[Location]) -> str:
        seen = "" if is_new else form.seen_version
        operations.save_location(form.instance, seen_version=seen, actor=request.user)
        return back

    page = page_of(title, LOCATION_GROUPS, found.organisation, back, translated=Location.TRANSLATED)
    return edited(
        request, form, save=save, current=lambda: _location_of(request, found.public_id), page=page
    )


def _back(found: Service, *, is_new: bool) -> str:
    if is_new:
        return reverse("partners:desk_organisation", args=[found.organisation.public_id])
    return reverse("partners:desk_service", args=[found.public_id])


def _told(schedules: list[Schedule]) -> list[tuple[Schedule, HoursRow]]:
    return [(row, hours_in_words([row])[0]) for row in schedules]


def _editable(request: StaffRequest, public_id: uuid.UUID) -> Service:
    return get_object_or_404(policies.editable_services(request.user), public_id=public_id)


def _schedule_of(request: StaffRequest, public_id: uuid.UUID, number: int) -> Schedule:
    rows = Schedule.objects.select_related("service__organisation")
    return get_object_or_404(rows, service=_editable(request, public_id), pk=number)


def _location_of(request: StaffRequest, public_id: uuid.UUID) -> Location:
    rows = Location.objects.select_related("organisation")
    owned = rows.filter(organisation__in=policies.editable_organisations(request.user))
    return get_object_or_404(owned, public_id=public_id)
