"""The fault lab: its formats through the real clients, its faults judged and grouped, its demo as a process."""
