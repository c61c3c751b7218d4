"""Somebody at the desk of the map, and what they send and read there."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from podworko.accounts.public import Grant, User
from podworko.network.public import Pal
from podworko.network.tests.desk import hidden


def signed_in(client: Client, role: str, pal: Pal | None) -> Client:
    user = User.objects.create_user(f"{role}-{uuid.uuid4()}@example.org", name="Ola Wrona")
    Grant.objects.create(user=user, role=role, pal=pal)
    client.force_login(user)
    return client


def url(name: str, /, *args: object) -> str:
    return reverse(f"diagnosis:{name}", args=args)


def send(client: Client, address: str, **data: Any) -> HttpResponse:
    """Send a form with the hidden fields that its page holds now."""
    response: HttpResponse = client.post(address, hidden(client.get(address)) | data)  # type: ignore[assignment]
    return response


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()
