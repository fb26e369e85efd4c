"""A public name at the top of a module has one meaning in the whole package."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import legtimer

ROOT = Path(legtimer.__file__).parent
COMMANDS = {"run", "add_arguments"}
"""What every command module has."""


def public_names() -> dict[str, list[str]]:
    """The modules that define each public class, function or type alias."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                found[node.name].append(str(path.relative_to(ROOT)))
            elif isinstance(node, ast.Assign):
                # A constant is written in capitals; what is not names a type.
                names = [target.id for target in node.targets if isinstance(target, ast.Name)]
                for name in names:
                    if not name.isupper():
                        found[name].append(str(path.relative_to(ROOT)))
    return {name: where for name, where in found.items() if not name.startswith("_")}


def test_a_public_name_has_one_meaning():
    doubled = {name: where for name, where in public_names().items() if len(where) > 1}
    assert {name: where for name, where in doubled.items() if name not in COMMANDS} == {}
