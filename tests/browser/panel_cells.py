"""The cells of the notebook in which the browser tests use the panels: name -> what a person types."""

FIRST = (
    "import os\nimport workbench as wb\nfrom workbench import panels\n"
    "case = wb.open(os.environ['WORKBENCH_CASE'])"
)  # fmt: skip
CELLS = {
    "coder": "panels.Coder(case, 'testimonies/W-01_2024-05-11_vi.txt', agent='MJ')",
}
