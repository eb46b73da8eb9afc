"""A custody record in CASE and UCO, as JSON-LD: what forensic programs and archives exchange."""

import re
import uuid
from typing import Any

from workbench.findings.custody import SAYS, Copied, Custody, Happened, Left
from workbench.release import custody_words as words
from workbench.release.matrix import document_bytes
from workbench.tables import Tables

Node = dict[str, Any]
ROOT = uuid.uuid5(uuid.NAMESPACE_URL, "urn:workbench:custody")
CONTEXT = {
    "case-investigation": "https://ontology.caseontology.org/case/investigation/",
    "uco-action": "https://ontology.unifiedcyberontology.org/uco/action/",
    "uco-core": "https://ontology.unifiedcyberontology.org/uco/core/",
    "uco-identity": "https://ontology.unifiedcyberontology.org/uco/identity/",
    "uco-location": "https://ontology.unifiedcyberontology.org/uco/location/",
    "uco-observable": "https://ontology.unifiedcyberontology.org/uco/observable/",
    "uco-tool": "https://ontology.unifiedcyberontology.org/uco/tool/",
    "uco-types": "https://ontology.unifiedcyberontology.org/uco/types/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
OFFSET = re.compile(r"(?:UTC)?([+-][0-9]{2}:[0-9]{2})|(UTC|Z)")


def jsonld(found: Custody, tables: Tables) -> bytes:
    """The record as JSON-LD: the file, each act on it, who acted, what came of it, and what it lost.

    An act has a start only where a whole moment with its offset is on record; a partial date stays in words. Every id
    is made of what it names, so the same record gives the same bytes.

    Source: CASE 1.5 and the UCO that it stands on (caseontology.org, unifiedcyberontology.org).
    """
    return document_bytes({"@context": CONTEXT, "@graph": _Graph(found).nodes()})


class _Graph:
    """The nodes of one record: `nodes` gives them in the order in which they were first named."""

    def __init__(self, found: Custody) -> None:
        self.found, self.known = found, dict[str, Node]()

    def nodes(self) -> list[Node]:
        found = self.found
        original = self.file(found.id, found.item.name, found.item.sha256, found.item.media_type, found.item.size)
        acts = [self.event(one, original) for one in found.events]
        acts += [self.copied(one, original) for one in found.copies]
        acts += [self.left(one, original, words.copy(one)) for one in found.left]
        acts += [self.left(one, original, words.MERGED.rstrip(":")) for one in found.merged]
        lost = [
            self.node("uco-core:Annotation", one.code, one.message, one.known, **{
                "uco-core:statement": f"{one.message} ({one.known})", "uco-core:tag": one.code,
                "uco-core:object": [original],
            }) for one in found.losses
        ]  # fmt: skip
        lost += [
            self.node("uco-core:Annotation", "key", one.signing, **{
                "uco-core:statement": words.doubt(one), "uco-core:tag": "key", "uco-core:object": [original],
            }) for one in found.doubted
        ]  # fmt: skip
        lost += [
            self.node("uco-core:Annotation", "sharing", one, **{
                "uco-core:statement": f"Sharing {words.sharing(found)}", "uco-core:tag": "sharing-stopped",
                "uco-core:object": [original],
            }) for one in filter(None, [found.stopped])
        ]  # fmt: skip
        record = self.node("case-investigation:ProvenanceRecord", found.id, **{
            "uco-core:name": found.item.name,
            "uco-core:description": f"{SAYS} {words.STORED[found.stored]} Told by: {words.tellers(found)}.",
            "case-investigation:exhibitNumber": found.id, "uco-core:object": [original, *acts, *lost],
        })  # fmt: skip
        allowed = found.origin["consent"]
        consent = {"case-investigation:relevantAuthorization": self.consent(allowed)} if allowed else {}
        self.node("case-investigation:Investigation", found.case, **{
            "uco-core:name": found.case, "uco-core:description": f"Ledger head {found.head}", **consent,
            "uco-core:object": [record],
        })  # fmt: skip
        return list(self.known.values())

    def node(self, type_: str, *parts: object, **values: Any) -> Node:
        """A node whose id is made of its kind and of what it is of; gives a reference to it."""
        identity = f"urn:uuid:{uuid.uuid5(ROOT, chr(10).join([self.found.id, type_, *map(str, parts)]))}"
        self.known.setdefault(identity, {"@id": identity, "@type": type_, **values})
        return {"@id": identity}

    def file(self, record: str, name: str, sha256: str, media_type: str | None, size: int | None) -> Node:
        """A file that a record (its id) is of. What it consists of is its own: other files may have the same bytes."""
        node = self.node("uco-observable:File", record, name, sha256)
        content = {"@id": self.own(node, "content"), "@type": "uco-observable:ContentDataFacet",
                   "uco-observable:hash": [self.hash(node, sha256)]}  # fmt: skip
        content |= {"uco-observable:mimeType": media_type} if media_type else {}
        sized = {} if size is None else {"uco-observable:sizeInBytes": {"@type": "xsd:integer", "@value": str(size)}}
        named = {"@id": self.own(node, "file"), "@type": "uco-observable:FileFacet",
                 "uco-observable:fileName": name, **sized}  # fmt: skip
        self.known[node["@id"]]["uco-core:hasFacet"] = [named, content | sized]
        return node

    def own(self, node: Node, part: str) -> str:
        """The id of a part of one object, made of that object's id."""
        return f"urn:uuid:{uuid.uuid5(ROOT, chr(10).join([node['@id'], part]))}"

    def hash(self, node: Node, sha256: str) -> Node:
        return {
            "@id": self.own(node, "hash"), "@type": "uco-types:Hash",
            "uco-types:hashMethod": "SHA256",
            "uco-types:hashValue": {"@type": "xsd:hexBinary", "@value": sha256},
        }  # fmt: skip

    def who(self, name: str) -> Node:
        return self.node("uco-identity:Identity", name, **{"uco-core:name": name})

    def consent(self, allowed: str) -> Node:
        return self.node("case-investigation:Authorization", allowed, **{
            "case-investigation:authorizationType": "consent", "uco-core:description": allowed,
        })  # fmt: skip

    def event(self, one: Happened, original: Node) -> Node:
        facts = one.facts()
        people = [facts[name] for name in ("collected_by", "received_from", "received_by")]
        values: dict[str, Any] = {"uco-action:participant": [self.who(name) for name in people if name]}
        if facts["place"]:
            place = self.node("uco-location:Location", facts["place"], **{"uco-core:name": facts["place"]})
            values["uco-action:location"] = [place]
        begun = _begun(one)
        values |= {"uco-action:startTime": _moment(begun)} if begun else {}
        return self.act(one.action, one.id, one.at, one.agent, original,
                        f"{one.premis}; {one.outcome}; {words.told(one)}".rstrip("; "), **values)  # fmt: skip

    def copied(self, one: Copied, original: Node) -> Node:
        media_type = one.media_type.split(";")[0]
        made = self.file(one.id, f"{one.kind} of {self.found.item.name}", one.sha256, media_type, None)
        tool = self.node("uco-tool:Tool", one.tool, one.version, **{
            "uco-core:name": one.tool, "uco-tool:version": one.version,
        })  # fmt: skip
        return self.act("derivation", one.id, one.at, None, original, f"working copy: {one.kind}",
                        **{"uco-action:instrument": [tool], "uco-action:result": [made],
                           "uco-action:startTime": _moment(one.at)})  # fmt: skip

    def left(self, one: Left, original: Node, told: str) -> Node:
        result = [self.file(one.id, path, sha256, None, None) for path, sha256 in one.files]
        return self.act(one.action, one.id, one.at, one.agent, original, told,
                        **{"uco-action:result": result, "uco-action:startTime": _moment(one.at)})  # fmt: skip

    def act(self, name: str, key: str, at: str, agent: str | None, original: Node, told: str, **more: Any) -> Node:
        performer = {"uco-action:performer": self.who(agent)} if agent else {}
        filled = {key: value for key, value in more.items() if value}
        return self.node("case-investigation:InvestigativeAction", name, key, **{
            "uco-core:name": name, "uco-core:description": told, "uco-core:objectCreatedTime": _moment(at),
            "uco-action:object": [original], **performer, **filled,
        })  # fmt: skip


def _moment(at: str) -> Node:
    return {"@type": "xsd:dateTime", "@value": at}


def _begun(one: Happened) -> str | None:
    """When an act began, where that is known to the minute with its offset: never made up.

    For what the workbench did itself, that is when it was recorded; for what is told, only what was told.
    """
    told = one.told
    if told.occurred is None:
        return None if one.outcome == "told" else one.at
    offset = OFFSET.fullmatch(told.zone or "")
    if "T" not in told.occurred or offset is None:
        return None
    seconds = "" if told.occurred.count(":") == 2 else ":00"
    return f"{told.occurred}{seconds}{offset[1] or 'Z'}"
