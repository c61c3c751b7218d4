from django.urls import path

from podworko.debates import desk_views, public_views

app_name = "debates"

_DESK = "biurko/debaty/<uuid:public_id>/"

urlpatterns = [
    path("debaty/", public_views.debates, name="debates"),
    path("debaty/glos/", public_views.by_code, name="by_code"),
    path("debaty/glos/<str:code>/", public_views.vote, name="vote"),
    path("debaty/glos/<str:code>/dziekujemy/", public_views.voted, name="voted"),
    path("debaty/<uuid:public_id>/", public_views.debate, name="debate"),
    path("biurko/debaty/", desk_views.debates, name="desk_debates"),
    path("biurko/debaty/nowa/", desk_views.new, name="desk_new"),
    path(_DESK, desk_views.debate, name="desk_debate"),
    path(f"{_DESK}zmien/", desk_views.edit, name="desk_edit"),
    path(f"{_DESK}krok/<slug:act>/", desk_views.step, name="desk_step"),
    path(f"{_DESK}sprawy/", desk_views.add_item, name="desk_add_item"),
    path(f"{_DESK}sprawy/<int:number>/usun/", desk_views.remove_item, name="desk_remove_item"),
    path(f"{_DESK}kartki/", desk_views.sheets, name="desk_sheets"),
    path(f"{_DESK}uwagi/", desk_views.remark, name="desk_remark"),
    path(f"{_DESK}uwagi/<int:number>/", desk_views.answer, name="desk_answer"),
    path(f"{_DESK}karta.pdf", desk_views.ballot, name="desk_ballot"),
]
