import json
from urllib.request import urlopen

with urlopen("http://127.0.0.1:8000/api/v1/cities/norfolk-va/budget/?population=238005") as answer:
    budget = json.load(answer)
for row in budget["staffing"]:
    print(f"{row['count']:4} {row['label']}")
print(f"${budget['total']:,} a year")
