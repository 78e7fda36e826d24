"""The error formats of providers, gateways and servers: what each answers to each kind of failure, and who states it.

`format` what a format is and how its varying parts are drawn · `shapes` bodies that several share · `table` all of them ·
`openai` `azure` `anthropic` `google` `bedrock` `europe` `hosted` `routed` `china` `china_more` `self_hosted` `stores` `edges` by family.
"""
