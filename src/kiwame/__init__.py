"""Kiwame: which errors of an AI application are one issue, what each is, who has to act, and what to do.

The rooms, in the way of an event: `ingest` takes bytes, `inbox` keeps them, `normalise` makes an event of them,
`grouping` finds its issue, `decide` says what it is, `playbooks` in which words, `store` keeps it all, `notify` tells
it, `web` shows it. `core` holds the words that all of them speak, `service` puts them together
(`service/pipeline.py` is the whole way on one page). `classifier` is the library's face, `sdk` what runs in the
application, `lab` the fault lab, `testing` the public fakes.
"""
