"""The locator against what was written, against an independent parser, and against its promises."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legtimer.files.toml.positions import Locator, Position

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.toml"))


def text_at(text: str, place: Position) -> str:
    """Return the rest of the text from a place on."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    return "\n".join([lines[place.line - 1][place.column - 1 :], *lines[place.line :]])


# Written by hand rather than by a library, so that every value is marked by its own spelling.

KEYS = st.one_of(
    st.text("abcXYZ019-_", min_size=1, max_size=4),
    st.text("ab .='#[]é💪", max_size=4).map(lambda name: f'"{name}"'),
)
SCALARS = st.one_of(
    st.integers(-99, 99999).map(str),
    st.booleans().map(lambda value: str(value).lower()),
    st.text("ab #=[]{},.'é💪", max_size=8).map(lambda text: f'"{text}"'),
    st.text('ab #=[]{},."é💪', max_size=8).map(lambda text: f"'{text}'"),
    st.text("ab\n#=[]{},.'é", max_size=8).map(lambda text: f'"""\n{text}"""'),
    st.sampled_from(["1.5", "-inf", "1979-05-27 07:32:00", "07:32:00", "0x1F"]),
)
FLAT = SCALARS.filter(lambda text: "\n" not in text)
GAPS = st.sampled_from(["", " ", "\n", "\n # ], comment\n\t"])


def unquoted(key: str) -> str:
    return key[1:-1] if key.startswith('"') else key


@st.composite
def values(draw: st.DrawFn, depth: int = 3, flat: bool = False) -> tuple[str, dict[Any, str]]:
    """Return a spelled value and the spellings of all that is in it, by path."""
    kind = draw(st.sampled_from(["scalar", "list", "table"])) if depth else "scalar"
    inside: dict[Any, str] = {}
    if kind == "scalar":
        spelled = draw(FLAT if flat else SCALARS)
    elif kind == "list":
        spelled = "["
        for index in range(draw(st.integers(0, 3))):
            gap = "" if flat else draw(GAPS)
            item, deeper = draw(values(depth - 1, flat))
            spelled += f"{gap}{item}{'' if flat else draw(GAPS)},"
            inside |= {(index, *path): text for path, text in deeper.items()}
        spelled += "]"
    else:
        pieces = []
        for key in draw(st.lists(KEYS, max_size=3, unique_by=unquoted)):
            item, deeper = draw(values(depth - 1, flat=True))
            pieces.append(f"{key} = {item}")
            inside |= {(unquoted(key), *path): text for path, text in deeper.items()}
        spelled = "{" + ", ".join(pieces) + "}"
    return spelled, {(): spelled, **inside}


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, dict[Any, str]]:
    """Return a document with tables and lists of tables, and the spelling of each value."""
    lines, inside = [], {}
    counts: dict[str, int] = {}
    for _ in range(draw(st.integers(1, 4))):
        name = draw(st.sampled_from(["one", "two", ""]))
        prefix: tuple[Any, ...] = ()
        if name:
            prefix = (name, counts.get(name, 0))
            counts[name] = prefix[1] + 1
            lines.append(f"[[ {name} ]] # {name}")
            if draw(st.booleans()):
                lines.append(f"[{name}.sub]")
                prefix = (*prefix, "sub")
        elif counts:
            continue
        for key in draw(st.lists(KEYS, max_size=3, unique_by=unquoted)):
            if (*prefix, unquoted(key)) in inside or unquoted(key) in ("one", "two"):
                continue
            spelled, deeper = draw(values())
            lines.append(f"{key} = {spelled}")
            inside |= {(*prefix, unquoted(key), *path): text for path, text in deeper.items()}
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    mark = draw(st.sampled_from(["", "\ufeff"]))
    return mark + newline.join("\n".join(lines).split("\n")) + newline, inside


@settings(max_examples=150, deadline=None)
@given(documents())
def test_every_value_is_found_where_it_was_written(document: tuple[str, dict[Any, str]]) -> None:
    text, inside = document
    tomllib.loads(text.removeprefix("\ufeff"))
    locator = Locator(text)
    for path, spelled in inside.items():
        assert text_at(text, locator.value(path)).startswith(spelled), path
        if isinstance(path[-1], str):
            assert text_at(text, locator.key(path)).lstrip('"').startswith(path[-1])


