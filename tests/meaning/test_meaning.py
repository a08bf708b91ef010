"""The encoder computes what its papers say, beside a plain second writing of it."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from amity import meaning

WIDTH, HEADS, INNER, WORDS, LAYERS = 8, 2, 12, 20, 2
Vector = list[float]


@pytest.fixture
def weights() -> dict[str, meaning.Array]:
    chance = np.random.default_rng(3)

    def some(*shape: int) -> meaning.Array:
        return np.asarray(chance.normal(0, 0.5, shape), dtype=np.float32)

    found = {
        "embeddings.word_embeddings.weight": some(WORDS, WIDTH),
        "embeddings.position_embeddings.weight": some(10, WIDTH),
        "embeddings.token_type_embeddings.weight": some(2, WIDTH),
        "embeddings.LayerNorm.weight": some(WIDTH),
        "embeddings.LayerNorm.bias": some(WIDTH),
    }
    shapes = {
        "attention.self.query": (WIDTH, WIDTH), "attention.self.key": (WIDTH, WIDTH),
        "attention.self.value": (WIDTH, WIDTH), "attention.output.dense": (WIDTH, WIDTH),
        "intermediate.dense": (INNER, WIDTH), "output.dense": (WIDTH, INNER),
    }  # fmt: skip
    for layer in range(LAYERS):
        name = f"encoder.layer.{layer}."
        for part, shape in shapes.items():
            found[f"{name}{part}.weight"] = some(*shape)
            found[f"{name}{part}.bias"] = some(shape[0])
        for part in ("attention.output.LayerNorm", "output.LayerNorm"):
            found[f"{name}{part}.weight"], found[f"{name}{part}.bias"] = some(WIDTH), some(WIDTH)
    return found


class Plain:
    """The same encoder, written with lists and loops."""

    def __init__(self, weights: dict[str, meaning.Array]) -> None:
        self.of = {name: array.tolist() for name, array in weights.items()}

    def linear(self, x: Vector, name: str) -> Vector:
        return [
            sum(a * b for a, b in zip(row, x, strict=True)) + bias
            for row, bias in zip(self.of[f"{name}.weight"], self.of[f"{name}.bias"], strict=True)
        ]

    def norm(self, x: Vector, name: str) -> Vector:
        mean = sum(x) / len(x)
        spread = math.sqrt(sum((one - mean) ** 2 for one in x) / len(x) + 1e-12)
        scale, shift = self.of[f"{name}.weight"], self.of[f"{name}.bias"]
        return [(one - mean) / spread * a + b for one, a, b in zip(x, scale, shift, strict=True)]

    def attention(self, states: list[Vector], name: str) -> list[Vector]:
        query, key, value = (
            [self.linear(x, name + part) for x in states] for part in ("query", "key", "value")
        )
        size = WIDTH // HEADS
        out: list[Vector] = [[] for _ in states]
        for head in range(HEADS):
            cut = slice(head * size, (head + 1) * size)
            for at, q in enumerate(query):
                looks = [
                    math.exp(sum(a * b for a, b in zip(q[cut], k[cut], strict=True)) / math.sqrt(size))
                    for k in key
                ]
                out[at] += [
                    sum(look * v[cut][place] for look, v in zip(looks, value, strict=True)) / sum(looks)
                    for place in range(size)
                ]
        return out

    def vector(self, tokens: list[int]) -> Vector:
        words, places, kinds = (
            self.of[f"embeddings.{name}_embeddings.weight"] for name in ("word", "position", "token_type")
        )
        states = [
            self.norm(
                [a + b + c for a, b, c in zip(words[one], places[at], kinds[0], strict=True)],
                "embeddings.LayerNorm",
            )
            for at, one in enumerate(tokens)
        ]
        for layer in range(LAYERS):
            name = f"encoder.layer.{layer}."
            looked = self.attention(states, f"{name}attention.self.")
            states = [
                self.norm(
                    [a + b for a, b in zip(x, self.linear(y, f"{name}attention.output.dense"), strict=True)],
                    f"{name}attention.output.LayerNorm",
                )
                for x, y in zip(states, looked, strict=True)
            ]
            inner = [[gelu(one) for one in self.linear(x, f"{name}intermediate.dense")] for x in states]
            states = [
                self.norm(
                    [a + b for a, b in zip(x, self.linear(y, f"{name}output.dense"), strict=True)],
                    f"{name}output.LayerNorm",
                )
                for x, y in zip(states, inner, strict=True)
            ]
        mean = [sum(column) / len(states) for column in zip(*states, strict=True)]
        length = math.sqrt(sum(one * one for one in mean))
        return [one / length for one in mean]


def gelu(x: float) -> float:
    return 0.5 * x * (1 + math.erf(x / math.sqrt(2)))


def test_the_encoder_gives_what_a_plain_writing_of_it_gives(weights: dict[str, meaning.Array]) -> None:
    tokens = [3, 7, 7, 19, 0]
    ours = meaning.Model(weights, HEADS).vector(tokens)
    assert np.allclose(ours, Plain(weights).vector(tokens), atol=2e-3)
    assert float(np.linalg.norm(ours)) == pytest.approx(1.0, abs=1e-5)


def test_texts_are_compared_by_the_cosine_of_their_vectors(weights: dict[str, meaning.Array]) -> None:
    alike = meaning.compared(meaning.Model(weights, HEADS), lambda text: [ord(char) % WORDS for char in text])
    ((same, other),) = alike(["abc"], ["abc", "xyz"])
    assert same == pytest.approx(1.0, abs=1e-5)
    assert -1 <= other < same


def test_without_a_model_nothing_compares(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "PACKAGE", "no_such_package")
    monkeypatch.setattr(meaning, "_NEEDED", ("no_such_package",))
    assert meaning.likeness() is None


def test_a_model_that_is_not_the_published_one_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "some_model" / "model").mkdir(parents=True)
    (tmp_path / "some_model" / "__init__.py").write_text("raise RuntimeError('its code must not run')\n")
    weights = tmp_path / "some_model" / "model" / "model.safetensors"
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(meaning, "PACKAGE", "some_model")
    monkeypatch.setattr(meaning, "_NEEDED", ("some_model", "numpy"))
    assert meaning.likeness() is None
    weights.write_bytes(b"other weights")
    assert meaning.likeness() is None
