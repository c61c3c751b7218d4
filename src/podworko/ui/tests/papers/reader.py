"""What a reader, a person's or a machine's, finds in a PDF file."""

from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject


def opened(made: bytes) -> PdfReader:
    return PdfReader(BytesIO(made))


def root_of(made: bytes) -> Any:
    return opened(made).trailer["/Root"]


def text_of(made: bytes) -> str:
    """Return all text with plain spaces for bound ones, pages parted by a form feed."""
    return "\f".join(plain(page.extract_text()) for page in opened(made).pages)


def plain(text: str) -> str:
    """Return text as it was before soft hyphens and bound spaces."""
    return text.replace("\u00a0", " ").replace("\u00ad", "")


def metadata(made: bytes) -> dict[str, str]:
    return dict(opened(made).metadata or {})


def tags(made: bytes) -> list[str]:
    """Return the names of all tags of the document's structure, in the order of reading."""
    found: list[str] = []
    _walk(root_of(made)["/StructTreeRoot"], found)
    return found


def is_for_screen_readers(made: bytes) -> bool:
    """Whether the file says it is PDF/UA, has a structure, a language and a title to show."""
    root = root_of(made)
    is_titled = root["/ViewerPreferences"].get("/DisplayDocTitle") is not None
    return (
        b"pdfuaid:part" in made
        and bool(root["/MarkInfo"]["/Marked"])
        and "/StructTreeRoot" in root
        and bool(root.get("/Lang"))
        and is_titled
    )


def language_of(made: bytes) -> str:
    return str(root_of(made)["/Lang"])


def _walk(node: Any, found: list[str]) -> None:
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, ArrayObject):
        for child in node:
            _walk(child, found)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            found.append(str(node["/S"]))
        if "/K" in node:
            _walk(node["/K"], found)
