DATE_FORMAT = SHORT_DATE_FORMAT = "d.m.Y"
TIME_FORMAT = r"H:i \U\h\r"
DATETIME_FORMAT = SHORT_DATETIME_FORMAT = r"d.m.Y, H:i \U\h\r"
WEEKDAY_FORMAT = "D d.m.Y"
FIRST_DAY_OF_WEEK = 1
# ISO stands first: it is what <input type="date"> is filled with and what it sends.
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y", "%d. %m. %Y"]
TIME_INPUT_FORMATS = ["%H:%M", "%H:%M:%S", "%H.%M", "%H:%M Uhr", "%H.%M Uhr", "%H Uhr"]
DATETIME_INPUT_FORMATS = [
    "%Y-%m-%dT%H:%M",
    "%Y-%m-%d %H:%M",
    "%d.%m.%Y %H:%M",
    "%d.%m.%Y, %H:%M",
]
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "."
NUMBER_GROUPING = 3
