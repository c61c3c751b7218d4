"""Somebody at the desk, and what they fill in."""

import re
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from podworko.accounts.public import Grant, User
from podworko.activities.models import Activity
from podworko.activities.tests.factories import make_activity, make_pal
from podworko.core import times

LIST = "/biurko/program/"
NEW = "/biurko/program/nowe/"
STAFF = "accounts.user:7"


class Desk:
    """Somebody at the desk of one PAL."""

    def __init__(self, client: Client, role: str = "animator") -> None:
        self.pal = make_pal()
        self.user = User.objects.create_user(f"{role}@example.org", name="Ola Wrona")
        Grant.objects.create(user=self.user, role=role, pal=self.pal)
        self.client = client
        client.force_login(self.user)

    def activity(self, **fields: Any) -> Activity:
        return make_activity(pal=self.pal, **fields)

    def get(self, name: str, /, *args: object) -> str:
        response = self.client.get(reverse(f"activities:{name}", args=args))
        assert response.status_code == 200
        return response.content.decode()

    def post(self, name: str, /, *args: object, **data: Any) -> HttpResponse:
        url = reverse(f"activities:{name}", args=args)
        response: HttpResponse = self.client.post(url, data)  # type: ignore[assignment]
        return response


def day(number: int) -> str:
    return (times.today() + timedelta(days=number)).isoformat()


def filled(desk: Desk, **changes: Any) -> dict[str, Any]:
    """Return what a form for a new activity is filled in with."""
    return {
        "pal": desk.pal.pk,
        "title": "Szachy pod lipą",
        "kind": "skills",
        "audience": "everyone",
        "languages": ["pl"],
        "cost": "0",
        "sign_up_mode": "session",
        "how": "once",
        "day": day(7),
        "starts": "17:00",
        "ends": "18:30",
        "every": "week",
        "household_limit": 4,
        "offer_hours": 24,
        "instant_hours": 12,
        "decision_days": 2,
        **changes,
    }


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found
    return found[1]
