"""Kiwame as people run it: the command in processes of its own, real SDKs, real signals."""
