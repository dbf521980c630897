"""More lines of the table, in the same letters: the way up and the way back, and what is beside the portal."""

BESIDE = """
# The way up and the way back
meetings:matter_new                                            ?xx+++++x  ?xx+++++x
meetings:matter                    foreign matter              ?....+++.  ---------
meetings:matter_answer             board matter                ?..xxxx+.  ?..xxxx+.
meetings:matter_answer             board matter outside        ?....xx+.  ?....xx+.
meetings:matter_answer             foreign matter              ?....xx+.  ?....xx+.
meetings:matter_sent               board matter outside        ?....xx+.  ?....xx+.
meetings:answer_confirm            board matter                ---------  ?..x.xxx.
meetings:answer_insist             group matter answered       ?..x+xxx.  ?..x+xxx.
meetings:answer_confirm            group matter answered       ---------  ?..x+xxx.
meetings:ask_for_report            board assignment            ---------  ?....xx+.
meetings:ask_for_report            group assignment            ---------  ?..x+xx+.
meetings:delegate                  board assignment            ?....xxx.  ?....xxx.
meetings:part_report               board part                  ?..+.xxx.  ?..+.xxx.
meetings:part_withdraw             board part                  ---------  ?..x.xxx.
meetings:present_report            board report                ---------  ?....xx+.
meetings:result                    board                       ?xxxxxx+x  ?xxxxxx+x
meetings:result                    group                       ?xxx+xx+x  ?xxx+xx+x
meetings:result                    foreign group               ?xxxxxx+x  ?xxxxxx+x
meetings:board_report              board                       ?xx......  ---------
meetings:board_report              group                       ?xx+++++x  ---------
meetings:board_report              foreign group               ?xxxx+++x  ---------
meetings:board_report_to_agenda    group                       ---------  ?xxx+xx+x
meetings:board_report_to_agenda    foreign group               ---------  ?xxxxxx+x
meetings:mandate_set_up            board resolution            ?....x++.  ?....x++.
meetings:mandate_review            board mandate               ?.x..x++.  ?.x..x++.

# The own calendar; one of the cast has set it up
meetings:calendar                  own calendar                ?++++++++  ?..+.....
meetings:calendar_set_up                                       ---------  ?++++++++
meetings:calendar_rotate           own calendar                ?..+.....  ?..+.....
calendar                           unknown link                .........  ---------
calendar_of_committee              unknown calendar            .........  ---------
"""
