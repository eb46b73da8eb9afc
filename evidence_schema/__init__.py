"""The words of the field, as data: frameworks, entities, record schemas, checks and base maps."""
