"""Addresses of what neighbours lend, post and report: public ones, own ones, the desk's."""

from django.urls import path

from podworko.initiatives.own_urls import OWN
from podworko.initiatives.views import (
    board,
    board_desk,
    board_own,
    neighbours,
    problems,
    problems_desk,
    problems_own,
    shelf,
    shelf_desk,
    shelf_loans,
    shelf_own,
)

_SHELF = "wypozyczalnia/"
_THING = f"{_SHELF}<uuid:public_id>/"
_OWN = f"{OWN}wypozyczalnia/"
_AREA = "okolica/"
_PROBLEM = f"{_AREA}<uuid:public_id>/"
_BOARD = "tablica/"
_NOTICE = f"{_BOARD}<uuid:public_id>/"
_OWN_NOTICE = f"{OWN}tablica/<uuid:public_id>/"
_DESK = f"biurko/{_SHELF}"
_DESK_THING = f"{_DESK}rzecz/<uuid:public_id>/"
_DESK_LOAN = f"{_DESK}pozyczenie/<uuid:public_id>/"

urlpatterns = [
    path("sasiedzi/", neighbours.home, name="neighbours"),
    path(_SHELF, shelf.shelf, name="shelf"),
    path(f"{_SHELF}dodaj/", shelf.offer, name="shelf_offer"),
    path(_THING, shelf.thing, name="thing"),
    path(f"{_THING}prosba/", shelf.ask, name="shelf_ask"),
    path(f"{_OWN}<uuid:public_id>/", shelf_own.loan, name="own_loan"),
    path(f"{_OWN}<uuid:public_id>/napisz/", shelf_own.note, name="own_loan_note"),
    path(f"{_OWN}<uuid:public_id>/krok/<slug:what>/", shelf_own.act, name="own_loan_act"),
    path(f"{_OWN}rzecz/<uuid:public_id>/<slug:what>/", shelf_own.thing, name="own_thing"),
    path(_DESK, shelf_desk.shelf, name="desk_shelf"),
    path(f"{_DESK}kalendarz/", shelf_desk.calendar, name="desk_shelf_calendar"),
    path(f"{_DESK}rzecz/nowa/", shelf_desk.add, name="desk_thing_new"),
    path(_DESK_THING, shelf_desk.thing, name="desk_thing"),
    path(f"{_DESK_THING}zmien/", shelf_desk.edit, name="desk_thing_edit"),
    path(f"{_DESK_THING}krok/<slug:what>/", shelf_desk.state, name="desk_thing_state"),
    path(_DESK_LOAN, shelf_loans.loan, name="desk_loan"),
    path(f"{_DESK_LOAN}krok/<slug:what>/", shelf_loans.act, name="desk_loan_act"),
    path(f"{_DESK_LOAN}protokol/", shelf_loans.paper, name="desk_loan_paper"),
    path(_AREA, problems.problems, name="problems"),
    path(f"{_AREA}mapa.geojson", problems.points, name="problem_points"),
    path(f"{_AREA}zglos/", problems.report, name="problem_new"),
    path(f"{_AREA}kod/", problems.by_code, name="problem_code"),
    path(f"{_AREA}sprawa/<str:token>/", problems.followed, name="problem_followed"),
    path(
        f"{_AREA}sprawa/<str:token>/zdjecie/",
        problems.followed_photo,
        name="problem_followed_photo",
    ),
    path(_PROBLEM, problems.problem, name="problem"),
    path(f"{_PROBLEM}dopisz/", problems.join, name="problem_join"),
    path(f"{OWN}okolica/<uuid:public_id>/", problems_own.problem, name="own_problem"),
    path(f"{OWN}okolica/<uuid:public_id>/zdjecie/", problems_own.photo, name="own_problem_photo"),
    path(f"biurko/{_AREA}", problems_desk.problems, name="desk_problems"),
    path(f"biurko/{_PROBLEM}", problems_desk.problem, name="desk_problem"),
    path(f"biurko/{_PROBLEM}lista/", problems_desk.publish, name="desk_problem_publish"),
    path(f"biurko/{_PROBLEM}lista/zdejmij/", problems_desk.hide, name="desk_problem_hide"),
    path(f"biurko/{_PROBLEM}zdjecie/", problems_desk.photo, name="desk_problem_photo"),
    path(_BOARD, board.board, name="board"),
    path(f"{_BOARD}nowe/", board.post, name="notice_new"),
    path(_NOTICE, board.notice, name="notice"),
    path(f"{_NOTICE}odpowiedz/", board.reply, name="notice_reply"),
    path(f"{_NOTICE}uwaga/", board.report, name="notice_report"),
    path(_OWN_NOTICE, board_own.notice, name="own_notice"),
    path(f"{_OWN_NOTICE}napisz/<uuid:key>/", board_own.again, name="own_notice_reply"),
    path(f"{_OWN_NOTICE}krok/<slug:what>/", board_own.act, name="own_notice_act"),
    path(f"biurko/{_BOARD}", board_desk.board, name="desk_board"),
    path(f"biurko/{_NOTICE}", board_desk.notice, name="desk_notice"),
    path(f"biurko/{_NOTICE}krok/<slug:what>/", board_desk.act, name="desk_notice_act"),
]
