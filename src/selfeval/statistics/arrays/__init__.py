"""Methods for many areas at once: arrays in, arrays out; one method a file; the core never imports these.

Arguments broadcast as numpy's do. A missing value (nan) gives a missing result and is never taken for zero.
What a function cannot answer it refuses with a ValueError that names what was found.
"""
