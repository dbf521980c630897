"""Everything that changes groups as groups. One file per concern, one verb per function, one transaction per verb.

founding    a group is set up, dissolved, merged with others, split
seating     the people of a group go on in another one
linking     who ties a group to the board, and whom it asks by topic
polling     a group finds a date
outside     bodies that are not part of the network
"""
