"""Each mistake that people make in TOML: the words, the place, and that the rest is still read."""

import datetime
import random
import subprocess
import sys
import time
from typing import Any

import pytest

from legtimer.files.mistakes import Mistake
from legtimer.files.printable import printable
from legtimer.files.toml.repair import POISON
from legtimer.files.toml.syntax import LARGEST_FILE, decode_text, read_toml

U = POISON


def said(text: str) -> list[str]:
    """Return the mistakes of a text as `line:column: message`."""
    return [f"{m.line}:{m.column}: {m.message}" for m in read_toml(text).mistakes]


ONE_MISTAKE: list[tuple[str, str, Any]] = [
    # Values without quotes.
    ("rest = 1:00", '1:8: put quotes around it: `rest = "1:00"`', {"rest": "1:00"}),
    ("rest = 45s # hi", '1:8: put quotes around it: `rest = "45s"`', {"rest": "45s"}),
    ("rest = 45-60s", '1:8: put quotes around it: `rest = "45-60s"`', {"rest": "45-60s"}),
    ("cap=10 min", '1:5: put quotes around it: `cap = "10 min"`', {"cap": "10 min"}),
    ("rest = ready", '1:8: put quotes around it: `rest = "ready"`', {"rest": "ready"}),
    ('rest = 1:00"', '1:8: put quotes around it: `rest = "1:00"`', {"rest": U}),
    ("a = say \"hi\" x", "1:5: put quotes around it: `a = 'say \"hi\" x'`",
     {"a": 'say "hi" x'}),
    ("d = 2024-02-30", '1:5: put quotes around it: `d = "2024-02-30"`', {"d": "2024-02-30"}),
    ('e = ["a", 10 Push-up, "b"]', '1:11: put quotes around it: `"10 Push-up"`',
     {"e": ["a", "10 Push-up", "b"]}),
    ("e = [{ do = 1:00 Squat }]", '1:13: put quotes around it: `do = "1:00 Squat"`',
     {"e": [{"do": "1:00 Squat"}]}),
    ("a = True", "1:5: true and false are written in small letters: `a = true`", {"a": True}),
    ("a = yes", '1:5: `yes` has no quotes: `a = true` for a switch, else `a = "yes"`',
     {"a": U}),
    ("rounds = 03", "1:10: a number does not begin with 0: `rounds = 3`", {"rounds": 3}),
    ("a = .5", "1:5: a decimal point stands between digits: `a = 0.5`", {"a": 0.5}),
    ("a = 2,5", "1:5: decimals follow a point: `a = 2.5`", {"a": U}),
    ("a =\nb = 1", "1:4: the value is missing: `a = ...`", {"a": U, "b": 1}),
    ("a == 1", "1:4: one `=` is enough: `a = ...`", {"a": 1}),
    # Quotes.
    ('name = "Legs\nb = 1', '1:8: the text that begins here has no closing ": `"Legs"`',
     {"name": U, "b": 1}),
    ("name = 'Legs", "1:8: the text that begins here has no closing ': `\"Legs\"`", {"name": U}),
    ('e = [\n "a,\n "b",\n]', '2:2: the text that begins here has no closing ": `"a"`',
     {"e": [U, "b"]}),
    ('e = ["a]\nb = 1', '1:6: the text that begins here has no closing ": `"a"`',
     {"e": [U], "b": 1}),
    ("name = “Legs”", '1:8: quotes are straight, not curly: `name = "Legs"`',
     {"name": "Legs"}),
    ('name = "Legs”',
     '1:8: the text begins with " but ends with ”, a different quote: `"Legs"`',
     {"name": "Legs"}),
    ('a = "say "hi" to"',
     "1:10: the text ends at this quote, and more follows: `'say \"hi\" to'`", {"a": U}),
    ("a = 'it's'", '1:8: the text ends at this quote, and more follows: `"it\'s"`', {"a": U}),
    ('n = """a\nb\n[[block]]\nk = 1',
     '1:5: the text that begins with """ here never ends: put """ after its last word',
     {"n": U, "block": [{"k": 1}]}),
    ('a = "C:\\dir"',
     "1:8: `\\d` means nothing between double quotes: write `\\\\` for a backslash, "
     "or put the text in single quotes", {"a": "C:\\dir"}),
    ('a = "\\u12"',
     "1:6: after `\\u` comes the number of a character in hexadecimal, as in `\\u00e9`; "
     "for a backslash as such write `\\\\`", {"a": "\\u12"}),
    # Lists and inline tables.
    ('e = [\n  "a"  # c\n  "b"\n]', '2:6: a comma is missing after `"a"`', {"e": ["a", "b"]}),
    ('e = ["a" "b"]', '1:9: a comma is missing after `"a"`', {"e": ["a", "b"]}),
    ('e = ["a"; "b"]', "1:9: a comma belongs here, not `;`", {"e": ["a", "b"]}),
    ('e = ["a",, "b"]', "1:10: nothing stands before this comma", {"e": ["a", "b"]}),
    ('e = [\n "a",\n[[block]]\nk = 1',
     "2:6: the list that begins on line 1 is not closed: `]` is missing",
     {"e": ["a"], "block": [{"k": 1}]}),
    ('e = [\n "a"\n\nk = 1', "2:5: the list that begins on line 1 is not closed: `]` is missing",
     {"e": ["a"], "k": 1}),
    ('e = ["a"', "1:9: the list that begins on line 1 is not closed: `]` is missing",
     {"e": ["a"]}),
    ('e = ["a"}', "1:9: the `[` on line 1 is closed by `]`, not by `}`", {"e": ["a"]}),
    ('e = ["a"]]', "1:10: this `]` is one too many: it closes nothing", {"e": ["a"]}),
    ('t = { a = 1 b = 2 }', "1:12: a comma is missing after `1`", {"t": {"a": 1, "b": 2}}),
    ('e = [{ a = "x" ]', "1:15: `}` is missing before this `]`", {"e": [{"a": "x"}]}),
    ('t = { a = 1', "1:12: `}` is missing at the end of `{ a = 1`", {"t": {"a": 1}}),
    ("t = { a: 1 }", "1:8: between `a` and its value stands `=`, not `:`", {"t": {"a": 1}}),
    ("t = { a 1 }", "1:8: `=` is missing after `a`", {"t": {"a": 1}}),
    ("t = { a }", "1:8: `=` and a value are missing after `a`", {"t": {"a": U}}),
    ('t = { "1:00 Squat", a = 1 }',
     '1:7: inside braces stands `key = value`: is `do = "1:00 Squat"` meant?', {"t": {"a": 1}}),
    # Keys and lines.
    ('name: "x"', "1:5: between `name` and its value stands `=`, not `:`", {"name": "x"}),
    ("rest 60", "1:5: `=` is missing between `rest` and its value", {"rest": 60}),
    ("name", "1:1: `name` has no value: `name = ...`", {}),
    ("get set = 5", "1:1: a key is one word without spaces: `get-set = ...`", {}),
    ("größe = 3", "1:1: `größe` cannot be a key as it stands: a key is made of a-z, 0-9, - and _",
     {}),
    ("= 3", "1:1: a key is missing before `=`", {}),
    ("// hi\na = 1", "1:1: a comment begins with `#`", {"a": 1}),
    ('"10 Squat",\n"5 Jump"\n]\na = 1',
     "1:1: this line gives no key a value: an item belongs between the brackets of a list, "
     "as in `exercises = [...]`", {"a": 1}),
    ("Do some squats", "1:1: `Do some squats` is neither `key = value` nor a table such as "
     "`[[block]]`; a comment begins with `#`", {}),
    ('["10 Squat", "5 Jump"]\na = 1',
     "1:1: a list stands here without a key: `exercises = [...]`", None),
    ("a = 1,\nb = 2", "1:6: no `,` at the end of a line", {"a": 1, "b": 2}),
    ("a = 1 b = 2", "1:7: `b = ...` goes on a line of its own", {"a": 1}),
    ("a = [1] b", "1:9: nothing can follow the closing `]` on its line", {"a": [1]}),
    # What is given twice.
    ("rest = 1\na = 2\nrest = 1:00", "3:1: `rest` is given twice; first on line 1",
     {"rest": 1, "a": 2}),
    ("t = { a = 1, a = 2 }", "1:14: `a` is given twice; first on line 1", {"t": {"a": 1}}),
    ("a = 1\na.b = 2", "2:1: `a.b` has no place: `a` on line 1 is a value, not a table",
     {"a": 1}),
    ("[a.b]\nx = 1\n[a.b]\nx = 2", "3:1: `a.b` is given twice; first on line 1",
     {"a": {"b": {"x": 1}}}),
    ("[[block]]\na = 1\n[block]\na = 2",
     "3:1: `[block]` can stand only once; one of several is written `[[block]]`",
     {"block": [{"a": 1}, {"a": 2}]}),
    # Headers.
    ("[[block]\na = 1", "1:8: `]` is missing: `[[block]]`", {"block": [{"a": 1}]}),
    ("[[block # c\na = 1", "1:9: `]]` is missing: `[[block]]`", {"block": [{"a": 1}]}),
    ("[block]]\na = 1", "1:1: one `[` is missing: `[[block]]`", {"block": [{"a": 1}]}),
    ("[[block]]]\na = 1", "1:10: one `]` too many: `[[block]]`", {"block": [{"a": 1}]}),
    ("[[]]\na = 1", "1:1: a name is missing between the brackets, as in `[[block]]`", {}),
    ("[[my block]]\na = 1", "1:1: `[[my block]]` does not name a table: a name in brackets is "
     "made of a-z, 0-9, - and _, as in `[[block]]`", {}),
    ("[[block]] a = 1", "1:11: what follows `[[block]]` goes on a line of its own",
     {"block": [{}]}),
    # Characters.
    ("a\u00a0= 1", "1:2: this is not an ordinary space but the character U+00A0, perhaps pasted "
     "from a web page: type a space in its place", {"a": 1}),
    ('a = "x\x07y"', "1:7: the control character U+0007 does not belong in a text file: "
     "delete it", {"a": "x y"}),
    ("a = 1\rb = 2\r", "1:6: a line ends in a carriage return alone: in the editor, save the "
     "file again with the line ends of Unix or Windows", {"a": 1, "b": 2}),
    # More than can be held.
    ("a = " + "1" * 5000 + "\nb = 1", "1:5: this number has too many digits (5000)",
     {"a": U, "b": 1}),
    ("a = 0x" + "f" * 5000 + "\nb = 1", "1:5: this number has too many digits (5002)",
     {"a": U, "b": 1}),
    ("a." * 70 + "a = 1\nb = 1", "1:1: this key has more than 64 parts", {"b": 1}),
    ("a = " + "[" * 5000 + "\nb = 1", "1:505: the brackets are nested too deeply", {"b": 1}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "data"), ONE_MISTAKE, ids=lambda case: str(case)[:30])
