"""Every address, by module. Polish stands bare; /en/ and /uk/ stand before the same words."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from podworko.core.views import picture

urlpatterns = [
    path("pliki/<path:name>", picture, name="picture"),
    path("zdrowie/", include("podworko.running.urls")),
    path("api/v1/", include("podworko.opendata.api.urls")),
    path("", include("podworko.opendata.urls")),
    path("", include("podworko.opendata.federation_urls")),
    *i18n_patterns(
        path("", include("podworko.ui.share_urls")),
        path("biurko/wzornik/", include("podworko.ui.urls")),
        path("biurko/", include("podworko.messages.urls")),
        path("biurko/", include("podworko.people.urls")),
        path("biurko/", include("podworko.accounts.urls")),
        path("", include("podworko.network.urls")),
        path("", include("podworko.partners.urls")),
        path("", include("podworko.diagnosis.urls")),
        path("", include("podworko.planning.urls")),
        path("", include("podworko.activities.urls")),
        path("", include("podworko.debates.urls")),
        path("", include("podworko.advice.urls")),
        path("", include("podworko.volunteering.urls")),
        path("", include("podworko.initiatives.urls")),
        path("", include("podworko.promotion.urls")),
        path("", include("podworko.reports.urls")),
        path("", include("podworko.consultations.urls")),
        path("", include("podworko.privacy.urls")),
        path("", include("podworko.opendata.page_urls")),
        path("konto/", include("podworko.accounts.sign_in_urls")),
        prefix_default_language=False,
    ),
]

handler403 = "podworko.accounts.refusals.refused"
handler404 = "podworko.accounts.refusals.missing"
handler500 = "podworko.running.unavailable.broken"
# Not Django's, allauth looks for it here.
handler429 = "podworko.accounts.refusals.too_many"
