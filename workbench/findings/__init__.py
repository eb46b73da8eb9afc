"""Findings: pure functions from the tables of a case to assessments, matrix, network, sites and chronology."""
