"""Agreement between coders: what is compared, in which units, with which coefficients."""
