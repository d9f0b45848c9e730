import pandas as pd

# Every place in the country, one row each; codes stay text.
places = pd.read_csv(
    "http://127.0.0.1:8000/api/v1/budgets/?format=csv", dtype={"geoid": str, "methodology_version": str}
)
print(places.groupby("state")["total"].sum().nlargest(5))
