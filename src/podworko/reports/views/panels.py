"""What reports add to the page of a PAL."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from podworko.network.public import Pal
from podworko.reports.queries.published import newest_of


def pal_panel(request: HttpRequest, *, pal: Pal) -> SafeString:
    """Draw the way to the newest report of a PAL; nothing while there is none."""
    report = newest_of(pal)
    if report is None:
        return SafeString()
    return render_to_string("reports/_pal_panel.html", {"report": report}, request)
