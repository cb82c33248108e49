"""What a reply or a point came to, in the same words everywhere; a place's own letter is mapped to one of these."""

from enum import StrEnum


class Outcome(StrEnum):
    """The value is stored; the label is what people read."""

    RESOLVED = "resolved"
    UNDERWAY = "underway"
    PLANNED = "planned"
    NOT_NOW = "not_now"
    REFERENCE = "reference"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """What people read."""
        return _LABELS[self]


_LABELS = {
    Outcome.RESOLVED: "已经解决",
    Outcome.UNDERWAY: "正在解决",
    Outcome.PLANNED: "列入计划",
    Outcome.NOT_NOW: "暂不能解决",
    Outcome.REFERENCE: "留作参考",
    Outcome.REFUSED: "不予采纳",
}


class Satisfaction(StrEnum):
    """How content a proposer is with the process or with the result."""

    VERY = "very"
    CONTENT = "content"
    BASICALLY = "basically"
    HARDLY = "hardly"
    NOT = "not"

    @property
    def label(self) -> str:
        """What people read."""
        return {"very": "非常满意", "content": "满意", "basically": "基本满意", "hardly": "不太满意", "not": "不满意"}[
            self.value
        ]

    @property
    def accepts(self) -> bool:
        """Whether it closes the matter: 不太满意 and 不满意 ask for another round."""
        return self not in {Satisfaction.HARDLY, Satisfaction.NOT}
