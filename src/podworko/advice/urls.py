from django.urls import path

from podworko.advice.views import asking, duty, knowledge, public, questions, topics

app_name = "advice"

_CODE = "porady/odpowiedz/"
_DESK = "biurko/porady/"
_QUESTION = f"{_DESK}pytania/<uuid:public_id>/"
_PAGE = f"{_DESK}baza/<uuid:public_id>/"

urlpatterns = [
    path("porady/", public.home, name="home"),
    path("porady/podobne/", public.similar, name="similar"),
    path("porady/zapytaj/", asking.ask, name="ask"),
    path(_CODE, asking.read, name="read"),
    path(f"{_CODE}dopytaj/", asking.more, name="more"),
    path(f"{_CODE}ocena/", asking.judge, name="judge"),
    path(f"{_CODE}usun/", asking.erase, name="erase"),
    path(f"{_CODE}kod.pdf", asking.slip, name="slip"),
    path("porady/<slug:slug>/", public.page, name="page"),
    path("porady/<slug:slug>/lista.pdf", public.checklist, name="checklist"),
    path(f"{_DESK}pytania/", questions.questions, name="desk_questions"),
    path(_QUESTION, questions.question, name="desk_question"),
    path(f"{_QUESTION}przekaz/", questions.move, name="desk_move"),
    path(f"{_QUESTION}telefon/", questions.called, name="desk_called"),
    path(f"{_QUESTION}wpis/", knowledge.from_question, name="desk_page_from"),
    path(f"{_DESK}przyjmij/", questions.take, name="desk_take"),
    path(f"{_DESK}dyzur/", duty.duty, name="desk_duty"),
    path(f"{_DESK}dyzur/<uuid:key>/", duty.talk, name="desk_talk"),
    path(f"{_DESK}dyzur/<uuid:key>/usun/", duty.remove, name="desk_remove_talk"),
    path(f"{_DESK}miejsca/<uuid:public_id>/adres.pdf", duty.referral, name="desk_referral"),
    path(f"{_DESK}liczby/", duty.numbers, name="desk_numbers"),
    path(f"{_DESK}baza/", knowledge.pages, name="desk_pages"),
    path(f"{_DESK}baza/nowy/", knowledge.new, name="desk_new_page"),
    path(_PAGE, knowledge.page, name="desk_page"),
    path(f"{_PAGE}zmien/", knowledge.edit, name="desk_edit_page"),
    path(f"{_PAGE}krok/<slug:act>/", knowledge.step, name="desk_step"),
    path(f"{_DESK}tematy/", topics.topics, name="desk_topics"),
    path(f"{_DESK}tematy/nowy/", topics.new, name="desk_new_topic"),
    path(f"{_DESK}tematy/<slug:slug>/", topics.topic, name="desk_topic"),
    path(f"{_DESK}tematy/<slug:slug>/przekaz/", topics.hand, name="desk_hand"),
    path(f"{_DESK}tematy/<slug:slug>/przekaz/<slug:pal>/", topics.hand, name="desk_hand"),
    path(f"{_DESK}po-co/", topics.ties, name="desk_ties"),
    path(f"{_DESK}po-co/<int:number>/odwiaz/", topics.untie, name="desk_untie"),
]
