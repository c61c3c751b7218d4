"""Erasing a person everywhere at once: by what models declare and what modules do themselves."""

import hashlib
import json
import secrets
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core import privacy, sealed, times
from podworko.core.errors import DomainError
from podworko.core.privacy import DELETE, EMPTY, HOLDS, Declaration, Subject, emptied
from podworko.messages import public as messages
from podworko.people.public import Person, erasing
from podworko.privacy import erased_list
from podworko.privacy.models import DataHold, Erasure, RightsRequest
from podworko.privacy.subjects import declared, rows_of, still_kept, subject_of

__all__ = [
    "ErasingError",
    "blocks_of",
    "digest_of",
    "empty_rows",
    "erase",
    "erase_again",
    "stays_of",
]

_CONTACT = "podworko.privacy.erased"
Later = Callable[[Callable[[], None]], None]


class ErasingError(DomainError):
    """A person cannot be erased now; the message says what to do first."""

    code = "erasing"


@dataclass(slots=True)
class _Done:
    """What went so far, by table, and the files that go once it is certain."""

    went: dict[str, int] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)

    def count(self, label: str, number: int) -> None:
        if number:
            self.went[label] = self.went.get(label, 0) + number


def blocks_of(person: Person) -> list[str]:
    """Return, in words, what must be settled before a person can be erased."""
    subject = subject_of(person)
    found = privacy.erasing.blocks(subject)
    if DataHold.objects.filter(person__in=subject.people, ended_at=None).exists():
        found.append(_("Usunięcie jest wstrzymane. Najpierw trzeba zakończyć wstrzymanie."))
    return found


@transaction.atomic
def erase(
    person: Person,
    *,
    why: Erasure.Why,
    actor: audit.Actor,
    later: Later = transaction.on_commit,
) -> Erasure:
    """Erase a person and return the certificate, which names nobody.

    What is to come is called off first, so that the next ones in a queue move up; then every row
    about them is emptied or deleted, in each module, with messages, and files once it is certain
    (`later` runs that). What a law keeps stays with the name alone until its time is over. Twice
    is the same as once: whoever is erased whole has one certificate. Raises ErasingError when
    something must be settled first, which is not asked of whom a backup brought back.
    """
    kept = Person.objects.get(pk=person.pk).kept
    # One lock for all cards of a person: whoever erases the same one waits here and finds it done.
    Person.objects.select_for_update(no_key=True).get(pk=kept.pk)
    kept.refresh_from_db()
    if kept.erased_at and (held := _certificate_of(kept)):
        return held
    subject = subject_of(kept)
    if why != Erasure.Why.RESTORED and (reasons := blocks_of(kept)):
        raise ErasingError(" ".join(reasons))
    done = _erase(subject, actor)
    stays = stays_of(subject, times.today())
    step = erasing.empty_ways if stays else erasing.empty_cards
    for label, number in step(subject, actor).items():
        done.count(label, number)
    made = _certify(kept, subject, why=why, went=done.went, stays=stays)
    audit.record("person.data_erased", actor=actor, target=made)
    later(partial(_finish, made, done.files))
    return made


@dataclass(slots=True)
class Again:
    """How many people were erased once more, and the keys of cards that could not be, with why."""

    people: int = 0
    left: dict[uuid.UUID, str] = field(default_factory=dict)


@transaction.atomic
def erase_again(keys: Iterable[erased_list.Erased], *, actor: audit.Actor, later: Later) -> Again:
    """Erase once more whom a backup brought back; return what became of them.

    By the key of their card, and by keyed digests of contacts that stood on none. What had to be
    settled before the first time was settled then; one whom a module refuses still, as with a
    thing that is lent in the backup, is left with the reason: a restore must be possible.
    """
    told, done = list(keys), Again()
    cards: set[int] = set()
    for each in told:
        try:
            cards.add(_erase_card_again(each.person_key, cards, actor, later))
        except DomainError as error:
            done.left[each.person_key] = str(error.message)
    done.people = len(cards - {0})
    for each in told:
        done.people += _erase_contacts(set(each.contacts), actor, later)
    return done


@transaction.atomic
def _erase_card_again(key: uuid.UUID, done: set[int], actor: audit.Actor, later: Later) -> int:
    """Erase the person of a card, and return the key of the one that is kept; 0 for nothing."""
    person = Person.objects.filter(public_id=key).first()
    if person is None or person.kept.erased_at or person.kept.pk in done:
        return 0
    held = DataHold.objects.filter(person__in=erasing.persons_of(person), ended_at=None)
    held.update(ended_at=timezone.now())
    erase(person, why=Erasure.Why.RESTORED, actor=actor, later=later)
    return person.kept.pk


def stays_of(subject: Subject, day: date) -> list[dict[str, Any]]:
    """Return what a law keeps of a person on `day`: table, count, law, last day."""
    found = []
    for label, model, told in declared():
        if not told.hold:
            continue
        rows = rows_of(model, told, subject).filter(still_kept(model, told, day))
        if number := rows.count():
            until = _until(rows, told)
            law = HOLDS[told.hold].law
            found.append({"label": label, "rows": number, "law": law, "until": until})
    return found


