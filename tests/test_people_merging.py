"""One card of two, and two of one again: nothing is lost on the way there or back."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from podworko.activities.models import SignUp
from podworko.activities.operations import Applicant, Contact, cancel_sign_up
from podworko.activities.tests.factories import join, make_list
from podworko.audit.public import SYSTEM, history
from podworko.messages.models import Message
from podworko.people import merging, operations, queries
from podworko.people.merging import MergeError
from podworko.people.models import Channel, Merge, NotSame, Person

pytestmark = pytest.mark.django_db


def person(name: str = "Maria Lis", **fields: object) -> Person:
    card = operations.Card(name, **fields)  # type: ignore[arg-type]
    return operations.register(card, channel=Channel.DESK, actor=SYSTEM)


def signed_up(contact: Contact) -> SignUp:
    return join(make_list(), contact.name, contact=contact)


@pytest.fixture
def two() -> tuple[Person, Person]:
    """Give one woman with two cards: an e-mail on the one, a phone and sign-ups on the other."""
    kept = person(email="maria@example.org")
    gone = signed_up(Contact("Maria Lis", phone="+48600100200")).person
    return kept, gone


def test_everything_that_named_the_one_names_the_other(two: tuple[Person, Person]) -> None:
    kept, gone = two
    operations.give_consent(gone, text="image", version="1", channel=Channel.PAPER)

    merging.merge(kept, gone=gone, actor=SYSTEM)

    assert SignUp.objects.get().person == kept
    assert kept.consents.count() == 1
    assert set(Message.objects.values_list("person_id", flat=True)) == {kept.pk}
    assert Person.objects.current().get() == kept
    assert history(kept)[-1] == "person.merged"


def test_what_is_missing_is_filled_and_what_is_told_stays(two: tuple[Person, Person]) -> None:
    kept, gone = two
    Person.objects.filter(pk=gone.pk).update(email="stara@example.org", birth_year=1950)

    merging.merge(kept, gone=gone, actor=SYSTEM)

    kept.refresh_from_db()
    assert (kept.email, kept.phone, kept.birth_year) == (
        "maria@example.org",
        "+48600100200",
        1950,
    )


def test_undo_brings_both_back_as_they_were(two: tuple[Person, Person]) -> None:
    kept, gone = two
    before = list(Person.objects.order_by("pk").values("pk", "email", "phone", "birth_year"))
    made = merging.merge(kept, gone=gone, actor=SYSTEM)
    later = signed_up(Contact("Maria Lis", email="maria@example.org"))

    merging.undo(made, actor=SYSTEM)

    after = list(Person.objects.order_by("pk").values("pk", "email", "phone", "birth_year"))
    assert after == before
    assert {s.person_id for s in SignUp.objects.all()} == {kept.pk, gone.pk}
    assert later.person == kept
    assert Person.objects.current().count() == 2


def test_undo_keeps_what_somebody_wrote_since(two: tuple[Person, Person]) -> None:
    kept, gone = two
    made = merging.merge(kept, gone=gone, actor=SYSTEM)
    Person.objects.filter(pk=kept.pk).update(phone="+48600999888")

    merging.undo(made, actor=SYSTEM)

    kept.refresh_from_db()
    assert kept.phone == "+48600999888"


def test_who_signs_up_with_the_old_contact_lands_on_the_kept_card(
    two: tuple[Person, Person],
) -> None:
    kept, gone = two
    merging.merge(kept, gone=gone, actor=SYSTEM)

    again = signed_up(Contact("Maria Lis", phone="+48600100200"))

    assert again.person == kept


def test_of_two_consents_to_one_text_one_stays_behind_and_comes_back(
    two: tuple[Person, Person],
) -> None:
    for card in two:
        operations.give_consent(card, text="image", version="1", channel=Channel.PAPER)
    kept, gone = two

    made = merging.merge(kept, gone=gone, actor=SYSTEM)
    merging.undo(made, actor=SYSTEM)

    assert (kept.consents.count(), gone.consents.count()) == (1, 1)


@pytest.mark.parametrize("case", ["same", "gone already", "gone before"])
def test_cards_that_cannot_be_made_one(two: tuple[Person, Person], case: str) -> None:
    kept, gone = two
    if case == "same":
        gone = kept
    else:
        merging.merge(kept, gone=gone, actor=SYSTEM)
    first, second = (gone, kept) if case == "gone before" else (kept, gone)

    with pytest.raises(MergeError):
        merging.merge(first, gone=second, actor=SYSTEM)


def test_undo_has_its_time_and_its_order(two: tuple[Person, Person]) -> None:
    kept, gone = two
    made = merging.merge(kept, gone=gone, actor=SYSTEM)
    third = person(email="trzecia@example.org")
    later = merging.merge(third, gone=kept, actor=SYSTEM)

    with pytest.raises(MergeError, match="późniejsze"):
        merging.undo(made, actor=SYSTEM)
    merging.undo(later, actor=SYSTEM)
    Merge.objects.filter(pk=made.pk).update(made_at=timezone.now() - timedelta(days=15))
    with pytest.raises(MergeError, match="czternaście"):
        merging.undo(made, actor=SYSTEM)


def test_undo_twice_is_refused(two: tuple[Person, Person]) -> None:
    made = merging.merge(two[0], gone=two[1], actor=SYSTEM)
    merging.undo(made, actor=SYSTEM)

    with pytest.raises(MergeError, match="już cofnięte"):
        merging.undo(made, actor=SYSTEM)


def _person_columns() -> Iterator[str]:
    """Name every column of the installation that looks like a person's key."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            is_link = isinstance(field, models.ForeignKey) and field.related_model is Person
            if is_link or (
                field.attname == "person_id" and not isinstance(field, models.ForeignKey)
            ):
                yield f"{model._meta.label_lower}.{field.attname}"


