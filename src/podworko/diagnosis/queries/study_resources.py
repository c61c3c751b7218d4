"""What a community can count on, as the file of its study shows it."""

from dataclasses import dataclass

from django.db.models import F, Q

from podworko.diagnosis.models import Resource, Study

MOST = 8


@dataclass(frozen=True, slots=True)
class StudyResources:
    """Resources on the map in the area of a study: some of them, and how many there are."""

    rows: tuple[Resource, ...]
    total: int

    @property
    def more(self) -> int:
        """How many are not among `rows`."""
        return self.total - len(self.rows)


def study_resources(study: Study) -> StudyResources:
    """Return what is on the map for a study's PAL, or for all in its district; two queries.

    Those checked last come first: a resource is tied to a community and not to a study.
    """
    of_all = Q(pal=None, district=study.district_id) if study.district_id else Q(pk=None)
    found = Resource.objects.public().filter(Q(pal=study.pal_id) | of_all)
    ordered = found.order_by(F("checked_on").desc(nulls_last=True), "folded_name", "pk")
    return StudyResources(tuple(ordered[:MOST]), found.count())
