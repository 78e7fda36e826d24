"""The rules: `rule` what one is · files per category, `numbered_codes`, `web_frameworks`, `run_on` and `runtimes` of
languages, `loose_answers` and `loose_words` of a subject in any wording, `guesses` · `table` all in order.
"""
