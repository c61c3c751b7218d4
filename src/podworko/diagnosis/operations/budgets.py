"""Taking in what residents voted for in participatory budgets, as evidence."""

from collections.abc import Iterable
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core.taking import Line, Outcome, Report
from podworko.core.text import fold
from podworko.core.times import today
from podworko.diagnosis import pabulib
from podworko.diagnosis.categories import Method
from podworko.diagnosis.models import Budget, BudgetProject, BudgetTally, Evidence, Need
from podworko.diagnosis.operations.needs import EvidenceData, add_evidence
from podworko.network.public import District

MOST_TOLD = 50


@transaction.atomic
def import_budget(name: str, data: bytes, *, actor: audit.Actor, dry_run: bool = False) -> Report:
    """Take one Pabulib file: the edition, its projects, and counts by category and group.

    No voter is kept. The same file again changes nothing; a newer one of the same edition
    takes the place of the older. Raises PabulibError for what is no such file.
    """
    read = pabulib.read(data)
    report = _take(name, read, sha256(data).hexdigest(), actor)
    if dry_run:
        transaction.set_rollback(True)
    return report


def add_budget_evidence(need: Need, tally: BudgetTally, *, actor: audit.Actor) -> Evidence:
    """Say that so many people voted for this category: evidence of a need."""
    budget = tally.budget
    # Without how many: few voices are not told, and this is.
    with translation.override(settings.LANGUAGE_CODE):
        words = _("głosowanie na projekty: %(category)s (%(budget)s)") % {
            "category": category_words(tally.category),
            "budget": budget,
        }
    data = EvidenceData(
        method=Method.BUDGET, words=words, voices=tally.voters, about=tally, noted_on=today()
    )
    return add_evidence(need, data=data, actor=actor)


def category_words(category: str) -> str:
    """Return a category of the file in words; one nobody has met stays as it is written."""
    known = {
        "environmental protection": _("ochrona środowiska i zieleń"),
        "urban greenery": _("zieleń miejska"),
        "public space": _("przestrzeń publiczna"),
        "public transit and roads": _("transport i drogi"),
        "infrastructure": _("infrastruktura"),
        "bicycle infrastructure": _("drogi rowerowe"),
        "culture": _("kultura"),
        "sport": _("sport"),
        "education": _("edukacja"),
        "health": _("zdrowie"),
        "welfare": _("pomoc społeczna"),
        "society": _("społeczeństwo"),
        "security": _("bezpieczeństwo"),
    }
    return known.get(category, category)


def _take(name: str, read: pabulib.Read, digest: str, actor: audit.Actor) -> Report:
    key = {"unit": read.unit, "area": read.area, "year": read.year}
    known = Budget.objects.select_for_update(no_key=True).filter(**key).first()
    if known and known.digest == digest:
        return Report(name, (Line(1, Outcome.SAME, str(known)),), _notes(read))
    budget = known or Budget(**key)
    budget.description, budget.voters = read.description, read.ballots.people
    budget.source, budget.digest = name[:200], digest
    budget.district = _district(read.area)
    budget.save()
    _fill(budget, read)
    audit.record("budget.read", actor=actor, target=budget, voters=budget.voters)
    outcome = Outcome.CHANGED if known else Outcome.TAKEN
    return Report(name, (Line(1, outcome, str(budget)), *_refusals(read)), _notes(read))


def _fill(budget: Budget, read: pabulib.Read) -> None:
    """Put projects and counts in place of those that were; evidence keeps its own words."""
    budget.projects.all().delete()
    BudgetProject.objects.bulk_create(
        BudgetProject(
            budget=budget,
            code=project.code,
            name=project.name,
            category=project.category,
            cost=project.cost,
            is_selected=project.is_selected,
            voters=read.ballots.by_project[project.code],
        )
        for project in {project.code: project for project in read.projects}.values()
    )
    kept = []
    for (category, by, group), voters in read.ballots.by_group.items():
        tally, _new = BudgetTally.objects.update_or_create(
            budget=budget, category=category, by=by, group=group, defaults={"voters": voters}
        )
        kept.append(tally.pk)
    gone = set(budget.tallies.values_list("pk", flat=True)) - set(kept)
    budget.tallies.filter(pk__in=gone).delete()


def _refusals(read: pabulib.Read) -> Iterable[Line]:
    for number, why in read.ballots.refused[:MOST_TOLD]:
        words = _("głos na nieznany projekt: %(what)s") % {"what": why}
        yield Line(number, Outcome.REFUSED, _("głos"), words)


def _notes(read: pabulib.Read) -> tuple[str, ...]:
    notes = [
        _("Głosujących: %(people)s, projektów: %(projects)s.")
        % {"people": read.ballots.people, "projects": len(read.projects)}
    ]
    if not read.ballots.by_group:
        notes.append(_("W tym pliku nie ma kategorii: są tylko projekty."))
    if more := max(0, len(read.ballots.refused) - MOST_TOLD):
        notes.append(_("Dalszych głosów odrzuconych: %(more)s.") % {"more": more})
    return tuple(notes)


def _district(area: str) -> District | None:
    return District.objects.filter(folded_name=fold(area)).first() if area else None
