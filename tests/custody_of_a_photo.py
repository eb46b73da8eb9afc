"""A photograph that came through a messenger, with everything that a custody record can have."""

import io
from pathlib import Path

from PIL import Image

from workbench import custody, keeping, verbs
from workbench.casefile import Case
from workbench.coding.undo import undo

NAME = "IMG-20240518-WA0007.jpg"
TITLE = "Công trường Ravnica / Градилиште <b>Равница</b>"


def build(folder: Path) -> Case:
    """A case with one photograph, collected, passed on twice, once wrongly told, and exported once."""
    case = keeping.init(folder / "c", title=TITLE, sealed=False, agent="MJ")
    picture = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(picture, "JPEG", quality=38)
    (folder / NAME).write_bytes(picture.getvalue())
    verbs.add(case, folder / NAME, agent="MJ", source="W-05")
    custody.tell(case, NAME, "collected", agent="MJ", collected_by="W-05 with his own telephone", received_from="W-05",
                 method="photograph of a notice", occurred="2024-05-18T21:40", zone="+02:00",
                 place="khu nhà B / барака Б", consent="oral, in Vietnamese, for the complaint")  # fmt: skip
    custody.tell(case, NAME, "transfer", agent="MJ", received_from="W-05", received_by="M. J.", method="WhatsApp",
                 occurred="2024-05-19", losses=["no-exif: the messenger took place and time out"])  # fmt: skip
    wrong = custody.tell(case, NAME, "transfer", agent="MJ", received_from="M. J.", received_by="the press")
    undo(case, wrong, agent=case.agent("MJ"), reason="typed into the wrong line")
    return verbs.open(case.path)
