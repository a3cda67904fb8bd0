"""A project file under a later revision of the Gids: each value carried, changed by a named rule, or asked again."""
