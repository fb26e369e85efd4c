"""The exercises of one line: where one ends and the next begins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from legtimer.whiteboard.lexer import tokens_of
from legtimer.whiteboard.movement_reader import read_movement
from legtimer.whiteboard.tokens import QUANTITIES, Token
from legtimer.whiteboard.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class LinePieces:
    """Parts the lines of one language."""

    vocab: Vocabulary
    name_of: Callable[[str], str | None]
    """The library's name of an exercise, None for one that it does not know."""

    def tokens(self, text: str) -> Sequence[Token]:
        return tokens_of(text, self.vocab)

    def pieces(self, tokens: Sequence[Token], text: str) -> list[list[Token]]:
        """The exercises of one line: each says how much, behind a comma, a plus or "then"."""
        pieces: list[list[Token]] = [[]]
        depth = 0
        for i, token in enumerate(tokens):
            depth += {"(": 1, ")": -1}.get(token.value, 0) if token.kind == "sign" else 0
            parts = token.kind in ("then", "and")
            parts = parts or (token.kind == "sign" and token.value in ",;+\u2192")
            parts = parts or (self._apart(token, text) and self.says_all(pieces[-1]))
            if parts and not pieces[-1]:
                continue
            if not parts and depth == 0 and self._goes_on(pieces[-1], tokens[i:], text):
                pieces.append([])
            if parts and depth == 0 and self._begins(tokens[i + 1 :], text):
                before = pieces[-1]
                if before[0].kind in ("rest", "time") or any(t.kind == "word" for t in before):
                    pieces.append([])
                    continue
            pieces[-1].append(token)
        # "10 squats, 8 per side" and "5 deadlifts, 100 kg" go on with the exercise before them.
        kept: list[list[Token]] = []
        for piece in filter(None, pieces):
            if kept and not any(t.kind in ("word", "rest") for t in piece):
                kept[-1] += piece
            else:
                kept.append(piece)
        return kept

    def _goes_on(self, piece: Sequence[Token], tokens: Sequence[Token], text: str) -> bool:
        """Whether another exercise begins without a sign before it: "12 squats 8 dips"."""
        if tokens[0].kind != "figure" or not piece or piece[-1].kind != "word":
            return False
        if not self.says_all(piece):
            return False
        end = next((n for n, t in enumerate(tokens) if n and t.kind in (*QUANTITIES, "sign")), None)
        both = [read_movement(part, text, self.name_of) for part in (piece, tokens[:end])]
        return all(m and m.amount and self.name_of(m.name) is not None for m in both)

    def _apart(self, token: Token, text: str) -> bool:
        """Whether a token is a dash with blanks around it, or a slash."""
        around = text[token.start - 1 : token.start] + text[token.end : token.end + 1]
        return token.value == "/" or (token.value in "-\u2013\u2014" and around == "  ")

    def says_all(self, piece: Sequence[Token]) -> bool:
        """Whether a piece of a line says what and how much, without what is in brackets."""
        end = next((n for n, token in enumerate(piece) if token.value == "("), len(piece))
        kinds = {token.kind for token in piece[:end]}
        return "word" in kinds and bool(kinds & QUANTITIES)

    def _begins(self, tokens: Sequence[Token], text: str) -> bool:
        """Whether what follows is another exercise: how much of it, or its name and how much."""
        tokens = [t for t in tokens if t.kind not in ("then", "and")]
        if not tokens:
            return False
        if tokens[0].kind in QUANTITIES or tokens[0].kind == "rest":
            return True
        end = next((n for n, t in enumerate(tokens) if t.value in ",;"), len(tokens))
        movement = read_movement(tokens[:end], text, self.name_of)
        if movement is None or not (movement.amount or movement.sets):
            return False
        way = movement.amount.endswith(" m") and len(movement.name.split()) == 1
        return bool(movement.sets) or way or self.name_of(movement.name) is not None


def split_names(tokens: Sequence[Token]) -> list[list[Token]]:
    """Names with commas between them."""
    pieces = split_tokens(
        tokens, lambda t: t.kind == "and" or (t.kind == "sign" and t.value in ",;+")
    )
    return [piece for piece in pieces if piece]


def split_tokens(tokens: Sequence[Token], parts: Callable[[Token], bool]) -> list[list[Token]]:
    """What stands between the tokens that part it."""
    pieces: list[list[Token]] = [[]]
    for token in tokens:
        if parts(token):
            pieces.append([])
        else:
            pieces[-1].append(token)
    return pieces
