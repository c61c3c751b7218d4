"""The addresses of polls, among those of debates."""

from django.urls import path

from podworko.debates.views import polls, polls_desk, polls_paper

_POLL = "debaty/glosowania/<uuid:public_id>/"
_DESK = "biurko/glosowania/<uuid:public_id>/"

urlpatterns = [
    path("debaty/glosowania/", polls.polls, name="polls"),
    path("debaty/glosowania/kod/", polls.by_letter, name="poll_code"),
    path("debaty/glosowania/karta/<str:token>/", polls.ballot, name="poll_ballot"),
    path(_POLL, polls.poll, name="poll"),
    path(f"{_POLL}link/", polls.ask, name="poll_ask"),
    path(f"{_POLL}link/wyslany/", polls.asked, name="poll_asked"),
    path(f"{_POLL}dziekujemy/", polls.thanks, name="poll_thanks"),
    path(f"{_POLL}glosy.csv", polls.ballots_file, name="poll_ballots"),
    path("biurko/glosowania/", polls_desk.polls, name="desk_polls"),
    path("biurko/glosowania/nowe/", polls_desk.new, name="desk_new_poll"),
    path(_DESK, polls_desk.poll, name="desk_poll"),
    path(f"{_DESK}zmien/", polls_desk.edit, name="desk_edit_poll"),
    path(f"{_DESK}krok/<slug:act>/", polls_desk.step, name="desk_poll_step"),
    path(f"{_DESK}odpowiedzi/", polls_desk.add_option, name="desk_add_option"),
    path(
        f"{_DESK}odpowiedzi/<int:number>/usun/",
        polls_desk.remove_option,
        name="desk_remove_option",
    ),
    path(f"{_DESK}odwolaj/", polls_desk.call_off, name="desk_call_off_poll"),
    path(f"{_DESK}listy/", polls_desk.letters, name="desk_letters"),
    path(
        f"{_DESK}listy/<int:number>/uniewaznij/",
        polls_desk.void_letters,
        name="desk_void_letters",
    ),
    path(f"{_DESK}karta.pdf", polls_paper.ballot, name="desk_paper_ballot"),
    path(f"{_DESK}wydaj/", polls_paper.hand_out, name="desk_hand_out"),
    path(f"{_DESK}liczenie/", polls_paper.count, name="desk_count"),
    path(f"{_DESK}liczenie/przyjmij/", polls_paper.take, name="desk_take_count"),
    path(f"{_DESK}wynik/", polls_desk.publish, name="desk_publish_poll"),
]
