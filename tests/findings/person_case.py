"""A fictional worker's file as real Tables: refusal without a reason, reflection, a wait, needs, an ask, a claim."""

from tests.findings.small_case import ENTITIES, SOURCES, key, span
from workbench.records import Danger, Incident, Period, Record, Step
from workbench.tables import Tables, tabulate


def step(name: str, kind: str, title: str, period: Period | None, **more: object) -> tuple[str, Step]:
    fields: dict[str, object] = {"subject": key("W-01"), "source": key("N-01"), **more}
    return key(name), Step(kind=kind, title=title, period=period, **fields)  # type: ignore[arg-type]


def day(date: str) -> Period:
    return span(date, date)


STEPS = [
    step("s1", "referral", "Referred to the Centre", day("2024-05-20"), side="civil-society", outcome="done"),
    step("s2", "identification", "Not identified", day("2024-07-01"), by=key("OMB"), side="state", outcome="refused"),
    step("s3", "reflection", "Reflection period granted", day("2024-06-03"), side="state", outcome="granted"),
    step("s4", "asylum", "Application for asylum", day("2024-06-10")),
    step("s5", "residence", "Residence for 90 days", span("2024-06-15", "2024-09-13"), side="state", outcome="granted"),
    step("s6", "need", "Winter clothes", span("2024-06", "2024-06"), by=key("ALONE"), side="civil-society",
         outcome="done"),
    step("s7", "need", "Dentist", span("2024-06", "2024-06"), side="state", outcome="not-done"),
    step("s8", "ask", "Wants the wages of March", day("2024-05-20"), outcome="pending", source=key("T-01")),
    step("s9", "claim-due", "Wages of March 2024", span("2024-04", "2024-04")),
    step("sa", "proceeding", "Complaint to the labour inspection", day("2024-06-20"), outcome="pending"),
    step("sx", "shelter", "Somebody else's shelter", day("2024-06-20"), subject=key("W-02")),
]  # fmt: skip
DANGER = (key("d1"), Danger(subject=key("W-01"), asked="2024-05-18", flags=("reprisal",), channel="message"))
INCIDENTS = [
    (key("i1"), Incident(kind="leak", title="Names in a newspaper", source=key("N-01"), subjects=(key("W-01"),),
                         period=day("2024-07-02"), done="Taken down", done_by="MJ", closed="2024-07-05")),
    (key("i2"), Incident(kind="reprisal", title="Shifts taken away", source=key("T-01"), by=key("EMP"),
                         subjects=(key("W-01"), key("W-02")), period=day("2024-07-09"))),
]  # fmt: skip


def tables(*more: tuple[str, Record], without: str = "") -> Tables:
    steps = [one for one in STEPS if one[1].kind != without]
    return tabulate([*ENTITIES, *SOURCES, *steps, DANGER, *INCIDENTS, *more], "head", bytes)
