"""The library's face: what programs call."""
