from django.urls import path

from podworko.debates import polls_urls, say_urls
from podworko.debates.views import desk, public

app_name = "debates"

_DESK = "biurko/debaty/<uuid:public_id>/"

urlpatterns = [
    path("debaty/", public.debates, name="debates"),
    path("debaty/glos/", public.by_code, name="by_code"),
    path("debaty/glos/<str:code>/", public.vote, name="vote"),
    path("debaty/glos/<str:code>/dziekujemy/", public.voted, name="voted"),
    path("debaty/<uuid:public_id>/", public.debate, name="debate"),
    path("biurko/debaty/", desk.debates, name="desk_debates"),
    path("biurko/debaty/nowa/", desk.new, name="desk_new"),
    path(_DESK, desk.debate, name="desk_debate"),
    path(f"{_DESK}zmien/", desk.edit, name="desk_edit"),
    path(f"{_DESK}krok/<slug:act>/", desk.step, name="desk_step"),
    path(f"{_DESK}sprawy/", desk.add_item, name="desk_add_item"),
    path(f"{_DESK}sprawy/<int:number>/usun/", desk.remove_item, name="desk_remove_item"),
    path(f"{_DESK}kartki/", desk.sheets, name="desk_sheets"),
    path(f"{_DESK}uwagi/", desk.remark, name="desk_remark"),
    path(f"{_DESK}uwagi/<int:number>/", desk.answer, name="desk_answer"),
    path(f"{_DESK}karta.pdf", desk.ballot, name="desk_ballot"),
    *polls_urls.urlpatterns,
    *say_urls.urlpatterns,
]
