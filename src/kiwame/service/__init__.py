"""Where everything is put together: the one room that may import all the others.

`settings` what can be set · `wiring` the only place where a name becomes an object · `pipeline` THE way of an event, on
one page · `worker` the loop around it · `app` the web process · `supervisor` the command that runs both · `cli` the
command line, one `cli_*` module a command · `logs` `metrics` `readiness` what operators see.
"""
