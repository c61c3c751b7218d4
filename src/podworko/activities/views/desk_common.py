"""What the desk's pages share: finding what one may touch, and several forms as one."""

import uuid
from collections.abc import Iterator
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.forms import BaseForm, BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from podworko.activities.models import Activity, Session, SignUp, SignUpList

M = TypeVar("M", bound=Model)


class Together:
    """Several forms sent at once, told of as one: which are wrong, and where."""

    def __init__(self, *forms: BaseForm) -> None:
        self.forms = forms

    def are_valid(self) -> bool:
        """Judge every form, so that all that is wrong is told at once."""
        verdicts = [form.is_valid() for form in self.forms]
        return all(verdicts)

    def non_field_errors(self) -> list[str]:
        return [str(text) for form in self.forms if form.is_bound for text in _general(form)]

    def visible_fields(self) -> Iterator[BoundField]:
        for form in self.forms:
            if form.is_bound:
                yield from form.visible_fields()

    def hidden_fields(self) -> Iterator[BoundField]:
        for form in self.forms:
            if form.is_bound:
                yield from form.hidden_fields()


def activity_of(activities: QuerySet[Activity], slug: str) -> Activity:
    """Return an activity among those one may touch; another answers 404."""
    return get_object_or_404(activities.select_related("pal", "place", "room"), slug=slug)


def session_of(sessions: QuerySet[Session], public_id: uuid.UUID) -> Session:
    """Return a session among those one may touch; another answers 404."""
    related = sessions.select_related("activity__pal", "place", "room", "series", "sign_up_list")
    return get_object_or_404(related, public_id=public_id)


def list_of(lists: QuerySet[SignUpList], public_id: uuid.UUID) -> SignUpList:
    """Return a list among those one may touch; another answers 404."""
    related = lists.select_related("activity__pal", "activity__place")
    return get_object_or_404(related, public_id=public_id)


def sign_up_of(sign_ups: QuerySet[SignUp], public_id: uuid.UUID) -> SignUp:
    """Return a sign-up among those one may touch; another answers 404."""
    related = sign_ups.select_related("list__activity__pal", "list__activity__place", "person")
    return get_object_or_404(related, public_id=public_id)


def to_activity(activity: Activity) -> HttpResponse:
    return redirect("activities:desk_activity", activity.slug)


def is_post(request: HttpRequest) -> bool:
    return request.method == "POST"


def _general(form: BaseForm) -> list[str]:
    return [str(text) for text in form.non_field_errors()]
