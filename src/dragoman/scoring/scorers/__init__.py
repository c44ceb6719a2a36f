"""The scorers of the tasks: each also runs on its own, with the standard library alone."""
