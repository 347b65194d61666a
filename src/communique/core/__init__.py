"""The words and the rules: pure values, no clock, disk, network or framework."""
