"""The rules: `rule` what one is · a file or two per category, `numbered_codes`, `guesses` · `table` all in order."""
