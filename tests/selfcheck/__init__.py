"""Single faults of a draft against itself, each with a right neighbour."""
