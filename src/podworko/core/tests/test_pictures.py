import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client


def test_picture_is_shown_to_anybody(client: Client) -> None:
    name = default_storage.save("activities/kot.png", ContentFile(b"\x89PNG"))

    response = client.get(default_storage.url(name))

    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert b"".join(response.streaming_content) == b"\x89PNG"  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["nie-ma.png", "../../etc/passwd", "../secret.key", "x.html"])
def test_nothing_else_is_served(client: Client, name: str) -> None:
    default_storage.save("x.html", ContentFile(b"<script>"))

    assert client.get(f"/pliki/{name}").status_code == 404
