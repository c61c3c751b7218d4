"""What may stand in an address."""


class ColourConverter:
    """A colour as six digits and letters, small ones: 1b5e45."""

    regex = "[0-9a-f]{6}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
