"""Addresses of the outbox, under /biurko/."""

from django.urls import path

from podworko.messages import prints, views

app_name = "outbox"

urlpatterns = [
    path("wiadomosci/", views.message_list, name="messages"),
    path("wiadomosci/listy.pdf", prints.letters, name="print_letters"),
    path("wiadomosci/listy/wydrukowane/", prints.letters_printed, name="letters_printed"),
    path("wiadomosci/<uuid:public_id>/", views.message_detail, name="message"),
    path("wiadomosci/<uuid:public_id>/ponow/", views.retry, name="retry"),
    path("wiadomosci/<uuid:public_id>/wycofaj/", views.withdraw, name="withdraw"),
    path("wiadomosci/<uuid:public_id>/wydrukowana/", views.mark_printed, name="printed"),
    path("wiadomosci/<uuid:public_id>/rozmowa/", views.record_call, name="call"),
    path("telefony/", views.call_list, name="calls"),
]
