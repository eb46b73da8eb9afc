"""The layers of the small encoder that reads meaning, in PyTorch, for training; the workbench needs none of this."""

from typing import Any

import numpy as np
import torch
from encoder_file import BLOCK, Encoder
from torch.nn import Parameter, functional

LINEAR = (("q", "H", "H"), ("k", "H", "H"), ("v", "H", "H"), ("ao", "H", "H"), ("fi", "FF", "H"), ("fo", "H", "FF"))


def entered(of: Encoder, numbers: list[list[int]]) -> list[Any]:
    """What goes into the first layer, for each text that was cut into pieces."""
    width = of.H
    words = torch.tensor(of.quarter("emb.word").reshape(-1, width))
    places = torch.tensor(of.whole("emb.pos").reshape(-1, width))
    kind = torch.tensor(of.whole("emb.type").reshape(-1, width)[0])
    norm = torch.tensor(of.whole("emb.ln.w")), torch.tensor(of.whole("emb.ln.b"))
    rows = [words[one] + places[: len(one)] + kind for one in numbers]
    return [functional.layer_norm(row, (width,), *norm, of.epsilon) for row in rows]


class Layer(torch.nn.Module):
    """One layer of the encoder; its weights are rounded to what four bits can say while it is trained."""

    def __init__(self, of: Encoder, number: int) -> None:
        super().__init__()
        self.of, self.number, self.rounds = of, number, False
        self.away: dict[str, Any] = {}
        size = {"H": of.H, "FF": of.FF}
        self.weights = torch.nn.ParameterDict()
        for name, rows, columns in LINEAR:
            weight = torch.tensor(of.quarter(f"l{number}.{name}.w")).reshape(size[rows], size[columns])
            self.weights[f"{name}_w"] = Parameter(weight)
            self.weights[f"{name}_b"] = Parameter(torch.tensor(of.whole(f"l{number}.{name}.b")))
        for name in ("aln", "oln"):
            for kind in "wb":
                self.weights[f"{name}_{kind}"] = Parameter(torch.tensor(of.whole(f"l{number}.{name}.{kind}")))

    def forward(self, rows: Any, there: Any, drop: float = 0.0) -> Any:
        texts, length, width = rows.shape

        def headed(found: Any) -> Any:
            return found.view(texts, length, self.of.heads, -1).transpose(1, 2)

        asked, keys, values = (headed(self._linear(name, rows)) for name in "qkv")
        seen = functional.scaled_dot_product_attention(
            asked, keys, values, attn_mask=there[:, None, None, :], dropout_p=drop
        )
        told = self._linear("ao", seen.transpose(1, 2).reshape(texts, length, width))
        rows = self._normed("aln", rows + functional.dropout(told, drop, self.training))
        thought = self._linear("fo", functional.gelu(self._linear("fi", rows)))
        return self._normed("oln", rows + functional.dropout(thought, drop, self.training))

    def _linear(self, name: str, rows: Any) -> Any:
        weight = self.weights[f"{name}_w"]
        return functional.linear(rows, weight + self.away[name] if self.rounds else weight, self.weights[f"{name}_b"])

    def round(self) -> None:
        """Finds anew how far each weight is from what four bits can say; what is learned passes through unrounded."""
        self.rounds = True
        self.away = {name: away(self.weights[f"{name}_w"]) for name, _, _ in LINEAR}

    def _normed(self, name: str, rows: Any) -> Any:
        return functional.layer_norm(
            rows, (self.of.H,), self.weights[f"{name}_w"], self.weights[f"{name}_b"], self.of.epsilon
        )

    def bytes(self) -> dict[str, bytes]:
        """Its tensors as they stand in the file."""
        kept = {}
        for name, value in self.weights.items():
            *front, kind = name.rsplit("_", 1)
            four = kind == "w" and front[0] not in ("aln", "oln")
            kept[f"l{self.number}.{front[0]}.{kind}"] = (
                packed(value) if four else value.detach().numpy().astype("<f4").tobytes()
            )
        return kept


def blocks_of(weight: Any) -> tuple[Any, Any]:
    """The scale of each block of 32 weights, and each weight as a number from 0 to 15."""
    blocks = weight.detach().reshape(-1, BLOCK)
    far = blocks.gather(1, blocks.abs().argmax(1, keepdim=True))
    scale = (far / -8).half().float()
    inverse = torch.where(scale != 0, 1 / scale, torch.zeros_like(scale))
    return scale, (blocks * inverse + 8.5).floor().clamp(0, 15)


def away(weight: Any) -> Any:
    """From weights to what four bits say instead of them."""
    scale, numbers = blocks_of(weight)
    return ((numbers - 8) * scale).reshape(weight.shape) - weight.detach()


def packed(weight: Any) -> bytes:
    """Weights as they stand in the file."""
    scale, numbers = blocks_of(weight)
    found = numbers.numpy().astype(np.uint8)
    head = scale.numpy().astype("<f2").view(np.uint8).reshape(-1, 2)
    return np.concatenate([head, found[:, :16] | (found[:, 16:] << 4)], 1).tobytes()
