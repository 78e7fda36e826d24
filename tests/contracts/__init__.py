"""One suite for each port, run against every backend it has."""
