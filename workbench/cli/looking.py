"""Commands that read a case: items, copies, show, matrix, network, path, sites, chronology, doctor."""

import argparse
import dataclasses
from typing import Any

from workbench import verbs
from workbench.cli import danger, linking, placing, say, searching, uniting

# What a person reads on a screen; the files hold every column.
SHOWN = {
    "Network": ["number", "from", "verb", "to", "status", "when", "source"],
    "Way": ["step", "from", "verb", "to", "status", "when", "source"],
    "Sites": ["site", "schema", "how", "precision_m", "when", "source"],
    "Chronology": ["when", "track", "title", "status", "source"],
}


def items(options: argparse.Namespace) -> int:
    """Lists items."""
    found = verbs.items(verbs.open(options.case))
    if options.json:
        say.document(found)
    else:
        lines = [[_flags(one), one["id"][:12], one["name"], one["kind"], one["outcome"], _codes(one)] for one in found]
        say.rows(["danger", "id", "name", "kind", "outcome", "reasons"], lines)
    return 0


def _times(shown: dict[str, Any]) -> None:
    """Every time of a photograph, each as it was written, and how they differ."""
    if "taken" in shown and not shown["taken"]:
        print(f"{'taken':11}", "not known: the camera wrote no time")
    for name, told in (shown.get("times") or {}).items():
        print(f"{name:11}", told["as_written"], told["offset"] or "(no zone written)")
    if shown.get("gps_time"):
        print(f"{'satellites':11}", shown["gps_time"])
    for moment in shown.get("file_times", ()):
        print(f"{'file time':11}", moment, "UTC, as the file system gave it; it changes with every copy")
    for sentence in shown.get("time_differences", ()):
        print(f"{'':11}", sentence)


def copies(options: argparse.Namespace) -> int:
    """Lists photographs that look alike, group by group."""
    from workbench.cluster.elsewhere import elsewhere
    from workbench.findings.copies import COLUMNS, at_home
    from workbench.findings.copies import copies as alike

    case = verbs.open(options.case)
    with elsewhere(options.scheduler) as cluster:
        nearby = cluster.nearby(case.objects) if cluster else at_home
        table = alike(case.tables(), nearby=nearby)
    found = [dict(zip(COLUMNS, row, strict=True)) for row in table.values.tolist()]
    if options.json:
        say.document(found)
    else:
        lines = [
            [str(one["group"]), one["item"][:12], one["name"], str(one["differs_by"]), one["pixels"]] for one in found
        ]
        say.rows(["group", "id", "name", "bits that differ", "pixels"], lines)
    return 0


def _codes(item: dict[str, Any]) -> str:
    return ", ".join(reason["code"] for reason in item["reasons"])


def _flags(item: dict[str, Any]) -> str:
    """Who of those in an item is in danger of what; "not asked" where nobody recorded it."""
    told = [f"{one['worker']}: {', '.join(one['flags'] or ['none'])}" for one in item["dangers"] if one["asked"]]
    return "; ".join([*told, *(f"{one['worker']}: not asked" for one in item["dangers"] if not one["asked"])])


def show(options: argparse.Namespace) -> int:
    """Shows one item."""
    case = verbs.open(options.case)
    if options.at is not None:
        return searching.opened(case, options.item, options.at, as_json=options.json)
    shown = verbs.show(case, options.item)
    if options.json:
        say.document(shown)
        return 0
    danger.shown(shown["dangers"])
    for name in ("name", "id", "parent", "sha256", "kind", "media_type", "outcome"):
        if name in shown and (name != "parent" or shown[name]):
            print(f"{name:11}", shown[name])
    if "position" in shown:
        from workbench.extract.gps import told

        print(f"{'position':11}", told(shown["position"], shown["position_reason"]))
        print(f"{'device':11}", shown["device"] or "not known")
    _times(shown)
    for name, written in shown.get("captured", {}).items():
        print(f"{name.partition('_')[0]:11}", written or "not written")
    for reason in shown["reasons"]:
        print(f"{'reason':11}", f"{reason['code']}: {reason['message']}")
    say.rows(
        ["at (UTC)", "action", "outcome"], [[one["at"], one["action"], one["outcome"]] for one in shown["custody"]]
    )
    say.rows(
        ["derivative", "tool", "version"], [[one["kind"], one["tool"], one["version"]] for one in shown["derivatives"]]
    )
    for one in shown["recognitions"]:
        print(f"{'recognised':11}", f"{one['outcome']}: {one['pages']}")
    rows = [
        [str(one["place"] or ""), _tongue(one), one["quote"] or str(one["region"] or "")] for one in shown["passages"]
    ]
    say.rows(["place", "language", "quote"], rows)
    for one in shown["translations"]:
        from workbench.wording import beside

        pairs = beside(shown["original"] or "(no text of its own)", one["text"])
        say.rows(["original", f"{one['language']}, translated by {one['by']}"], [list(pair) for pair in pairs])
    return 0


