"""Who says what an issue is, who has to act and how soon.

`cascade` asks the deciders and combines their answers · `by_rules` the table of rules as a decider ·
`by_model` the local model as one · `model/` that model · `view` an event as
rules see it · `index` the rules that can fire on it · `rules/` all of them · `user_rules` the user's own, and
`rule_subjects` what those look at · `by_memory` what people taught as a decider · `policy` what is
said at all, and the owner · `parameters` what a playbook may name · `severity` how soon, from a base and named steps.
"""
