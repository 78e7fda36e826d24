"""The doors, in process and over real HTTP; `client` speaks to them."""
