"""JSON with line numbers: Python's parser tells none, but it can be asked for one element after the other."""

import json
import re
from collections.abc import Iterator
from typing import Final

Value = str | int | float | bool | None | list["Value"] | dict[str, "Value"]

_DECODER: Final = json.JSONDecoder(strict=False)  # control characters in strings are cleaned later, not refused
_BLANK = re.compile(r"[ \t\n]*")


class BrokenJson(ValueError):  # noqa: N818 - it is a state of the text; readers turn it into a Skipped
    """The text stops being JSON at a line, counted from 1."""

    def __init__(self, line: int, said: str) -> None:
        super().__init__(said)
        self.line = line
        self.at_end = False


class Cursor:
    """A place in a JSON text, moving forward only."""

    def __init__(self, text: str, first_line: int = 1) -> None:
        self._text = text
        self._at = 0
        self._counted = 0
        self._line = first_line

    @property
    def line(self) -> int:
        """The line of the next character that is no blank."""
        self._skip()
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    def next_is(self, characters: str) -> bool:
        """Tell whether the next character is one of these; the end of the text is none."""
        self._skip()
        return self._text[self._at : self._at + 1] in tuple(characters)

    def take(self, character: str) -> bool:
        """Step over a character if it comes next."""
        found = self.next_is(character)
        self._at += found
        return found

    def value(self) -> Value:
        """Read one value of any shape, or raise `BrokenJson`. Nesting beyond Python's stack counts as broken."""
        line = self.line
        try:
            found, self._at = _DECODER.raw_decode(self._text, self._at)
        except json.JSONDecodeError as error:
            raise BrokenJson(line + self._text.count("\n", self._at, error.pos), error.msg) from None
        except RecursionError:
            raise BrokenJson(line, "lists or objects stand in one another too deep to be read") from None
        except ValueError:  # Python's own limit, 4,300 digits: to read more takes quadratic time
            raise BrokenJson(line, "a number has too many digits") from None
        return found  # type: ignore[no-any-return]

    def elements(self) -> Iterator[tuple[int, Value]]:
        """Read an array's elements with their lines, the opening bracket being next; raise where it breaks off."""
        self._expect("[")
        while not self.take("]"):
            yield self.line, self.value()
            if not self.take(","):
                self._expect("]")
                return

    def enter_list(self) -> bool:
        """In an object, step to the first value that is an array; False when it has none."""
        self._expect("{")
        while not self.next_is("}"):
            self.value()
            self._expect(":")
            if self.next_is("["):
                return True
            self.value()
            if not self.take(","):
                break
        return False

    def _expect(self, character: str) -> None:
        if not self.take(character):
            raise BrokenJson(self.line, f"expected {character}")

    def _skip(self) -> None:
        blank = _BLANK.match(self._text, self._at)
        self._at = blank.end() if blank else self._at
