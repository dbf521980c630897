"""Everything that changes the network. One file per concern, one verb per function, one transaction per verb.

appointing            seats and who sits on them; offices for the whole network
rotating              the order of the chair
rules_of_procedure    settings of a committee from a day on
inviting_people       a person is invited to a seat, and accepts
signing_in            links that sign in once; acting by a link
recognising           codes and known devices; taking a link back
keeping_cards         the contact card of a person
describing            what is said about institutions and committees
loading_network       a whole network from its file
"""