def test_one_mistake(text: str, words: str, data: Any) -> None:
    assert said(text) == [words]
    parsed = read_toml(text)
    assert not parsed.unreadable
    if data is not None:
        assert parsed.data == data


@pytest.mark.skipif(sys.version_info >= (3, 15), reason="newer TOML allows these")
def test_inline_tables_of_the_older_toml() -> None:
    assert said("t = { a = 1, }") == ["1:12: no comma before the closing `}`"]
    assert said("t = { a = 1,\n b = 2 }\nc = 3") == [
        "1:5: a table in braces `{ ... }` stands on one line"
    ]


def test_all_mistakes_of_a_file_at_once() -> None:
    text = """name = “Legs”
rest = 1:00
prepare: "0:10"

[[block]]
kind = sets
exercises = [
  "15-20 Prisoner squat"
  "8-12/side Deadlift,
  10 Push-up,
  { do = 1:00 Jump, note = "go" }
]
kind = "sets"
[[block]
rounds = 03
exercises = ["10 Lunge",

[[block]]
rest = 45-60s
cap = "12:00
"""
    assert [word.split(": ")[0] for word in said(text)] == [
        "1:8", "2:8", "3:8", "6:8", "8:25", "9:3", "10:3", "11:10", "13:1", "14:8", "15:10",
        "16:25", "19:8", "20:7",
    ]  # fmt: skip
    parsed = read_toml(text)
    assert not parsed.unreadable
    assert parsed.data == {
        "name": "Legs",
        "rest": "1:00",
        "prepare": "0:10",
        "block": [
            {
                "kind": "sets",
                "exercises": [
                    "15-20 Prisoner squat", U, "10 Push-up", {"do": "1:00 Jump", "note": "go"},
                ],
            },
            {"rounds": 3, "exercises": ["10 Lunge"]},
            {"rest": "45-60s", "cap": U},
        ],
    }  # fmt: skip


