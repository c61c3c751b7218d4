from django.urls import URLPattern, path, re_path

from podworko.promotion import print_desk_views, print_views

_THING = "druk/<slug:subject>/<uuid:public_id>/"

_CODE = "[0-9A-Za-z]{8,16}"

urlpatterns: list[URLPattern] = [
    re_path(rf"^(?P<letter>[zsdkgi])/(?P<code>{_CODE})/$", print_views.short, name="short"),
    path(_THING, print_views.choose, name="print_choose"),
    path(f"{_THING}druk.pdf", print_views.file, name="print_file"),
    path(f"{_THING}podglad.png", print_views.picture, name="print_picture"),
    path("biurko/druki/", print_desk_views.prints, name="desk_prints"),
    path("biurko/druki/druk.pdf", print_desk_views.file, name="desk_prints_file"),
    path("biurko/druki/podglad.png", print_desk_views.picture, name="desk_prints_picture"),
]
