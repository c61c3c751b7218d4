"""What tests of lent rooms share."""

import pytest

from podworko.network.booking.models import Group
from podworko.network.models import Pal
from podworko.network.tests.lending import make_group, make_house


@pytest.fixture
def pal() -> Pal:
    return make_house()


@pytest.fixture
def group(pal: Pal) -> Group:
    return make_group(pal)
