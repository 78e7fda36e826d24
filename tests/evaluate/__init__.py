"""Scoring: figures by plain values, and the command as people call it."""
