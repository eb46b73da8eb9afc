"""The network as files: SVG, a page, GraphML and FollowTheMoney."""

from workbench.figures import network as drawing
from workbench.release.exchange import as_ftm, as_graphml
from workbench.release.matrix import document_bytes
from workbench.release.network_page import as_html

FORMS = {
    ".svg": [("", lambda network, tables: drawing.draw(network))],
    ".html": [("", as_html)],
    ".graphml": [("", as_graphml)],
    ".json": [("", lambda network, tables: document_bytes(as_ftm(network, tables)))],
}
