"""What a question leaves unsaid: METHODOLOGY.md section 3 with what METHODOLOGY-2027.md changes."""

from typing import Any

FRONTLINE = ("outreach", "mediator", "case_manager", "family_case_manager", "victim_advocate", "hvip_specialist")
OFFICE = ("ovp_director", "assistant_director", "engagement_manager", "data_analyst", "services_liaison")
ROLES = (*FRONTLINE, "supervisor", *OFFICE)
SERVICES = ("housing", "employment", "health", "social_services", "legal_education")

CAPS: dict[str, Any] = {
    "high_risk_share": 0.001,
    "high_risk_per_homicide": 4,
    "high_risk_basis": 1,
    "coverage_share": 1,
    "scale_threshold_first": 500,
    "scale_threshold_second": 1000,
    "scale_discount_first": 0.10,
    "scale_discount_second": 0.20,
    "outreach_caseload": 15,
    "mediator_caseload": 14,
    "case_manager_caseload": 25,
    "family_case_manager_caseload": 50,
    "victim_advocate_caseload": 30,
    "hvip_specialist_caseload": 40,
    "supervisor_span": 5,
    "assistant_director_threshold": 300,
    "engagement_manager_caseload": 500,
    "data_analyst_caseload": 500,
    "services_liaison_caseload": 250,
    "outreach_salary": 55_000,
    "mediator_salary": 58_000,
    "case_manager_salary": 65_000,
    "family_case_manager_salary": 65_000,
    "victim_advocate_salary": 60_000,
    "hvip_specialist_salary": 66_500,
    "supervisor_salary": 75_000,
    "ovp_director_salary": 135_000,
    "assistant_director_salary": 110_000,
    "engagement_manager_salary": 95_000,
    "data_analyst_salary": 95_000,
    "services_liaison_salary": 98_000,
    "fringe_share_community": 0.30,
    "fringe_share_city": 0.30,
    "local_pay": 0,
    "living_wage_floor": 0,
    "training_share": 0.25,
    "evaluation_share": 0.15,
    "operations_share": 0,
    "rent_share": 0.5,
    "subrecipient_indirect_share": 0,
    "housing_per_person": 15_000,
    "employment_per_person": 14_000,
    "health_per_person": 9_000,
    "social_services_per_person": 5_000,
    "legal_education_per_person": 2_000,
    "price_year": 2024,
    "dollars_of": 2024,
    "pay_growth_share": 0.03,
    "price_growth_share": 0.025,
    "price_level": 100,
}
FIELD: dict[str, Any] = CAPS | {
    "mediator_caseload": 15,
    "case_manager_caseload": 12,
    "hvip_specialist_caseload": 20,
    "outreach_salary": 55_970,
    "mediator_salary": 58_360,
    "case_manager_salary": 65_100,
    "family_case_manager_salary": 65_100,
    "victim_advocate_salary": 58_360,
    "hvip_specialist_salary": 68_290,
    "supervisor_salary": 86_100,
    "ovp_director_salary": 129_820,
    "assistant_director_salary": 100_600,
    "engagement_manager_salary": 86_100,
    "data_analyst_salary": 112_590,
    "services_liaison_salary": 65_100,
    "fringe_share_community": 0.28,
    "fringe_share_city": 0.40,
    "local_pay": 1,
    "training_share": 0.12,
    "evaluation_share": 0.12,
    "operations_share": 0.10,
    "subrecipient_indirect_share": 0.15,
    "housing_per_person": 6_000,
    "employment_per_person": 7_000,
    "health_per_person": 4_000,
    "social_services_per_person": 2_000,
    "legal_education_per_person": 1_000,
}
PLAN: dict[str, Any] = {
    "years": 5,
    "first_year": 2027,
    "ramp": "even",
    "turnover_share": 0.30,
    "refill_months": 4,
    "hiring_lag_months": 4,
    "startup_per_post": 3_000,
    "rehire_cost": 1_500,
    "keep_staff": 1,
    "current_staff": {},
}


def filled_in(question: dict[str, Any]) -> dict[str, Any]:
    """The question with every default of its preset: a null is the default, a typed homicide count stands for all three."""
    said = {name: value for name, value in question.items() if value is not None}
    preset = FIELD if said.get("methodology", "caps").startswith("field") else CAPS
    means = {}
    if "homicides" in said:
        means = {"homicides_three_year": said["homicides"], "homicides_five_year": said["homicides"]}
    return {f"{role}_basis": 1 for role in ROLES} | preset | PLAN | means | said
