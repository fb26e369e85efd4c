"""Draw what a session can do, from the transition table: ``python docs/make_state_diagram.py``.

The diagram shows which command leads from where to where. Where a step ends, the next step's kind
decides the state, so all of these go through one point, "the next step".
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from legtimer.core.session import commands as c
from legtimer.core.session.transitions import PAUSE_ITSELF, TABLE, Action, State

TARGET = Path(__file__).with_name("state-diagram.md")

_NEXT = "NEXT"
_LEADS_ON = {Action.START, Action.GO_ON, Action.DONE, Action.CONFIRM, Action.SKIP, Action.LEAVE}
_CLOCKED = (
    State.PREPARE,
    State.REST,
    State.SWITCH,
    State.TIMED,
    State.CADENCE,
    State.COUNTING,
    State.INNER_REST,
    State.CYCLE,
    State.INTERVAL,
    State.WAITING,
)
_MEANINGS = {
    Action.START: "begins the workout",
    Action.GO_ON: "goes on now",
    Action.DONE: "the set is done",
    Action.COUNT: "counts an exercise (or a round)",
    Action.COUNT_ROUND: "counts the whole round",
    Action.COUNTING: "a press counts whole rounds, or exercises again",
    Action.MADE: "the interval's work is done",
    Action.MISSED: "marks the interval as missed, or takes that back",
    Action.CONFIRM: "confirms the reps as shown",
    Action.PAUSE: "pauses",
    Action.RESUME: "goes on after the pause",
    Action.SLEPT: "pauses at the instant of falling asleep",
    Action.BACK: "to the start of the step, or to the one before",
    Action.RESTART: "to the start of the step",
    Action.SKIP: "leaves the step",
    Action.LEAVE: "leaves the scored block",
    Action.ADJUST: "makes the step longer or shorter",
    Action.REPS: "corrects reps",
    Action.LOAD: "corrects the load",
    Action.MORE: "a round (or set) more",
    Action.FEWER: "a round (or set) less",
    Action.SWAP: "swaps in the easier exercise, or back",
    Action.UNDO: "takes the last press back",
    Action.END: "ends the workout",
}

_ABOUT = """# What a session can do

Made from the transition table in `legtimer/core/session/transitions.py` by
`python docs/make_state_diagram.py`; do not edit it by hand.

When a step ends, by a command or by its clock, the next step decides the state; in the diagram all
of that goes through *the next step*. Pauses come back to where they began, and are drawn once.
"""
_BELOW = """
A command that is in the table can still have nothing to act on: no set to correct, no easier
alternative, no counted work ahead, rounds that a list fixes. Then it is refused like one that is
not in the table, and changes nothing. An undo leads back to whatever state the press that it takes
back was made in.
"""


def commands() -> list[type[c.Command]]:
    """All commands in the order of their file."""
    return [
        value
        for value in vars(c).values()
        if isinstance(value, type) and issubclass(value, c.Command) and value is not c.Command
    ]


def arrows() -> list[str]:
    """The lines of the diagram that lead from state to state."""
    found: dict[tuple[str, str], list[str]] = {}

    def arrow(start: str, end: str, label: str) -> None:
        labels = found.setdefault((start, end), [])
        if label not in labels:
            labels.append(label)

    for state, row in TABLE.items():
        if state is State.PAUSED:
            continue
        for command, action in row.items():
            if action in _LEADS_ON:
                arrow(state.name, _NEXT, command.__name__)
            elif action is Action.MADE:
                arrow(state.name, State.WAITING.name, command.__name__)
            elif action is Action.MISSED and state is State.WAITING:
                arrow(state.name, State.INTERVAL.name, command.__name__)
            elif action in (Action.PAUSE, Action.SLEPT):
                arrow(state.name, State.PAUSED.name, command.__name__)
        if state in _CLOCKED:
            arrow(state.name, _NEXT, "clock")
    arrow(State.COUNTING.name, _NEXT, "work done")
    arrow(State.PAUSED.name, "BEFORE", "Press, Resume")
    lines = [f"    {a} --> {b}: {', '.join(labels)}" for (a, b), labels in found.items()]
    for state in State:
        if state not in (State.NEW, State.WAITING, State.PAUSED, State.FINISHED):
            lines.append(f"    {_NEXT} --> {state.name}")
    lines.append(f"    {_NEXT} --> {State.FINISHED.name}: no step left")
    return lines


def diagram() -> str:
    """The states and the ways between them, as mermaid draws them."""
    names = [f'    state "{state.value}" as {state.name}' for state in State]
    return "\n".join(
        [
            "```mermaid",
            "stateDiagram-v2",
            *names,
            f'    state "the next step" as {_NEXT}',
            '    state "where the pause began" as BEFORE',
            f"    [*] --> {State.NEW.name}",
            *arrows(),
            f"    {State.FINISHED.name} --> [*]",
            "```",
        ]
    )


def table() -> str:
    """What every command does in every state, state by state."""
    lines = []
    for state in State:
        lines += [f"## {state.value.capitalize()}", ""]
        if state is State.PAUSED:
            own = ", ".join(f"`{k.__name__}`" for k in commands() if k in PAUSE_ITSELF)
            lines += [
                f"Only {own} mean something of their own here. The others do what they do in the "
                "state",
                "that the pause hides, if they are legal there.",
                "",
            ]
        lines += ["| command | what it does |", "|---|---|"]
        for command in commands():
            action = TABLE[state].get(command)
            if action is not None:
                lines.append(f"| `{command.__name__}` | {_MEANINGS[action]} |")
        lines.append("")
    return "\n".join(lines)


def page() -> str:
    """The whole page."""
    return f"{_ABOUT}\n{diagram()}\n{_BELOW}\n{table().rstrip()}\n"


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
