"""Paper: documents typeset as PDF that a screen reader can read out.

A module keeps its templates (`.typ`) beside the code that fills them, and hands over a
`Document`: which template, a title, and plain data. What people typed is data and never
becomes source: `#`, `$` or a backslash in a name is printed as it stands.
"""

from podworko.ui.typesetting.answers import current, pdf_answer, public_pdf, public_picture
from podworko.ui.typesetting.codes import qr_code
from podworko.ui.typesetting.press import Document, TypesettingError, typeset

__all__ = [
    "Document",
    "TypesettingError",
    "current",
    "pdf_answer",
    "public_pdf",
    "public_picture",
    "qr_code",
    "typeset",
]
