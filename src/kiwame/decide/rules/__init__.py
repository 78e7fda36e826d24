"""The rules: `rule` what one is · files per category, `numbered_codes`, `web_frameworks`, `runtimes` of languages,
`loose_words` of a subject in any wording, `guesses` · `table` all in order.
"""
