"""What comes of one file: its text and what it states, or the sentence that says why nothing does. Never raises."""

from dataclasses import dataclass

from .extract import extract
from .read import TOO_DEEP, TOO_HUNGRY, read
from .records import Extraction, Mapping, Refusal, Source, Vocabulary

FAULT = "文字读出来了，但分析内容时程序出了错，没有取用任何内容。请把这份文件交给系统管理员查看。"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Either `source` and `found`, or `refusal`."""

    source: Source | None = None
    found: Extraction | None = None
    refusal: str | None = None


def outcome(content: bytes, filename: str, vocabulary: Vocabulary, mapping: Mapping | None = None) -> Outcome:
    """Read one file and extract what it states."""
    try:
        source = read(content, filename)
        return Outcome(source, extract(source.text, vocabulary, source.tables, mapping))
    except Refusal as refusal:
        return Outcome(refusal=str(refusal))
    except RecursionError:
        return Outcome(refusal=TOO_DEEP)
    except MemoryError:
        return Outcome(refusal=TOO_HUNGRY)
    except Exception:  # a fault of our own in one file must not cost the others; what it is shows in the tests
        return Outcome(refusal=FAULT)
