"""What every catalogue of translations owes to those who read it."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

pytestmark = pytest.mark.once

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "podworko"
LANGUAGES = ("en", "uk")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
COUNT = re.compile(r"nplurals=(\d)")

Key = tuple[str, str]


def po_path(module: str, language: str, package: Path = PACKAGE) -> Path:
    return package / module / "locale" / language / "LC_MESSAGES" / "django.po"


def entries(path: Path) -> dict[Key, polib.POEntry]:
    """Return the living entries of a catalogue; the same words in two contexts are two."""
    if not path.exists():
        return {}
    return {
        (entry.msgctxt or "", entry.msgid): entry
        for entry in polib.pofile(str(path))
        if not entry.obsolete
    }


def placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


MODULES = sorted(path.parent.name for path in PACKAGE.glob("*/locale"))
CATALOGUES = sorted(PACKAGE.glob("*/locale/*/LC_MESSAGES/*.po"))


def name(path: Path) -> str:
    return f"{path.parts[-5]}-{path.parts[-3]}"


@pytest.mark.parametrize("path", CATALOGUES, ids=name)
def test_nothing_is_empty_or_fuzzy(path: Path) -> None:
    catalogue = polib.pofile(str(path))

    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []
    assert [entry.msgid for entry in catalogue.obsolete_entries()] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=name)
def test_every_number_has_its_words(path: Path) -> None:
    catalogue = polib.pofile(str(path))
    count = COUNT.search(catalogue.metadata["Plural-Forms"])
    assert count
    forms = list(range(int(count.group(1))))

    lacking = [
        entry.msgid
        for entry in catalogue
        if entry.msgid_plural
        and (sorted(entry.msgstr_plural) != forms or not all(entry.msgstr_plural.values()))
    ]

    assert lacking == []


@pytest.mark.parametrize("path", CATALOGUES, ids=name)
def test_placeholders_are_the_same(path: Path) -> None:
    is_ukrainian = path.parts[-3] == "uk"
    wrong = []
    for entry in polib.pofile(str(path)):
        if not entry.msgid_plural:
            if placeholders(entry.msgstr) != placeholders(entry.msgid):
                wrong.append(entry.msgstr)
            continue
        many = placeholders(entry.msgid_plural)
        for form, text in entry.msgstr_plural.items():
            # The first form is for one alone and need not say the number; in Ukrainian it
            # is also for 21 and 31.
            is_for_one = form == 0 and not is_ukrainian
            allowed = [many, placeholders(entry.msgid)] if is_for_one else [many]
            if placeholders(text) not in allowed:
                wrong.append(text)

    assert wrong == []


@pytest.mark.parametrize("path", CATALOGUES, ids=name)
def test_space_at_the_ends_is_kept(path: Path) -> None:
    wrong = [
        entry.msgid
        for entry in polib.pofile(str(path))
        for text in ([entry.msgstr] if not entry.msgid_plural else entry.msgstr_plural.values())
        if edges(text) != edges(entry.msgid)
    ]

    assert wrong == []


def edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


@pytest.mark.parametrize("module", MODULES)
def test_languages_say_the_same_things(module: str) -> None:
    english, ukrainian, polish = (entries(po_path(module, code)) for code in ("en", "uk", "pl"))
    counted = {key for key, entry in english.items() if entry.msgid_plural}

    assert set(english) == set(ukrainian)
    assert counted <= set(polish), "Polish has three forms, and its words here only two"


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Extract all words to translate into a copy of the package, and return the copy."""
    if not shutil.which("xgettext"):
        if os.environ.get("CI"):
            pytest.fail("xgettext is missing: install gettext where the gate runs.")
        pytest.skip("xgettext is missing: install gettext to see whether words lack translation.")
    copy = tmp_path_factory.mktemp("words") / "podworko"
    shutil.copytree(
        PACKAGE, copy, ignore=shutil.ignore_patterns("locale", "static", "tests", "__pycache__")
    )
    for module in modules_in(copy):
        (copy / module / "locale").mkdir()
    # Without settings: makemessages only reads files, and needs no site that works.
    env = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "--locale", "pl", "--no-location"],
        cwd=copy,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return copy


def modules_in(package: Path) -> Iterator[str]:
    yield from (path.name for path in package.iterdir() if path.is_dir())


@pytest.mark.parametrize("module", sorted(path.parent.name for path in PACKAGE.glob("*/apps.py")))
def test_every_word_on_the_site_is_in_the_catalogues(extracted: Path, module: str) -> None:
    said = entries(po_path(module, "pl", extracted))
    for language in LANGUAGES:
        lacking = sorted(set(said) - set(entries(po_path(module, language))))

        assert not lacking, f"{module} lacks words in {language}: {lacking}"
