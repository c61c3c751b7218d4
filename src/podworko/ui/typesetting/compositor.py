"""The process that typesets one document: an order on its input, the file on its output.

It stands apart from the server because the typesetter cannot be stopped from within: a
process can, and what it had in memory goes with it. It knows neither Django nor the database.
"""

import json
import re
import sys
from typing import Any

import typst

MISSING = "□"
MOST_MISSING = 60
_UNKNOWN_LETTER = re.compile(r"the text `(\".*?\")` could not be displayed", re.DOTALL)


def main() -> int:
    """Typeset what the order says; on failure say why on the error output."""
    order = json.load(sys.stdin)
    try:
        sys.stdout.buffer.write(composed(order))
    except typst.TypstError as error:
        sys.stderr.write(f"{error.message}\n{error.diagnostic}")
        return 1
    return 0


def composed(order: dict[str, Any]) -> bytes:
    """Return the document, with a box for every letter that no font of ours knows.

    PDF/UA takes no letter without a shape. One name in a script we have no font for must
    not keep the other sixty from being printed, and a box shows that something is missing.
    """
    for _ in range(MOST_MISSING):
        try:
            return compiled(order)
        except typst.TypstError as error:
            unknown = _UNKNOWN_LETTER.search(error.message)
            if unknown is None:
                raise
            order["inputs"] = _without(order["inputs"], json.loads(unknown[1]))
    return compiled(order)


def compiled(order: dict[str, Any]) -> bytes:
    """Compile once; the standard makes the compiler refuse what a reader could not read out.

    An order with `ppi` is for a picture of the first page, at so many points an inch.
    """
    ppi = order.get("ppi")
    made: bytes | list[bytes] = typst.compile(
        order["template"],
        root=order["root"],
        font_paths=[order["fonts"]],
        ignore_system_fonts=True,
        sys_inputs=order["inputs"],
        format="png" if ppi else "pdf",
        ppi=ppi,
        pdf_standards=[] if ppi else ["ua-1"],
    )
    return made if isinstance(made, bytes) else made[0]


def _without(inputs: dict[str, str], letters: str) -> dict[str, str]:
    """Put the box in place of `letters`, in the title and in the data."""
    data = json.dumps(json.loads(inputs["data"]), ensure_ascii=False)
    inputs = inputs | {"data": data}
    return {name: text.replace(letters, MISSING) for name, text in inputs.items()}


if __name__ == "__main__":
    sys.exit(main())
