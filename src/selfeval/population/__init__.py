"""Person-level data: they enter through `intake`, only the aggregates of `release` leave."""
