"""How the findings were made, what they cannot show, and in bands what is withheld, for and against."""

from collections.abc import Iterable

from workbench.codebook import message
from workbench.codebook.messages import ENGLISH, messages
from workbench.figures.panel import spoken
from workbench.release.copies import band
from workbench.release.dossier.counted import none_counted
from workbench.release.dossier.document import Block, Cell, Paragraph, Points, Section, Table, text
from workbench.release.dossier.ground import STANCES, Ground
from workbench.release.dossier.localised import labels

STATES = ("supported", "alleged", "conflicting", "contradicted", "denied", "unclear", "not-assessed", "withheld")
STEPS = ("origins", "coders", "states", "silence", "groups", "several", "periods", "no-score", "translation")


def methodology(ground: Ground) -> Section:
    """How words became findings, what each letter means, and how people are protected."""
    say, audience = ground.say, ground.held.prepared.audience
    meant = {one: "means-in-copy." if say.has("means-in-copy." + one) else "means-state." for one in STATES}
    letters = tuple((ground.letter(one), say("state." + one), say(meant[one] + one)) for one in STATES)
    protection = [
        say("method.k", k=audience.k),
        say("method." + _rows(ground)),
        say("method." + _quoted(ground)),
        say("method.places", time=say("time." + audience.time), grid=spoken(audience.grid_m, say)),
        say("method.ids"),
    ]
    blocks: tuple[Block, ...] = (
        Paragraph(text(say("method.lead"))),
        Points(tuple(text(say("method." + one)) for one in STEPS)),
        Table(
            say("method.caption"),
            (say("table.letter"), say("table.state"), say("table.meaning")),
            letters,
            name="letters",
            widths=(8, 18, 80),
        ),
        Paragraph(text(say("method.protection"))),
        Points(tuple(text(one) for one in protection)),
    )
    return Section("methodology", say("heading.methodology"), blocks)


def _rows(ground: Ground) -> str:
    """Whether workers have rows in this copy, are counted alone, or neither: the name of a message."""
    if none_counted(ground):
        return "none-counted"
    listed = ground.held.matrices.get("worker")
    if listed is None or not listed.matrix.rows:
        return "totals"
    return "rows-named" if ground.held.about["protection"]["workers_named"] else "rows"


def _quoted(ground: Ground) -> str:
    """Whether words are quoted, and whether somebody is named beside them: the name of a message."""
    if not ground.held.prepared.audience.quotes:
        return "no-quotes"
    return "quotes-named" if ground.held.about["protection"]["workers_named"] else "quotes"


def limitations(ground: Ground) -> Section:
    """What the reader has to keep in mind, and how much is kept back."""
    say = ground.say
    lines = [say("limit.not-court"), say("limit.who"), say("limit.silence"), say("limit.words"), say("limit.figures")]
    if say.text_lang != ENGLISH:
        lines.append(say("limit.labels", which=labels(say)))
    if not ground.book.verified:
        lines.append(say("limit.codebook"))
    if not say.reviewed:
        lines.append(say("cover.unreviewed"))
    blocks: tuple[Block, ...] = (
        Points(tuple(text(one) for one in lines)),
        Table(
            say("limit.sides"),
            tuple(say("table." + one) for one in ("stance", "known", "listed", "withheld")),
            tuple(_sides(ground)),
            name="withheld-for-and-against",
            note=say("limit.bands"),
            widths=(24, 20, 20, 24),
        ),
        Table(
            say("limit.kept"),
            (say("table.what"), say("table.kept-back")),
            tuple(_kept(ground)),
            name="withheld",
            widths=(60, 24),
        ),
    )
    return Section("limitations", say("heading.limitations"), blocks)


def _sides(ground: Ground) -> Iterable[tuple[Cell, ...]]:
    """For each stance how many codings the team has, how many are listed here one by one, how many are not."""
    known = ground.held.prepared.beside.known
    for stance in STANCES:
        listed = sum(one.of.stance == stance for one in ground.units.values())
        yield (
            ground.say("stance." + stance),
            ground.band(known[stance]),
            ground.band(listed),
            ground.band(max(0, known[stance] - listed)),
        )


def _kept(ground: Ground) -> Iterable[tuple[Cell, ...]]:
    say, about = ground.say, ground.held.about
    text = messages(say.text_lang)  # a clause is in the language of its sentence
    for kind, words in about["kept_back"].items():
        yield say("record." + kind), ground.banded(words)
    for code, words in about["quotes_withheld"].items():
        yield (
            say("limit.quotes", why=text("why." + code) if text.has("why." + code) else message(code)),
            ground.banded(words),
        )
    if about["quotes_unapproved"] != band(0):
        yield say("limit.unapproved"), ground.banded(about["quotes_unapproved"])
    for by, words in about["cells_withheld"].items():
        yield say("limit.cells", by=say("by." + by)), ground.banded(words)
