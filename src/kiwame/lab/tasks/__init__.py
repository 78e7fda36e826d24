"""What the sample app does beside calling models.

`prompts` `answers` what goes to a model and comes back · `agent` loops with tools · `stores` its databases ·
`settings` what it is configured with · `handlers` how it catches and reports · `bugs` its plain mistakes.
"""