def empty_rows(rows: QuerySet[Any], told: Declaration, files: list[str]) -> int:
    """Empty what a declaration says of these rows; return how many. Files go into `files`."""
    model = rows.model
    columns = {name: model._meta.get_field(name) for name in told.empties}  # noqa: SLF001 - public
    keys = list(rows.values_list("pk", flat=True))
    chosen = model._base_manager.filter(pk__in=keys)  # noqa: SLF001 - a default one may hide rows
    files.extend(_files_of(chosen))
    for key in keys if told.marks else ():
        marks = {name: secrets.token_hex(16) for name in told.marks}
        model._base_manager.filter(pk=key).update(**marks)  # noqa: SLF001
    if columns:
        chosen.update(**{name: emptied(column) for name, column in columns.items()})
    return len(keys)


def delete_rows(rows: QuerySet[Any], files: list[str]) -> int:
    """Delete these rows; return how many. Files go into `files`."""
    files.extend(_files_of(rows))
    keys = list(rows.values_list("pk", flat=True))
    rows.model._base_manager.filter(pk__in=keys).delete()  # noqa: SLF001
    return len(keys)


def digest_of(told: object, before: str) -> str:
    """Return the digest of a certificate that follows another: none can be left out unseen."""
    text = json.dumps([before, told], ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def remove_files(names: Iterable[str]) -> None:
    """Delete files from the store; one that is gone already is no fault."""
    for name in names:
        default_storage.delete(name)


def _erase(subject: Subject, actor: audit.Actor) -> _Done:
    done = _Done()
    for step in privacy.erasing.steps():
        for label, number in step(subject, actor).items():
            done.count(label, number)
    # Deleting comes last: a row may be the way to another one.
    _through(subject, EMPTY, done, actor)
    _through(subject, DELETE, done, actor)
    return done


def _through(subject: Subject, way: str, done: _Done, actor: audit.Actor) -> None:
    for label, model, told in declared():
        if told.erasing != way or told.hold or not (told.people or told.contacts):
            continue
        held = list(rows_of(model, told, subject))
        messages.forget_about(held, actor=actor)
        chosen = model._base_manager.filter(pk__in=[row.pk for row in held])  # noqa: SLF001
        if model is RightsRequest:
            chosen.update(emptied_at=timezone.now())
        step = (
            empty_rows(chosen, told, done.files)
            if way == EMPTY
            else delete_rows(chosen, done.files)
        )
        done.count(label, step)


def _erase_contacts(digests: set[str], actor: audit.Actor, later: Later) -> int:
    """Erase rows with a contact of somebody erased, and of nobody else, that lead to no card."""
    found = {
        value
        for _label, model, told in declared()
        if told.contacts and not told.people
        for name in told.contacts
        for value in model._base_manager.exclude(**{name: ""}).values_list(name, flat=True)  # noqa: SLF001
        if value and digests & set(contact_digests(value))
    }
    cards = Person.objects.current().filter(Q(email__in=found) | Q(phone__in=found))
    found -= {contact for card in cards for contact in (card.email, card.phone)}
    if not found:
        return 0
    subject = Subject((), frozenset(found), frozenset(found))
    done = _erase(subject, actor)
    later(partial(remove_files, done.files))
    return 1


def contact_digests(contact: str) -> list[str]:
    """Return all that may stand for a contact of somebody erased: see `sealed.digests`."""
    return sealed.digests(contact, salt=_CONTACT)


def _certify(
    person: Person,
    subject: Subject,
    *,
    why: Erasure.Why,
    went: dict[str, int],
    stays: list[dict[str, Any]],
) -> Erasure:
    last = Erasure.objects.select_for_update(no_key=True).order_by("-pk").first()
    before, now = last.digest if last else "", timezone.now()
    days = [each["until"] for each in stays if each["until"]]
    told = {"key": str(person.public_id), "went": went, "stays": stays, "at": now.isoformat()}
    return Erasure.objects.create(
        person_key=person.public_id,
        contacts=sorted(contact_digests(word)[0] for word in subject.contacts),
        why=why,
        went=went,
        stays=[{**each, "until": each["until"] and each["until"].isoformat()} for each in stays],
        until=max(days, default=None),
        is_whole=not stays,
        before=before,
        digest=digest_of(told, before),
        made_at=now,
    )


def _certificate_of(person: Person) -> Erasure | None:
    return Erasure.objects.filter(person_key=person.public_id, is_whole=True).first()


def _finish(made: Erasure, files: list[str]) -> None:
    # First the list: a file that cannot be deleted must not keep somebody from it.
    erased_list.note(made)
    remove_files(files)


def _until(rows: QuerySet[Any], told: Declaration) -> date | None:
    """Return the last day for which these are kept, None while it has not begun to run."""
    last = rows.aggregate(last=Max(told.since))["last"]
    if last is None or told.keep_days is None or rows.filter(**{told.since: None}).exists():
        return None
    day = times.local(last).date() if hasattr(last, "hour") else last
    return day + timedelta(days=told.keep_days)


def _files_of(rows: QuerySet[Any]) -> Iterator[str]:
    names = [
        column.name
        for column in rows.model._meta.concrete_fields  # noqa: SLF001 - Django's public _meta
        if isinstance(column, models.FileField)
    ]
    for row in rows.values_list(*names) if names else ():
        yield from (name for name in row if name)
