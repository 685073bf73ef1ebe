"""The JSON Schema of a dossier, from the catalogue: what another program may rely on, and may write.

`scripts/schema.py` keeps it as data/dossier.schema.json. The kit itself checks more (`core.dossier.check`): the limits
of a decimal number, of a fraction and of a date are the catalogue's to say, and no pattern holds them.
"""

from __future__ import annotations

from typing import TypeAlias, cast

from coopkit.core.dossier import MAX_ROWS, MAX_SCENARIOS, REMOVED, SCHEMA_VERSION
from coopkit.core.fields import DONT_KNOW, MAX_CHARACTERS, ROW, written_as
from coopkit.core.model import Catalogue, Criterion, Field, Kind, Table
from coopkit.core.snapshots import MAX_NAME, MAX_SNAPSHOTS

Schema: TypeAlias = "dict[str, object]"

_REFERENCE = "#/$defs/dont_know"
_TRIED: Schema = {"type": "object", "description": f"What is tried, at its place in the dossier; {REMOVED} takes away."}
_ROW, _DAY = f"^{ROW.pattern}$", f"^{written_as('date')}$"


def schema(catalogue: Catalogue) -> Schema:
    """Return the schema every exported dossier follows."""
    tree: dict[str, Schema] = {"project": {}, "facts": {}, "answers": {}}
    asked: tuple[Field | Table, ...] = (*catalogue.fields, *catalogue.tables)
    for known in asked:
        part, *groups, name = known.path.split(".")
        place = tree[part]
        for group in groups:
            place = place.setdefault(group, {})  # type: ignore[assignment]  # a group holds fields, as its part does
        place[name] = known
    tree["answers"] = {criterion.id: _answers(criterion) for criterion in catalogue.criteria}
    parts = {part: _object({name: _known(one) for name, one in held.items()}) for part, held in tree.items()}
    held = {part: {"$ref": f"#/$defs/{part}"} for part in parts}
    picture = _object({"name": _text(MAX_NAME), "taken_on": {"type": "string", "pattern": _DAY}, **held})
    pictures = {"type": "object", "maxProperties": MAX_SNAPSHOTS, "additionalProperties": False}
    # In a scenario any value of these parts may also be taken away, which a second copy of them all would have to say.
    branch = _object({"name": _text(MAX_CHARACTERS), "lab": _text(MAX_CHARACTERS), **dict.fromkeys(parts, _TRIED)})
    scenarios = {**pictures, "maxProperties": MAX_SCENARIOS, "patternProperties": {_ROW: branch}}
    whole = _object({"schema_version": {"const": SCHEMA_VERSION}, **held}, required=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A dossier of coopkit",
        "description": "What one project has said: as the kit exports it, and takes it back without loss.",
        **whole,
        "properties": {
            **cast("Schema", whole["properties"]),
            "scenarios": scenarios,
            "snapshots": {**pictures, "patternProperties": {_ROW: {**picture, "required": ["name", "taken_on"]}}},
        },
        "$defs": {"dont_know": {"title": "I don't know", "const": DONT_KNOW}, **parts},
    }


def _object(properties: dict[str, object], *, required: bool = False) -> Schema:
    needed = {"required": list(properties)} if required else {}
    return {"type": "object", "additionalProperties": False, "properties": properties, **needed}


def _text(most: int) -> Schema:
    return {"type": "string", "maxLength": most}


def _known(one: object) -> object:
    if isinstance(one, Field):
        return _field(one)
    if isinstance(one, Table):
        return {
            "title": one.label.en,
            "type": "object",
            "maxProperties": MAX_ROWS,
            "additionalProperties": False,
            "patternProperties": {_ROW: _object({column.path: _field(column) for column in one.columns})},
        }
    if isinstance(one, dict) and "type" not in one:
        return _object({name: _known(held) for name, held in one.items()})
    return one


def _field(known: Field) -> Schema:
    return {"title": known.label.en, "anyOf": [_value(known), {"$ref": _REFERENCE}]}


def _value(known: Field) -> Schema:
    options = [option.id for option in known.options]
    match known.type:
        case "text":
            return _text(MAX_CHARACTERS)
        case "choice":
            return {"enum": options}
        case "choices":
            return {"type": "array", "uniqueItems": True, "items": {"enum": options}}
        case "integer":
            most = {"maximum": int(known.maximum)} if known.maximum else {}
            return {"type": "integer", "minimum": int(known.minimum or 0), **most}
        case _:
            return {"type": "string", "pattern": f"^{written_as(known.type)}$"}


def _answers(criterion: Criterion) -> Schema:
    text: Schema = {"anyOf": [_text(MAX_CHARACTERS), {"$ref": _REFERENCE}]}
    said: dict[str, object] = {"evidence": text, "not_applicable": text}
    if criterion.kind is Kind.LEVELS:
        level = {"type": "integer", "minimum": 0, "maximum": len(criterion.levels) - 1}
        said["level"] = {"anyOf": [level, {"$ref": _REFERENCE}]}
    if criterion.kind is Kind.STATEMENT:
        said["statement"] = {"anyOf": [{"enum": ["yes", "planned", "no"]}, {"$ref": _REFERENCE}]}
    return {"title": criterion.title.en, **_object(said)}
