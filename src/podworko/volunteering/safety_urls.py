from django.urls import path

from podworko.volunteering.views import checks, standards

CHECKS = "biurko/wolontariat/dzieci/"
ONE = f"{CHECKS}<slug:kind>/<uuid:public_id>/"
STANDARDS = "biurko/wolontariat/standardy/"

urlpatterns = [
    path("pal/<slug:slug>/standardy/", standards.standards, name="standards"),
    path("pal/<slug:slug>/standardy/druk/", standards.standards_paper, name="standards_paper"),
    path(CHECKS, checks.people, name="desk_checks"),
    path(f"{CHECKS}dzis/", checks.unchecked, name="desk_unchecked"),
    path(f"{CHECKS}pismo/<uuid:public_id>/", checks.letter, name="desk_check_letter"),
    path(ONE, checks.person, name="desk_check"),
    path(f"{ONE}kraje/", checks.declare, name="desk_check_declare"),
    path(f"{ONE}skresl/<uuid:check_id>/", checks.strike, name="desk_check_strike"),
    path(STANDARDS, standards.desk_list, name="desk_standards"),
    path(f"{STANDARDS}<slug:slug>/", standards.desk, name="desk_standards_of"),
    path(f"{STANDARDS}<slug:slug>/pisz/", standards.write, name="desk_standards_write"),
    path(f"{STANDARDS}<slug:slug>/wydaj/", standards.issue, name="desk_standards_issue"),
    path(f"{STANDARDS}<slug:slug>/przeglad/", standards.review, name="desk_standards_review"),
    path(f"{STANDARDS}<slug:slug>/znam/", standards.acknowledge, name="desk_standards_known"),
]
