"""More lines of the table, in the same letters: what is beside the meetings, the way up and the way back, calendars."""

BESIDE = """
# What is decided in writing
meetings:circular_list                                         ?++++++++  ---------
meetings:circular_open             board                       ?xxxxxx+x  ?xxxxxx+x
meetings:circular                  board circular              ?....+++.  ---------
meetings:circular_vote             board vote                  ?....+x+.  ?....+x+.
meetings:circular_withdraw         board circular              ?....xx+.  ?....xx+.
meetings:circular_finish           board circular              ---------  ?....xx+.
meetings:circular                  board secret circular       ?....+++.  ---------
meetings:circular_open             group                       ?xxx+xx+x  ?xxx+xx+x
meetings:circular                  group circular              ?..+++++.  ---------
meetings:circular_vote             group vote                  ?..++xx+.  ?..++xx+.
meetings:circular_withdraw         group circular              ?..x+xx+.  ?..x+xx+.
meetings:circular_finish           group circular              ---------  ?..x+xx+.
meetings:circular                  group secret circular       ?..++..+.  ---------
meetings:circular_open             foreign group               ?xxxxxx+x  ?xxxxxx+x
meetings:circular                  foreign circular            ?....+++.  ---------
meetings:circular                  foreign secret circular     ?......+.  ---------

# Guests of an item, and who moderates
meetings:guests                    board item                  ?....xx+.  ?....xx+.
meetings:guests                    board secret item           ?....xx+.  ?....xx+.
meetings:guests                    guest item                  ?.x..xx+.  ?.x..xx+.
meetings:guests                    group item                  ?..x+xx+.  ?..x+xx+.
meetings:guest_end                 guest                       ---------  ?.x..xx+.
meetings:moderator                 board meeting               ?.x..xx+.  ?.x..xx+.
meetings:moderator                 group meeting               ?..x+xx+.  ?..x+xx+.

# The open mic
meetings:mic_add                   board meeting               ---------  ?.x..xx+.
meetings:mic_add                   group meeting               ---------  ?..x+xx+.
meetings:mic_entry                 board mic                   ?....+++.  ?....+++.
meetings:mic_entry                 group mic                   ?..++xx+.  ?..++xx+.
meetings:mic_settle                board mic entry             ?....x++.  ?....x++.
meetings:mic_settle                group mic entry             ?..++xx+.  ?..++xx+.

# The horizon
meetings:horizon_list                                          ?++++++++  ---------
meetings:horizon_add               board                       ?xxxxxx+x  ?xxxxxx+x
meetings:horizon_add               group                       ?xxx+xx+x  ?xxx+xx+x
meetings:horizon_edit              board topic                 ?....xx+.  ?....xx+.
meetings:horizon_drop              board topic                 ?....xx+.  ?....xx+.
meetings:horizon_edit              group topic                 ?..x+xx+.  ?..x+xx+.
meetings:horizon_drop              group topic                 ?..x+xx+.  ?..x+xx+.
meetings:horizon_edit              foreign topic               ?....xx+.  ?....xx+.

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
public_calendar                                                +++++++++  ---------
meetings:publicity                 board meeting               ?.x..xx+.  ?.x..xx+.
meetings:calendar_set_up                                       ---------  ?++++++++
meetings:calendar_rotate           own calendar                ?..+.....  ?..+.....
calendar                           unknown link                .........  ---------
calendar_of_committee              unknown calendar            .........  ---------

# Called to a meeting, on paper, in a binder; what chair and secretariat have for themselves
meetings:matrix_printed                                        ?..+++++.  ---------
meetings:distribution              board                       ?xxxxxx+x  ?xxxxxx+x
meetings:dispatches                board meeting               ?.x..xx+.  ---------
meetings:remind                    board meeting               ---------  ?.x..xx+.
meetings:agenda_reissue            board meeting               ---------  ?.x..xx+.
meetings:binder                    board meeting               ?.+..+++.  ---------
meetings:binder_ask                board meeting               ---------  ?.+..+++.
meetings:binder_file               board meeting               ?........  ---------
meetings:binder_zip                board meeting               ?.+..+++.  ---------
meetings:binder                    group meeting               ?..+++++.  ---------
meetings:binder_ask                group meeting               ---------  ?..+++++.
meetings:binder_zip                group meeting               ?..+++++.  ---------
meetings:printed                   board meeting on paper: einladung  ?.+..+++.  ---------
meetings:printed                   board meeting on paper: auftragskontrolle  ?.x..+++.  ---------
meetings:printed                   board meeting on paper: anwesenheit  ?.x..x++.  ---------
meetings:printed                   board meeting on paper: regie  ?.x..x++.  ---------
meetings:briefing                  board meeting               ?.x..x++.  ---------
meetings:briefing                  group meeting               ?..x+xx+.  ---------
meetings:meeting_text              board meeting text          ?.x..x++.  ?.x..x++.
meetings:thanks                    board meeting held          ?....x++.  ?....x++.
cms:news_from_press                board meeting held          ?xxxxxx..  ?xxxxxx..
meetings:meeting_text              group meeting text          ?..x+xx+.  ?..x+xx+.
meetings:printed                   board protocol on paper     ?....+++.  ---------
meetings:printed                   board draft on paper        ?......+.  ---------
meetings:distribution              group                       ?xxx+xx+x  ?xxx+xx+x
meetings:remind                    group meeting               ---------  ?..x+xx+.
meetings:agenda_reissue            group meeting               ---------  ?..x+xx+.
"""
