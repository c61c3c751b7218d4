from datetime import time

import pytest

from podworko.accounts.public import User
from podworko.audit import public as audit
from podworko.consultations import operations
from podworko.consultations.models import Count, DutyHours, Service, Specialist
from podworko.consultations.operations.offering import (
    SPECIALIST_FIELDS,
    service_version,
)
from podworko.consultations.tests.factories import (
    make_account,
    make_pal,
    make_service,
    make_slots,
    make_specialist,
    take,
)
from podworko.core import times
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.network.public import Leader

pytestmark = pytest.mark.django_db


@pytest.fixture
def ola() -> User:
    return make_account("network-coordinator", None)


def stored_version(service: Service) -> str:
    """Return the version as a page shows it, of what stands in the database."""
    service.refresh_from_db()
    return service_version(service)


def names(service: Service) -> list[str]:
    return list(service.topics.values_list("name", flat=True))


def test_topics_stand_in_the_order_they_were_written(ola: User) -> None:
    service = Service(name="Porada prawna", words="Pomaga.", forms=["phone"])

    operations.save_service(service, topics=["długi", "najem", "długi"], actor=ola)
    seen = service_version(service)
    operations.save_service(service, topics=["najem", "spadki"], actor=ola, seen_version=seen)

    assert names(service) == ["najem", "spadki"]
    assert audit.history(service) == ["service.added", "service.changed"]


def test_a_topic_that_was_counted_stays(ola: User) -> None:
    service = make_service()
    topic = service.topics.create(name="żałoba")
    Count.objects.create(
        month=times.today().replace(day=1),
        pal=make_pal(),
        service=service,
        outcome="done",
        topic=topic,
        form="phone",
    )

    seen = stored_version(service)
    operations.save_service(service, topics=["kryzys"], actor=ola, seen_version=seen)

    assert set(names(service)) == {"kryzys", "żałoba"}


def test_who_saves_a_service_second_overwrites_nothing(ola: User) -> None:
    service = make_service()
    seen = stored_version(service)
    service.topics.create(name="nowy")
    service.words = "Inaczej."

    with pytest.raises(ChangedMeanwhileError):
        operations.save_service(service, topics=[], actor=ola, seen_version=seen)

    service.refresh_from_db()
    assert (service.words, names(service)) == ("Pomaga.", ["nowy"])


def test_a_specialist_is_added_and_changed(ola: User) -> None:
    leader = Leader.objects.create(name="Ewa", role="psycholożka")
    service = make_service()
    specialist = Specialist(leader=leader, languages=["pl"])

    operations.save_specialist(specialist, services=[service], actor=ola)
    seen = version_of(specialist, SPECIALIST_FIELDS)
    specialist.about = "Słucham."
    operations.save_specialist(specialist, services=[], actor=ola, seen_version=seen)

    assert list(specialist.services.all()) == []
    assert audit.history(specialist) == ["specialist.added", "specialist.changed"]


def test_who_saves_a_specialist_second_overwrites_nothing(ola: User) -> None:
    specialist = make_specialist(make_service())

    with pytest.raises(ChangedMeanwhileError):
        operations.save_specialist(specialist, services=[], actor=ola, seen_version="inna")

    assert specialist.services.count() == 1


def test_what_is_booked_stays_when_hours_go(ola: User) -> None:
    first, *_rest = make_slots()
    talk = take(first)
    duty = DutyHours.objects.get()

    duty.ends = time(11)
    operations.save_duty(duty, actor=ola)
    entry = audit.history(duty)
    operations.remove_duty(duty, actor=ola)

    talk.refresh_from_db()
    assert (talk.state, entry) == ("booked", ["duty.changed"])
    assert not DutyHours.objects.exists()


def test_new_hours_are_in_the_trail(ola: User) -> None:
    specialist = make_specialist(make_service())
    duty = DutyHours(
        specialist=specialist, pal=make_pal(), weekday=0, starts=time(9), ends=time(10)
    )

    operations.save_duty(duty, actor=ola)

    assert audit.history(duty) == ["duty.added"]
