"""The editable words of the database, as extraction wants them."""

from proposals.ingest.records import Vocabulary
from proposals.models import Department, Industry


def vocabulary() -> Vocabulary:
    """Names and aliases of every industry and of every current department. Two queries each."""
    industries: dict[str, str] = {}
    for industry in Industry.objects.prefetch_related("aliases"):
        industries |= dict.fromkeys((industry.name, *(one.name for one in industry.aliases.all())), industry.name)
    departments: dict[str, str] = {}
    for department in Department.objects.current().prefetch_related("aliases"):
        words = (department.name, *(one.name for one in department.aliases.all()))
        departments |= dict.fromkeys(words, department.name)
    return Vocabulary(industries=industries, departments=departments)
