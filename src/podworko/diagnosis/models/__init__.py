"""Studies and what they found: needs with evidence."""

from podworko.diagnosis.models.needs import GRID, Evidence, Need
from podworko.diagnosis.models.studies import Study, StudyStep

__all__ = ["GRID", "Evidence", "Need", "Study", "StudyStep"]
