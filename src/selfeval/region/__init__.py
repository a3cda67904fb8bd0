"""A region and its population: who lives there, compared with what lies around it, from open data in this package.

A room beside the benchmark, above the sections: it needs the funnel limits of statistics.arrays (numpy and scipy),
which the self-evaluation of one project never does.
"""