def test_places_after_repairs_are_those_of_the_file() -> None:
    text = 'e = [{ do = 1:00 Squat, note = "x" }, 10 Jump, "last"] # c\n[[b]\nk = yes\nz = 5\n'
    locator = read_toml(text).locator
    line = text.split("\n", maxsplit=1)[0]
    assert locator.value(("e", 0, "do")) == (1, line.index("1:00") + 1)
    assert locator.inside(("e", 0, "do"), 5) == (1, line.index("Squat") + 1)
    assert locator.value(("e", 0, "note")) == (1, line.index('"x"') + 1)
    assert locator.inside(("e", 1), 3) == (1, line.index("Jump") + 1)
    assert locator.value(("e", 2)) == (1, line.index('"last"') + 1)
    assert locator.key(("b", 0, "k")) == (3, 1)
    assert locator.value(("b", 0, "k")) == (3, 5)
    assert locator.value(("b", 0, "z")) == (4, 5)


def test_a_right_file_has_no_mistakes() -> None:
    parsed = read_toml('\ufeffa = "x"\r\n[[block]]\r\nb = 01:00:00\r\n')
    assert parsed.mistakes == []
    assert not parsed.unreadable
    assert parsed.data == {"a": "x", "block": [{"b": datetime.time(1)}]}
    assert parsed.locator.value(("block", 0, "b")) == (3, 5)
    assert read_toml("").data == {}


