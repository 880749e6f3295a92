with tolls as (
    select * from {{ ref('int_tolls_spanned') }}
),

final as (
    select
        toll_id,
        series_id,
        series_name,
        report_id,
        document_id,
        source_id,
        voice_id,
        claim_ids,
        unit,
        place_id,
        admin1_id,
        country_id,
        cause_text,
        event_type_text,
        scope,
        measure,
        unit_counted,
        role,
        person_group_id,
        population,
        sex,
        age_group,
        occupation,
        affiliation_actor_id,
        breakdown,
        flow,
        count_basis,
        incident_count,
        low,
        best,
        high,
        is_extrapolated,
        is_latest,
        toll_date,
        period_start_date,
        period_end_date,
        published_at
    from tolls
)

select * from final
