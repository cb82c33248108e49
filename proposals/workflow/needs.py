"""What must be attached to an event, and the refusals, each a sentence that says what to do."""

from collections.abc import Iterable
from enum import StrEnum

from .events import Event


class Need(StrEnum):
    """What must be attached for an event to be recorded. The value names the argument."""

    NOTE = "note"
    GROUND = "ground"
    DEPARTMENT = "department"
    MAIN = "main"
    LETTER = "letter"
    UNTIL = "until"
    RATING = "rating"
    COMMITMENT = "commitment"
    ASK = "ask"
    CORRECTS = "corrects"

    @property
    def sentence(self) -> str:
        """What to do when it is missing."""
        return _MISSING[self]


_MISSING = {
    Need.NOTE: "请写明理由。",
    Need.GROUND: "请写明依据。",
    Need.DEPARTMENT: "请选择承办单位。",
    Need.MAIN: "请选择并入哪一件。",
    Need.LETTER: "请附上答复：正文、文件或出处。",
    Need.UNTIL: "请填写延长到哪一天。",
    Need.RATING: "请附上评价。",
    Need.COMMITMENT: "请写明是哪一项承诺。",
    Need.ASK: "请选择是哪一项诉求。",
    Need.CORRECTS: "请说明更正的是哪一步。",
}


class IllegalMove(Exception):
    """The event cannot follow here. `legal` are the events that can."""

    def __init__(self, event: Event, where: str, legal: Iterable[Event]) -> None:
        """Say in Chinese what is not possible and what is."""
        self.event, self.legal = event, tuple(legal)
        choices = "、".join(f"“{one.label}”" for one in self.legal)
        onward = f"可以：{choices}。" if choices else "这里不再有下一步；记错了，请用“更正”。"
        super().__init__(f"现在是“{where}”，不能直接“{event.label}”。{onward}")


class Unsuitable(IllegalMove):
    """The event may follow here, but not for this department or with this state. The message says what to do."""

    def __init__(self, event: Event, why: str) -> None:
        """`why` in Chinese."""
        super().__init__(event, "", ())
        self.args = (why,)


class Missing(Exception):
    """Something must be attached first. The message says what to do."""

    def __init__(self, event: Event, needs: Iterable[Need]) -> None:
        """`needs` are those that are missing."""
        self.event, self.needs = event, tuple(needs)
        super().__init__(f"登记“{event.label}”还缺少内容。{''.join(one.sentence for one in self.needs)}")
