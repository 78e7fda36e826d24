"""Failures without a provider's body as text: most errors of an application are its own, its prompts' or its network's.

`row` what a row of the tables is · `python` `javascript` `compiled` `scripting` `stores` `bought` `ai_prompts` `ai_calls` the
tables · `stacks` their stack traces · `written` all of it rendered as labelled cases.
"""
