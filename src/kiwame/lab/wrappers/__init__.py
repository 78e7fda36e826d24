"""How libraries tell of a provider's answer, as text: for cases to train and to measure with, made without running them.

`wrapper` what a wrapper is · `python` `frameworks` `javascript` `compiled` `scripting` `gateways` by language · `table` all of them · `stacks` stack traces ·
`dress` what an application, a log or an issue tracker does to a text.
"""
