"""Who may see and change what of the diagnosis. The only place that decides."""

from django.db.models import Q, QuerySet

from podworko.accounts.public import May, User, pal_ids_where
from podworko.diagnosis.models import Batch, Kiosk, Need, Proposal, Resource, Study, Survey, Walk
from podworko.diagnosis.models.proposals import ProposalQuerySet
from podworko.diagnosis.models.resources import ResourceQuerySet
from podworko.network.public import Pal

__all__ = [
    "editable_needs",
    "editable_proposals",
    "editable_resources",
    "editable_studies",
    "editable_surveys",
    "editable_walks",
    "known_needs",
    "pals_where",
    "stoppable_kiosks",
    "typable_batches",
    "typable_surveys",
    "visible_needs",
    "visible_resources",
    "visible_studies",
    "visible_surveys",
    "visible_walks",
]


def pals_where(user: User, permission: May) -> QuerySet[Pal]:
    """Return the PALs in which `user` has one of this module's permissions."""
    pal_ids = pal_ids_where(user, permission)
    return Pal.objects.all() if pal_ids is None else Pal.objects.filter(pk__in=pal_ids)


def visible_studies(user: User) -> QuerySet[Study]:
    """Return the studies whose file `user` may read, unfinished ones too."""
    return _studies(user, May.SEE_DIAGNOSIS)


def editable_studies(user: User) -> QuerySet[Study]:
    """Return the studies, with their surveys and walks, that `user` may change."""
    return _studies(user, May.EDIT_STUDIES)


def visible_walks(user: User) -> QuerySet[Walk]:
    """Return the research walks whose notes `user` may read."""
    return _walks(user, May.SEE_DIAGNOSIS)


def editable_walks(user: User) -> QuerySet[Walk]:
    """Return the research walks that `user` may plan, open, end and work through."""
    return _walks(user, May.EDIT_STUDIES)


def visible_needs(user: User) -> QuerySet[Need]:
    """Return the needs, reported ones too, that `user` may read at the desk."""
    return _needs(user, May.SEE_DIAGNOSIS)


def editable_needs(user: User) -> QuerySet[Need]:
    """Return the needs that `user` may change, confirm and close."""
    return _needs(user, May.EDIT_MAP)


def known_needs(user: User) -> QuerySet[Need]:
    """Return the needs that `user` may know of: those residents read, and those of their PALs."""
    return Need.objects.filter(
        Q(pk__in=Need.objects.public()) | Q(pk__in=visible_needs(user))
    ).select_related("pal")


def visible_surveys(user: User) -> QuerySet[Survey]:
    """Return the surveys that `user` may read at the desk, with how they go."""
    return _surveys(user, May.SEE_DIAGNOSIS)


def editable_surveys(user: User) -> QuerySet[Survey]:
    """Return the surveys that `user` may write, open and close."""
    return _surveys(user, May.EDIT_STUDIES)


def typable_surveys(user: User) -> QuerySet[Survey]:
    """Return the surveys into which `user` may type paper, and which they may ask in the field."""
    return _surveys(user, May.ENTER_ANSWERS).exclude(state=Survey.State.DRAFT)


def typable_batches(user: User) -> QuerySet[Batch]:
    """Return the piles of paper that `user` may type."""
    batches = Batch.objects.select_related("edition__survey__study__pal__seat")
    return batches.filter(edition__survey__in=typable_surveys(user))


def stoppable_kiosks(user: User) -> QuerySet[Kiosk]:
    """Return the tablets that `user` may stop, whoever started them."""
    kiosks = Kiosk.objects.select_related("survey")
    return kiosks.filter(survey__in=typable_surveys(user))


def _surveys(user: User, permission: May) -> QuerySet[Survey]:
    rows = Survey.objects.select_related("study__pal__seat")
    return rows.filter(study__pal__in=pals_where(user, permission))


def visible_resources(user: User) -> ResourceQuerySet:
    """Return the resources that `user` may read at the desk, those of no PAL too."""
    return Resource.objects.select_related("pal", "organisation").filter(
        Q(pal__in=pals_where(user, May.SEE_DIAGNOSIS)) | Q(pal=None)
    )


def editable_resources(user: User) -> ResourceQuerySet:
    """Return the resources that `user` may change; those of no PAL are the network's to change."""
    pal_ids = pal_ids_where(user, May.EDIT_MAP)
    rows = Resource.objects.select_related("pal", "organisation")
    return rows if pal_ids is None else rows.filter(pal__in=pal_ids)


def editable_proposals(user: User) -> ProposalQuerySet:
    """Return what residents proposed that `user` may answer."""
    rows = Proposal.objects.select_related("pal", "resource", "need")
    return rows.filter(pal__in=pals_where(user, May.EDIT_MAP))


def _studies(user: User, permission: May) -> QuerySet[Study]:
    rows = Study.objects.select_related("pal", "district", "previous")
    return rows.filter(pal__in=pals_where(user, permission))


def _walks(user: User, permission: May) -> QuerySet[Walk]:
    rows = Walk.objects.select_related("study__pal__district")
    return rows.filter(study__pal__in=pals_where(user, permission))


def _needs(user: User, permission: May) -> QuerySet[Need]:
    return Need.objects.select_related("pal").filter(pal__in=pals_where(user, permission))
