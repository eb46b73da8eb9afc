"""The command that drafts codings: suggest."""

import argparse
import dataclasses
import json
from typing import Any

from workbench.cli import say
from workbench.coding.suggest import known
from workbench.coding.suggest import suggest as suggestions
from workbench.coding.suggestions import lines
from workbench.errors import WorkbenchError


def suggest(options: argparse.Namespace) -> int:
    """Drafts codings for the texts of a JSON Lines file; they count for nothing until a coder confirms them."""
    known(options.framework)
    answers: list[dict[str, Any]] = []
    problems = 0
    for line in lines.read(options.file):
        if isinstance(line, WorkbenchError):
            problems += 1
            say.note(f"not read: {line}")
            continue
        found = [dataclasses.asdict(one) for one in suggestions(line.text, options.framework, line.lang)]
        answer = {"id": line.id, "suggestions": found}
        if options.json:
            answers.append(answer)
        else:
            print(json.dumps(answer, ensure_ascii=False), flush=True)
    if options.json:
        say.document(answers)
    return 1 if problems else 0
