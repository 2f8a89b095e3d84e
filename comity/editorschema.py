"""The JSON Schema with which editors help to write codings: completion, descriptions, red lines under mistakes.

It is made from the Coding model and the codebook. Where a coding may say less than the model (one value for a list, a
snippet for a mapping, nothing at all), the schema allows it too.
"""

from __future__ import annotations

from typing import Any

from comity import terms
from comity.codebook import Codebook
from comity.coding import Coding
from comity.columns import EDTF, KEBAB

PATH = "schemas/editor/coding.schema.json"
# Ids offered for completion; more would make editors slow.
MAX_EXAMPLES = 1000

Schema = dict[str, Any]

_NULL: Schema = {"type": "null"}
# Plain YAML reads `1957` and `40.5` as numbers, where comity reads every scalar as text.
_TEXT = ["string", "number"]
_NUMBER = "^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?$"
_DATES = frozenset({"date", "signed", "in_force", "valid_from", "valid_until"})
_OPEN_VOCABULARIES = {
    ("Event", "type"): "event_types",
    ("Agreement", "type"): "agreement_types",
    ("Actor", "type"): "actor_types",
    ("Event", "sectors"): "sectors",
    ("Agreement", "sectors"): "sectors",
    ("Cooperation", "sectors"): "sectors",
}
_ACTOR_FIELDS = frozenset({"actors", "between", "body", "part_of", *terms.Role, *terms.AgreementRole})


def coding_schema(codebook: Codebook) -> Schema:
    """The JSON Schema (draft 2020-12) of the files in `codings/`."""
    model = Coding.model_json_schema()
    definitions: dict[str, Schema] = model["$defs"]
    for name, definition in definitions.items():
        if "enum" in definition:
            definition["enumDescriptions"] = [term.definition for term in getattr(terms, name)]
        for field, declared in definition.get("properties", {}).items():
            definition["properties"][field] = _property(name, field, declared)
    quote = {"anyOf": [{"type": _TEXT}, {"$ref": "#/$defs/Quote"}]}
    definitions["Quotes"] = _one_or_many(quote, {})
    definitions["ActorId"] = {
        "type": "string",
        "pattern": f"^{KEBAB}$",
        "examples": sorted(codebook.actors)[:MAX_EXAMPLES],
    }
    for vocabulary in dict.fromkeys(_OPEN_VOCABULARIES.values()):
        rows = getattr(codebook, vocabulary)
        definitions[vocabulary] = {
            "enum": list(rows),
            "enumDescriptions": [row.definition for row in rows.values()],
        }
    entry = {"anyOf": [{"$ref": "#/$defs/Actor"}, {"$ref": "#/$defs/Quotes"}]}
    properties: dict[str, Schema] = model["properties"]
    for section in ("events", "agreements", "cooperation", "figures"):
        properties[section] = {"anyOf": [{"type": "array", "items": properties[section]["items"]}, _NULL]}
    properties["actors"] = {
        "description": properties["actors"]["description"],
        "type": ["object", "null"],
        "propertyNames": {"$ref": "#/$defs/ActorId"},
        "additionalProperties": entry,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Coding",
        "description": "What one article reports: a file of codings/.",
        "type": "object",
        "additionalProperties": False,
        "required": model["required"],
        "properties": properties,
        "$defs": dict(sorted(definitions.items())),
    }


def _property(model: str, field: str, declared: Schema) -> Schema:
    """What may stand for one field of a record, with its description."""
    told = {"description": declared["description"]} if "description" in declared else {}
    if field == "quote":
        return told | {"$ref": "#/$defs/Quotes"}
    if field == "quotes":
        return told | {"type": "object", "additionalProperties": {"$ref": "#/$defs/Quotes"}}
    if "items" in declared:
        return told | _one_or_many(_value(model, field, declared["items"]), declared)
    if "prefixItems" in declared:
        items = [_value(model, field, item) for item in declared["prefixItems"]]
        return told | {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}
    choices = declared.get("anyOf", [declared])
    values = [choice if choice == _NULL else _value(model, field, choice) for choice in choices]
    values = [value for i, value in enumerate(values) if value not in values[:i]]
    return told | (values[0] if len(values) == 1 else {"anyOf": values})


def _value(model: str, field: str, declared: Schema) -> Schema:
    if (model, field) in _OPEN_VOCABULARIES:
        return {"$ref": f"#/$defs/{_OPEN_VOCABULARIES[model, field]}"}
    if field in _ACTOR_FIELDS:
        return {"$ref": "#/$defs/ActorId"}
    if field in _DATES:
        return {"type": _TEXT, "pattern": f"^{EDTF}$"}
    if (model, field) == ("Figure", "value"):
        return {"type": _TEXT, "pattern": _NUMBER}
    plain = {key: value for key, value in declared.items() if key not in ("title", "default", "description")}
    is_code = "[a-z0-9]" in plain.get("pattern", "") or "[A-Z]" in plain.get("pattern", "")
    return plain | {"type": _TEXT} if plain.get("type") == "string" and not is_code else plain


def _one_or_many(value: Schema, declared: Schema) -> Schema:
    """A list, or its only item, or (where the list may be empty) nothing."""
    least = declared.get("minItems", 0)
    many: Schema = {"type": "array", "items": value} | ({"minItems": least} if least else {})
    return {"anyOf": [value, many, *([] if least else [_NULL])]}
