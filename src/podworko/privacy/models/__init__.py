"""Requests, erasures, retention, breaches, clauses and the officer's words."""

from podworko.privacy.models.accessibility import AccessRequest, AccessStatement, PalAccess
from podworko.privacy.models.breaches import Breach, BreachStep
from podworko.privacy.models.erasures import DataHold, Erasure
from podworko.privacy.models.processing import Clause, ProcessingNote
from podworko.privacy.models.requests import SOON, RightsRequest
from podworko.privacy.models.retention import RetentionPause, RetentionRun

__all__ = [
    "SOON",
    "AccessRequest",
    "AccessStatement",
    "Breach",
    "BreachStep",
    "Clause",
    "DataHold",
    "Erasure",
    "PalAccess",
    "ProcessingNote",
    "RetentionPause",
    "RetentionRun",
    "RightsRequest",
]
