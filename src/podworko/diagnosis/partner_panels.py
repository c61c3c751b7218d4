"""What partners share, on their own pages: resources of the map that come from them."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from podworko.diagnosis.models import Need, Resource
from podworko.diagnosis.panels import need_desk
from podworko.partners import public as partners

MOST = 8


def take_places() -> None:
    """Put shared resources on the public and the desk's page of an organisation."""
    partners.panels.organisation.add("resources", shared_panel, order=20)
    partners.panels.desk_organisation.add("resources", shared_panel, order=20)
    need_desk.add("partners", offered_panel, order=60)


def shared_panel(request: HttpRequest, *, organisation: partners.Organisation) -> SafeString:
    """Draw the resources that residents see and that a partner shares, in one query."""
    rows = list(Resource.objects.public().filter(organisation=organisation))
    if not rows:
        return mark_safe("")
    context = {"rows": rows}
    return render_to_string("diagnosis/map/_partner_panel.html", context, request)


def offered_panel(request: HttpRequest, *, need: Need) -> SafeString:
    """Draw at the desk what partners offer that may answer a need, and what was agreed."""
    rows = list(partners.services_answering(need.category, pal=need.pal)[:MOST])
    if not rows:
        return mark_safe("")
    context = {"rows": rows}
    return render_to_string("diagnosis/map/desk/_partner_services.html", context, request)
