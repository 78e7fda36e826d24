"""The rules: `rule` what one is · files per category, `numbered_codes`,
`web_frameworks`, `runtimes` of languages, `guesses` ·
`table` all in order.
"""