def test_too_many_mistakes_stop_the_reading() -> None:
    parsed = read_toml("good = 1\n" + "\n".join(f"k{n} = 1:00" for n in range(200)))
    assert len(parsed.mistakes) == 50
    assert parsed.mistakes[-1].message.endswith("(reading stopped after 50 mistakes)")
    assert parsed.unreadable
    assert parsed.data["good"] == 1
    assert parsed.data["k49"] == "1:00"


def test_text_from_the_file_cannot_reach_the_terminal() -> None:
    for text in ["a = \x1b[2Jx", "a\x1b = 1", "[\x1b]", 'a = "\x1b', "a = x\u202ey", "a = “\x9b”"]:
        assert read_toml(text).mistakes
        for mistake in read_toml(text).mistakes:
            assert mistake.message.isprintable()


def test_decoding() -> None:
    assert decode_text(b"") == ""
    assert decode_text(b"\xef\xbb\xbfa = 1") == "a = 1"
    assert decode_text("größe 💪".encode()) == "größe 💪"
    assert len(decode_text(b"#" * LARGEST_FILE)) == LARGEST_FILE


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"a = 1\nb = \"\xc3\xa9\xe9t\xe9\"\n",
         "2:7: the byte 0xE9 is not UTF-8: in the editor, save the file again with the "
         "encoding UTF-8"),
        (b"\xef\xbb\xbfa\xff",
         "1:2: the byte 0xFF is not UTF-8: in the editor, save the file again with the "
         "encoding UTF-8"),
        ("a = 1".encode("utf-16"),
         "1:1: the file is saved as UTF-16: in the editor, save it again with the encoding "
         "UTF-8"),
        ("a = 1".encode("utf-16-le"),
         "1:1: the file is saved as UTF-16: in the editor, save it again with the encoding "
         "UTF-8"),
        (b"ELF\n\x00\x01",
         "2:1: this is a binary file, not a text file: it holds a zero byte here"),
        (b"#" * (LARGEST_FILE + 1),
         "1:1: the file is larger than 256 KiB: no file of legtimer needs that"),
    ],
)  # fmt: skip
def test_what_is_no_text(data: bytes, words: str) -> None:
    mistake = decode_text(data)
    assert isinstance(mistake, Mistake)
    assert f"{mistake.line}:{mistake.column}: {mistake.message}" == words


