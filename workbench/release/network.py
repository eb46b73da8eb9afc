"""The network as files: SVG, a page, GraphML, FollowTheMoney, a list of pairs, Graphviz."""

from workbench.figures import network as drawing
from workbench.release.exchange import as_ftm
from workbench.release.graphml import as_graphml
from workbench.release.matrix import document_bytes
from workbench.release.network_page import as_html
from workbench.release.pairs import as_dot, as_pairs

FORMS = {
    ".svg": [("", lambda network, tables: drawing.draw(network))],
    ".html": [("", as_html)],
    ".graphml": [("", as_graphml)],
    ".csv": [("", as_pairs)],
    ".dot": [("", as_dot)],
    ".json": [("", lambda network, tables: document_bytes(as_ftm(network, tables)))],
}
