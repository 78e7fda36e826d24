"""From bytes or text to one `ErrorEvent`, the only form that later rooms know. Pure: no clock, no I/O, no randomness.

`decode` JSON bytes to a typed payload (`decode_msgspec` where installed, `decode_json` else, one result) ·
`sentry_event` that payload to an event and its detail · `plain_error` type, message and stack text to an event ·
`stacks` readers of printed stacks, one per language · `class_name` `log_line` what stands at a text's head ·
`chain` order of the exceptions · `frames` in-app marks · `clock` `bounds` times and texts within what is storable ·
`facts` what can be read off an error · `redactor` the port, `redact` the engines that take secrets out ·
`message` placeholders for what varies.
"""
