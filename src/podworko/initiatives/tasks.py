"""What happens by itself: thin, each step safe to run twice."""

from podworko.initiatives import ideas_tasks

__all__ = ["ideas_tasks"]
