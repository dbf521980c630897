"""Who may open which address, and who may change something there: one line per address and example.

Nine letters stand for the cast: anonymous, stranger, guest of one item, group member, group lead, board member, chair
of the board meeting, secretary, administrator. First for reading (GET), then for changing (POST):

    +  may (the page, or an answer to what was sent)       .  is told that there is no such thing (404)
    x  is refused (403)                                    ?  is asked to sign in
    >  is led elsewhere                                    -  nothing is read or changed there by anybody (405)
"""

from .drive import DRIVE
from .table_beside import BESIDE

TABLE = """
# Everybody's rooms
kog:dashboard                                                  ?++++++++  ---------
kog:onboarding                                                 ?++++++++  ---------
kog:confirm_rules                                              ---------  ?++++++++
kog:committee_list                                             ?xx++++++  ---------
kog:directory                                                  ?xx++++++  ---------
kog:people                                                     ?xx++++++  ---------
kog:matrix                                                     ?xx++++++  ---------
kog:fields                                                     ?xx++++++  ---------
kog:notices                                                    ?++++++++  ?++++++++
kog:search                                                     ?++++++++  ---------
kog:dispatches                                                 ?xxxxxx+x  ---------
kog:offices                                                    ?xxxxxxx+  ---------
kog:appoint                                                    ?xxxxxxx+  ?xxxxxxx+
documents:drive                                                ?++++++++  ?--------
documents:network_drive                                         ?++++++++  ?++++++++
documents:revoke_password          own device                  ---------  ?..+.....
documents:create_committee_folders                             ?xxxxxx-x  ?xxxxxx+x
documents:trash                                                ?xxx+xx++  ?xxx-xx--
meetings:desk                                                  ?xxxxxx+x  ---------
meetings:meeting_list                                          ?++++++++  ---------
meetings:plan                                                  ?xxx+xx+x  ?xxx+xx+x
meetings:protocol_list                                         ?++++++++  ---------
meetings:assignment_list                                       ?++++++++  ---------
meetings:matrix                                                ?++++++++  ---------
meetings:matter_list                                           ?++++++++  ---------
healthz                                                        +++++++++  ---------
robots_txt                                                     +++++++++  ---------
security_txt                                                   +++++++++  ---------
brand_css                                                      +++++++++  ---------
brand_logo                                                     .........  ---------
set_language                                                   >>>>>>>>>  +++++++++
cms:sitemap                                                    +++++++++  ---------
cms:news_feed                                                  +++++++++  ---------
wagtailadmin_home                                              ???????++  ???????--
wagtailadmin_explore_root                                      ???????++  ???????--
wagtaildocs:index                                              ???????>>  ???????>>
wagtailimages:index                                            ???????++  ???????--
wagtailusers_users:index                                       ???????>>  ???????>>
wagtailusers_groups:index                                      ???????>>  ???????>>
wagtailsites:index                                             ???????>>  ???????>>
wagtaillocales:index                                           ???????++  ???????--
wagtailredirects:index                                         ???????++  ???????--

# The board
kog:committee                      board                       ?xx++++++  ---------
kog:seats                          board                       ?xxxxxx+x  ---------
kog:open_seat                      board                       ?xxxxxx+x  ?xxxxxx+x
kog:describe_committee             board                       ?xxxxxx++  ?xxxxxx++
kog:rotation                       board                       ?xxxxxx+x  ?xxxxxx+x
kog:rules                          board                       ?xxxxxx+x  ?xxxxxx+x
meetings:preparation_plan          board                       ?xxxxxx+x  ?xxxxxx+x
meetings:pool                      board                       ?xxxxxx+x  ---------
meetings:suggest                   board                       ?xxx++++x  ?xxx++++x
meetings:matter_raise              board                       ?xxxxxx+x  ?xxxxxx+x
kog:occupy                         board seat                  ?xxxxxx+x  ?xxxxxx+x
kog:invite                         board seat                  ?xxxxxx+x  ?xxxxxx+x
kog:end_seat                       board seat                  ?xxxxxx+x  ?xxxxxx+x
kog:vacate                         board occupancy             ?xxxxxx+x  ?xxxxxx+x

# Offices
kog:end_office                     office                      ?xxxxxxx+  ?xxxxxxx+

# People
kog:person                         person                      ?xx++++++  ---------
kog:change_card                    person                      ?xx+xxx+x  ?xx+xxx+x
kog:invite_again                   person                      ---------  ?xxxxxx+x
kog:change_address                 person                      ?xxxxxx+x  ?xxxxxx+x
kog:trust_address                  person                      ---------  ?xxxxxx+x
kog:revoke_invitation              person                      ---------  ?xxxxxx+x
kog:revoke_link                    open link                   ---------  ?xx+xxx+x
kog:forget_device                  known device                ---------  ?xx+xxxxx

# Topics
kog:field                          topic                       ?xx++++++  ---------

# Houses
kog:institution                    house                       ?xx++++++  ---------
kog:describe_institution           house                       ?xxxxxx++  ?xxxxxx++

# The board
documents:folder                   board folder                ?....+++.  ?--------
documents:upload                   board folder                ?....xx+.  ?....xx+.
documents:new_folder               board folder                ?....xx+.  ?....xx+.
documents:rename_folder            board folder                ?....xx+.  ?....xx+.
documents:move_folder              board folder                ?....xx+.  ?....xx+.
documents:remove_folder            board folder                ?....xx+.  ?....xx+.
documents:restore_folder           board folder                ?--------  ?........
documents:let_members_file         board folder                ?--------  ?....xx+.
documents:document                 board file                  ?....+++.  ?--------
documents:download                 board file                  ?....+++.  ?--------
documents:rename                   board file                  ?....xx+.  ?....xx+.
documents:move                     board file                  ?....xx+.  ?....xx+.
documents:mark_confidential        board file                  ?--------  ?....xx+.
documents:remove                   board file                  ?....xx+.  ?....xx+.
documents:restore                  board file                  ?--------  ?........
documents:replace                  board file                  ?....xx+.  ?....xx+.
documents:version                  board version               ?....+++.  ?--------
documents:restore_version          board version               ?--------  ?....xx+.
documents:document                 board secret file           ?....+++.  ?--------
documents:download                 board secret file           ?....+++.  ?--------
documents:version                  board secret version        ?....+++.  ?--------
meetings:meeting                   board meeting               ?.+..+++.  ---------
meetings:participation             board meeting               ?.x..+++.  ---------
meetings:minute_taker              board meeting               ---------  ?.x..xx+.
meetings:rearrange                 board meeting               ?.x..xx+.  ?.x..xx+.
meetings:cancel                    board meeting               ?.x..xx+.  ?.x..xx+.
meetings:swap_chair                board meeting               ?.x..xx+.  ?.x..xx+.
meetings:invite                    board meeting               ?.x..xx+.  ?.x..xx+.
meetings:preparation               board meeting               ?.x..xx+.  ---------
meetings:add_step                  board meeting               ?.x..xx+.  ?.x..xx+.
meetings:agenda                    board meeting               ?.+..+++.  ---------
meetings:item_add                  board meeting               ?.x..xx+.  ?.x..xx+.
meetings:agenda_comment            board meeting               ---------  ?.x..x++.
meetings:agenda_release            board meeting               ---------  ?.x..x++.
meetings:conduct                   board meeting               ?.x..x++.  ?.x..x++.
meetings:take_back_opening         board meeting               ---------  ?.x..x++.
meetings:attendance                board meeting               ?.x..x++.  ?.x..x++.
meetings:close                     board meeting               ?.x..x++.  ?.x..x++.
meetings:presentation              board meeting               ?.x..x++.  ---------
meetings:protocol                  board meeting               ?........  ---------
meetings:control_sheet             board meeting               ?.x..+++.  ---------
meetings:meeting                   board meeting unreleased    ?....+++.  ---------
meetings:agenda                    board meeting unreleased    ?....+++.  ---------
meetings:participation             board meeting unreleased    ?....+++.  ---------
meetings:presentation              board meeting unreleased    ?....x++.  ---------
meetings:meeting                   board meeting held          ?....+++.  ---------
meetings:agenda                    board meeting held          ?....+++.  ---------
meetings:participation             board meeting held          ?....+++.  ---------
meetings:conduct                   board meeting held          ?....x++.  ?....x++.
meetings:protocol                  board meeting held          ?....+++.  ---------
meetings:protocol_to_chair         board meeting held          ---------  ?....x++.
meetings:protocol_circulate        board meeting held          ---------  ?....x++.
meetings:objection                 board meeting held          ?....++x.  ?....++x.
meetings:control_sheet             board meeting held          ?....+++.  ---------
meetings:presentation              board meeting held          ?....x++.  ---------
meetings:minute_taker              board meeting held          ---------  ?....xx+.
meetings:protocol                  board meeting with a draft  ?......+.  ---------
meetings:protocol_to_chair         board meeting with a draft  ---------  ?......+.
meetings:protocol_circulate        board meeting with a draft  ---------  ?......+.
meetings:objection                 board meeting with a draft  ?......x.  ?......x.
meetings:control_sheet             board meeting with a draft  ?....+++.  ---------
meetings:answer                    board participation         ?.x..x++.  ?.x..x++.
meetings:tick                      board step                  ---------  ?.x..xx+.
meetings:item                      board item                  ?....+++.  ---------
meetings:item_edit                 board item                  ?....xx+.  ?....xx+.
meetings:item_move                 board item                  ---------  ?....xx+.
meetings:item_schedule             board item                  ---------  ?....xx+.
meetings:item_omit                 board item                  ---------  ?....xx+.
meetings:paper_add                 board item                  ?....xx+.  ?....xx+.
meetings:item_folder               board item                  ---------  ?....xx+.
meetings:paper_hold                board paper                 ---------  ?....xx+.
meetings:paper_hold                board secret paper          ---------  ?....xx+.
meetings:item                      board secret item           ?....+++.  ---------
meetings:item_edit                 board secret item           ?....xx+.  ?....xx+.

# The item for a guest
meetings:item                      guest item                  ?.+..+++.  ---------
meetings:item_edit                 guest item                  ?.x..xx+.  ?.x..xx+.

# The board
meetings:item                      board suggestion            ?......+.  ---------
meetings:item_accept               board suggestion            ---------  ?......+.
meetings:item_decline              board suggestion            ?......+.  ?......+.
meetings:save_notes                board item in session       ---------  ?.x..x++.
meetings:correct_resolution        board resolution           ?....x++.  ?....x++.
meetings:correct_assignment        board assignment set       ?....x++.  ?....x++.
meetings:section_edit              board section               ?....x++.  ?....x++.
meetings:objection_decide          board objection             ?....x++.  ?....x++.
meetings:assignment                board assignment            ?....+++.  ?....xx+.
meetings:assignment                board secret assignment     ?....+++.  ?....xx+.
meetings:matter                    board matter                ?..+++++.  ---------

# A group, and one item for a guest
kog:committee                      group                       ?xx++++++  ---------
kog:seats                          group                       ?xxx+xx+x  ---------
kog:open_seat                      group                       ?xxx+xx+x  ?xxx+xx+x
kog:describe_committee             group                       ?xxxxxx++  ?xxxxxx++
kog:rotation                       group                       ?xxxxxx+x  ?xxxxxx+x
kog:rules                          group                       ?xxxxxx+x  ?xxxxxx+x
meetings:preparation_plan          group                       ?xxx+xx+x  ?xxx+xx+x
meetings:pool                      group                       ?xxx+xx+x  ---------
meetings:suggest                   group                       ?xx++xx+x  ?xx++xx+x
meetings:matter_raise              group                       ?xxx+xx+x  ?xxx+xx+x
kog:occupy                         group seat                  ?xxx+xx+x  ?xxx+xx+x
kog:invite                         group seat                  ?xxxxxx+x  ?xxxxxx+x
kog:end_seat                       group seat                  ?xxx+xx+x  ?xxx+xx+x
kog:vacate                         group occupancy             ?xxx+xx+x  ?xxx+xx+x
documents:folder                   group folder                ?..+++++.  ?--------
documents:upload                   group folder                ?..x+xx+.  ?..x+xx+.
documents:new_folder               group folder                ?..x+xx+.  ?..x+xx+.
documents:rename_folder            group folder                ?..x+xx+.  ?..x+xx+.
documents:move_folder              group folder                ?..x+xx+.  ?..x+xx+.
documents:remove_folder            group folder                ?..x+xx+.  ?..x+xx+.
documents:restore_folder           group folder                ?--------  ?........
documents:let_members_file         group folder                ?--------  ?..x+xx+.
documents:document                 group file                  ?..+++++.  ?--------
documents:download                 group file                  ?..+++++.  ?--------
documents:rename                   group file                  ?..x+xx+.  ?..x+xx+.
documents:move                     group file                  ?..x+xx+.  ?..x+xx+.
documents:mark_confidential        group file                  ?--------  ?..x+xx+.
documents:remove                   group file                  ?..x+xx+.  ?..x+xx+.
documents:restore                  group file                  ?--------  ?........
documents:replace                  group file                  ?..x+xx+.  ?..x+xx+.
documents:version                  group version               ?..+++++.  ?--------
documents:restore_version          group version               ?--------  ?..x+xx+.
documents:document                 group secret file           ?..++..+.  ?--------
documents:download                 group secret file           ?..++..+.  ?--------
documents:version                  group secret version        ?..++..+.  ?--------
meetings:meeting                   group meeting               ?..+++++.  ---------
meetings:participation             group meeting               ?..+++++.  ---------
meetings:minute_taker              group meeting               ---------  ?..x+xx+.
meetings:rearrange                 group meeting               ?..x+xx+.  ?..x+xx+.
meetings:cancel                    group meeting               ?..x+xx+.  ?..x+xx+.
meetings:swap_chair                group meeting               ?..x+xx+.  ?..x+xx+.
meetings:invite                    group meeting               ?..x+xx+.  ?..x+xx+.
meetings:preparation               group meeting               ?..x+xx+.  ---------
meetings:add_step                  group meeting               ?..x+xx+.  ?..x+xx+.
meetings:agenda                    group meeting               ?..+++++.  ---------
meetings:item_add                  group meeting               ?..x+xx+.  ?..x+xx+.
meetings:agenda_comment            group meeting               ---------  ?..x+xx+.
meetings:agenda_release            group meeting               ---------  ?..x+xx+.
meetings:conduct                   group meeting               ?..x+xx+.  ?..x+xx+.
meetings:attendance                group meeting               ?..x+xx+.  ?..x+xx+.
meetings:close                     group meeting               ?..x+xx+.  ?..x+xx+.
meetings:presentation              group meeting               ?..x+xx+.  ---------
meetings:protocol                  group meeting               ?........  ---------
meetings:control_sheet             group meeting               ?..+++++.  ---------
meetings:meeting                   group meeting held          ?..+++++.  ---------
meetings:agenda                    group meeting held          ?..+++++.  ---------
meetings:participation             group meeting held          ?..+++++.  ---------
meetings:conduct                   group meeting held          ?..x+xx+.  ?..x+xx+.
meetings:protocol                  group meeting held          ?..+++++.  ---------
meetings:protocol_to_chair         group meeting held          ---------  ?..x+xx+.
meetings:protocol_circulate        group meeting held          ---------  ?..x+xx+.
meetings:objection                 group meeting held          ?..++xxx.  ?..++xxx.
meetings:control_sheet             group meeting held          ?..+++++.  ---------
meetings:presentation              group meeting held          ?..x+xx+.  ---------
meetings:minute_taker              group meeting held          ---------  ?..x+xx+.
meetings:item                      group item                  ?..+++++.  ---------
meetings:item_edit                 group item                  ?..x+xx+.  ?..x+xx+.
meetings:item_move                 group item                  ---------  ?..x+xx+.
meetings:item_schedule             group item                  ---------  ?..x+xx+.
meetings:item_omit                 group item                  ---------  ?..x+xx+.
meetings:paper_add                 group item                  ?..x+xx+.  ?..x+xx+.
meetings:item_folder               group item                  ---------  ?..x+xx+.
meetings:paper_hold                group secret paper          ---------  ?..x+..+.
meetings:item                      group secret item           ?..++..+.  ---------
meetings:item_edit                 group secret item           ?..x+..+.  ?..x+..+.
meetings:item                      group suggestion            ?..+++++.  ---------
meetings:item_accept               group suggestion            ---------  ?..x+xx+.
meetings:item_decline              group suggestion            ?..x+xx+.  ?..x+xx+.
meetings:assignment                group assignment            ?..+++++.  ?..xxxx+.
meetings:assignment                group secret assignment     ?..++..+.  ?..xx..+.

# A group in which nobody of the cast sits
kog:committee                      foreign group               ?xx++++++  ---------
kog:seats                          foreign group               ?xxxxxx+x  ---------
meetings:pool                      foreign group               ?xxxxxx+x  ---------
meetings:suggest                   foreign group               ?xxxxxx+x  ?xxxxxx+x
meetings:matter_raise              foreign group               ?xxxxxx+x  ?xxxxxx+x
meetings:meeting                   foreign meeting             ?....+++.  ---------
meetings:agenda                    foreign meeting             ?....+++.  ---------
meetings:participation             foreign meeting             ?....+++.  ---------
meetings:presentation              foreign meeting             ?....xx+.  ---------
meetings:meeting                   foreign meeting held        ?....+++.  ---------
meetings:protocol                  foreign meeting held        ?....+++.  ---------
meetings:control_sheet             foreign meeting held        ?....+++.  ---------
meetings:item                      foreign item                ?....+++.  ---------
meetings:item                      foreign secret item         ?......+.  ---------
meetings:item                      foreign suggestion          ?....+++.  ---------
meetings:assignment                foreign assignment          ?....+++.  ?....xx+.
meetings:assignment                foreign secret assignment   ?......+.  ?......+.
documents:document                 foreign file                ?....+++.  ?--------
documents:download                 foreign file                ?....+++.  ?--------
documents:document                 foreign secret file         ?......+.  ?--------
documents:download                 foreign secret file         ?......+.  ?--------
documents:version                  foreign secret version       ?......+.  ?--------

# Addresses that lead nowhere
link                               unknown link                .........  .........
unsubscribe                        unknown link                .........  .........
cms:public_file                    unknown number              .........  ---------
cms:contact_message                unknown number              .........  .........

# Groups as groups: founding and ending them, their ties, their dates; bodies outside the network
workinggroups:found                                            ?xxxxxx+x  ?xxxxxx+x
workinggroups:wheel                                            ?xx++++++  ---------
workinggroups:former_groups                                    ?xx++++++  ---------
workinggroups:outside_bodies                                   ?xx++++++  ---------
workinggroups:enter_outside_body                               ?xxxxxx+x  ?xxxxxx+x
workinggroups:outside_body         outside body                ?xx++++++  ---------
workinggroups:describe_outside_body outside body               ?xxxxxx+x  ?xxxxxx+x
workinggroups:found_subgroup       board                       ?xxxxxxxx  ?xxxxxxxx
workinggroups:found_subgroup       group                       ?xxx+xx+x  ?xxx+xx+x
workinggroups:found_subgroup       foreign group               ?xxxxxx+x  ?xxxxxx+x
workinggroups:dissolve             board                       ?xxxxxxxx  ?xxxxxxxx
workinggroups:dissolve             group                       ?xxxxxx+x  ?xxxxxx+x
workinggroups:merge                group                       ?xxxxxx+x  ?xxxxxx+x
workinggroups:split                group                       ?xxxxxx+x  ?xxxxxx+x
workinggroups:name_link_person     board                       ?xxxxxxxx  ?xxxxxxxx
workinggroups:name_link_person     group                       ?xxx+xx+x  ?xxx+xx+x
workinggroups:end_link_person      group                       ?xxx+xx+x  ?xxx+xx+x
workinggroups:circle               board                       ?xxxxxx+x  ---------
workinggroups:circle               group                       ?xxx+xx+x  ---------
workinggroups:circle               foreign group               ?xxxxxx+x  ---------
workinggroups:add_topic_member     group                       ?xxx+xx+x  ?xxx+xx+x
workinggroups:end_topic_member     group topic member          ?xxx+xx+x  ?xxx+xx+x
workinggroups:polls                group                       ?xx++xx+x  ---------
workinggroups:polls                foreign group               ?xxxxxx+x  ---------
workinggroups:open_poll            group                       ?xxx+xx+x  ?xxx+xx+x
workinggroups:date_poll            group poll                  ?xx++..+.  ?xx++..x.
workinggroups:choose_date          group date                  ---------  ?xxx+..+.
workinggroups:end_poll             group poll                  ---------  ?xxx+..+.

# The board
wagtaildocs_serve                  board file by address       .....+++.  ---------

# A group in which nobody of the cast sits
documents:folder                   foreign folder              ?....+++.  ?--------
"""
TABLE += BESIDE + DRIVE

# What the libraries answer for themselves: the own account (allauth), pages of the public site (Wagtail).
NOT_OURS = (
    "account_",
    "mfa_",
    "wagtailcore_",
    "wagtail_serve",
    "wagtaildocs_authenticate_with_password",
)
