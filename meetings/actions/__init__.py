"""The life of a meeting, in the order in which it is lived. Nothing changes the records of this app but these files.

raising (something comes up) · convening (plan, move, cancel) · preparing (the plan and its ticks) ·
inviting (who comes) · telling (calendars stay true) ·
agenda (what about) · conducting (hold it, close it) · deciding · assigning · reporting · reviewing (look back) ·
recording (the protocol) · circulating (decide without a meeting) · announcing · guesting · open_mic · horizon ·
carrying (what returns by itself) · chairing (whose turn it is).

Every function locks the committee first (`locking`), so that two people at once wait for each other instead of
deciding on what they saw before; then it checks the state, writes, and records history, in one transaction.
"""