@settings(max_examples=100, deadline=None)
@given(st.text("ab\"'\\\n\té💪\x01", max_size=12), st.sampled_from(['"', '"""']))
def test_each_character_of_a_string_is_found(content: str, quotes: str) -> None:
    escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\x01": "\\u0001", "💪": "\\U0001F4AA"}
    spelled = [escapes.get(letter, letter) for letter in content]
    text = f"key = [1, {quotes}{''.join(spelled)}{quotes}]\n"
    assert tomllib.loads(text)["key"][1] == content
    column = text.index(quotes) + len(quotes) + 1
    locator = Locator(text)
    for index, written in enumerate([*spelled, ""]):
        assert locator.inside(("key", 1), index) == (1, column)
        column += len(written)
    assert locator.inside(("key", 1), 999) == (1, column)


def test_characters_of_strings_over_several_lines() -> None:
    text = "a = \"\"\"\r\nab\\\r\n   c\r\nd\"\"\"\r\nb = '''x\r\ny'''\r\n"
    assert tomllib.loads(text) == {"a": "abc\nd", "b": "x\ny"}
    locator = Locator(text)
    places = [locator.inside(("a",), index) for index in range(6)]
    assert places == [(2, 1), (2, 2), (3, 4), (3, 5), (4, 1), (4, 2)]
    assert locator.inside(("b",), 2) == (6, 1)


def test_a_path_that_leads_nowhere_gives_what_is_around_it() -> None:
    locator = Locator("a = [1, {b = 2}]\n[[block]]\nc = 3\n")
    assert locator.value(("a", 9)) == (1, 5)
    assert locator.value(("a", 1, "x", 0)) == (1, 9)
    assert locator.key(("a", 1, "x", 0)) == (1, 9)
    assert locator.value(("block", 0, "nothing")) == (2, 1)
    assert locator.key(("block", 0, "nothing")) == (2, 3)
    assert locator.value(("nothing",)) == (1, 1)
    assert locator.inside(("block", 0, "c"), 3) == (3, 5)
    assert locator.inside(("block", 0, "d"), 3) == (2, 1)
    assert Locator("").value(("x",)) == (1, 1)


def test_as_deep_as_the_parser_goes() -> None:
    text = "a = " + "[" * 400 + "]" * 400
    tomllib.loads(text)
    assert Locator(text).value(("a", *[0] * 399)) == (1, 404)


# The oracle: a grammar written by others, walked here without its help for paths.


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of every value that is no table or list, in the parser's order."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from leaves(item, (*path, index))
    else:
        yield path


SINGLE = {
    "string", "integer", "float", "boolean", "offset_date_time", "local_date_time", "local_date",
    "local_time",
}  # fmt: skip


def oracle(text: str) -> set[tuple[int, int]]:
    """Return where the grammar sees a single value."""
    grammar = pytest.importorskip("tree_sitter_toml")
    sitter = pytest.importorskip("tree_sitter")
    parser = sitter.Parser(sitter.Language(grammar.language()))
    source = text.encode()
    places = set()
    waiting = [parser.parse(source).root_node]
    while waiting:
        node = waiting.pop()
        assert node.type != "ERROR"
        if node.type in SINGLE:
            row, column = node.start_point
            line = source.split(b"\n")[row][:column].decode()
            places.add((row + 1, len(line) + 1))
        else:
            waiting.extend(node.children)
    return places


@pytest.mark.parametrize("file", CORPUS, ids=lambda file: file.stem)
def test_the_corpus_agrees_with_another_grammar(file: Path) -> None:
    text = file.read_bytes().decode("utf-8-sig")
    locator: Locator = Locator(text)
    places = [tuple(locator.value(path)) for path in leaves(tomllib.loads(text))]
    assert len(places) == len(set(places))
    assert set(places) == oracle(text.replace("\r\n", "\n"))


def test_headers_and_dotted_keys() -> None:
    file = Path(__file__).parent / "corpus" / "tables.toml"
    text = file.read_text(encoding="utf-8")
    locator = Locator(text)
    for path, line, value, key in [
        (("later",), 8, 1, 3),
        (("later", "sub"), 10, 1, 8),
        (("later", "sub", "deep"), 6, 1, 12),
        (("a",), 2, 1, 1),
        (("a", "b"), 2, 3, 3),
        (("a", "b", "d e"), 3, 17, 9),
        (("block",), 13, 1, 3),
        (("block", 0, "block", 1), 19, 3, 11),
        (("block", 0, "block", 0, "block", 0, "kind"), 18, 12, 5),
        (("block", 1), 26, 1, 4),
        (("block", 1, "block", 0, "sub", "two", "three", "four"), 31, 26, 19),
        (("later", "list", 1, "v"), 34, 5, 1),
        (("quoted.name", "x"), 35, 1, 16),
    ]:
        assert locator.value(path) == (line, value), path
        assert locator.key(path) == (line, key), path
