"""Addresses of studies and research walks: for residents, and at the desk."""

from django.urls import URLPattern, path, re_path

from podworko.diagnosis.views import (
    desk_notes,
    desk_steps,
    desk_studies,
    desk_walks,
    studies,
    study_papers,
    walking,
)

_DESK = "biurko/diagnozy/"
_STUDY = f"{_DESK}<uuid:public_id>/"
_STEP = f"{_DESK}krok/<uuid:public_id>/"
_WALK = f"{_DESK}spacer/<uuid:public_id>/"
_STOP = f"{_DESK}przystanek/<int:number>/"
_NOTE = f"{_DESK}notatka/<uuid:key>/"
_CODE = r"^spacer/(?P<code>[A-Za-z]{6})/"

urlpatterns: list[URLPattern] = [
    path("diagnozy/", studies.studies, name="studies"),
    path("diagnozy/<slug:slug>/", studies.study, name="study"),
    path("diagnozy/<slug:slug>/raport.pdf", study_papers.report, name="study_report"),
    path("diagnozy/zdjecie/<uuid:key>/", desk_notes.public_photo, name="walk_photo"),
    path("spacer/", walking.enter, name="walk_enter"),
    path("spacer/spacer.js", walking.worker, name="walk_worker"),
    path("spacer/bez-zasiegu/", walking.shell, name="walk_shell"),
    re_path(f"{_CODE}$", walking.walk, name="walk"),
    re_path(f"{_CODE}dolacz/$", walking.join, name="walk_join"),
    re_path(f"{_CODE}notatki/$", walking.take_note, name="walk_notes"),
    re_path(f"{_CODE}koniec/$", walking.leave, name="walk_leave"),
    path(_DESK, desk_studies.studies, name="desk_studies"),
    path(f"{_DESK}nowa/", desk_studies.new, name="desk_new_study"),
    path(_STUDY, desk_studies.study, name="desk_study"),
    path(f"{_STUDY}zmien/", desk_studies.edit, name="desk_edit_study"),
    path(f"{_STUDY}stan/", desk_studies.move, name="desk_move_study"),
    path(f"{_STUDY}wnioski/", desk_studies.conclude, name="desk_conclude_study"),
    path(f"{_STUDY}raport/", desk_studies.publish, name="desk_publish_study"),
    path(f"{_STUDY}raport.pdf", study_papers.desk_report, name="desk_study_report"),
    path(f"{_STUDY}krok/", desk_steps.new, name="desk_new_step"),
    path(_STEP, desk_steps.step, name="desk_step"),
    path(f"{_STEP}usun/", desk_steps.remove, name="desk_remove_step"),
    path(f"{_STEP}potrzeba/", desk_steps.need, name="desk_step_need"),
    path(f"{_STUDY}spacer/", desk_walks.new, name="desk_new_walk"),
    path(_WALK, desk_walks.walk, name="desk_walk"),
    path(f"{_WALK}zmien/", desk_walks.edit, name="desk_edit_walk"),
    path(f"{_WALK}stan/", desk_walks.move, name="desk_move_walk"),
    path(f"{_WALK}usun/", desk_walks.remove, name="desk_remove_walk"),
    path(f"{_WALK}notatki/", desk_walks.notes, name="desk_walk_notes"),
    path(f"{_WALK}kartka.pdf", study_papers.sheet, name="desk_walk_sheet"),
    path(f"{_WALK}podsumowanie.pdf", study_papers.summary, name="desk_walk_print"),
    path(f"{_WALK}potrzeba/", desk_notes.need, name="desk_walk_need"),
    path(f"{_WALK}przystanek/", desk_walks.new_stop, name="desk_new_stop"),
    path(_STOP, desk_walks.stop, name="desk_stop"),
    path(f"{_STOP}przesun/", desk_walks.shift_stop, name="desk_shift_stop"),
    path(_NOTE, desk_notes.note, name="desk_note"),
    path(f"{_NOTE}ukryj/", desk_notes.hide, name="desk_hide_note"),
    path(f"{_NOTE}zdjecie/", desk_notes.photo, name="desk_note_photo"),
    path(f"{_NOTE}zdjecie/pokaz/", desk_notes.share_photo, name="desk_share_photo"),
]
