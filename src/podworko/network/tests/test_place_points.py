"""A place is somewhere whole, or nowhere known."""

import pytest
from django.db import IntegrityError, transaction

from podworko.network.models import Place

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("point", [{"lat": 50}, {"lon": 19}, {"lat": 95, "lon": 19}])
def test_half_a_point_is_refused(point: dict[str, int]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.create(name="Gdzieś", slug="gdzies", **point)
