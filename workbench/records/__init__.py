"""The nouns as frozen dataclasses, their canonical bytes, their ids, and the finding of a quote in its text."""

from workbench.records.act import Act
from workbench.records.canonical import FORMAT, canonical, encoded, read_id, record_id, rewritten, vouched
from workbench.records.claims import Coding, CounselNote, Count, Entity, Event, Place, Relation
from workbench.records.completion import Completion, completed, completing
from workbench.records.conduct import Access, Agent, CaseInfo, Consent, Correction, PreliminaryStep, Protection
from workbench.records.danger import FLAGS, Danger
from workbench.records.evidence import (
    INFORMATION,
    PUBLISHED_KINDS,
    RELIABILITY,
    CustodyEvent,
    Derivative,
    Item,
    Passage,
    Source,
)
from workbench.records.form import content, from_content
from workbench.records.keeping import Hold, Member, Tombstone, Withdrawal
from workbench.records.measure import Measure
from workbench.records.nouns import KIND_OF, KINDS, REFERENCES, Record, references
from workbench.records.pay import PayLine, Rate, Term
from workbench.records.people import Approval, Incident, Step
from workbench.records.period import Period, first_day, is_moment, last_day
from workbench.records.quote import every_quote, find_quote, occurrence_of
from workbench.records.redaction import Redaction
from workbench.records.sameness import Sameness
from workbench.records.second import Adjudication, Reading
from workbench.records.statement import Statement
from workbench.records.verdict import Verdict
from workbench.records.version import Difference

__all__ = [
    "FLAGS", "FORMAT", "INFORMATION", "KINDS", "KIND_OF", "PUBLISHED_KINDS", "REFERENCES", "RELIABILITY", "Access",
    "Act", "Adjudication", "Agent", "Approval", "CaseInfo", "Coding", "Completion", "Consent", "Correction",
    "CounselNote", "Count", "CustodyEvent", "Danger", "Derivative", "Difference", "Entity", "Event", "Hold", "Incident",
    "Item", "Measure", "Member", "Passage", "PayLine", "Period", "Place", "PreliminaryStep", "Protection", "Rate",
    "Reading", "Record", "Redaction", "Relation", "Sameness", "Source", "Statement", "Step", "Term", "Tombstone",
    "Verdict", "Withdrawal", "canonical", "completed", "completing", "content", "encoded", "every_quote", "find_quote",
    "first_day", "from_content", "is_moment", "last_day", "occurrence_of", "read_id", "record_id", "references",
    "rewritten", "vouched",
]  # fmt: skip