def test_no_column_with_a_person_is_forgotten() -> None:
    """A new module that keeps a person's key is moved too, or this names it."""
    own = ("people.merge.", "people.notsame.", "people.person.")

    found = {label for label in _person_columns() if not label.startswith(own)}

    assert found == set(merging._labels())


def test_two_sign_ups_for_one_thing_stay_two(two: tuple[Person, Person]) -> None:
    kept, gone = two
    same = SignUp.objects.get().list
    join(same, "Maria Lis", contact=Contact("Maria Lis", email="maria@example.org"))

    merging.merge(kept, gone=gone, actor=SYSTEM)

    held = SignUp.objects.filter(list=same, person=kept)
    assert held.count() == 2
    cancel_sign_up(held[0], actor=SYSTEM)


def test_alike_are_named_until_somebody_says_they_are_two() -> None:
    one, other = person(), person(phone="+48600100200")
    person("Jan Lis", phone="+48600100200")
    person("Zofia Wilk")

    (pair,) = queries.alike_pairs(Person.objects.current())
    assert (pair.one, pair.other, pair.same) == (one, other, "folded_name")
    merging.not_same(other, other=one, actor=SYSTEM)
    merging.not_same(one, other=other, actor=SYSTEM)

    assert list(queries.alike_pairs(Person.objects.current())) == []
    assert NotSame.objects.count() == 1


def test_one_contact_and_first_name_under_another_surname_is_named() -> None:
    person("Anna Lis", phone="+48600100200")
    person("Anna Maria Wilk", phone="+48600100200")

    assert [pair.same for pair in queries.alike_pairs(Person.objects.current())] == ["phone"]


def test_cards_of_one_name_and_different_years_are_two_people() -> None:
    person(birth_year=1950)
    person(birth_year=1987)
    unknown = person()

    (pair,) = queries.alike_pairs(Person.objects.current())

    assert (pair.one.birth_year, pair.other) == (1950, unknown)


def test_each_card_is_asked_about_once_and_the_likeliest_come_first() -> None:
    oldest = person()
    others = [person() for _ in range(3)]
    one = person("Zofia Wilk", phone="+48600100200")
    other = person("Zofia Anna Wilk", phone="+48600100200")

    pairs = list(queries.alike_pairs(Person.objects.current()))

    assert [(pair.one, pair.other) for pair in pairs] == [
        (one, other),
        *((oldest, each) for each in others),
    ]


def test_a_card_said_to_be_another_is_asked_about_with_the_next() -> None:
    first, second, third = person(), person(), person()
    merging.not_same(first, other=third, actor=SYSTEM)

    pairs = queries.alike_pairs(Person.objects.current())

    assert [(pair.one, pair.other) for pair in pairs] == [(first, second), (second, third)]


def test_alike_cards_cost_the_same_for_two_and_for_many(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(2):
        person()
    with django_assert_num_queries(4):
        list(queries.alike_pairs(Person.objects.current()))
    for number in range(30):
        person()
        person("Jan Lis", phone="+48600100200", email=f"jan{number}@example.org")
    with django_assert_num_queries(4):
        page = queries.alike_pairs(Person.objects.current(), number="2")

    assert page.paginator.count == 31 + 29


def test_a_year_told_later_is_kept_once() -> None:
    lis = person(phone="+48600100200")

    person(phone="+48600100200", birth_year=1950)
    person(phone="+48600100200", birth_year=1951)

    lis.refresh_from_db()
    assert (lis.birth_year, lis.version) == (1950, 2)


def test_who_signs_up_for_themselves_has_the_year_on_the_card() -> None:
    signed = join(
        make_list(),
        "Maria Lis",
        contact=Contact("Maria Lis"),
        guests=(Applicant("Maria Lis", 1950),),
    )

    assert signed.person.birth_year == 1950


def test_a_child_of_a_chosen_card_is_known_again() -> None:
    maria = Contact("Maria Lis")
    zosia = (Applicant("Zosia Lis", 2018, is_minor=True),)
    first = join(make_list(), maria.name, contact=maria, guests=zosia, is_guardian=True)

    for guests in (zosia, (Applicant("Zosia Lis", 2009),)):
        again = {"guests": guests, "person": first.person, "is_guardian": True}
        join(make_list(), maria.name, contact=maria, **again)

    known = Person.objects.filter(folded_name="zosia lis").order_by("pk")
    assert [each.birth_year for each in known] == [2018, 2009]
