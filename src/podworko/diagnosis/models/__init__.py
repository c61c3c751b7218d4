"""Studies and what they found: needs with evidence."""

from podworko.diagnosis.models.needs import GRID, Evidence, Need
from podworko.diagnosis.models.studies import Study, StudyStep
from podworko.diagnosis.models.walks import Observation, Walk, Walker, WalkStop

__all__ = [
    "GRID",
    "Evidence",
    "Need",
    "Observation",
    "Study",
    "StudyStep",
    "Walk",
    "WalkStop",
    "Walker",
]
