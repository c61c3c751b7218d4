"""Who may see and change what of partners. The only place that decides."""

from django.db.models import Q, QuerySet

from podworko.accounts.public import May, User, pal_ids_where
from podworko.network.public import Pal
from podworko.partners.models import Agreement, Contact, Correction, Organisation, Service, Status
from podworko.partners.models.organisations import OrganisationQuerySet


def pals_where(user: User) -> QuerySet[Pal]:
    """Return the PALs whose partners `user` keeps."""
    pal_ids = pal_ids_where(user, May.RUN_PARTNERS)
    return Pal.objects.all() if pal_ids is None else Pal.objects.filter(pk__in=pal_ids)


def may_be_of_none(user: User) -> bool:
    """Whether `user` may keep organisations that are of no PAL but of the whole city."""
    return pal_ids_where(user, May.RUN_PARTNERS) is None


def visible_organisations(user: User) -> OrganisationQuerySet:
    """Return the organisations `user` may read at the desk: public ones, and all of their PALs."""
    rows = Organisation.objects.select_related("pal")
    pal_ids = pal_ids_where(user, May.RUN_PARTNERS)
    if pal_ids is None:
        return rows
    return rows.filter(Q(status=Status.PUBLISHED) | Q(pal__in=pal_ids))


def editable_organisations(user: User) -> OrganisationQuerySet:
    """Return the organisations `user` may change; those of no PAL are the network's to change."""
    pal_ids = pal_ids_where(user, May.RUN_PARTNERS)
    rows = Organisation.objects.select_related("pal")
    return rows if pal_ids is None else rows.filter(pal__in=pal_ids)


def editable_services(user: User) -> QuerySet[Service]:
    """Return the services of organisations that `user` may change."""
    rows = Service.objects.select_related("organisation__pal")
    return rows.filter(organisation__in=editable_organisations(user))


def visible_services(user: User) -> QuerySet[Service]:
    """Return the services of organisations that `user` may read at the desk."""
    rows = Service.objects.select_related("organisation__pal")
    return rows.filter(organisation__in=visible_organisations(user))


def visible_contacts(user: User, organisation: Organisation) -> QuerySet[Contact]:
    """Return the people at an organisation, for whoever keeps it or has an agreement with it."""
    is_kept = editable_organisations(user).filter(pk=organisation.pk).exists()
    agreed = visible_agreements(user).filter(organisation=organisation).exists()
    return organisation.contacts.all() if is_kept or agreed else organisation.contacts.none()


def visible_agreements(user: User) -> QuerySet[Agreement]:
    """Return the agreements of the PALs whose partners `user` keeps: to read and to change."""
    rows = Agreement.objects.select_related("organisation", "pal")
    return rows.filter(pal__in=pals_where(user))


def waiting_corrections(user: User) -> QuerySet[Correction]:
    """Return what owners say is wrong that `user` may answer."""
    rows = Correction.objects.filter(state=Correction.State.WAITING)
    return rows.filter(organisation__in=editable_organisations(user)).select_related("organisation")
