"""The two ways of saying no, as one exception each; bad data is neither: it is a `findings.Problem`."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818 - the house's word; a refusal is a rule's answer, not an error
    """A rule's no. `code` is a stable word for programs, the message a sentence for people."""

    def __init__(self, code: str, sentence: str) -> None:
        """Say no with a stable `code` and a `sentence` that tells what would be accepted."""
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


class Trouble(Exception):  # noqa: N818 - the house's word
    """The world's no: a file that cannot be opened, a disk that is full. `again` tells if to retry."""

    def __init__(self, code: str, sentence: str, *, again: bool = False) -> None:
        """Report what the world refused, and whether trying `again` may help."""
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.again = again
