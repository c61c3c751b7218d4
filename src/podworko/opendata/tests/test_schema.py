"""The API against its own description: whatever is generated from it, nothing surprises."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.config import SchemathesisConfig

from podworko.activities.models import Session
from podworko.activities.tests.factories import make_activity, make_pal, make_session
from podworko.diagnosis.tests.factories import make_need
from podworko.diagnosis.tests.mapping import make_resource
from podworko.network.models import Place

SCHEMA = "/api/v1/openapi.json"
EXAMPLES = 20
PLAIN = {"Accept-Encoding": "identity"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Session:
    """Make one of everything."""
    place = Place.objects.create(name="Klub", slug="klub", lat=50.06, lon=19.94)
    pal = make_pal(slug="pal", seat=place)
    make_resource(pal=pal)
    make_need(pal=pal, lat=Decimal("50.0625"), lon=Decimal("19.9375"))
    return make_session(activity=make_activity(pal=pal, place=place), capacity=10_000)


@pytest.fixture(autouse=True)
def _connection_stays() -> Iterator[None]:
    """Let requests leave the test's own transaction open, as Django's test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


load_all_checks()
schema = schemathesis.openapi.from_wsgi(
    SCHEMA,
    get_wsgi_application(),
    config=SchemathesisConfig.from_dict({"generation": {"mode": "all"}}),
)


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_nothing_surprises(case: Any, world: Session) -> None:
    if case.operation.path.startswith("/api/v1/sessions/{id}") and case.method == "POST":
        case.path_parameters["id"] = str(world.public_id)
        # Who may sign up is told by rules that no schema holds: 422 is right for much of it.
        exempt = [CHECKS.get_one("positive_data_acceptance")]
        case.call_and_validate(excluded_checks=exempt, headers=PLAIN)
        return
    case.call_and_validate(headers=PLAIN)
