"""Failures of ordinary applications as text, for the local model to learn that most errors are nobody's but the app's.

`row` what a row of the tables is · `python` `javascript` `compiled` `scripting` `stores` `bought` the tables, by platform ·
`stacks` their stack traces · `written` all of it rendered as labelled cases.
"""
