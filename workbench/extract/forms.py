"""Forms and what was filled in with them (XLSForm, Kobo, ODK): names of questions to their labels, answers by name.

Nothing is read into an answer: values stay the text that the form server wrote, also where they look like numbers.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from workbench.extract.layout import Layout
from workbench.extract.outcome import Made, version_of

# Columns by which a table of submissions is known, as KoboToolbox and ODK Central name them.
KNOWN = {"_uuid", "_submission_time", "_submission__uuid", "meta/instanceid", "meta-instanceid", "instanceid", "__id",
         "submissiondate", "formhub/uuid", "_xform_id_string", "_parent_table_name"}  # fmt: skip
INDEX, PARENT, PARENT_SHEET = "_index", "_parent_index", "_parent_table_name"
IDENTITY = ("_uuid", "_submission__uuid", "meta/instanceID", "meta-instanceID", "instanceID", "KEY", "__id", "_id")
MOST_ANSWERS = 300_000
Rows = Sequence[Sequence[str]]


def is_submissions(names: Iterable[str]) -> bool:
    """Whether the names of columns, or of fields, are those of a form server.

    Example:
        >>> is_submissions(["start", "name", "_uuid"]), is_submissions(["name", "fee"])
        (True, False)
    """
    return bool({str(name).lower().strip() for name in names} & KNOWN)


def form_of(sheets: Mapping[str, Rows]) -> dict[str, Any] | None:
    """The questions and choices of an XLSForm, or None where the sheets are none.

    Source: xlsform.org, "The survey worksheet", "The choices worksheet": columns `type`, `name`, `label` and
    `label::LANGUAGE`; `list_name` for choices.

    Example:
        >>> form = form_of({"survey": [["type", "name", "label"], ["text", "site", "Where?"]], "choices": []})
        >>> form["questions"][0]["labels"]
        {'': 'Where?'}
    """
    plain = {name.strip().lower(): rows for name, rows in sheets.items()}
    survey = _table(plain.get("survey", ()))
    if not survey or not {"type", "name"} <= survey[0].keys():
        return None
    questions, groups = [], list[str]()
    for row in survey:
        kind, name = row.get("type", "").strip(), row.get("name", "").strip()
        word = kind.lower().replace(" ", "_")
        if word.startswith("end_") or word in ("end", "endgroup", "endrepeat"):
            groups = groups[:-1] if word.startswith("end") and len(word) > 3 else groups
        if kind and name:
            questions.append({"name": name, "path": "/".join([*groups, name]), "type": kind, "labels": _labels(row)})
        if word.startswith("begin"):
            groups.append(name or "unnamed")
    choices: dict[str, dict[str, dict[str, str]]] = {}
    for row in _table(plain.get("choices", ())):
        listed, name = row.get("list_name") or row.get("list name") or "", row.get("name", "").strip()
        if listed and name:
            choices.setdefault(listed.strip(), {})[name] = _labels(row)
    settings = (_table(plain.get("settings", ())) or [{}])[0]
    return {"id": settings.get("form_id", ""), "title": settings.get("form_title", ""), "questions": questions,
            "choices": choices}  # fmt: skip


def _table(rows: Rows) -> list[dict[str, str]]:
    """Rows under the names in the first of them that is not empty."""
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    if not filled:
        return []
    names = [name.strip() for name in filled[0]]
    lowered = [name if name.lower().startswith("label") else name.lower() for name in names]
    return [{name: cell for name, cell in zip(lowered, row, strict=False) if name} for row in filled[1:]]


def _labels(row: Mapping[str, str]) -> dict[str, str]:
    """The labels of a row by language; the one without a language under an empty name."""
    found = {}
    for name, words in row.items():
        word, _, language = name.partition("::" if "::" in name else ":")
        if word.strip().lower() == "label" and words.strip():
            found[language.strip()] = words
    return found


def of_tables(sheets: Mapping[str, Rows]) -> dict[str, Any] | None:
    """The submissions in the sheets of a workbook, or in one table: answers by name, repeats under their parent.

    Example:
        >>> told = of_tables({"form": [["site", "_uuid"], ["Ečka", "u1"]]})
        >>> told["submissions"][0]["answers"]
        [['site', 'Ečka']]
    """
    tables = {name: _named(rows) for name, rows in sheets.items()}
    if not any(is_submissions(rows[0]) for rows in tables.values() if rows):
        return None
    found: list[dict[str, Any]] = []
    by_index: dict[tuple[str, str], dict[str, Any]] = {}
    waiting = []
    for sheet, rows in tables.items():
        for row in rows:
            one = {"id": next((row[name] for name in IDENTITY if row.get(name)), ""), "answers": _answers(row)}
            if row.get(PARENT_SHEET) or (row.get(PARENT) and sheet != next(iter(tables))):
                waiting.append((sheet, row, one))
            else:
                found.append(one)
            by_index[sheet, row.get(INDEX, "")] = one
    for sheet, row, one in waiting:
        parent = by_index.get((row.get(PARENT_SHEET, ""), row.get(PARENT, "")))
        home = found if parent is None else parent.setdefault("repeats", [])
        home.append({"group": sheet, **one})
    return {"submissions": found}


def _named(rows: Rows) -> list[dict[str, str]]:
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    if len(filled) < 2:
        return []
    return [dict(zip(filled[0], row, strict=False)) for row in filled[1:]]


def _answers(row: Mapping[str, str]) -> list[list[str]]:
    return [[name, value] for name, value in row.items() if value and not name.startswith("_") and name not in IDENTITY]


def of_values(value: Any) -> dict[str, Any] | None:
    """The submissions in JSON as a form server gives them (a list, or `results` or `value` of an answer), or None.

    Example:
        >>> of_values([{"_uuid": "u1", "group/site": "Ečka"}])["submissions"][0]["answers"]
        [['group/site', 'Ečka']]
    """
    held = value
    if isinstance(value, dict):
        held = next((value[name] for name in ("results", "value") if isinstance(value.get(name), list)), [value])
    if not isinstance(held, list) or not held or not all(isinstance(one, dict) for one in held):
        return None
    if not is_submissions(held[0]):
        return None
    return {"submissions": [_of_object(one, "") for one in held]}


def _of_object(one: dict[str, Any], group: str) -> dict[str, Any]:
    made: dict[str, Any] = {"id": str(next((one[name] for name in IDENTITY if one.get(name)), "")), "answers": []}
    if group:
        made = {"group": group, **made}
    files = one.get("_attachments")
    if isinstance(files, list):
        made["files"] = [str(file.get("filename", "")) for file in files if isinstance(file, dict)]
    stack: list[tuple[str, Any]] = [(name, value) for name, value in one.items() if name[:1] != "_"][::-1]
    while stack and len(made["answers"]) < MOST_ANSWERS:
        name, value = stack.pop()
        if isinstance(value, dict):
            stack += [(f"{name}/{key}", inner) for key, inner in value.items()][::-1]
        elif isinstance(value, list) and value and all(isinstance(part, dict) for part in value):
            made.setdefault("repeats", []).extend(_of_object(part, name) for part in value)
        elif value is not None and value != "":
            made["answers"].append([name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)])
    return made


def told(filled: dict[str, Any]) -> Layout:
    """The submissions of a form as text, an answer a line, each answer a place.

    Example:
        >>> told({"submissions": [{"id": "u1", "answers": [["site", "Ečka"]]}]}).places
        [('submission 1 · site', 24, 28)]
    """
    layout = Layout("submission")
    for number, one in enumerate(filled["submissions"], 1):
        layout.add(f"submission {number} ({one['id']})\n" if one["id"] else f"submission {number}\n")
        _lay(layout, one, f"submission {number}")
    return layout


def _lay(layout: Layout, one: dict[str, Any], place: str) -> None:
    for name, value in one["answers"]:
        layout.add(f"{name}: ")
        layout.add(value, f"{place} · {name}")
        layout.add("\n")
    for name in one.get("files", []):
        layout.add(f"[file: {name}]\n")
    turns: dict[str, int] = {}
    for part in one.get("repeats", []):
        turns[part["group"]] = turns.get(part["group"], 0) + 1
        _lay(layout, part, f"{place} · {part['group']} {turns[part['group']]}")


def made(kind: str, told: dict[str, Any]) -> Made:
    """The derivative: `form` or `submissions`, as JSON.

    Example:
        >>> made("submissions", {"submissions": []}).kind
        'submissions'
    """
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1)
    return Made(
        kind, "application/json", text.encode("utf-8", "replace") + b"\n", "workbench.extract.forms", version_of()
    )
