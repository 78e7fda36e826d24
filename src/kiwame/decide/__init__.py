"""Who says what an issue is, who has to act and how soon.

`cascade` asks the deciders and combines their answers by `pool`, brought onto one scale by `calibration`. The
deciders: `by_rules` the table of rules, with `index` the rules that can fire on an event and `rules/` all of them ·
`user_rules` the user's own, and `rule_subjects` what those look at · `by_memory` what people taught · `by_model` the
local model, and `model/` that model. `view` is an event as rules and model see it. What follows: `policy` what is
said at all, and the owner · `parameters` what a playbook may name · `severity` how soon, from a base and named steps.
"""
