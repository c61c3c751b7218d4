"""What the sheets and scripts weigh, where they come from, and that nothing is inline."""

import gzip
import hashlib
import re
from pathlib import Path

import django_htmx
import pytest

from podworko.ui import icons

UI = Path(__file__).parent.parent
STATIC = UI / "static/ui"
VENDOR = STATIC / "vendor"
SHEETS = ("tokens", "base", "layout", "parts", "forms", "events", "print")
HTMX = Path(django_htmx.__file__).parent / "static/django_htmx/htmx-2.min.js"
# Letters by e-mail have to carry their looks in themselves.
PAGES = [file for file in UI.parent.glob("*/templates/**/*.html") if "mail" not in file.name]
TEMPLATES = sorted(PAGES)
INLINE = {
    "style attribute": re.compile(r"<[^>]*\sstyle="),
    "style element": re.compile(r"<style\b"),
    "script without src": re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*\btype=\"application/)"),
    "handler": re.compile(r"<[^>]*\son[a-z]+="),
    "javascript address": re.compile(r"javascript:"),
    "htmx handler": re.compile(r"<[^>]*\shx-on"),
}


def packed(*files: Path) -> int:
    """Return what `files` weigh on the wire, each compressed by itself."""
    return sum(len(gzip.compress(file.read_bytes(), mtime=0)) for file in files)


def test_sheets_fit_the_budget() -> None:
    assert packed(*(STATIC / f"{name}.css" for name in SHEETS)) <= 14 * 1024


def test_first_visit_leaves_room_for_the_page() -> None:
    sheets = [STATIC / f"{name}.css" for name in SHEETS]
    scripts = [STATIC / "early.js", STATIC / "ui.js", HTMX]
    polish = [STATIC / "fonts/onest-latin.woff2", STATIC / "fonts/onest-latin-ext.woff2"]

    fonts = sum(file.stat().st_size for file in polish)

    assert fonts <= 60 * 1024
    assert packed(*sheets, *scripts) + fonts <= 100 * 1024


def test_head_loads_the_budgeted_sheets_and_no_others() -> None:
    head = (UI / "templates/ui/_head.html").read_text(encoding="utf-8")

    assert re.findall(r'"ui/(\w+)\.css"', head) == list(SHEETS)


def test_vendored_files_are_what_they_were() -> None:
    lines = (VENDOR / "checksums.txt").read_text(encoding="utf-8").splitlines()
    expected = {name: digest for digest, name in (line.split() for line in lines)}
    code = [file for file in VENDOR.iterdir() if file.suffix in {".js", ".mjs", ".css"}]

    actual = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in code}

    assert actual == expected


def test_vendored_files_name_no_source_map() -> None:
    code = [file for file in VENDOR.iterdir() if file.suffix in {".js", ".mjs", ".css"}]

    assert [file.name for file in code if b"# sourceMappingURL=" in file.read_bytes()] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_template_holds_nothing_inline(template: Path) -> None:
    text = template.read_text(encoding="utf-8")

    assert [name for name, pattern in INLINE.items() if pattern.search(text)] == []


def test_no_sheet_or_script_of_ours_reaches_outside() -> None:
    own = [file for file in STATIC.iterdir() if file.suffix in {".css", ".js"}]

    assert [file.name for file in own if "http" in file.read_text(encoding="utf-8")] == [
        file.name for file in own if file.name == "print.css"
    ]


def test_every_icon_that_a_page_names_exists() -> None:
    used = {
        name
        for template in TEMPLATES
        for name in re.findall(
            r'(?:{% icon|\bicon=) ?"([\w-]+)"', template.read_text(encoding="utf-8")
        )
    }

    assert used - icons.names() == set()


def test_unknown_icon_is_an_error() -> None:
    with pytest.raises(icons.UnknownIconError, match="unicorn"):
        icons.shapes("unicorn")


def test_icon_file_without_a_drawing_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "hollow.svg").write_text("<p></p>", encoding="utf-8")
    monkeypatch.setattr(icons, "FOLDER", tmp_path)
    icons.names.cache_clear()

    with pytest.raises(icons.UnknownIconError, match="hollow"):
        icons.shapes("hollow")

    icons.names.cache_clear()


def test_licences_travel_with_what_they_cover() -> None:
    licences = [
        UI / "icons/LICENSE.txt",
        STATIC / "fonts/OFL.txt",
        VENDOR / "maplibre-gl.LICENSE.txt",
        VENDOR / "pmtiles.LICENSE.txt",
    ]

    assert [path.name for path in licences if not path.read_text(encoding="utf-8").strip()] == []
