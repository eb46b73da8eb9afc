"""All nouns in one table: the kind that stands in the ledger, and the dataclass that it is."""

from typing import Any

from workbench.records.act import Act
from workbench.records.claims import Coding, CounselNote, Count, Entity, Event, Place, Relation
from workbench.records.completion import Completion
from workbench.records.conduct import Access, Agent, CaseInfo, Consent, Correction, PreliminaryStep, Protection
from workbench.records.danger import Danger
from workbench.records.evidence import CustodyEvent, Derivative, Item, Passage, Source
from workbench.records.keeping import Hold, Member, Tombstone, Withdrawal
from workbench.records.measure import Measure
from workbench.records.pay import PayLine, Rate, Term
from workbench.records.people import Approval, Incident, Step
from workbench.records.redaction import Redaction
from workbench.records.sameness import Sameness
from workbench.records.second import Adjudication, Reading
from workbench.records.statement import Statement
from workbench.records.verdict import Verdict
from workbench.records.version import Difference

Record = (
    CaseInfo | Agent | Source | Item | CustodyEvent | Derivative | Passage | Coding | Entity | Relation | Place | Event
    | Count | Consent | Correction | Access | CounselNote | Reading | Adjudication
    | Difference | Verdict | Member | Withdrawal | Hold | Tombstone | PreliminaryStep | Protection | Redaction
    | Danger | Step | Approval | Incident | PayLine | Term | Rate | Act | Sameness | Measure | Statement
    | Completion
)  # fmt: skip
KINDS: dict[str, type[Any]] = {
    "case": CaseInfo,
    "agent": Agent,
    "source": Source,
    "item": Item,
    "custody": CustodyEvent,
    "derivative": Derivative,
    "passage": Passage,
    "coding": Coding,
    "entity": Entity,
    "relation": Relation,
    "place": Place,
    "event": Event,
    "count": Count,
    "consent": Consent,
    "correction": Correction,
    "access": Access,
    "counsel": CounselNote,
    "reading": Reading,
    "adjudication": Adjudication,
    "difference": Difference,
    "member": Member,
    "withdrawal": Withdrawal,
    "hold": Hold,
    "tombstone": Tombstone,
    "preliminary": PreliminaryStep,
    "verdict": Verdict,
    "protection": Protection,
    "redaction": Redaction,
    "danger": Danger,
    "pay": PayLine,
    "term": Term,
    "rate": Rate,
    "act": Act,
    "sameness": Sameness,
    "measure": Measure,
    "step": Step,
    "approval": Approval,
    "incident": Incident,
    "statement": Statement,
    "completion": Completion,
}
KIND_OF = {type_: kind for kind, type_ in KINDS.items()}
# The fields that hold the id of another record, by kind: what `verify` follows.
REFERENCES: dict[str, tuple[str, ...]] = {
    "source": ("worker", "retells", "same_origin_as"),
    "item": ("source", "consent", "parent"),
    "access": ("items",),
    "custody": ("item", "sidecar"),  # received_from and consent may be in words
    "derivative": ("item",),
    "passage": ("item", "derivative"),
    "coding": ("passage", "subject", "site", "actor", "coder"),
    "relation": ("source_entity", "target_entity", "source", "passage"),
    "place": ("entity", "source", "passage"),
    "event": ("source", "actors", "site", "passage"),
    "count": ("source", "passage"),
    "consent": ("worker", "guardian"),
    "protection": ("target",),
    "correction": ("target", "replacement"),
    "counsel": ("coding",),
    "difference": ("passage_a", "passage_b", "agent"),
    "member": ("agent",),
    "withdrawal": ("subject", "confirms"),
    "hold": ("subject",),
    "reading": ("coder", "passage", "subject"),
    "adjudication": ("passage", "subject", "agent", "codings"),
    "verdict": ("passage", "agent", "coding"),
    "redaction": ("item", "derivative"),
    "danger": ("subject",),
    "pay": ("subject", "source", "counterparty", "passage"),
    "term": ("subject", "source", "passage"),
    "rate": ("source", "passage"),
    "act": ("bearer", "source", "by", "passage"),
    "sameness": ("entity_a", "entity_b", "agent"),
    "measure": ("entity", "source", "other", "passage"),
    "step": ("subject", "source", "by", "passage"),
    "approval": ("worker", "passage"),
    "incident": ("source", "subjects", "by", "passage"),
    "statement": ("entity", "source", "passage"),
    "completion": ("source", "worker", "retells", "same_origin_as"),
}


def references(kind: str, record: Record) -> list[str]:
    """The ids of the records that a record names, in the order of its fields.

    Example:
        >>> references("correction", Correction(target="a", reason="typed twice"))
        ['a']
    """
    named: list[str] = []
    for field in REFERENCES.get(kind, ()):
        value = getattr(record, field)
        if isinstance(value, tuple):
            named += value
        elif value is not None and value != "unknown":
            named.append(value)
    return named
