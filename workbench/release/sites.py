"""The sites as files: SVG, a page, GeoJSON and GeoPackage."""

from workbench.figures import sites as drawing
from workbench.release.geodata import as_geojson, as_geopackage
from workbench.release.matrix import document_bytes
from workbench.release.sites_page import as_html

FORMS = {
    ".svg": [("", lambda sites, tables: drawing.draw(sites))],
    ".html": [("", as_html)],
    ".geojson": [("", lambda sites, tables: document_bytes(as_geojson(sites, tables)))],
    ".gpkg": [("", as_geopackage)],
}
