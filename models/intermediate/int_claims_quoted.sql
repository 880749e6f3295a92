-- The sentence around the words of each claim of a text, with the names of persons
-- masked; of words that reach over several sentences all of them.
with claims as (
    select * from {{ ref('int_claims_voiced') }}
    where is_current and span_start is not null
),

texts as (
    select * from {{ ref('int_texts_masked') }}
),

surrounded as (
    select
        claims.claim_id,
        claims.span_start,
        claims.span_end,
        texts.masked_text,
        list_filter(
            texts.sentence_spans,
            lambda span: span['start'] < claims.span_end  -- noqa: RF02
            and span['end'] > claims.span_start  -- noqa: RF02
        ) as sentences
    from claims
    inner join texts on claims.document_id = texts.document_id
),

final as (
    select
        claim_id,
        substring(masked_text, span_start + 1, span_end - span_start) as words,
        sentences[1]['start'] as sentence_start,
        substring(
            masked_text, sentence_start + 1, sentences[-1]['end'] - sentence_start
        ) as sentence
    from surrounded
)

select * from final
