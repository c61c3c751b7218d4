"""Addresses of participatory budgets."""

from django.urls import path

from podworko.diagnosis.views import budgets

urlpatterns = [
    path("biurko/diagnozy/budzety/", budgets.budget_list, name="desk_budgets"),
    path("biurko/diagnozy/budzety/<uuid:public_id>/", budgets.budget, name="desk_budget"),
]
