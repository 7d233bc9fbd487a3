"""A meeting that comes again: how often, on which days, and what a change of one means for those after it.

"Minggu kedua setiap bulan" and the like are read as the plan's own words are; what a head types may also be weekly.
"""
