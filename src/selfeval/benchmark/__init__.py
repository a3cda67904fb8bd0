"""Projects of one year side by side: released figures only, without names, around the value of all together.

A room of its own above the sections: it needs the funnel limits of statistics.arrays (numpy and scipy), which the
self-evaluation of one project never does.
"""
