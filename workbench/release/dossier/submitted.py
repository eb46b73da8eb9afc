"""Who hands a copy in, for whom, and what those who are in it allowed."""

from workbench.release.dossier.counted import none_counted
from workbench.release.dossier.document import Text, text
from workbench.release.dossier.ground import Ground
from workbench.release.dossier.opening import heard


class Short(list[Text]):
    """What stands in the place of an answer and says why there is none: the question counts as one without."""


def complainant(ground: Ground) -> list[Text]:
    """Who hands the copy in, as an organisation; that none is named is no answer."""
    who = ground.submitter
    return [text(ground.say("fill.complainant", who=who))] if who else Short([text(ground.say("fill.no-complainant"))])


def protection(ground: Ground) -> list[Text]:
    """How people are protected in the copy."""
    return [text(ground.say("fill.protection", k=ground.held.prepared.audience.k))]


def submitted(ground: Ground) -> list[Text]:
    """Who hands it in, and how people are protected in it; nobody's name is no answer."""
    who = complainant(ground)
    lines = [*who, *protection(ground)]
    return Short(lines) if isinstance(who, Short) else lines


def workers(ground: Ground) -> list[Text]:
    """Who was heard, as far as this copy may say."""
    return [text(heard(ground))]


def referred(ground: Ground) -> list[Text]:
    """Whom a referral is about: without a worker who allowed it, it is not complete."""
    return [] if none_counted(ground) else workers(ground)


def consent(ground: Ground) -> list[Text]:
    """What workers allowed; where none of them allowed anything, that is no answer."""
    why = none_counted(ground)
    told = {"nobody": "fill.no-worker", "none-counted": "fill.no-consent"}.get(why, "fill.consent")
    lines = [text(ground.say(told))]
    return Short(lines) if why == "none-counted" else lines
