from django.urls import path

from podworko.promotion.views import news, news_desk

_DESK = "biurko/aktualnosci/"
_ITEM = f"{_DESK}<uuid:public_id>/"

urlpatterns = [
    path("aktualnosci/", news.news, name="news"),
    path("aktualnosci/<uuid:public_id>/", news.item, name="news_item"),
    path(_DESK, news_desk.news, name="desk_news"),
    path(f"{_DESK}nowa/", news_desk.new, name="desk_news_new"),
    path(_ITEM, news_desk.item, name="desk_news_item"),
    path(f"{_ITEM}zmien/", news_desk.edit, name="desk_news_edit"),
    path(f"{_ITEM}opublikuj/", news_desk.publish, name="desk_news_publish"),
    path(f"{_ITEM}wstrzymaj/", news_desk.stop, name="desk_news_stop"),
    path(f"{_ITEM}wycofaj/", news_desk.withdraw, name="desk_news_withdraw"),
    path(f"{_ITEM}zdjecia/", news_desk.add_picture, name="desk_news_picture"),
    path(f"{_ITEM}zdjecia/ze-zbioru/", news_desk.choose_picture, name="desk_news_choose"),
    path(
        f"{_ITEM}zdjecia/<int:number>/usun/",
        news_desk.remove_picture,
        name="desk_news_picture_remove",
    ),
    path(f"{_ITEM}powiazania/", news_desk.add_link, name="desk_news_link"),
    path(
        f"{_ITEM}powiazania/<int:number>/usun/", news_desk.remove_link, name="desk_news_link_remove"
    ),
]
