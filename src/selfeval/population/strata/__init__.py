"""Risk stratification of a population: who is on which level of the pyramid, from the year before."""
