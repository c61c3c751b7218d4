"""`check_installation`: asks every health check and says what to do."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from podworko.core.health import CHECKS, Level, problems


class Command(BaseCommand):
    help = "Checks the database, messages and background jobs; ends with 1 when something is wrong."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401, ARG002 - Django's face
        found = problems()
        for problem in found:
            style = self.style.ERROR if problem.level == Level.ERROR else self.style.WARNING
            self.stdout.write(style(f"{problem.level:<8} {problem.code}: {problem.message}"))
            if problem.hint:
                self.stdout.write(f"         → {problem.hint}")
        errors = sum(problem.level == Level.ERROR for problem in found)
        checks = len(CHECKS) + 2  # the database answers, and its tables are there
        summary = f"{checks} checks, {errors} errors, {len(found) - errors} warnings."
        self.stdout.write(summary if found else self.style.SUCCESS(f"{summary} All is well."))
        if errors:
            sys.exit(1)
