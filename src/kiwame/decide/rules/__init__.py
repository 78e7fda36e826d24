"""The rules: `rule` what one is · a file or two per category, `numbered_codes`, `web_frameworks`, `guesses` ·
`table` all in order.
"""
