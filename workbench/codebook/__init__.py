"""The codebook: frameworks, kinds of entity and relation, checks and base layers, as `evidence_schema` has them."""

from workbench.codebook.audiences import Audience, audience, audiences
from workbench.codebook.checks import Check, check_of, checks, message, severity
from workbench.codebook.duties import Duty, duties, duty
from workbench.codebook.entities import (
    EntitySchema,
    PropertySchema,
    RelationSchema,
    entity_schema,
    entity_schemas,
    properties,
    property_schema,
    relation_schema,
    relation_schemas,
)
from workbench.codebook.frameworks import framework, frameworks
from workbench.codebook.geography import Layer, Town, base_layer, gazetteer, layer, layers
from workbench.codebook.ground import near
from workbench.codebook.instruments import Framework, Group, Indicator, Rule
from workbench.codebook.pay_rules import PayLaw, PayRule, clause_rules, clauses, digits, pay_law
from workbench.codebook.placenames import town_numbered, town_of, towns_named
from workbench.codebook.safe import SafePlace, safe_place_in
from workbench.codebook.shapes import check, sound
from workbench.codebook.speeds import Assumption, detour, speeds, told
from workbench.codebook.standards import Provision, Standard, standards

__all__ = [
    "Assumption", "Audience", "Check", "Duty", "EntitySchema", "Framework", "Group", "Indicator", "Layer", "PayLaw",
    "PayRule", "PropertySchema", "Provision", "RelationSchema", "Rule", "SafePlace", "Standard", "Town", "audience",
    "audiences", "base_layer", "check", "check_of", "checks", "clause_rules", "clauses", "detour", "digits", "duties",
    "duty", "entity_schema", "entity_schemas", "framework", "frameworks", "gazetteer", "layer", "layers", "message",
    "near", "pay_law", "properties", "property_schema", "relation_schema", "relation_schemas", "safe_place_in",
    "severity", "sound", "speeds", "standards", "told", "town_numbered", "town_of", "towns_named",
]  # fmt: skip
