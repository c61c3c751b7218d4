"""What other modules may use of partners."""

__all__: list[str] = []
