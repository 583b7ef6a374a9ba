"""Traditional Chinese dates and numbers (Taiwan): Gregorian years, ISO where short, commas by three.

Django's own format groups by four without a separator and has an input pattern that rejects every date.
"""

DATE_FORMAT = "Y年n月j日"  # 2025年7月9日
SHORT_DATE_FORMAT = "Y-m-d"  # 2025-07-09
YEAR_MONTH_FORMAT = "Y年n月"  # 2025年7月
MONTH_DAY_FORMAT = "n月j日"  # 7月9日
TIME_FORMAT = "H:i"  # 20:45
DATETIME_FORMAT = "Y年n月j日 H:i"
SHORT_DATETIME_FORMAT = "Y-m-d H:i"
FIRST_DAY_OF_WEEK = 1

DATE_INPUT_FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日"]  # %m and %d also read 7月9日
TIME_INPUT_FORMATS = ["%H:%M", "%H:%M:%S", "%H:%M:%S.%f"]
DATETIME_INPUT_FORMATS = [f"{day} {time}" for day in DATE_INPUT_FORMATS for time in TIME_INPUT_FORMATS]

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
