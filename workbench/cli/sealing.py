"""Commands that check a case and keep its head elsewhere: verify, seal, stamp."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

Command = Callable[..., argparse.ArgumentParser]


def declare(commands: Any, command: Command, agent: Callable[[argparse.ArgumentParser], None]) -> None:
    """Adds the two commands; `command` makes one with its help and example, `agent` adds `--agent`."""
    made = command(commands, "seal", "sealing", "Write the signed head of a case, to be kept where the case is not.",
                   "workbench seal casefiles/site-a --out /media/usb/site-a.json --agent MJ")  # fmt: skip
    made.add_argument("--out", metavar="FILE", required=True, help="a new file, best on another device")
    made.add_argument("--request", metavar="FILE.tsq", help="also write a request for a time stamp (RFC 3161) there")
    agent(made)
    made = command(commands, "stamp", "sealing", "Check the time stamp of a seal, and lay it beside the seal.",
                   "workbench stamp head.json --response a.tsr --certificate ca.pem", case=False)  # fmt: skip
    made.add_argument("seal", metavar="SEAL", help="the seal that was stamped")
    made.add_argument("--response", metavar="FILE.tsr", required=True, help="the answer of the authority, in DER")
    made.add_argument("--certificate", metavar="PEM", required=True, help="the authority's, or what it rests on")


def seal(options: argparse.Namespace) -> int:
    """Writes the signed head."""
    from workbench import verbs
    from workbench.casefile.anchor import seal as sealed
    from workbench.cli import say

    made = sealed(verbs.open(options.case), options.out, agent=options.agent, request_to=options.request)
    if options.json:
        chains = [{"chain": tail.chain, "lines": tail.lines, "size": tail.size, "digest": tail.digest}
                  for tail in made.chains]  # fmt: skip
        say.document({"seal": options.out, "at": made.at, "head": made.head, "events": made.events, "chains": chains,
                      "key": made.key, "request": options.request})  # fmt: skip
    else:
        print(f"{options.out}: {made.events} events, head {made.head}, signed {made.at} with key {made.key}")
        if options.request:
            print(f"{options.request}: take it to a time-stamping authority, and bring the answer to `workbench stamp`")
    return 0


def stamp(options: argparse.Namespace) -> int:
    """Takes in a time stamp."""
    import dataclasses

    from workbench.casefile.anchor import stamp as taken_in
    from workbench.casefile.anchor import stamp_of
    from workbench.cli import say

    found = taken_in(options.seal, options.response, options.certificate)
    beside = stamp_of(Path(options.seal))
    if options.json:
        say.document({"stamp": str(beside), **dataclasses.asdict(found)})
    else:
        print(f"{beside}: {in_words(found)}")
    return 0


def declare_verify(made: argparse.ArgumentParser) -> None:
    """Adds to `verify` what it is asked of a seal."""
    made.add_argument("--against", metavar="SEAL", help="compare the ledger with a seal that was kept elsewhere")
    made.add_argument("--since", metavar="SEAL", help="recheck only what is new since a seal; the rest is not reread")
    made.add_argument("--certificate", metavar="PEM", help="check the time stamp beside the seal with this certificate")


def verify(options: argparse.Namespace) -> int:
    """Recomputes everything."""
    import dataclasses

    from workbench import verbs
    from workbench.cli import say
    from workbench.cluster.elsewhere import elsewhere
    from workbench.codebook.outcomes import check_of

    asked = {name: getattr(options, name) for name in ("without_key", "against", "since", "certificate")}
    with elsewhere(options.scheduler, options.store) as cluster:
        more = {"rehash": cluster.rehash} if cluster else {}
        audit = verbs.verify(verbs.open(options.case), **asked, **more)
    if options.json:
        say.document(
            {
                "ok": audit.ok,
                "items": audit.items,
                "ledger": {"events": audit.events, "head": audit.head, "ok": audit.ledger_ok},
                "depth": audit.depth,
                **compared(audit),
                "problems": [dataclasses.asdict(problem) for problem in audit.problems],
                "recovered": [{"member": one.member, "signing": one.signing, "at": one.at} for one in audit.recovered],
            }
        )
    else:
        print(", ".join(f"{count} {name}" for name, count in audit.items.items()))
        print(f"ledger: {audit.events} events, head {audit.head}, {'whole' if audit.ledger_ok else 'BROKEN'}")
        say_compared(audit)
        for problem in audit.shown:
            print(f"{problem.code}: {problem.subject}: {problem.message}")
        for code in dict.fromkeys(problem.code for problem in audit.shown):
            print(f"What to do about {code}: {check_of(code).remedy}")
        for made in audit.recovered:
            print(f"recovery key: {made.told()}")
    return 0 if audit.ok else 1


def compared(audit: Any) -> dict[str, Any]:
    """What an audit says of a seal, as it stands in its JSON document; nothing where it was compared with none."""
    import dataclasses

    if audit.seal is None:
        return {}
    made = audit.seal
    stamp = dataclasses.asdict(audit.stamp) if audit.stamp else None
    told = {"at": made.at, "head": made.head, "events": made.events, "key": made.key, "stamp": stamp}
    return {"seal": told} if audit.rechecked is None else {"seal": told, "rechecked": audit.rechecked}


def say_compared(audit: Any) -> None:
    """The same in lines for a person."""
    if audit.seal is not None:
        print(f"seal: {audit.seal.events} events, head {audit.seal.head}, signed {audit.seal.at} with {audit.seal.key}")
    if audit.stamp is not None:
        print(f"stamp: {in_words(audit.stamp)}")
    if audit.rechecked is not None:
        print(f"rechecked: {audit.rechecked} events since the seal; {audit.seal.events} before it were not reread")


def in_words(found: Any) -> str:
    """A time stamp in a sentence.

    Example:
        >>> from workbench.casefile.stamp import Stamp
        >>> in_words(Stamp("2026-11-25T12:30:26Z", "1.5", "CN=Test TSA", "2"))
        'the seal existed at 2026-11-25T12:30:26Z, give or take 1.5 s, as CN=Test TSA attests'
    """
    about = f", give or take {found.accuracy_s} s" if found.accuracy_s else ""
    return f"the seal existed at {found.time}{about}, as {found.authority} attests"
