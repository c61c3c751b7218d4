"""QR codes as pictures for paper."""

from io import BytesIO

import segno


def qr_code(text: str) -> str:
    """Return `text` as a QR code in SVG: a quarter of it may be dirty or torn."""
    drawn = BytesIO()
    segno.make(text, error="q", micro=False).save(drawn, kind="svg", border=2, xmldecl=False)
    return drawn.getvalue().decode()
