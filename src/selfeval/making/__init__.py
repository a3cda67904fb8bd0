"""From what is given to a folder of documents: of one file, of many, side by side, under a later revision."""
