"""The tables of uploads, step by step."""
