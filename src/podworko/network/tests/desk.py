"""Somebody at the desk of a PAL, and what they send."""

import re
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from podworko.accounts.public import Grant, User
from podworko.network.models import Pal, Place


class Desk:
    """Somebody at the desk of one PAL that has a seat."""

    def __init__(self, client: Client, role: str = "animator") -> None:
        self.seat = Place.objects.create(name="Remiza", slug="remiza", address="ul. Długa 5")
        self.pal = make_pal("pod-lipami", seat=self.seat)
        self.user = User.objects.create_user(f"{role}@example.org", name="Ola Wrona")
        Grant.objects.create(user=self.user, role=role, pal=self.pal)
        self.client = client
        client.force_login(self.user)

    def get(self, name: str, /, *more: object) -> str:
        response = self.client.get(self.url(name, *more))
        assert response.status_code == 200
        return response.content.decode()

    def post(self, name: str, /, *more: object, **data: Any) -> HttpResponse:
        """Send a form as a browser does: with the hidden fields that its page holds now."""
        address = self.url(name, *more)
        return self.send(address, hidden(self.client.get(address)) | data)

    def send(self, address: str, data: dict[str, Any]) -> HttpResponse:
        response: HttpResponse = self.client.post(address, data)  # type: ignore[assignment]
        return response

    def url(self, name: str, *more: object) -> str:
        return reverse(f"network:{name}", args=[self.pal.slug, *more])


def hidden(response: Any) -> dict[str, str]:
    """Return the hidden fields of a page, none where there is no page."""
    inputs = re.findall(r'<input type="hidden" name="([^"]+)"([^>]*)>', response.content.decode())
    values = {name: re.search(r'value="([^"]*)"', rest) for name, rest in inputs}
    return {name: unescape(found[1]) if found else "" for name, found in values.items()}


def make_pal(slug: str, **fields: Any) -> Pal:
    return Pal.objects.create(slug=slug, name=slug.title(), folded_name=slug, **fields)
