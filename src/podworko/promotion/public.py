"""What other modules may use of promotion."""

__all__: list[str] = []
