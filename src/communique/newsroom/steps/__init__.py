"""The way of a working copy: submitted, cleared, signed off, entered."""
