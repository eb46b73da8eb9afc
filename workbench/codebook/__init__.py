"""The codebook: frameworks, kinds of entity and relation, checks and base layers, as `evidence_schema` has them."""

from typing import TYPE_CHECKING

from workbench.doors import fetching

if TYPE_CHECKING:
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
    from workbench.codebook.geography import Layer, Town, base_layer, gazetteer, layer, layers
    from workbench.codebook.ground import near
    from workbench.codebook.instruments import Framework, Group, Indicator, Rule
    from workbench.codebook.library import framework, frameworks
    from workbench.codebook.obligations import Duty, duties, duty
    from workbench.codebook.outcomes import Check, check_of, checks, message, severity
    from workbench.codebook.pay_rules import PayLaw, PayRule, clause_rules, clauses, digits, pay_law, readings
    from workbench.codebook.placenames import town_numbered, town_of, towns_named
    from workbench.codebook.provisions import Provision, Standard, standards
    from workbench.codebook.readers import Audience, audience, audiences
    from workbench.codebook.safe import SafePlace, safe_place_in
    from workbench.codebook.shapes import check, sound
    from workbench.codebook.travel import Assumption, detour, speeds, told

__all__ = [
    "Assumption", "Audience", "Check", "Duty", "EntitySchema", "Framework", "Group", "Indicator", "Layer", "PayLaw",
    "PayRule", "PropertySchema", "Provision", "RelationSchema", "Rule", "SafePlace", "Standard", "Town", "audience",
    "audiences", "base_layer", "check", "check_of", "checks", "clause_rules", "clauses", "detour", "digits", "duties",
    "duty", "entity_schema", "entity_schemas", "framework", "frameworks", "gazetteer", "layer", "layers", "message",
    "near", "pay_law", "properties", "property_schema", "readings", "relation_schema", "relation_schemas",
    "safe_place_in", "severity", "sound", "speeds", "standards", "told", "town_numbered", "town_of", "towns_named",
]  # fmt: skip
# Loaded when first used: who writes records does not wait for frameworks, laws and base layers.
_HOME = {
    "entities": ["EntitySchema", "PropertySchema", "RelationSchema", "entity_schema", "entity_schemas", "properties",
                 "property_schema", "relation_schema", "relation_schemas"],
    "geography": ["Layer", "Town", "base_layer", "gazetteer", "layer", "layers"],
    "ground": ["near"],
    "instruments": ["Framework", "Group", "Indicator", "Rule"],
    "library": ["framework", "frameworks"],
    "obligations": ["Duty", "duties", "duty"],
    "outcomes": ["Check", "check_of", "checks", "message", "severity"],
    "pay_rules": ["PayLaw", "PayRule", "clause_rules", "clauses", "digits", "pay_law", "readings"],
    "placenames": ["town_numbered", "town_of", "towns_named"],
    "provisions": ["Provision", "Standard", "standards"],
    "readers": ["Audience", "audience", "audiences"],
    "safe": ["SafePlace", "safe_place_in"],
    "shapes": ["check", "sound"],
    "travel": ["Assumption", "detour", "speeds", "told"],
}  # fmt: skip
__getattr__ = fetching(__name__, _HOME)
