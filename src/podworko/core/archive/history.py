"""The tables as they were at some moment in the history of migrations."""

from collections.abc import Iterable

from django.apps.registry import Apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from podworko.core.archive.contents import ArchiveError

Step = tuple[str, str]


def applied_steps() -> list[Step]:
    """Return what brought this database to where it stands.

    Raises ArchiveError when that is further than this version goes, or nowhere.
    """
    loader = MigrationLoader(connection)
    steps = sorted(step for step in loader.applied_migrations if step[0] in loader.migrated_apps)
    if not steps:
        raise ArchiveError("There is no installation in this database yet.")
    unknown = first_unknown(loader, steps)
    if unknown:
        raise ArchiveError(
            f"This database is of a newer version ({' '.join(unknown)}); bring Podwórko up to it."
        )
    return steps


def first_unknown(loader: MigrationLoader, steps: Iterable[Step]) -> Step | None:
    """Return a step that this version has never heard of, if there is one."""
    return min(set(steps) - set(loader.graph.nodes) - set(loader.replacements), default=None)


def apps_as_of(loader: MigrationLoader, steps: Iterable[Step]) -> Apps:
    """Return the models that fit the tables after `steps`."""
    return loader.project_state(last_of_each_app(loader, steps)).apps


def last_of_each_app(loader: MigrationLoader, steps: Iterable[Step]) -> list[Step]:
    """Return where each app stood; naming an earlier step would mean going back."""
    applied = set(steps) & set(loader.graph.nodes)
    nodes = loader.graph.node_map
    return sorted(
        step
        for step in applied
        if not any(
            child.key in applied and child.key[0] == step[0] for child in nodes[step].children
        )
    )
