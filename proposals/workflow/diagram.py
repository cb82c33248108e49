"""The table of moves as two Mermaid diagrams, for README: `python -m proposals.workflow.diagram`.

The first is the road of a proposal, in which "working" stands for all states with departments; the second is what one
department does in it. What moves nothing is listed below, so that every event of the table is to be seen.
"""

from collections.abc import Iterable, Iterator

from .events import Event
from .procedure import BEGINNINGS, MOVES, STANDING, STEPS, Move, Step
from .states import PACE, WITH_DEPARTMENTS, Duty, Stage, State

WORKING, START = "working", "[*]"
KINDS = {"suggestion": "建议", "proposal": "提案", "motion": "议案", "reported": "仅见报道"}
Edge = tuple[str, str, str]  # from, to, words


def diagram() -> str:
    """All of it, as README holds it."""
    blocks = [
        "一件建议、提案或议案（“承办中”随最慢的承办单位，见下图）：",
        _mermaid(_states(), _road()),
        "一个承办单位：",
        _mermaid(_stages(), _handling()),
        *_unmoving(),
    ]
    return "\n\n".join(blocks)


def _mermaid(names: Iterable[tuple[str, str]], edges: Iterable[Edge]) -> str:
    """Edges between the same two places become one with all their words."""
    words: dict[tuple[str, str], dict[str, None]] = {}
    for start, end, word in edges:
        words.setdefault((start, end), {})[word] = None
    lines = [f'    state "{label}" as {name}' for name, label in names]
    lines += [f"    {start} --> {end}: {_together(said)}" for (start, end), said in words.items()]
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"])


def _together(words: Iterable[str]) -> str:
    """Each event once: what is always possible needs no condition beside it."""
    said = list(words)
    return "、".join(word for word in said if word == (event := word.partition("（")[0]) or event not in said)


def _states() -> Iterator[tuple[str, str]]:
    for state in State:
        if state not in WITH_DEPARTMENTS and state is not State.RETRACTED:
            yield state.value, state.label
    yield WORKING, "承办中"


def _stages() -> Iterator[tuple[str, str]]:
    return ((stage.value, stage.label) for stage in Stage)


def _node(state: State) -> str:
    return WORKING if state in WITH_DEPARTMENTS else state.value


def _road() -> Iterator[Edge]:
    for event, state in BEGINNINGS.items():
        yield START, state.value, event.label
    for move in MOVES:
        if move.end is not None and not _everywhere(move):
            for start in State:
                if start in move.start:
                    yield _node(start), _node(move.end), _said(move)
    yield WORKING, State.REPLIED.value, "各单位都已答复"
    for step in STEPS:
        for state in State:
            if step.end and state in step.states - WITH_DEPARTMENTS:
                yield _node(state), _node(PACE[step.end]), f"{step.event.label}{_condition(step)}"


def _handling() -> Iterator[Edge]:
    yield START, Stage.ASSIGNED.value, Event.ASSIGN.label
    for step in STEPS:
        if step.end is not None:
            for start in Stage:
                if start in step.start:
                    yield start.value, step.end.value, f"{step.event.label}{_condition(step)}"


def _said(move: Move) -> str:
    kinds = "、".join(label for kind, label in KINDS.items() if kind in move.kinds)
    kinds += "没有承办单位" if move.alone else ""
    return f"{move.event.label}（{kinds}）" if kinds else move.event.label


def _condition(step: Step) -> str:
    """When a step is possible, where it is not always."""
    said = []
    if step.unless_signs:
        said.append("不要求签收的地方")
    if step.unless_checks:
        said.append("不审核答复稿的地方")
    if step.imported:
        said.append("凭导入的答复函")
    if not step.states & WITH_DEPARTMENTS:
        said.append("、".join(state.label for state in State if state in step.states))
    if step.duties == {Duty.ASSIST}:
        said.append("会办")
    if step.again:
        said.append("主办单位重新办理时")
    return f"（{'，'.join(said)}）" if said else ""


def _everywhere(move: Move) -> bool:
    return move.start >= STANDING


def _unmoving() -> Iterator[str]:
    """The events that no arrow shows."""
    everywhere = [move for move in MOVES if _everywhere(move)]
    ends = "、".join(f"{move.event.label}（{'不变' if move.end is None else move.end.label}）" for move in everywhere)
    yield f"除了导入已撤销，任何状态都可以：{ends}、{Event.CORRECT.label}（声明正确的状态或进度，原来的一步留着）。"
    road = dict.fromkeys(move.event.label for move in MOVES if move.end is None and not _everywhere(move))
    steps = dict.fromkeys(step.event.label for step in STEPS if step.end is None)
    yield f"不改变状态的事项：{'、'.join(road | steps)}。"


if __name__ == "__main__":
    print(diagram())
