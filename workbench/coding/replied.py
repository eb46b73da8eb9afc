"""What somebody answered to an allegation: a coding in the words of the answer, of the group that it is about."""

from collections import Counter

from workbench import codebook
from workbench.casefile import Case, Live
from workbench.errors import BadValue, Refused, Unknown
from workbench.records import Coding, Period, Source, first_day

STANCES = {"admitted": "supports", "denied": "contradicts", "partly": "unclear", "not-clear": "unclear"}
# Kinds of source that answer: what they say stands in a cell as the employer's or the authority's answer.
WHO = ("company", "institution", "official")


def answered(case: Case, item: Live, place: str, reference: str, answer: str | None, note: str, coder: str) -> Coding:
    """The coding that an answer to an allegation is, without its passage; `answer` is a key of `STANCES`.

    It is about the group that the allegation is mostly about, by the same employer, for all the time that is alleged.

    Raises:
        Unknown: the reference names an indicator or an employer that is not on record.
        BadValue: the answer is none of those that are asked for, or its source is nobody who answers.
        Refused: there is no group that it can be about.
    """
    name = item.record.name
    framework, indicator, actor, *_ = [part.strip() for part in reference.split("|")] + ["", ""]
    known = [one.id for one in codebook.framework(framework).indicators]
    if indicator not in known:
        raise Unknown(name, f"{place}, reference", indicator, codebook.near(indicator, known))
    entities = {live.record.key: live.id for live in case.state().of("entity")}
    if actor and actor not in entities:
        raise Unknown(name, f"{place}, reference", actor, codebook.near(actor, entities))
    if answer is None:
        raise BadValue(name, f"{place}, answer", "something else", "admitted, denied, partly or not clear")
    source = case.state().get(item.record.source)
    if source is None or not isinstance(source.record, Source) or source.record.kind not in WHO:
        raise BadValue(name, "source", "of another kind", f"a source of the kind {' or '.join(WHO)}: it answers")
    alleged = _alleged(case, framework, indicator, entities.get(actor))
    return Coding(
        passage="0" * 64, framework=framework, indicator=indicator, stance=STANCES[answer],
        subject=_subject(case, alleged, name, place), coder=coder, means="document", period=_time(alleged),
        actor=entities.get(actor), memo=note or None,
    )  # fmt: skip


def _alleged(case: Case, framework: str, indicator: str, actor: str | None) -> list[Coding]:
    """What is alleged: the codings for an indicator, of whoever is said to have done it."""
    told = [live.record for live in case.state().of("coding")]
    return [one for one in told if (one.framework, one.indicator) == (framework, indicator)
            and one.stance == "supports" and one.actor in (actor, *(() if actor else ("unknown",)))]  # fmt: skip


def _subject(case: Case, alleged: list[Coding], name: str, place: str) -> str:
    groups = {live.id: live.record for live in case.state().of("entity") if live.record.schema == "Group"}
    named = Counter(one.subject for one in alleged if one.subject in groups)
    if named:
        return min(named, key=lambda key: (-named[key], groups[key].key))
    whole = sorted((one.key, key) for key, one in groups.items() if not one.group_of)
    if not whole:
        raise Refused(f"{name}, {place}", "there is no group that the answer can be about",
                      "Record the group that is meant (`schema` Group), then take the answers again")  # fmt: skip
    return whole[0][1]


def _time(alleged: list[Coding]) -> Period | None:
    """From the first to the last day that is alleged: an answer is to all of it."""
    spans = [one.period for one in alleged if one.period and first_day(one.period.start)]
    if not spans:
        return None
    ends = [one.end or one.start for one in spans]
    return Period(start=min(str(one.start) for one in spans), end=max(str(end) for end in ends))
