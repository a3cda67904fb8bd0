"""The charts of the guide: each module draws one from the Gids and gives the table behind it."""