WHOLE = """name = "Legs"
tags = ["legs", 'kettle']
rest = "45-60s"  # a range
[[block]]
kind = "sets"
exercises = [
  "15-20 Prisoner squat",
  { do = "1:00 Squat jump", note = "go", easier = "omit" },  # c
  "Hip thruster",
]
about = \"\"\"
two
lines\"\"\"
[[block]]
kind = "repeat"
rounds = 2
  [[block.block]]
  rounds = 3
"""
PIECES = [
    '"', "'", '"""', "'''", "[", "]", "[[", "]]", "{", "}", ",", "=", ":", "#", "\\", "\n", "\r",
    "1:00", "ready", "“", "”", "\x07", "\x00", "\u00a0", "\u200b", ".", "03", "True", "-", "é",
    "[block]", "[[block]]", "rest = 1\n", "\t", "\ud800", "\\u12", "inf", "1e5", "2024-01-01",
]  # fmt: skip


def mutated(seed: int) -> str:
    """Return a workout as careless hands or a broken disk leave it."""
    chance = random.Random(seed)
    text = WHOLE * chance.choice([1, 1, 1, 4])
    for _ in range(chance.choice([1, 1, 2, 4, 10, 30])):
        place, other = chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)
        piece = chance.choice(PIECES)
        text = chance.choice(
            [
                text[:place] + piece + text[place:],
                text[:place] + piece + text[place + 1 :],
                text[:place] + text[place + chance.randrange(1, 4) :],
                text[:place] + text[place + chance.randrange(60) :],
                text[:place] + text[other : other + chance.randrange(60)] + text[place:],
            ]
        )
    return text


def test_one_slip_gives_one_mistake_near_it() -> None:
    for place, letter in enumerate(WHOLE):
        # With one of three quotes gone, prose stands where keys should: nobody can tell whose.
        prose = '"""' in WHOLE[max(place - 2, 0) : place + 3]
        if letter in "'\"[]{},=\n" and not prose:
            text = WHOLE[:place] + WHOLE[place + 1 :]
            mistakes = read_toml(text).mistakes
            assert len(mistakes) <= 1, (place, letter, said(text))
            for mistake in mistakes:
                assert abs(mistake.line - WHOLE.count("\n", 0, place) - 1) <= 2, said(text)


def test_nothing_that_is_typed_makes_it_fail_or_hang() -> None:
    for seed in range(500):
        text = mutated(seed)
        before = time.process_time()
        parsed = read_toml(text)
        assert time.process_time() - before < 2, seed
        lines = text.replace("\r\n", "\n").split("\n" if "\n" in text else "\r")
        for mistake in parsed.mistakes:
            assert 1 <= mistake.line <= len(lines), seed
            assert 1 <= mistake.column <= len(lines[mistake.line - 1]) + 1, seed
            assert printable(mistake.message, None) == mistake.message, seed
        assert len({(m.line, m.column) for m in parsed.mistakes}) == len(parsed.mistakes), seed
        assert not parsed.unreadable or parsed.mistakes


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 200_000,
        "a = " + "{a=" * 60_000,
        "a." * 100_000 + "a = 1",
        "[" + "a." * 100_000 + "a]",
        "a = 1 " + "b" * 200_000,
        'a = "' + "x" * 200_000,
        'a = """' + 'x"' * 100_000,
        "a = [" + "1," * 50_000,
        "[a]\n" * 50_000,
        "x\n" * 50_000,
        "a = 1\n" * 50_000,
        "a =1" + " " * 200_000 + "x",
        '"' * 200_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_large_and_hostile_texts_are_bounded(text: str) -> None:
    before = time.process_time()
    parsed = read_toml(text)
    parsed.locator.value(("a", 0))
    assert parsed.mistakes
    assert len(parsed.mistakes) <= 51
    assert time.process_time() - before < 8


def test_a_right_file_loads_little() -> None:
    code = (
        "import sys; from legtimer.files.toml.syntax import read_toml, decode_text; "
        "read_toml(decode_text(b'a = 1')); "
        "print(*[m for m in ('legtimer.files.toml.recovery', 'legtimer.files.toml.scanner', "
        "'difflib', 'dataclasses', 'inspect', 'unicodedata') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
