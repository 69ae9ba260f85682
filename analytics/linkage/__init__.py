"""Which budget lines answer which proposals: pure functions over tables, as SQL. No I/O."""
