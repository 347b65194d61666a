"""What the desk proposes while somebody writes, and what the rules find."""
