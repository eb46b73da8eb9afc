"""REFI-QDA 1.0 projects (QDPX) and codebooks (QDC): the exchange format of programs for qualitative analysis."""
