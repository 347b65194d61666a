"""The tables of the steps, as they came to be."""
