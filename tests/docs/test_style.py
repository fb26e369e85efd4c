"""The terms that docs/style.md gives up do not come back."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
STYLE = ROOT / "docs" / "style.md"


def given_up() -> list[str]:
    table = STYLE.read_text(encoding="utf-8").partition("## Given up")[2]
    rows = re.findall(r"^\| (.+?) \| .+ \|$", table, re.MULTILINE)
    return rows[1:]


def texts(source: str) -> list[str]:
    """The strings of a module but its docstrings."""
    tree = ast.parse(source)
    told = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
    ]


def found(text: str, terms: list[str]) -> set[str]:
    words = " ".join(text.casefold().split())
    return {term for term in terms if term in words}


def test_terms_that_were_given_up_do_not_come_back():
    terms = given_up()
    assert len(terms) > 20
    back = {}
    for path in sorted((ROOT / "legtimer").rglob("*.py")):
        here = found("\n".join(texts(path.read_text(encoding="utf-8"))), terms)
        if here:
            back[path.name] = here
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        here = set() if path == STYLE else found(path.read_text(encoding="utf-8"), terms)
        if here:
            back[path.name] = here
    assert not back
