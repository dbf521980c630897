"""The network as a wheel: the board in the middle, groups as cogs around it, the secretariat as the axle between.

facts     which committees there were on a day, and what ran between them
layout    where a cog stands and what it looks like: geometry alone
picture   both together, as lines and words a template can draw
"""
