"""A map of one's own, laid under a panel: its colours where it is a picture, its lines where it is shapes."""

import numpy as np

from workbench.figures import style
from workbench.figures.panel import Panel
from workbench.figures.survey import Survey
from workbench.findings.zones import degrees

DOTS = 150  # an inch, for colours


def laid(sheet: Panel, survey: Survey) -> None:
    """Draws what `survey.sites.under` holds under a panel; nothing where there is none."""
    under = survey.sites.under
    if under is None:
        return
    wide, high = sheet.box[2] * sheet.metres / 2, sheet.box[3] * sheet.metres / 2
    east = np.linspace(sheet.centre[0] - wide, sheet.centre[0] + wide, round(sheet.box[2] * DOTS))
    north = np.linspace(sheet.centre[1] + high, sheet.centre[1] - high, round(sheet.box[3] * DOTS))
    if under.colours is not None:
        longitudes, latitudes = degrees(survey.sites.crs(), *np.meshgrid(east, north))
        sheet.picture(under.colours(longitudes, latitudes))
    if under.lines is not None:
        x, y = degrees(survey.sites.crs(), np.array([east[0], east[-1]]), np.array([north[-1], north[0]]))
        margin = 0.02
        box = (float(x.min()) - margin, float(y.min()) - margin, float(x.max()) + margin, float(y.max()) + margin)
        for line in under.lines(box):
            sheet.line(survey.sites.plane([x for x, _ in line], [y for _, y in line]), edgecolor=style.SOFT, zorder=0.5)
