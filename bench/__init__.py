"""What Kiwame costs, as ratios measured side by side in one run: `python -m bench`, which `make bench` runs.

`doors` answers beside a bare handler · `append` what the disk allows · `whole` from the first byte to an empty inbox ·
`linear` time against length · `judging` one event, step by step · `load` the client · `corpus` what is sent ·
`machine` where it ran.
"""
