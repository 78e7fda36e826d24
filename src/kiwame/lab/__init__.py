"""The fault lab: a fake provider, and a sample AI application that runs the real client libraries and sentry-sdk.

`fault` what a fault is · `faults` the table of them · `provider` what answers · `clients` `tasks` what the sample app
does · `app` the sample app · `sample` app and provider as running processes · `capture` `corpus` recorded envelopes
· `second` the second environment · `demo` the demo.
"""
