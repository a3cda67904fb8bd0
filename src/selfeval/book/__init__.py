"""The guide as a book: pages of prose and pages made from the Gids, one edition per revision and language."""
