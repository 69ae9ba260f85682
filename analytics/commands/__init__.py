"""What the verbs of the command do, one module per area: they call the rooms in order and print results. No logic."""
