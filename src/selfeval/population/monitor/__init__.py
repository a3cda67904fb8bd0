"""The indicators of a region beside other regions: from the cube to released figures, and from these to pages.

`figures`, `comparison`, `funnel` and `gathering` compute; what `gathering` lets out has gone through `release`. `pages`
and what it stands on see released figures only.
"""
