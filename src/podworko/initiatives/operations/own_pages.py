"""Giving residents a page of their own, and a code that opens it."""

from django.db import transaction

from podworko.audit import public as audit
from podworko.core import codes
from podworko.initiatives import links
from podworko.initiatives.models import OwnPage
from podworko.people.public import Person


@transaction.atomic
def open_page(person: Person, *, actor: audit.Actor) -> tuple[OwnPage, str]:
    """Return a resident's page and the code that opens it; "" when they had the page before.

    A known page's code is told to nobody again: whoever fills in a form with another's name and
    contact does not thereby get to what is theirs.
    """
    # Who has a page is not held: two who write to many in another order would wait for each other.
    page = OwnPage.objects.filter(person=person).first()
    if page:
        return page, ""
    # Two at once make one page: the second waits for the first.
    held = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    known = OwnPage.objects.filter(person=held).first()
    if known:
        return known, ""
    code = codes.drawn_long()
    made = OwnPage.objects.create(person=held, code_digest=links.code_digest(code))
    audit.record("own_page.made", actor=actor, target=made)
    return made, code


@transaction.atomic
def give_code(page: OwnPage, *, actor: audit.Actor) -> str:
    """Return a new code that opens a page; the former one opens nothing any more."""
    held = OwnPage.objects.select_for_update(no_key=True).get(pk=page.pk)
    code = codes.drawn_long()
    held.code_digest = links.code_digest(code)
    held.save(update_fields=["code_digest"])
    audit.record("own_page.code_given", actor=actor, target=held)
    return code
