"""The rules of the house, as tests: sizes, documents, languages, locks, words that must not be here."""
