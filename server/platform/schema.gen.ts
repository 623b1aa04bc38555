// Generated from the database; do not edit. See bin/schema.
import type { ColumnType, GeneratedAlways } from 'kysely'

/** JSON comes back parsed and goes in as text. */
export type Json = ColumnType<unknown, string, string>
/** Decimals come back as text, so that no float ever rounds money. */
export type Numeric = ColumnType<string, string | number, string | number>
/** A column that the database fills where nobody does; Kysely's own loses what goes in as something else. */
export type Generated<S> = [S] extends [ColumnType<infer Out, infer In, infer Again>]
  ? ColumnType<Out, In | undefined, Again>
  : ColumnType<S, S | undefined, S>

export type Schema = {
  'accounts': {
    workspace_id: number
    id: string
    name: string
    name_key: string
    domain: string | null
    industry: string | null
    segment: string | null
    employees: number | null
    annual_revenue: Numeric | null
    city: string | null
    country: string | null
    parent_id: string | null
    owner_id: string | null
    external_source: string | null
    external_id: string | null
    next_step: string | null
    next_step_on: string | null
    custom: Generated<Json>
    search: Generated<string>
    created_at: Date
    recorded_at: Generated<Date>
    updated_at: Generated<Date>
    merged_into_id: string | null
    deleted_at: Date | null
    import_id: number | null
    changed_xid: Generated<number>
  }
  'agreement_comments': {
    workspace_id: number
    id: string
    agreement_id: string
    version_id: number
    clause: string | null
    reply_to_id: string | null
    body: string
    objection: Generated<boolean>
    author_id: string | null
    created_at: Date
    resolved_at: Date | null
    resolved_by_id: string | null
  }
  'agreement_mentions': {
    workspace_id: number
    comment_id: string
    member_id: string
  }
  'agreement_quiz_answers': {
    workspace_id: number
    id: GeneratedAlways<number>
    version_id: number
    member_id: string
    answered_at: Date
    answers: Json
    right_count: number
    question_count: number
  }
  'agreement_receipts': {
    workspace_id: number
    version_id: number
    member_id: string
    read_at: Date
  }
  'agreement_signatures': {
    workspace_id: number
    id: GeneratedAlways<number>
    version_id: number
    team: string
    member_id: string
    revision: number
    signed_at: Date
    voided_at: Date | null
    voided_why: string | null
  }
  'agreement_versions': {
    workspace_id: number
    id: GeneratedAlways<number>
    agreement_id: string
    number: number
    based_on_id: number | null
    body: Json
    quiz: Generated<Json>
    why: Generated<string>
    revision: Generated<number>
    created_at: Date
    created_by_id: string | null
    changed_at: Date
    proposed_at: Date | null
    proposed_by_id: string | null
    effective_from: Date | null
    agreed_at: Date | null
    adopted_at: Date | null
    in_force_from: Date | null
    announced_at: Date | null
    withdrawn_at: Date | null
    withdrawn_by_id: string | null
    withdrawn_why: string | null
  }
  'agreements': {
    workspace_id: number
    id: string
    kind: string
    subject: string | null
    title: string
    created_at: Date
    created_by_id: string | null
    archived_at: Date | null
  }
  'api_keys': {
    workspace_id: number
    id: string
    name: string
    prefix: string
    key_hash: string
    member_id: string
    created_at: Generated<Date>
    last_used_at: Date | null
    revoked_at: Date | null
  }
  'attribute_changes': {
    workspace_id: number
    id: GeneratedAlways<number>
    record_kind: string
    record_id: string
    known_from: Date
    assumed: Generated<boolean>
    recorded_at: Generated<Date>
    source_kind: string
    source_id: string | null
    import_id: number | null
    event_id: number | null
    changed: Json
    before: Generated<Json>
  }
  'attribute_fields': {
    workspace_id: number
    id: string
    record_kind: string
    key: string
    label: string
    type: string
    options: Generated<Json>
    import_id: number | null
    created_at: Generated<Date>
    retired_at: Date | null
  }
  'auth.accounts': {
    id: string
    user_id: string
    account_id: string
    provider_id: string
    access_token: string | null
    refresh_token: string | null
    id_token: string | null
    access_token_expires_at: Date | null
    refresh_token_expires_at: Date | null
    scope: string | null
    password: string | null
    created_at: Generated<Date>
    updated_at: Generated<Date>
  }
  'auth.rate_limits': {
    id: string
    key: string
    count: number
    last_request: number
  }
  'auth.sessions': {
    id: string
    user_id: string
    token: string
    expires_at: Date
    ip_address: string | null
    user_agent: string | null
    created_at: Generated<Date>
    updated_at: Generated<Date>
  }
  'auth.users': {
    id: string
    name: string
    email: string
    email_verified: Generated<boolean>
    image: string | null
    created_at: Generated<Date>
    updated_at: Generated<Date>
  }
  'auth.verifications': {
    id: string
    identifier: string
    value: string
    expires_at: Date
    created_at: Generated<Date>
    updated_at: Generated<Date>
  }
  'back_test_leads': {
    workspace_id: number
    back_test_id: string
    compared: string
    at: Date
    lead_id: string
    in_force_at: Date | null
    proposed_at: Date | null
    accepted: boolean
    won_at: Date | null
    amount: Numeric
    assumed: boolean
  }
  'back_tests': {
    workspace_id: number
    id: string
    version_id: number
    revision: number
    body: Json
    compared_with_id: number | null
    stage_id: number
    from_at: Date
    to_at: Date
    asked_by_id: string | null
    asked_at: Date
    step: Generated<string>
    leads_done: Generated<number>
    leads_total: Generated<number>
    heard_at: Date
    cancel_asked_at: Date | null
    ended_at: Date | null
    failure: string | null
    result: Json | null
    beginnings: Generated<number>
  }
  'calibration_answers': {
    workspace_id: number
    calibration_id: string
    place: number
    team: string
    answer: string
    reason: string
    member_id: string | null
    answered_at: Date
  }
  'calibration_leads': {
    workspace_id: number
    calibration_id: string
    place: number
    lead_id: string
    stratum: string
    met: boolean | null
    margin: number | null
  }
  'calibrations': {
    workspace_id: number
    id: string
    version_id: number
    seed: number
    wanted: number
    open_leads: number
    judged_leads: number
    started_by_id: string | null
    started_at: Date
    closed_by_id: string | null
    closed_at: Date | null
    discussed_by_id: string | null
    discussed_at: Date | null
  }
  'campaign_spend': {
    workspace_id: number
    id: GeneratedAlways<number>
    campaign_id: string
    day: string
    amount: Numeric
    entry_key: Generated<string>
    import_id: number | null
    recorded_at: Generated<Date>
    changed_xid: Generated<number>
  }
  'campaigns': {
    workspace_id: number
    id: string
    name: string
    name_key: string
    type: Generated<string>
    works_on: Generated<string>
    channel_id: number | null
    utm_source: string | null
    utm_medium: string | null
    utm_campaign: string | null
    segment: string | null
    budget: Numeric | null
    starts_on: string | null
    ends_on: string | null
    talk_track: string | null
    owner_id: string | null
    external_source: string | null
    external_id: string | null
    created_at: Date
    recorded_at: Generated<Date>
    updated_at: Generated<Date>
    deleted_at: Date | null
    import_id: number | null
    changed_xid: Generated<number>
  }
  'channels': {
    workspace_id: number
    id: number
    key: string
    name: string
    team: string
    created_at: Generated<Date>
    import_id: number | null
  }
  'committee_seats': {
    workspace_id: number
    id: string
    account_id: string
    contact_id: string
    role: string
    from_at: Date
    until_at: Date | null
    changed_xid: Generated<number>
  }
  'contact_activity': {
    workspace_id: number
    contact_id: string
    touch_count: Generated<number>
    first_touch_at: Date | null
    first_channel_id: number | null
    last_touch_at: Date | null
  }
  'contact_identities': {
    workspace_id: number
    contact_id: string
    kind: string
    key: string
    value: string
    position: Generated<number>
    valid: Generated<boolean>
    import_id: number | null
    created_at: Generated<Date>
  }
  'contact_scores': {
    workspace_id: number
    contact_id: string
    version_id: number
    fit: number
    engagement: number
    as_of: Date
  }
  'contacts': {
    workspace_id: number
    id: string
    first_name: string | null
    last_name: string | null
    full_name: Generated<string>
    title: string | null
    email: string | null
    phone: string | null
    account_id: string | null
    city: string | null
    country: string | null
    language: string | null
    origin: string | null
    owner_id: string | null
    next_step: string | null
    next_step_on: string | null
    custom: Generated<Json>
    search: Generated<string>
    lead_id: string | null
    stage_id: number | null
    stage_since: Date | null
    created_at: Date
    recorded_at: Generated<Date>
    updated_at: Generated<Date>
    merged_into_id: string | null
    deleted_at: Date | null
    import_id: number | null
    changed_xid: Generated<number>
  }
  'deal_stage_changes': {
    workspace_id: number
    id: GeneratedAlways<number>
    deal_id: string
    from_stage_id: string | null
    to_stage_id: string
    at: Date
    kind: string
    reason: string | null
    assumed: Generated<boolean>
    actor_id: string | null
    event_id: number | null
    import_id: number | null
    recorded_at: Generated<Date>
    changed_xid: Generated<number>
  }
  'deals': {
    workspace_id: number
    id: string
    name: string
    pipeline_id: string
    stage_id: string
    stage_since: Date
    outcome: string
    account_id: string | null
    contact_id: string | null
    lead_id: string | null
    campaign_id: string | null
    product_id: string | null
    owner_id: string | null
    amount: Numeric | null
    currency: string
    opened_at: Date | null
    closed_at: Date | null
    expected_close_on: string | null
    lost_reason: string | null
    next_step: string | null
    next_step_on: string | null
    external_source: string | null
    external_id: string | null
    custom: Generated<Json>
    search: Generated<string>
    created_at: Date
    recorded_at: Generated<Date>
    updated_at: Generated<Date>
    deleted_at: Date | null
    import_id: number | null
    changed_xid: Generated<number>
  }
  'duplicate_candidates': {
    workspace_id: number
    record_kind: string
    first_id: string
    second_id: string
    score: number
    reasons: Json
    found_at: Generated<Date>
    dismissed_at: Date | null
    dismissed_by_id: string | null
  }
  'erasures': {
    workspace_id: number
    contact_id: string
    event_id: number
    erased_at: Date
    erased_by_id: string | null
    reason: string
    requested_on: string
  }
  'events': {
    workspace_id: number
    id: GeneratedAlways<number>
    at: Generated<Date>
    kind: string
    actor_kind: string
    actor_id: string | null
    subject_kind: string
    subject_id: string
    payload: Generated<Json>
    reverses_id: number | null
  }
  'import_chunks': {
    workspace_id: number
    import_id: number
    chunk: number
    first_row: number
    last_row: number
    counts: Json
    done_at: Generated<Date>
  }
  'import_mappings': {
    workspace_id: number
    id: string
    name: string
    fingerprint: string
    kind: string
    mapping: Json
    updated_at: Generated<Date>
  }
  'import_parts': {
    workspace_id: number
    import_id: number
    part: number
    bytes: Buffer
  }
  'import_problems': {
    workspace_id: number
    import_id: number
    id: GeneratedAlways<number>
    pass: string
    severity: string
    line: number
    column_name: string | null
    value: string | null
    code: string
    message: string
    remedy: string
  }
  'imports': {
    workspace_id: number
    id: GeneratedAlways<number>
    file_name: string
    file_bytes: number
    file_hash: string | null
    kind: string | null
    origin: string | null
    recognition: Json | null
    mapping: Json | null
    check_result: Json | null
    counts: Generated<Json>
    rows_total: number | null
    rows_done: Generated<number>
    failure: string | null
    created_by_id: string | null
    created_at: Generated<Date>
    uploaded_at: Date | null
    check_started_at: Date | null
    checked_at: Date | null
    started_at: Date | null
    cancel_asked_at: Date | null
    cancelled_at: Date | null
    finished_at: Date | null
    failed_at: Date | null
    undo_started_at: Date | null
    undone_at: Date | null
    file_removed_at: Date | null
  }
  'invitations': {
    workspace_id: number
    id: string
    email: string
    team: string
    role: string
    token_hash: string
    invited_by_id: string | null
    created_at: Generated<Date>
    expires_at: Date
    accepted_at: Date | null
    revoked_at: Date | null
  }
  'judging_progress': {
    workspace_id: number
    watermark: Generated<number>
    standards: Generated<string>
    pass_after: string | null
    judged_at: Date | null
  }
  'lead_acceptances': {
    workspace_id: number
    id: GeneratedAlways<number>
    lead_id: string
    at: Date
    outcome: string
    reason_kind: string | null
    reason: string | null
    version_id: number | null
    actor_id: string | null
    event_id: number
  }
  'leads': {
    workspace_id: number
    id: string
    contact_id: string
    entered_at: Date
    origin: string | null
    landing_page: string | null
    campaign_id: string | null
    segment: string | null
    owner_id: string | null
    stage_id: number
    stage_since: Date
    next_step: string | null
    next_step_on: string | null
    external_source: string | null
    external_id: string | null
    custom: Generated<Json>
    created_at: Date
    recorded_at: Generated<Date>
    updated_at: Generated<Date>
    deleted_at: Date | null
    import_id: number | null
    changed_xid: Generated<number>
  }
  'learning_marks': {
    workspace_id: number
    record_kind: string
    field: string
    mark: string
    marked_by_id: string | null
    marked_at: Date
  }
  'learning_models': {
    workspace_id: number
    id: string
    name: string
    plan: Json
    body: Json
    trained_by_id: string | null
    trained_at: Date
  }
  'learning_runs': {
    workspace_id: number
    id: string
    kind: string
    name: string | null
    plan: Json
    asked_by_id: string | null
    asked_at: Date
    step: Generated<string>
    steps_done: Generated<number>
    steps_total: Generated<number>
    heard_at: Date
    cancel_asked_at: Date | null
    ended_at: Date | null
    failure: string | null
    result: Json | null
  }
  'mails': {
    workspace_id: number
    id: string
    recipient: string
    subject: string
    body: string
    created_at: Generated<Date>
    sent_at: Date | null
    failure: string | null
    link: string | null
    link_withheld: Generated<boolean>
  }
  'members': {
    workspace_id: number
    id: string
    user_id: string | null
    name: string
    email: string | null
    team: string
    role: string
    job_title: string | null
    region: string | null
    manager_name: string | null
    time_zone: string | null
    external_source: string | null
    external_id: string | null
    import_id: number | null
    created_at: Generated<Date>
    left_at: Date | null
    changed_xid: Generated<number>
  }
  'merges': {
    workspace_id: number
    id: string
    record_kind: string
    winner_id: string
    loser_id: string
    event_id: number
    merged_at: Generated<Date>
    undone_at: Date | null
  }
  'notification_settings': {
    workspace_id: number
    member_id: string
    by_mail: boolean
    changed_at: Date
  }
  'notifications': {
    workspace_id: number
    id: string
    member_id: string
    kind: string
    text: string
    path: string
    subject_kind: string
    subject_id: string
    from_id: string | null
    event_id: number | null
    created_at: Date
    read_at: Date | null
    mailed_at: Date | null
  }
  'pipeline_stages': {
    workspace_id: number
    id: string
    pipeline_id: string
    name: string
    name_key: string
    position: number
    outcome: string
    import_id: number | null
    changed_xid: Generated<number>
    external_source: string | null
    external_id: string | null
  }
  'pipelines': {
    workspace_id: number
    id: string
    name: string
    position: Generated<number>
    import_id: number | null
    created_at: Generated<Date>
    external_source: string | null
    external_id: string | null
  }
  'products': {
    workspace_id: number
    id: string
    name: string
    name_key: string
    series: string | null
    list_price: Numeric | null
    import_id: number | null
    created_at: Date
    changed_xid: Generated<number>
    description: Generated<string>
    price_period: string | null
    archived_at: Date | null
  }
  'quality_flags': {
    workspace_id: number
    id: GeneratedAlways<number>
    record_kind: string
    record_id: string
    code: string
    field: string | null
    value: string | null
    message: string
    import_id: number | null
    found_at: Generated<Date>
    settled_at: Date | null
    settled_by_id: string | null
  }
  'removals': {
    workspace_id: number
    id: GeneratedAlways<number>
    relation: string
    row_key: string
    at: Generated<Date>
    changed_xid: Generated<number>
  }
  'sample_removals': {
    id: GeneratedAlways<number>
    removed_at: Generated<Date>
  }
  'saved_views': {
    workspace_id: number
    id: string
    page: string
    name: string
    search: string
    member_id: string
    shared_at: Date | null
    created_at: Generated<Date>
  }
  'score_awards': {
    workspace_id: number
    id: GeneratedAlways<number>
    contact_id: string
    version_id: number
    score: string
    group_key: Generated<string>
    rule_key: string
    touch_id: number | null
    points: number
    points_before_cap: number
    reverses_id: number | null
    occurred_at: Date
    known_at: Date
    recorded_at: Generated<Date>
  }
  'signatory_seats': {
    workspace_id: number
    id: string
    team: string
    member_id: string
    seated_at: Date
    unseated_at: Date | null
  }
  'stage_changes': {
    workspace_id: number
    id: GeneratedAlways<number>
    lead_id: string
    from_stage_id: number | null
    to_stage_id: number
    at: Date
    kind: string
    reason: string | null
    assumed: Generated<boolean>
    actor_id: string | null
    event_id: number | null
    import_id: number | null
    recorded_at: Generated<Date>
    changed_xid: Generated<number>
    version_id: number | null
    evidence: Json | null
  }
  'stages': {
    workspace_id: number
    id: number
    key: string
    name: string
    name_key: string
    buyer_step: string
    team: string
    line: string
    position: number
    won: Generated<boolean>
  }
  'touches': {
    workspace_id: number
    id: GeneratedAlways<number>
    contact_id: string
    occurred_at: Date
    recorded_at: Generated<Date>
    changed_xid: Generated<number>
    campaign_id: string | null
    channel_id: number | null
    kind: number
    import_id: number | null
    key: string
    detail: Json | null
  }
  'workspaces': {
    id: GeneratedAlways<number>
    slug: string
    name: string
    currency: Generated<string>
    time_zone: Generated<string>
    locale: Generated<string>
    country: string | null
    fiscal_year_start_month: Generated<number>
    sample_since: Date | null
    created_at: Generated<Date>
  }
}
