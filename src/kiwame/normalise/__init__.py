"""From bytes or text to one `ErrorEvent`, the only form that later rooms know. Pure: no clock, no I/O, no randomness.

`decode` JSON bytes to `payload` (`decode_msgspec` where installed, `decode_json` else, one result) ·
`sentry_event` that payload to an event, with `chain` `frames` `log_entry` `sentry_tags` `clock` `identity` `hints`, and
`sentry_detail` to what people read, with `request_parts` `bounded_json` ·
`plain_error` type, message and stack text to an event, with `stacks` (a reader per language) `class_name` `log_line`,
and `given` those texts out of what a program hands over ·
`bounds` texts as long as is storable · `facts` what can be read off an error, with `provider`, whose answer it is, by
`providers` `provider_signs`, with `deadlines` `statuses` `bodies` `endings` and `spoken`, what an error itself says ·
`redactor` the port through which every text goes, `redact` its implementation, `redact_*` a kind of secret or a step
each · `message` placeholders for what varies, with `message_tokens` `message_words`.
"""
