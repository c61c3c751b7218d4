"""What of volunteering somebody who leaves has in hand."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from podworko.accounts.public import MOST, Item, Leaving, Part
from podworko.core import times
from podworko.volunteering import policies
from podworko.volunteering.models import Agreement, Volunteer

__all__ = ["volunteers_in_hand"]


def volunteers_in_hand(leaving: Leaving) -> list[Part]:
    """Tell whom somebody who leaves looks after, and whose agreements name them; two queries.

    To who may not read volunteers' papers nothing is told.
    """
    volunteers = policies.run_volunteers(leaving.reader).filter(
        pal__in=leaving.pal_ids, coordinator=leaving.giver
    )
    agreements = policies.run_agreements(leaving.reader).filter(
        volunteer__pal__in=leaving.pal_ids,
        supervisor=leaving.giver,
        state=Agreement.State.IN_FORCE,
        ends_on__gte=times.today(),
    )
    cared_for = volunteers.exclude(stage=Volunteer.Stage.ENDED).order_by("person__name")
    return [
        _part(_("Wolontariusze pod opieką"), [_person(one) for one in cared_for[: MOST + 1]]),
        _part(
            _("Porozumienia z tą osobą jako opiekunem"),
            [_agreement(one) for one in agreements.order_by("ends_on")[: MOST + 1]],
        ),
    ]


def _part(title: str, items: list[Item]) -> Part:
    return Part(title, items[:MOST], is_cut=len(items) > MOST)


def _person(volunteer: Volunteer) -> Item:
    return Item(
        what=volunteer.person.name,
        href=reverse("volunteering:desk_volunteer", args=[volunteer.public_id]),
        where=volunteer.pal.name,
        note=volunteer.get_stage_display(),
    )


def _agreement(agreement: Agreement) -> Item:
    day = date_format(agreement.ends_on, "j E Y")
    return Item(
        what=agreement.volunteer.person.name,
        href=reverse("volunteering:desk_agreement", args=[agreement.public_id]),
        where=agreement.volunteer.pal.name,
        note=_("do %(day)s") % {"day": day},
    )
