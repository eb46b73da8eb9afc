"""The photo coder: a picture with its regions, what the camera wrote, and where it says that it was taken."""

import json
from typing import Any

from workbench import verbs
from workbench.casefile import Case, Live
from workbench.coding.by_hand import DESK
from workbench.errors import BadValue, Refused
from workbench.figures import inset
from workbench.markup import escape, image, table
from workbench.panels import opened
from workbench.panels.coding_panel import CodingPanel
from workbench.panels.panel import act
from workbench.panels.twins import danger

LARGEST = 40_000_000
# What a browser draws by itself, in its own sandbox; of other forms it gets the small clean copy that intake made.
DRAWN = ("image/jpeg", "image/png", "image/webp", "image/gif", "image/avif", "image/bmp")
FACTS = ("device", "taken", "gps_time", "position", "position_from", "position_reason", "datum", "pixels",
         "orientation", "fingerprint", "credentials", "errors")  # fmt: skip
TURNED = (5, 6, 7, 8)


class Photos(CodingPanel):
    """Codes photographs: regions by mouse or keys; `item` is the one that is open first.

    Example:
        >>> Photos.page, Photos.code.of_a_page
        ('photos', True)
    """

    page = "photos"
    groups = ("photos", "coder", "danger")

    def __init__(self, case: Case, item: str | None = None, *, framework: str = "ilo-11", agent: str | None = None,
                 lang: str = "en") -> None:  # fmt: skip
        named = verbs.item_of(case, item).id if item else next((one["id"] for one in photographs(case)), None)
        super().__init__(case, named, framework=framework, agent=agent, lang=lang)

    def shown(self) -> dict[str, Any]:
        """The photographs, the one that is open with its facts, what was coded in it, and what may be chosen."""
        live = self._live()
        return {
            "photographs": photographs(self.case), "item": self._item(live) if live else None,
            "codings": self.coded(live), "choices": opened.choices(self.case, self.framework, self.t),
            "fixed": self.fixed(),
        }  # fmt: skip

    def _item(self, live: Live) -> dict[str, Any]:
        facts = self._facts(live)
        size, place = facts.get("pixels"), facts.get("position") or {}
        if size and facts.get("orientation") in TURNED:
            size = [size[1], size[0]]
        known = place.get("longitude") is not None and place.get("latitude") is not None
        point = (float(place["longitude"]), float(place["latitude"])) if known else (0.0, 0.0)
        return {
            **opened.item(self.case, live), "pixels": size, "media_type": live.record.media_type,
            "facts": [[name, _plain(facts.get(name))] for name in FACTS if facts.get(name) not in (None, [], {})],
            "tags": [[name, _plain(value)] for name, value in (facts.get("tags") or {}).items()],
            "inset": {"svg": inset.draw(*point).decode("utf-8"), "alt": inset.describe(*point)} if known else None,
        }  # fmt: skip

    def _facts(self, live: Live) -> dict[str, Any]:
        exif = self.case.tables().derived(live.id, "exif")
        return dict(json.loads(exif)) if exif else {}

    @act
    def turn(self, item: str) -> str:
        """Opens another photograph, by its id or its name."""
        self.at_item = verbs.item_of(self.case, item).id
        return self.t("coder.opened", name=verbs.item_of(self.case, item).record.name)

    @act
    def see(self) -> str:
        """Sends the photograph that is open to the page; what a browser cannot draw comes as its small copy.

        Raises:
            Refused: it is too large for a page, or a browser can draw neither it nor a copy.
        """
        live = self._need()
        if live.record.media_type in DRAWN:
            if live.record.size > LARGEST:
                raise Refused(
                    live.record.name, f"it has {live.record.size} bytes, too many for a page", "Look elsewhere"
                )
            self.attached = [self.case.objects.read(live.record.object)]
            return self.t("photos.seen", name=live.record.name)
        small = self.case.tables().derived(live.id, "thumbnail")
        if small is None:
            raise Refused(live.record.name, "a browser cannot draw it, and it has no small copy", "Look elsewhere")
        self.attached = [small]
        return self.t("photos.small", name=live.record.name)

    @act
    def code(self, indicator: str, *, region: list[int] | None = None, period: dict[str, str] | None = None,
             **said: str) -> str:  # fmt: skip
        """Records that a region (x, y, width, height in pixels as one looks at it), or all, speaks to an indicator.

        Raises:
            BadValue: the region has no size, or lies outside the picture.
            WorkbenchError: whatever keeps a row of the register from being taken.
        """
        live = self._need()
        where = {"file": live.id}
        if region:
            x, y, wide, high = (int(one) for one in region)
            size = self._item(live)["pixels"] or [x + wide, y + high]
            if min(x, y) < 0 or min(wide, high) < 1 or x + wide > size[0] or y + high > size[1]:
                inside = f"a region inside {size[0]} by {size[1]} pixels"
                raise BadValue(DESK, "region", f"{x},{y},{wide},{high}", inside)
            where["region"] = f"{x},{y},{wide},{high}"
        return self._say(where, indicator, period, said)

    def twin(self) -> str:
        """What the camera wrote, where that is, and what was coded; not the picture itself."""
        live = self._live()
        if live is None:
            return f"<p>{escape(self.t('photos.none'))}</p>"
        shown = self._item(live)
        heads = [self.t(f"coder.{name}") for name in ("number", "indicator", "stance", "means", "subject", "coder")]
        cells = [[n, one["label"], one["stance"], one["means"], one["subject"], one["coder"],
                  ", ".join(map(str, one["region"])) or self.t("coder.whole")]
                 for n, one in enumerate(self.coded(live), 1)]  # fmt: skip
        drawn = shown["inset"]
        return (
            f'<div lang="{escape(self.lang)}">{danger(self.t, shown["dangers"])}'
            f"{table(shown['facts'], [self.t('photos.fact'), self.t('photos.said')], shown['name'])}"
            f"{image(drawn['svg'].encode(), drawn['alt']) if drawn else ''}"
            f"{table(cells, [*heads, self.t('photos.region')], self.t('coder.codings', name=shown['name']))}</div>"
        )


def photographs(case: Case) -> list[dict[str, Any]]:
    """The photographs of a case in the order of their names, each with how many codings stand in it."""
    state = case.state()
    items_of = {live.id: live.record.item for live in state.of("passage")}
    counted: dict[str, int] = {}
    for live in state.of("coding"):
        item = items_of.get(live.record.passage, "")
        counted[item] = counted.get(item, 0) + 1
    found = [live for live in state.of("item") if live.record.kind == "photo"]
    return [{"id": live.id, "name": live.record.name, "codings": counted.get(live.id, 0)}
            for live in sorted(found, key=lambda live: (live.record.name, live.id))]  # fmt: skip


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name}: {one}" for name, one in value.items() if one is not None)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
