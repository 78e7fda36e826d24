"""What can be injected: one table per category, and `table`, which holds them all by name."""
