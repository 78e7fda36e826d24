"""The local model: a linear classifier of the reasons, trained by `make train`, read from `weights.bin`.

`features` what it looks at, names hashed into buckets · `concepts` words of one meaning in several languages ·
`artifact` its file, read and written · `linear` from rows of weights to shares, in whole numbers · `model` the whole of
it on one event.
"""
