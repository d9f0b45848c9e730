# Norfolk's budget by the reference method, with one caseload changed
curl -s --compressed 'http://127.0.0.1:8000/api/v1/cities/norfolk-va/budget/?methodology=caps&outreach_caseload=12'

# Two neighbors planned together
curl -s 'http://127.0.0.1:8000/api/v1/budgets/' -H 'Content-Type: application/json' \
  -d '{"places": ["norfolk-va", "5182000"], "coverage_share": 0.5}'
