with reports as (
    select * from {{ ref('int_reports_current') }}
),

covered as (
    select
        min(date_min) as first_date,
        max(date_max) as last_date
    from reports
),

days as (
    select
        unnest(generate_series(first_date, last_date, interval '1 day'))::date
            as calendar_date
    from covered
),

final as (
    select
        calendar_date,
        year(calendar_date) as calendar_year,
        quarter(calendar_date) as calendar_quarter,
        strftime(calendar_date, '%Y-%m') as calendar_month,
        strftime(calendar_date, '%G-W%V') as iso_week,
        dayname(calendar_date) as weekday
    from days
)

select * from final
