-- Proposals of the regency, those that are gone too: stages and judgements name them. Grain: one proposal.
select
    printf('%016x', proposal_id) as proposal_id,
    year, district, village, dapil, agency, field, origin, fund_source, rank, rank_tied, origin_stage, furthest_stage, decision, reason,
    n_rows, estimated_cost, title, description, location_text, volume, unit, signed_on, document,
    u_district as in_district, u_village as in_village, u_all as in_all, u_eligible as in_eligible,
    disputed, asked_years, answered_on, gone,
    import_id
from mart.proposal_fact
where regency = getvariable('regency') and wanted(year)
order by year, district, village, proposal_fact.proposal_id
