"""The fault lab: a fake provider, and a sample AI application that runs the real client libraries and sentry-sdk.

`fault` what a fault is · `faults` the table of them · `provider` what answers · `clients` `tasks` what the sample app
does · `app` the sample app, `sent` its sentry-sdk, `draw` what varies in it · `sample` app and provider as running
processes, `children` that never outlive us, `lines` told by lines · `record` `capture` `corpus` recorded envelopes ·
`second` the second environment, `wrapped_app` what runs there · `demo` the demo, with `served` its server, `mixture`
which faults it meets, `compare` what was made of them, `progress` its line · `ordinary` plain bugs of web applications,
where no model is near, `everyday` the same kind as text, for the local model to learn, as `written` is of applications
with models · `formats` `wrappers` what providers and clients say, as text, `injected` raised by the clients · `stream`
both kinds as one stream, `stream_score` what the cascade made of it, `whole_way` from envelope to event · `variants`
ways to meet one fault, `grouping_measure` which of them fall apart or come together.
"""
