import datetime as dt

from kog.loading import Counts


def tell(today: dt.date) -> Counts:
    return Counts()
