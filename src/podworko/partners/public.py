"""What other modules may use of partners."""

from podworko.partners import hsds, importing, panels
from podworko.partners.hsds.writing import organisation_json, service_json
from podworko.partners.models import (
    Agreement,
    Cost,
    JointAction,
    Organisation,
    OrganisationKind,
    Schedule,
    Service,
)
from podworko.partners.policies import (
    editable_organisations,
    visible_agreements,
    visible_organisations,
)
from podworko.partners.queries.behind import partner_rows
from podworko.partners.queries.directory import (
    DirectoryFilters,
    found_organisations,
    found_services,
    services_answering,
    with_all_told,
)
from podworko.partners.queries.figures import PartnerFigures, partner_figures

__all__ = [
    "Agreement",
    "Cost",
    "DirectoryFilters",
    "JointAction",
    "Organisation",
    "OrganisationKind",
    "PartnerFigures",
    "Schedule",
    "Service",
    "editable_organisations",
    "found_organisations",
    "found_services",
    "hsds",
    "importing",
    "organisation_json",
    "panels",
    "partner_figures",
    "partner_rows",
    "service_json",
    "services_answering",
    "visible_agreements",
    "visible_organisations",
    "with_all_told",
]
