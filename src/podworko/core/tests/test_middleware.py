import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/zajecia/?q=a%00b", "/pal/?blisko=%00", "/pal/a%00/", "/%00"])
def test_an_address_with_a_zero_byte_is_refused(client: Client, path: str) -> None:
    assert client.get(path).status_code == 400


def test_any_other_address_is_not(client: Client) -> None:
    assert client.get("/zajecia/?q=%2500%0A").status_code == 200
