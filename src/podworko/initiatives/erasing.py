"""The part of initiatives, the team and the shelf when a person is erased."""

from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core.privacy import Subject
from podworko.initiatives import idea_links
from podworko.initiatives.models import Initiative, Loan, Support, Thing
from podworko.initiatives.operations.ideas import withdraw
from podworko.initiatives.operations.lending import cancel_loan
from podworko.initiatives.operations.shelf import set_thing_state
from podworko.initiatives.operations.shelf_reminding import empty_things


def call_off_loans(subject: Subject, actor: audit.Actor) -> dict[str, int]:
    """Call off loans that have not begun, of what they lend or borrow."""
    waiting = (Loan.State.ASKED, Loan.State.AGREED)
    mine = Loan.objects.filter(state__in=waiting, borrower__in=subject.people)
    lent = Loan.objects.filter(state__in=waiting, thing__owner__in=subject.people)
    for loan in mine.order_by("pk"):
        cancel_loan(loan, by_borrower=True, actor=actor)
    for loan in lent.order_by("pk"):
        cancel_loan(loan, by_borrower=False, actor=actor)
    return {}


def take_back_ideas(subject: Subject, actor: audit.Actor) -> dict[str, int]:
    """Take back ideas of theirs that nobody else has seen yet; what neighbours do goes on."""
    mine = Initiative.objects.filter(sender__in=subject.people, state=Initiative.State.IDEA)
    for idea in mine.order_by("pk"):
        withdraw(idea, actor=actor)
    return {}


def take_things_off(subject: Subject, actor: audit.Actor) -> dict[str, int]:
    """Take what they lend off the shelf, and let it be nobody's."""
    mine = Thing.objects.filter(owner__in=subject.people).order_by("pk")
    for thing in mine.exclude(state=Thing.State.WITHDRAWN):
        words = _("Na prośbę osoby, do której należy.")
        set_thing_state(thing, state=Thing.State.WITHDRAWN, words=words, actor=actor)
    return {"initiatives.thing": empty_things(list(mine), actor=actor)}


def things_out(subject: Subject) -> list[str]:
    """Tell what is lent at this moment: whoever has it cannot be forgotten before it is back."""
    out = Loan.objects.filter(state=Loan.State.OUT)
    mine = out.filter(borrower__in=subject.people) | out.filter(thing__owner__in=subject.people)
    return [_("Jest wypożyczona rzecz. Najpierw musi wrócić do właściciela.")] if mine else []


def empty_supports(subject: Subject, actor: audit.Actor) -> dict[str, int]:
    """Empty who supported an initiative under one of these contacts; the support counts on."""
    found = _supports_of(subject)
    audit.record_many("support.erased", actor=actor, targets=found)
    rows = Support.objects.filter(pk__in=[each.pk for each in found])
    return {
        "initiatives.support": rows.update(contact_digest="", code_digest="", name=""),
    }


def supports_of(subject: Subject) -> list[int]:
    """Return the keys of what was supported under these contacts: a hold keeps who it was."""
    return [each.pk for each in _supports_of(subject)]


def _supports_of(subject: Subject) -> list[Support]:
    """Return them in two queries: a digest is another one in each initiative, and made here."""
    if not subject.contacts:
        return []
    digests = {
        (initiative.pk, digest)
        for initiative in Initiative.objects.filter(supports__contact_digest__gt="").distinct()
        for contact in subject.contacts
        for digest in idea_links.contact_digests(initiative, contact)
    }
    known = Support.objects.exclude(contact_digest="").order_by("initiative", "pk")
    return [each for each in known if (each.initiative_id, each.contact_digest) in digests]
