"""What an official letter says of itself."""

from dataclasses import dataclass

from .places import Named, Span


@dataclass(frozen=True, slots=True)
class Letter:
    """What an official letter says of itself beside the proposal it answers."""

    opinion: bool = False  # 会办意见 of an assisting department, no reply to the proposer
    number: Named | None = None  # the letter's own number: 建议字〔2023〕8号
    date: Named | None = None  # `name` is the ISO date
    issuer: Named | None = None  # the department that signs
    public: bool | None = None  # 是否同意公开
    public_span: Span | None = None
