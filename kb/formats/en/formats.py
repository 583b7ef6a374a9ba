"""English dates and numbers: day before month in words, ISO where short, commas by three."""

DATE_FORMAT = "j F Y"  # 9 July 2025
SHORT_DATE_FORMAT = "Y-m-d"  # 2025-07-09: 07/09/2025 can be read two ways
YEAR_MONTH_FORMAT = "F Y"  # July 2025
MONTH_DAY_FORMAT = "j F"  # 9 July
TIME_FORMAT = "H:i"  # 20:45
DATETIME_FORMAT = "j F Y, H:i"
SHORT_DATETIME_FORMAT = "Y-m-d H:i"
FIRST_DAY_OF_WEEK = 1

DATE_INPUT_FORMATS = ["%Y-%m-%d"]
TIME_INPUT_FORMATS = ["%H:%M", "%H:%M:%S", "%H:%M:%S.%f"]
DATETIME_INPUT_FORMATS = ["%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S.%f"]

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
