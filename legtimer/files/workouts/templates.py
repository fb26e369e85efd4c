"""New workout files and new blocks, made from the example of a kind of block."""

from __future__ import annotations

import tomli_w

from legtimer.core.block import Block
from legtimer.files.shipped import schema_path
from legtimer.files.slug import slug


def template(name: str, kind: type[Block]) -> str:
    """The text of a new workout file with one block.

    Args:
        name: the workout's name.
        kind: the kind of its block.
    """
    head = tomli_w.dumps({"name": name, "about": kind.summary})
    return f"{schema_line()}{head}\n{block_text(kind)}"


def schema_line() -> str:
    """The first line of a workout file, by which editors find its schema."""
    return f"#:schema {schema_path().as_uri()}\n"


def block_text(kind: type[Block]) -> str:
    """A block as it stands in a file, from the example of its kind."""
    block = {"kind": kind.kind, **kind.example}
    if any(isinstance(value, list) and isinstance(value[0], dict) for value in block.values()):
        return tomli_w.dumps({"block": [block]}, indent=2)
    # The writer would put a short block into one line, which nobody would extend.
    return f"[[block]]\n{tomli_w.dumps(block, indent=2)}"


def file_name(name: str, what: str = "workout") -> str:
    """The name of the file for a workout, or something else, of this name."""
    return f"{slug(name) or what}.toml"
