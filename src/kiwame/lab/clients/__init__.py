"""The sample app's calls to models: one file per client library, each function the way that library's users write it.

Every function takes the `Call` first and keyword arguments after it; retries are off, so that one failure is one
request. A client library is imported where it is used: a fault of another library then needs none of it.
"""
