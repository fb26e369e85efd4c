"""Tabata as an article tells it: the times and the rounds in sentences, the exercises below them.

Only an article that calls it Tabata, and says that the rounds are those of each exercise, is read
so: without that, eight rounds may as well be of all of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from legtimer.whiteboard.article_lines import ArticleLine, ArticleLineReader
from legtimer.whiteboard.draft import DraftBlock, DraftWorkout
from legtimer.whiteboard.figures import longest_ms
from legtimer.whiteboard.lexer import tokens_of
from legtimer.whiteboard.movement import Movement
from legtimer.whiteboard.prescription_reader import read_prescription
from legtimer.whiteboard.prose_figures import plain_figures
from legtimer.whiteboard.source import SourceLine

_KEYS = ("work", "rest", "rounds")
_SHORTEST, _LONGEST = 10_000, 60_000
"""Ms of the work of an interval."""
_NEAR = 4
"""The most sentences over which the times and the rounds are told."""
_MOST_WORDS = 6
"""Words of the longest name of an exercise."""


def tabata_of(
    lines: Sequence[ArticleLine], read: ArticleLineReader
) -> tuple[DraftWorkout, int] | None:
    """The intervals of each exercise, and the line that tells of them; None if no line does.

    Args:
        lines: of the text; sentences that were broken are whole.
        read: for its language.
    """
    said = [(each.line, text) for each in lines for text in read.sentences(each.line.text)]
    if not any("tabata" in read.kinds(text) for _, text in said):
        return None
    blocks = [block for line, text in said if (block := _in_one_sentence(line, text, read))]
    start = blocks[0].line if blocks else 0
    for n in range(0 if blocks else len(said)):
        if told := _of_each(said[n : n + _NEAR], read):
            start = min(line.number for line, _ in told.values())
            last = max(line.number for line, _ in told.values())
            below = [each for each in lines if each.line.number > last]
            blocks = [_block(name, line, told, read) for name, line in _exercises(below, read)]
            _rest_between(blocks, said[n + 1 :], read)
            break
    # Where as many lines below say how much themselves, they are not all of Tabata.
    alone = sum(bool(each.says) for each in lines if each.line.number > start)
    alone += sum(
        bool(read_prescription(text, read.vocab).sets) for line, text in said if line.number > start
    )
    if alone >= len(blocks):
        return None
    titles = [each.line for each in lines if each.line.number < blocks[0].line]
    named = (
        line
        for line in reversed(titles)
        if read.read(line).kind != "text" and read.names_workout(line.text) > 1
    )
    title = next(named, SourceLine(1, ""))
    return DraftWorkout(name=title.text, line=title.number, blocks=blocks), start


def _says(text: str, read: ArticleLineReader) -> dict[str, str]:
    """What a sentence says of intervals: ``work``, ``rest`` and ``rounds``."""
    says = read_prescription(text, read.vocab)
    tokens = tokens_of(plain_figures(text, read.vocab), read.vocab)
    found = {"rest": says.between or says.rest or says.round_rest}
    times = [t.value for t in tokens if t.kind == "time" and t.value != found["rest"]]
    found["work"] = next((t for t in times if _SHORTEST <= longest_ms(t) <= _LONGEST), "")
    for token, *after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        kinds = [each.kind for each in after]
        if token.kind == "figure" and token.value.isdecimal() and "rounds" in kinds:
            if kinds[0] == "more":
                found["rounds"] = str(int(token.value) + 1)
            elif kinds[0] == "rounds":
                found["rounds"] = token.value
    return {key: value for key, value in found.items() if value}


def _in_one_sentence(line: SourceLine, text: str, read: ArticleLineReader) -> DraftBlock | None:
    """The intervals of "Tabata squats: 20 seconds, 10 seconds rest, repeat 7 more rounds"."""
    says, names = _says(text, read), read.names(text)
    if len(names) != 1 or "tabata" not in read.kinds(text) or len(says) < len(_KEYS):
        return None
    return _block(names[0], line, dict.fromkeys(_KEYS, (line, text)), read)


def _of_each(
    sentences: Sequence[tuple[SourceLine, str]], read: ArticleLineReader
) -> dict[str, tuple[SourceLine, str]]:
    """By what it says: the sentences about the intervals of each exercise; empty unless all do."""
    told: dict[str, tuple[SourceLine, str]] = {}
    for line, text in sentences:
        says = _says(text, read)
        if not {"exercises", "for-all"} & set(read.kinds(text)):
            says.pop("rounds", "")
        told = dict.fromkeys(says, (line, text)) | told
        if len(told) in (0, len(_KEYS)):
            return told
    return {}


def _rest_between(
    blocks: Sequence[DraftBlock],
    sentences: Sequence[tuple[SourceLine, str]],
    read: ArticleLineReader,
) -> None:
    """Take the rest between exercises, told above them, where it is another one."""
    for block in blocks[:-1]:
        for line, text in sentences:
            rest = _says(text, read).get("rest", "")
            if line.number < blocks[0].line and rest not in ("", block.keys["rest"]):
                block.keys["rest-after"] = rest
                block.guesses["rest-after"] = f"line {line.number}: {text.strip()}"


def _exercises(
    lines: Sequence[ArticleLine], read: ArticleLineReader
) -> list[tuple[str, SourceLine]]:
    """The lines that are written as the first exercise that the library knows is."""
    found: list[tuple[str, SourceLine, tuple[bool, ...]]] = []
    for each in lines:
        line, text = each.line, each.line.text
        name = read.without_counter(text).partition(" (")[0].rstrip(" .:")
        shape = (line.item, bool(line.counted), text.endswith(":"), bool(line.level))
        short = 0 < len(name.split()) <= _MOST_WORDS and not any(map(str.isdecimal, name))
        if short and (read.known(name) or any(shape)) and (line.item or each.kind != "text"):
            found.append((name, line, shape))
    first = next((shape for name, _, shape in found if read.known(name)), None)
    return [(read.name_of(name) or name, line) for name, line, shape in found if shape == first]


def _block(
    name: str, line: SourceLine, told: dict[str, tuple[SourceLine, str]], read: ArticleLineReader
) -> DraftBlock:
    note = line.text.rstrip(".").partition(" (")[2].rstrip(")") if line.item else ""
    block = DraftBlock("intervals", line.number)
    for key in _KEYS:
        source, text = told[key]
        block.keys[key] = _says(text, read)[key]
        block.guesses[key] = f"line {source.number}: {text.strip()}"
    guess = block.guesses["rounds"]
    block.items = [Movement(name, (line.number,), notes=(note,) if note else (), guesses=(guess,))]
    return block
