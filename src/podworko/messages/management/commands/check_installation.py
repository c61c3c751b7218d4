"""`check_installation`: asks every health check and says what to do."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from podworko.core.health import Answer, Level, Problem, answers


class Command(BaseCommand):
    help = "Checks the whole installation; ends with 1 when something is wrong."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say how the answer is wanted."""
        parser.add_argument("--json", action="store_true", help="one object, for machines")
        parser.add_argument("--quiet", action="store_true", help="only what is wrong")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401, ARG002 - Django's face
        told = answers()
        found = [problem for answer in told for problem in answer.problems]
        errors = sum(problem.level == Level.ERROR for problem in found)
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(told, errors), ensure_ascii=False))
        else:
            self._tell(told, is_quiet=options["quiet"])
            summary = f"{len(told)} checks, {errors} errors, {len(found) - errors} warnings."
            self.stdout.write(summary if found else self.style.SUCCESS(f"{summary} All is well."))
        if errors:
            sys.exit(1)

    def _tell(self, told: list[Answer], *, is_quiet: bool) -> None:
        """Tell each check in a line, with what to do beneath."""
        for answer in told:
            if not answer.problems and not is_quiet:
                ms = round(answer.seconds * 1000)
                self.stdout.write(f"ok       {answer.name}: {answer.promise} ({ms} ms)")
            for problem in answer.problems:
                self._tell_problem(problem)

    def _tell_problem(self, problem: Problem) -> None:
        style = self.style.ERROR if problem.level == Level.ERROR else self.style.WARNING
        self.stdout.write(style(f"{problem.level:<8} {problem.code}: {problem.message}"))
        if problem.hint:
            self.stdout.write(f"         → {problem.hint}")


def _as_json(told: list[Answer], errors: int) -> dict[str, object]:
    return {
        "errors": errors,
        "warnings": sum(len(answer.problems) for answer in told) - errors,
        "checks": [asdict(answer) for answer in told],
    }
