"""What staff say about a file or a batch, since the text does not: never guessed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from proposals.ingest.records import Refusal
from proposals.models import ImportBatch

from .sessions import SaidSession, parse_session


@dataclass(frozen=True, slots=True)
class Said:
    """Sessions, place, day, and how much is to be public."""

    sessions: tuple[SaidSession, ...] = ()
    region: str | None = None
    published_on: date | None = None
    publish: bool = False
    show_text: bool = False

    @classmethod
    def of(cls, sessions: Sequence[str], **rest: object) -> "Said":
        """From the words of a command line or form. Raises Refusal."""
        parsed = tuple(parse_session(one) for one in sessions)
        if len({one.body for one in parsed}) < len(parsed):
            raise Refusal("同一个机构只能说一次会议：人大一次，政协一次。")
        return cls(sessions=parsed, **rest)  # type: ignore[arg-type]  # the fields above, by name

    @classmethod
    def of_batch(cls, batch: ImportBatch) -> "Said":
        """What staff said of a batch. Raises Refusal."""
        return cls.of(
            batch.sessions,
            region=batch.region_id,
            published_on=batch.published_on,
            publish=batch.publish,
            show_text=batch.show_text,
        )

    def batch(self) -> ImportBatch:
        """An unsaved batch that says the same."""
        return ImportBatch(
            region_id=self.region,
            sessions=[one.code for one in self.sessions],
            published_on=self.published_on,
            publish=self.publish,
            show_text=self.show_text,
        )
