"""What is special to groups: how one grew out of others, who ties them to the board and to people of a topic, how they
find a date, and the bodies outside that the network speaks to.
"""

from .outside import OutsideBody
from .polls import DatePoll, DatePollOption, DatePollVote
from .succession import Succession
from .ties import LinkPerson, TopicMember

__all__ = [
    "DatePoll",
    "DatePollOption",
    "DatePollVote",
    "LinkPerson",
    "OutsideBody",
    "Succession",
    "TopicMember",
]
