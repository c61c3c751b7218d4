"""What the trails say in words of what the source records, no more and no less."""

import ast
from collections.abc import Iterator
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest

from podworko.audit import public as audit
from podworko.messages.operations import CALL_OUTCOMES

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "podworko"
# What the source puts together as it runs, with all that may come of it.
PUT_TOGETHER: dict[str, list[str]] = {
    "activity.{state}": ["cancelled", "done", "draft", "published", "review", "scheduled"],
    "booking.{state}": ["confirmed", "refused", "requested"],
    "desk.print.{name}": ["etykiety", "lista-obecnosci"],
    "list.{decision}": ["cancelled", "goes-ahead"],
    "message.{outcome}": [str(outcome) for outcome in CALL_OUTCOMES],
    "proposal.{status}": ["approved", "joined", "refused"],
    "signup.{new.status}": ["confirmed", "waiting"],
    "signup.{reason}": ["declined", "lapsed"],
}
CHANGES = {"record", "record_many", "Entry", "create"}
LOOKS = {"saw", "saw_many", "look", "look_many"}


def test_every_recorded_change_has_words_and_every_word_its_change() -> None:
    assert sorted(codes("verb", CHANGES)) == told(audit.change_words)


def test_every_recorded_look_has_words_and_every_word_its_look() -> None:
    assert sorted(codes("purpose", LOOKS)) == told(audit.look_words)


def told(words: audit.Words) -> list[str]:
    return sorted(code for _heading, group in words.choices() for code, _words in group)


def codes(name: str, recorders: set[str]) -> set[str]:
    """Return what is handed to `recorders`, or by keyword to a helper that hands it on."""
    return {code for module, node in handed(name, recorders) for code in read(node, module)}


def handed(name: str, recorders: set[str]) -> Iterator[tuple[str, ast.expr]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        is_told = "podworko.audit" in text or "import holders" in text
        if "tests" in path.parts or not is_told:
            continue
        module = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
        hands_on = {called(call) for call in calls if called(call) in recorders}
        for call in calls if hands_on else []:
            yield from ((module, value) for value in given(call, name, recorders))


def given(call: ast.Call, name: str, recorders: set[str]) -> Iterator[ast.expr]:
    yield from (word.value for word in call.keywords if word.arg == name)
    if name == "verb" and called(call) in recorders & {"record", "record_many"}:
        yield from call.args[:1]


def called(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def read(node: ast.expr, module: str) -> list[str]:
    """Return what an expression may be; raise for what cannot be read without running it."""
    match node:
        case ast.Constant(value=str() as code):
            return [code]
        case ast.IfExp():
            return read(node.body, module) + read(node.orelse, module)
        case ast.JoinedStr():
            template = ast.unparse(node)[2:-1]
            before, _brace, _after = template.partition("{")
            return [before + end for end in PUT_TOGETHER[template]]
        case ast.Name(id="verb" | "purpose"):
            return []  # handed on: whoever calls gives it by keyword
        case ast.Attribute() if ast.unparse(node).startswith("wish."):
            return []  # a booking's purpose, which is no page
        case _:
            return [str(attrgetter(ast.unparse(node))(import_module(module)))]


@pytest.mark.parametrize("words", [audit.change_words, audit.look_words])
def test_no_two_codes_of_a_trail_say_the_same(words: audit.Words) -> None:
    said = [text for _heading, group in words.choices() for _code, text in group]

    assert len(set(said)) == len(said)


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("accounts.user:9", "Konto 9"),
        ("activities.signuplist:3", "Lista zapisów 3"),
        ("nobody.thing:1", ""),
        ("system", ""),
        ("", ""),
    ],
)
def test_a_label_says_the_name_of_its_model(label: str, said: str) -> None:
    assert audit.thing_words(label) == said


@pytest.mark.parametrize(
    ("details", "target", "said"),
    [
        (
            {"before": "confirmed", "after": "met"},
            "diagnosis.need:3",
            "przedtem: potwierdzona, potem: zaspokojona",
        ),
        ({"to": "diagnosis.need:5"}, "activities.activity:1", "z czym: Potrzeba 5"),
        ({"is_hidden": True, "voices": 12}, "debates.debate:1", "ukryte: tak, głosów: 12"),
        ({"fields": ["birth_year"]}, "people.person:2", "co zmieniono: rok urodzenia"),
        ({"unknown": "x"}, "", "unknown: x"),
    ],
)
def test_details_are_told_in_words(details: dict[str, Any], target: str, said: str) -> None:
    assert audit.told_details(details, target=target) == said


def test_every_detail_that_is_recorded_has_a_name() -> None:
    fixed = {"actor", "target", "targets", "channel", "verb"}
    names = {
        word.arg
        for path in PACKAGE.rglob("*.py")
        if "tests" not in path.parts
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and ast.unparse(call.func) in ("audit.record", "audit.record_many")
        for word in call.keywords
        if word.arg
    }

    assert names - fixed <= set(audit.DETAILS)


def test_a_code_that_no_module_tells_of_has_no_words() -> None:
    assert audit.change_words.of("verb.unknown") == ""
