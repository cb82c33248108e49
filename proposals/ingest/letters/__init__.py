"""Official reply letters: what was answered, to whom, by which department, with which class."""

from .read import letter

__all__ = ["letter"]
