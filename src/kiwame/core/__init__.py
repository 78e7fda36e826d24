"""The words everybody speaks: events, verdicts, issues, ports, errors. Standard library only, no I/O, no clock.

`event` what arrived and what was read off it · `taxonomy` what a verdict may say · `verdict` what was said and why ·
`issue` events of one failure · `memory` what people taught · `regrouping` what they merged and split · `rejudging`
what is judged again · `tags` event tags that carry facts · `hosts` which hosts are which provider's · `loopback` what
names this machine · `alert` a delivery in the outbox · `ports` every seam · `errors` the one error tree.
"""
