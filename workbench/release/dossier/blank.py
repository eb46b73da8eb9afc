"""What stands where a question has no answer: nothing on record, or nothing that this copy may show."""

from workbench.codebook.readers import Field
from workbench.release.copies import band
from workbench.release.dossier.document import Link, Text, text
from workbench.release.dossier.ground import Ground

AGAINST = "against"  # what speaks against it
ADDED = "missing"  # what no case has, and whoever submits a copy writes


def state(ground: Ground, one: Field) -> str:
    """How a question without an answer stands in the list of questions."""
    if one.needed:
        return ground.say("fields.missing")
    return ground.say("fields.nothing-shown" if keeps_back(ground) else "fields.nothing")


def line(ground: Ground, one: Field) -> Text:
    """The same under the question, with the way to what is withheld."""
    say = ground.say
    if one.fill == ADDED or not keeps_back(ground):
        return text(say("fields.to-add" if one.needed else "fields.none-on-record"))
    told = "fields.none-shown"
    if one.fill == AGAINST and seals(ground, "contradicts"):  # the bands tell that it is so, and of nobody
        told = "fields.against-withheld"
    elif one.needed:
        told = "fields.to-add-shown"
    return text(say(told), " ", Link(say("heading.limitations"), "limitations"))


def seals(ground: Ground, stance: str) -> bool:
    """Whether codings of a stance are on record that this copy does not list."""
    listed = sum(one.of.stance == stance for one in ground.units.values())
    return ground.held.prepared.beside.known[stance] > listed


def keeps_back(ground: Ground) -> bool:
    """Whether this copy holds less than the record, in any of what its limitations tell in bands."""
    about, known = ground.held.about, ground.held.prepared.beside.known
    bands = (about["kept_back"], about["quotes_withheld"], about["cells_withheld"])
    return any(told != band(0) for one in bands for told in one.values()) or any(seals(ground, one) for one in known)
