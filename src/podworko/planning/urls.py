from django.urls import path

from podworko.planning.views import agreements, desk, goals, public

app_name = "planning"

_PLAN = "biurko/plan/<uuid:public_id>/"
_GOAL = "biurko/plan/cel/<uuid:public_id>/"
_AGREEMENT = "biurko/plan/porozumienie/<uuid:public_id>/"
_NEED = "biurko/plan/potrzeba/<uuid:public_id>/"

urlpatterns = [
    path("pal/<slug:slug>/plan/", public.newest, name="newest"),
    path("pal/<slug:slug>/plan/<int:year>/", public.plan, name="plan"),
    path("biurko/plan/", desk.board, name="desk_board"),
    path("biurko/plan/nowy/", desk.new, name="desk_new_plan"),
    path(_AGREEMENT, agreements.tie, name="desk_tie_agreement"),
    path(f"{_AGREEMENT}odwiaz/<int:number>/", agreements.untie, name="desk_untie_agreement"),
    path(_NEED, desk.need, name="desk_need"),
    path(f"{_NEED}zaspokojona/", desk.meet, name="desk_meet_need"),
    path(_PLAN, desk.plan, name="desk_plan"),
    path(f"{_PLAN}zmien/", desk.edit, name="desk_edit_plan"),
    path(f"{_PLAN}wyslij/", desk.submit, name="desk_submit_plan"),
    path(f"{_PLAN}decyzja/", desk.decide, name="desk_decide_plan"),
    path(f"{_PLAN}ocena/", desk.evaluate, name="desk_evaluate_plan"),
    path(f"{_PLAN}nastepny/", desk.carry, name="desk_carry_plan"),
    path(f"{_PLAN}cel/", goals.new, name="desk_new_goal"),
    path(_GOAL, goals.goal, name="desk_goal"),
    path(f"{_GOAL}zmien/", goals.edit, name="desk_edit_goal"),
    path(f"{_GOAL}usun/", goals.remove, name="desk_remove_goal"),
    path(f"{_GOAL}wynik/", goals.judge, name="desk_judge_goal"),
    path(f"{_GOAL}zadania/", goals.add_task, name="desk_add_task"),
    path(f"{_GOAL}wskazniki/", goals.add_indicator, name="desk_add_indicator"),
    path(f"{_GOAL}dowody/", goals.add_proof, name="desk_add_proof"),
    path("biurko/plan/zadanie/<int:number>/", goals.task, name="desk_task"),
    path("biurko/plan/wskaznik/<int:number>/", goals.indicator, name="desk_indicator"),
    path("biurko/plan/dowod/<uuid:public_id>/usun/", goals.remove_proof, name="desk_remove_proof"),
]
