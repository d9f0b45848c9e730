"""The publications the facts come from, by key; every figure shown names one of these."""

PUBLIC_DOMAIN = "U.S. government work, public domain"

# key, title, publisher, url, year, vintage, licence
SOURCES = (
    ("bea_rpp", "Regional Price Parities", "U.S. Bureau of Economic Analysis",
     "https://www.bea.gov/data/prices-inflation/regional-price-parities-state-and-metro-area",
     2024, "2024, released 19 February 2026", PUBLIC_DOMAIN),
    ("bls_oews", "Occupational Employment and Wage Statistics, national", "U.S. Bureau of Labor Statistics",
     "https://www.bls.gov/oes/", 2024, "May 2024", PUBLIC_DOMAIN),
    ("census_cbsa", "Core-based statistical area delineation", "U.S. Office of Management and Budget",
     "https://www.census.gov/geographies/reference-files/time-series/demo/metro-micro/delineation-files.html",
     2023, "July 2023", PUBLIC_DOMAIN),
    ("census_counties", "Annual county resident population estimates", "U.S. Census Bureau",
     "https://www.census.gov/programs-surveys/popest.html", 2023, "Vintage 2023", PUBLIC_DOMAIN),
    ("census_gazetteer", "Gazetteer files", "U.S. Census Bureau",
     "https://www.census.gov/geographies/reference-files/time-series/geo/gazetteer-files.html",
     2025, "2025", PUBLIC_DOMAIN),
    ("census_places", "Subcounty resident population estimates", "U.S. Census Bureau",
     "https://www.census.gov/programs-surveys/popest.html", 2024, "Vintage 2024", PUBLIC_DOMAIN),
    ("census_states", "Annual state resident population estimates", "U.S. Census Bureau",
     "https://www.census.gov/programs-surveys/popest.html", 2024, "Vintage 2024", PUBLIC_DOMAIN),
    ("census_towns", "Subcounty resident population estimates, towns and townships", "U.S. Census Bureau",
     "https://www.census.gov/programs-surveys/popest.html", 2024, "Vintage 2024", PUBLIC_DOMAIN),
    ("fbi_cde", "Crime Data Explorer", "Federal Bureau of Investigation",
     "https://cde.ucr.cjis.gov/", 2025, "2025, as of 15 May 2026", PUBLIC_DOMAIN),
    ("fbi_shr", "Supplementary Homicide Report", "Federal Bureau of Investigation",
     "https://cde.ucr.cjis.gov/", 2025, "2018–2025 (2025 still being filled)", PUBLIC_DOMAIN),
    ("fbi_states", "Estimated crimes by state", "Federal Bureau of Investigation",
     "https://cde.ucr.cjis.gov/", 2024, "2023 (revised) and 2024", PUBLIC_DOMAIN),
    ("rtci", "Real-Time Crime Index", "AH Datalytics",
     "https://realtimecrimeindex.com/", 2025, "2018–2025",
     "No licence file; a public good by its own words, attribute AH Datalytics"),
    ("us_atlas", "U.S. Atlas TopoJSON, from Census Bureau boundaries", "Mike Bostock and contributors",
     "https://github.com/severo/us-atlas-2023", 2023, "2023 (4.0.0)", "ISC"),
    ("zip_codes", "ZIP codes with city and county", "zipcodes, a Python package",
     "https://pypi.org/project/zipcodes/", 2026, "3.0.0", "MIT"),
)  # fmt: skip
