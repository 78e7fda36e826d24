"""The rules: `rule` what one is and when it fires · one file per category · `table` all of them, in order of precedence."""
