"""What the pages for followers need besides."""

from django import template

from proposals.models.following import Subject

register = template.Library()


@register.filter
def subject(value: str) -> str:
    """What is followed, in a word: 行业."""
    return str(Subject(value).label)
