"""What the repository promises about itself."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from podworko.audit.models import Access, Entry
from podworko.core.privacy import DECLARATIONS

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "podworko"
LONGEST_FILE = 400
DATA = {"demo/activities.py"}  # the made-up programme: a table, not code
MAIL = {"mail.html"}  # a mail program knows no stylesheet of ours


def our_models() -> Iterator[type]:
    for model in apps.get_models():
        if model.__module__.startswith("podworko."):
            yield model


@pytest.mark.once
def test_every_model_declares_its_personal_data() -> None:
    silent = [model.__name__ for model in our_models() if model not in DECLARATIONS]

    assert silent == []


@pytest.mark.once
def test_declared_fields_exist() -> None:
    for model, declared in DECLARATIONS.items():
        names = {field.name for field in model._meta.get_fields()}
        assert set(declared.fields) <= names, model


def imports_of(path: Path) -> Iterator[tuple[str, str]]:
    """Give the module and the name of each `from podworko… import …`, wherever it stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("podworko"):
            yield from ((str(node.module), each.name) for each in node.names)


@pytest.mark.once
@pytest.mark.parametrize("bench", sorted((ROOT / "bench").glob("*.py")), ids=lambda path: path.stem)
def test_what_a_bench_measures_is_there(bench: Path) -> None:
    """Benches import what they need only once they run, so nothing else would notice."""
    missing = [
        f"{module}.{name}"
        for module, name in imports_of(bench)
        if not hasattr(import_module(module), name) and find_spec(f"{module}.{name}") is None
    ]

    assert missing == []


@pytest.mark.once
def test_walls_hold() -> None:
    lint = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    done = subprocess.run(  # noqa: S603
        lint,
        cwd=ROOT,
        env={"PYTHONPATH": "src:.", "PATH": "/usr/bin:/bin", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.once
def test_every_module_says_what_it_is_for() -> None:
    silent = [
        folder.name
        for folder in PACKAGE.iterdir()
        if (folder / "apps.py").exists() and not (folder / "README.md").exists()
    ]

    assert silent == []


@pytest.mark.once
def test_no_file_is_too_long() -> None:
    code = {
        str(path.relative_to(PACKAGE)): path
        for path in PACKAGE.rglob("*.py")
        if not {"migrations", "tests"} & set(path.parts)
    }
    lines = {n: len(path.read_text(encoding="utf-8").splitlines()) for n, path in code.items()}
    long = [name for name, count in lines.items() if count > LONGEST_FILE and name not in DATA]

    assert long == []


@pytest.mark.once
def test_locks_name_no_registry_and_pin_every_package_with_hashes() -> None:
    for name in ("base", "dev"):
        text = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
        assert "://" not in text
        pins = re.findall(r"^[a-z0-9][a-z0-9._-]*(?:\[.*\])?==", text, re.MULTILINE)
        assert len(pins) > 30
        assert text.count("--hash=sha256:") >= len(pins)


@pytest.mark.once
def test_packages_asked_for_are_in_the_lock() -> None:
    import tomllib  # noqa: PLC0415

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for name, wanted in (
        ("base", project["project"]["dependencies"]),
        ("dev", project["dependency-groups"]["dev"]),
    ):
        locked = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
        for requirement in wanted:
            package = re.split(r"[\[><=;]", requirement)[0].strip()
            assert re.search(rf"^{package}(\[.*\])?==", locked, re.MULTILINE), package


@pytest.mark.once
def test_templates_have_no_inline_script_or_style() -> None:
    inline = re.compile(r"\son[a-z]+=|\sstyle=|javascript:|<style")
    faults = [
        str(path.relative_to(ROOT))
        for path in PACKAGE.glob("*/templates/**/*.html")
        if path.name not in MAIL and inline.search(path.read_text(encoding="utf-8"))
    ]

    assert faults == []


@pytest.mark.once
def test_no_template_lies_unused() -> None:
    sources = "".join(
        path.read_text(encoding="utf-8")
        for pattern in ("**/*.py", "**/*.html")
        for path in PACKAGE.glob(pattern)
    )
    unused = []
    for path in PACKAGE.glob("*/templates/**/*.html"):
        name = str(path).split("/templates/")[1]
        if name.startswith(("account/", "mfa/", "socialaccount/", "40", "50")):
            continue
        if f'"{name}"' not in sources:
            unused.append(name)

    assert unused == []


@pytest.mark.once
def test_no_document_lies_unused() -> None:
    users = (*PACKAGE.glob("*/printing/*.py"), *PACKAGE.glob("*/printing/*.typ"))
    sources = "".join(path.read_text(encoding="utf-8") for path in users)
    documents = [str(path.relative_to(PACKAGE)) for path in PACKAGE.glob("*/printing/*.typ")]

    assert len(documents) > 5
    assert [name for name in documents if f'{name}"' not in sources] == []


@pytest.mark.django_db
def test_migrations_say_what_the_models_say() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Entry, Access])
@pytest.mark.parametrize("change", ["update", "delete"])
def test_database_refuses_to_rewrite_the_trail(model: type[Entry], change: str) -> None:
    row = model.objects.create(actor="system", target="x:1")
    rows = model.objects.filter(pk=row.pk)

    rewrite = {
        "update": lambda: rows.update(actor="x"),
        "delete": lambda: rows._raw_delete("default"),
    }

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        rewrite[change]()


def operations_of(module: Path) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Walk the public functions of a module's operations."""
    files = [module / "operations.py", *(module / "operations").glob("*.py")]
    for file in filter(Path.exists, files):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield f"{module.name}.{node.name}", node


@pytest.mark.once
def test_operations_name_their_actor_or_are_helpers() -> None:
    """An operation is one transaction with the actor by name; helpers run inside one."""
    nameless = [
        name
        for module in PACKAGE.iterdir()
        if module.is_dir()
        for name, node in operations_of(module)
        if any("atomic" in ast.unparse(decorator) for decorator in node.decorator_list)
        and "actor" not in {arg.arg for arg in node.args.kwonlyargs + node.args.args}
    ]

    assert sorted(nameless) == sorted(WITHOUT_ACTOR)


WITHOUT_ACTOR = {
    "consultations.erase_old": "the clock erases, and nobody may ask it to",
    "initiatives.pass_initiatives": "the hand-over names who does it",
    "messages.send": "the actor is the one of the change it tells of",
    "messages.send_copies": "as send",
    "network.save_districts": "a file is imported; the import reports what it did",
    "planning.save_tie": "the module of what is tied records it, and by whom",
    "volunteering.erase_swaps": "the clock erases, and nobody may ask it to",
    "volunteering.erase_visited": "the clock erases, and nobody may ask it to",
    "volunteering.lapse_swaps": "the clock ends what nobody answered",
    "volunteering.pass_volunteers": "the hand-over names who does it",
    "volunteering.recheck": "the clock looks again, every night",
}


@pytest.mark.once
def test_openapi_document_is_a_version_31_one() -> None:
    from podworko.opendata.api.urls import api  # noqa: PLC0415

    document = json.loads(json.dumps(api.get_openapi_schema()))

    assert document["openapi"].startswith("3.1")
    assert connection is not None
