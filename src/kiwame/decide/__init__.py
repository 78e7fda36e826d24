"""Who says what an issue is, who has to act and how soon.

`cascade` asks the deciders and combines their answers · `by_rules` the table of rules as a decider · `view` an event as
rules see it · `rules/` one file per category, `rule` what a rule is, `table` all of them in order of precedence ·
`policy` thresholds, owner, a playbook's parameters · `severity` how soon, from a base and named steps.
"""
