from django.urls import path

from podworko.reports.views import board

app_name = "reports"

urlpatterns = [
    path("biurko/wskazniki/", board.board, name="desk_board"),
    path("biurko/wskazniki/definicje/", board.catalogue, name="desk_catalogue"),
    path("biurko/wskazniki/<slug:code>/", board.indicator, name="desk_indicator"),
]
