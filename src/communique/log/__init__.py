"""The signed log and the deposit: C2SP tlog-tiles, checkpoints, and texts by digest."""
