"""The bench runs, piece by piece; no figure is a condition."""
