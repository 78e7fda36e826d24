"""The store's inner rooms."""