def _tongue(passage: dict[str, Any]) -> str:
    """The language of a passage and the script that it is written in, where either is clear."""
    tongue = f"{passage['language']} (its text)" if passage["language_from"] == "text" else passage["language"]
    return ", ".join(filter(None, (tongue, passage["script"])))


def matrix(options: argparse.Namespace) -> int:
    """Shows or writes the matrix."""
    case = verbs.open(options.case)
    found = verbs.matrix(
        case, framework=options.framework, by=options.by, as_of=options.as_of, granularity=options.granularity
    )
    return give(case, found, options, lambda: say.grid(found))


def evidence(options: argparse.Namespace) -> int:
    """Shows what one cell rests on."""
    case = verbs.open(options.case)
    found = verbs.evidence(case, options.row, options.indicator, by=options.by, framework=options.framework)
    if options.json:
        say.document([one.values() for one in found])
        return 0
    alike: dict[tuple[str, ...], list[Any]] = {}
    for one in found:
        alike.setdefault((one.found.passage, one.stance, one.when, one.means), []).append(one)
    for (_, stance, when, means), same in alike.items():
        place = same[0].found
        coders = ", ".join(one.coder for one in same)
        print(f"{stance:11} {when or 'no date'}; {means}; coded by {coders}; {place.source}")
        if place.quote or place.region:  # a stretch of a recording, or a whole file, has its place alone
            print(f"{'':11} {place.quote or f'region {place.region}'}")
        print(f"{'':11} {place.file}, {place.place or 'whole'}, sha256 {place.item_sha256[:16]}")
    if not found:
        print("not-assessed: nothing was coded here, which is not a no")
    return 0


def network(options: argparse.Namespace) -> int:
    """Shows or writes the network, of one case or of several, or shows a part of it."""
    if options.other:
        return uniting.united(options)
    case = verbs.open(options.case)
    found = verbs.network(case, as_of=options.as_of)
    if options.what != "edges":
        return linking.part(found, options, frame)
    if any(file.endswith(".json") for file in options.out):
        from workbench.release.ftm_faults import judged

        for line in judged(found, case.tables()):
            say.note(line)
    return give(case, found, options, lambda: frame(found.df, SHOWN[type(found).__name__]))


def sites(options: argparse.Namespace) -> int:
    """Shows or writes the sites."""
    case = verbs.open(options.case)
    found = placing.laid(verbs.sites(case), options)
    return give(case, found, options, lambda: frame(found.df, SHOWN[type(found).__name__]))


def chronology(options: argparse.Namespace) -> int:
    """Shows or writes the chronology; a status that does not fit the origins on record is said on standard error."""
    case = verbs.open(options.case)
    asked = {name: getattr(options, name) for name in ("as_of", "known_by", "tracks", "actor", "site")}
    found = verbs.chronology(case, **asked)
    for number, words in found.differences:
        say.note(f"event {number}: {words}")
    return give(case, found, options, lambda: frame(found.df, SHOWN[type(found).__name__]))


def path(options: argparse.Namespace) -> int:
    """Shows who stands between two."""
    way = verbs.network(verbs.open(options.case), as_of=options.as_of).path(options.start, options.goal)
    if options.json:
        say.document(way.document())
    else:
        frame(way.df, SHOWN["Way"])
        print(way)
    return 0


def give(case: Any, found: Any, options: argparse.Namespace, look: Any) -> int:
    """Writes a finding where it is asked for, gives it as JSON, or lets `look` show it on the screen."""
    written = verbs.write(case, found, *options.out, agent=options.agent) if options.out else []
    if options.json:
        print(_document(found, case).decode("utf-8"))
    elif not options.out:
        look()
    for file in written:
        say.note(f"wrote {file}")
    return 0


def _document(found: Any, case: Any) -> bytes:
    """The finding's own JSON form; for sites that is GeoJSON."""
    from workbench.release.write import forms

    known = forms(type(found).__name__)
    (_, form), *_ = known.get(".json") or known[".geojson"]
    return form(found, case.tables())


def frame(table: Any, columns: list[str]) -> None:
    """Shows some columns of a table."""
    table = table[columns]
    say.rows(
        [str(name) for name in table.columns],
        [[_said(value) for value in row] for row in table.itertuples(index=False)],
    )


def _said(value: Any) -> str:
    if isinstance(value, tuple | list):
        return ", ".join(map(str, value))
    return "" if value is None or value != value else str(value)  # NaN is the value that differs from itself


def doctor(options: argparse.Namespace) -> int:
    """Checks the installation."""
    from workbench.doctor import examine

    findings = examine()
    if options.json:
        say.document([dataclasses.asdict(finding) for finding in findings])
    else:
        say.rows(
            ["check", "ok", "what was found"], [[one.check, "yes" if one.ok else "NO", one.found] for one in findings]
        )
    return 0 if all(finding.ok for finding in findings) else 1
