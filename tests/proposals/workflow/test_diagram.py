"""README shows the procedure as the program follows it."""

from pathlib import Path

import pytest

from proposals.workflow.diagram import diagram
from proposals.workflow.events import Event
from proposals.workflow.states import WITH_DEPARTMENTS, Stage, State

ROOT = Path(__file__).resolve().parents[3]
SEEN = diagram()
ROAD, HANDLING = SEEN.split("一个承办单位：")


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_readme_shows_the_table_as_it_is(name: str):
    readme = (ROOT / name).read_text("utf-8")
    block = readme.partition("<!-- workflow -->\n")[2].partition("\n<!-- /workflow -->")[0]

    assert block == SEEN, "python -m proposals.workflow.diagram 的输出与 README 里的不一样"


@pytest.mark.parametrize("state", sorted(set(State) - WITH_DEPARTMENTS))
def test_every_state_is_to_be_seen(state: State):
    assert state.label in (SEEN if state is State.RETRACTED else ROAD)


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_of_a_department_is_to_be_seen(stage: Stage):
    assert f'state "{stage.label}" as {stage.value}' in HANDLING


@pytest.mark.parametrize("event", Event)
def test_every_event_is_to_be_seen(event: Event):
    assert event.label in SEEN


def test_every_arrow_joins_places_that_have_a_name():
    for block in SEEN.split("```mermaid")[1:]:
        lines = block.partition("```")[0].splitlines()
        named = {line.rpartition(" as ")[2] for line in lines if " as " in line}
        ends = {end.strip().partition(":")[0] for line in lines if "-->" in line for end in line.split("-->")}

        assert ends - {"[*]"} == named
