# Every place of Virginia; codes stay text.
virginia <- read.csv(
  "http://127.0.0.1:8000/api/v1/budgets/?format=csv&state=VA",
  colClasses = c(geoid = "character", methodology_version = "character")
)
head(virginia[order(-virginia$total), c("name", "high_risk", "all_staff", "total")])
