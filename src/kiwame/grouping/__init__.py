"""Which events are one issue, and what an event or a person does to it. Pure: every decision is a value.

`mechanisms` the versioned table of ways to group · `v1` `v2` those, each frozen once released · `clients` whose error
a link of a chain is · `regroup` what a person split further · `likeness` how near two failures are, with `word_weights`
what their words weigh · `update` what an event does to an issue, which events are kept, who reports twice.
"""
