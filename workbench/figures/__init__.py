"""Findings as pictures: SVG bytes that repeat, readable in grey, with words that stand for each."""
