"""Benchmarks anyone can run; their figures stand in docs/reference/figures.md."""
