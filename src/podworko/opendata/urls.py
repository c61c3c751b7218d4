"""Addresses that machines read: without a language before them."""

from django.urls import path

from podworko.opendata import dataset_views, embed_views, views

app_name = "opendata"

urlpatterns = [
    path("kalendarz.ics", views.calendar, name="calendar"),
    path("pal/<slug:slug>/kalendarz.ics", views.pal_calendar, name="pal_calendar"),
    path(
        "zajecia/termin/<uuid:public_id>/kalendarz.ics",
        views.session_calendar,
        name="session_calendar",
    ),
    path("rss.xml", views.rss, name="rss"),
    path("otwarte-dane/katalog.jsonld", dataset_views.catalogue, name="catalogue"),
    path(
        "otwarte-dane/pliki/<str:name>-metadata.json", dataset_views.dictionary, name="dictionary"
    ),
    path("otwarte-dane/pliki/<str:name>", dataset_views.file, name="file"),
    path("oembed", embed_views.oembed, name="oembed"),
    path("aktualnosci/rss.xml", views.news_rss, name="news_rss"),
    path("dla-mediow/rss.xml", views.press_rss, name="press_rss"),
    path("pal/<slug:slug>/aktualnosci.xml", views.news_rss, name="pal_news_rss"),
]
