"""One card of two, and two of one again: nothing is lost on the way there or back."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone

from podworko.activities.models import SignUp
from podworko.activities.operations import Contact, cancel_sign_up
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
    assert (pair.one, pair.other, pair.why) == (one, other, "name")
    merging.not_same(other, other=one, actor=SYSTEM)
    merging.not_same(one, other=other, actor=SYSTEM)

    assert queries.alike_pairs(Person.objects.current()) == []
    assert NotSame.objects.count() == 1


def test_one_contact_and_first_name_under_another_surname_is_named() -> None:
    person("Anna Lis", phone="+48600100200")
    person("Anna Maria Wilk", phone="+48600100200")

    assert [pair.why for pair in queries.alike_pairs(Person.objects.current())] == ["contact"]
