//! The names of the contract's keys: each value gives the key of its words by an exhaustive match.

use domain::{
    action::RedactTarget,
    attachment::{FileKind, FileRefusal, FindingKind},
    audience::MailKind,
    audit::Audited,
    deadline::{ClockState, PromiseState},
    doubt::Doubt,
    event::ActorRole,
    evidence::Fault,
    freshness::{Signal, WellKnown},
    incoming::Unfit,
    legal_check::LegalCheck,
    limits::Limit,
    person::{Role, Sector},
    status::{ActionKind, Category, Ground, HideReason, Kind, Origin, Outcome, Status, Verdict},
    store::{
        datasets::Look,
        outbox::{MailState, Shelf},
    },
    timed_job::TimedJob,
};

/// A value of the contract that has a name for people.
pub trait Named: Copy {
    /// The key of its words.
    fn name_key(self) -> &'static str;
}

macro_rules! names {
    ($($family:literal $type:ident { $($variant:ident => $key:literal,)+ })+) => {
        $(impl Named for $type {
            fn name_key(self) -> &'static str {
                match self { $(Self::$variant => $key,)+ }
            }
        })+

        /// The key of the words of a value given by family and key, as templates have them: `("status", "planned")`.
        pub fn key_of(family: &str, key: &str) -> Option<&'static str> {
            match family {
                $($family => $type::parse(key).map(Named::name_key),)+
                "edit-field" => edit_field_key(key),
                "unwanted" => unwanted_key(key),
                "readiness" => key.parse().ok().and_then(readiness_key),
                "stage" => key.parse().ok().and_then(stage_key),
                _ => None,
            }
        }
    };
}

names! {
    "audited" Audited {
        Act => "audited-act",
        Note => "audited-note",
        SignIn => "audited-sign-in",
        SecondFactorEnrolled => "audited-second-factor-enrolled",
        SecondFactorStopped => "audited-second-factor-stopped",
        RecoveryCodeUsed => "audited-recovery-code-used",
        PasswordSet => "audited-password-set",
        PasswordRemoved => "audited-password-removed",
        IdentityLinked => "audited-identity-linked",
        IdentityUnlinked => "audited-identity-unlinked",
        PersonCreate => "audited-person-create",
        PersonDisable => "audited-person-disable",
        PersonForgetSecondFactor => "audited-person-forget-second-factor",
        PersonSignInLink => "audited-person-sign-in-link",
        PersonErased => "audited-person-erased",
        TokenCreate => "audited-token-create",
        TokenRevoke => "audited-token-revoke",
        RequesterEmail => "audited-requester-email",
        AreaHead => "audited-area-head",
        AreaChanged => "audited-area-changed",
        AreaClosed => "audited-area-closed",
        AreaMerged => "audited-area-merged",
        ImportHolidays => "audited-import-holidays",
        DayOff => "audited-day-off",
        SiteChanged => "audited-site-changed",
        LimitsChanged => "audited-limits-changed",
        ThemeChanged => "audited-theme-changed",
        Weights => "audited-weights",
        MailRetried => "audited-mail-retried",
        MailSkipped => "audited-mail-skipped",
        MailOpened => "audited-mail-opened",
        MailDropped => "audited-mail-dropped",
        MailRedelivered => "audited-mail-redelivered",
        AddressSuspended => "audited-address-suspended",
        ReportSettled => "audited-report-settled",
        DraftReleased => "audited-draft-released",
        DraftDiscarded => "audited-draft-discarded",
        Reuse => "audited-reuse",
        ReadyAnswer => "audited-ready-answer",
        BulkEntry => "audited-bulk-entry",
        CatalogueFiled => "audited-catalogue-filed",
        DatasetDraftPushed => "audited-dataset-draft-pushed",
        EntryInvited => "audited-entry-invited",
    }
    "status" Status {
        Received => "status-received",
        UnderReview => "status-under_review",
        NeedsInfo => "status-needs_info",
        Planned => "status-planned",
        InPreparation => "status-in_preparation",
        Answered => "status-answered",
        Closed => "status-closed",
    }
    "category" Category {
        Open => "category-open",
        Waiting => "category-waiting",
        Answered => "category-answered",
        Closed => "category-closed",
    }
    "doubt" Doubt {
        Trap => "doubt-trap",
        Fast => "doubt-fast",
        Links => "doubt-links",
    }
    "outcome" Outcome {
        Published => "outcome-published",
        AlreadyExists => "outcome-already_exists",
        Partial => "outcome-partial",
        AvailableElsewhere => "outcome-available_elsewhere",
        NotSuitable => "outcome-not_suitable",
        NotHeld => "outcome-not_held",
        OutOfScope => "outcome-out_of_scope",
        Duplicate => "outcome-duplicate",
        Withdrawn => "outcome-withdrawn",
        Lapsed => "outcome-lapsed",
        NotAnswered => "outcome-not_answered",
    }
    "ground" Ground {
        PersonalData => "ground-personal_data",
        TaxSecrecy => "ground-tax_secrecy",
        StatisticalSecrecy => "ground-statistical_secrecy",
        Security => "ground-security",
        CommercialSecrecy => "ground-commercial_secrecy",
        UnderInvestigation => "ground-under_investigation",
        OtherLaw => "ground-other_law",
    }
    "kind" Kind {
        NewDataset => "kind-new_dataset",
        Update => "kind-update",
        Frequency => "kind-frequency",
        Improvement => "kind-improvement",
        Locate => "kind-locate",
    }
    "origin" Origin {
        Web => "origin-web",
        Api => "origin-api",
        Email => "origin-email",
        WorkTable => "origin-work_table",
        Import => "origin-import",
        Ley104 => "origin-ley104",
        Staff => "origin-staff",
    }
    "hide-reason" HideReason {
        Spam => "hide-reason-spam",
        PersonalData => "hide-reason-personal_data",
        Abuse => "hide-reason-abuse",
        Illegal => "hide-reason-illegal",
        Mistake => "hide-reason-mistake",
    }
    "verdict" Verdict {
        Yes => "verdict-yes",
        Partly => "verdict-partly",
        None => "verdict-none",
    }
    "role" Role {
        Person => "role-person",
        Liaison => "role-liaison",
        Coordinator => "role-coordinator",
        Admin => "role-admin",
    }
    "limit" Limit {
        WritesAMinute => "limit-writes_a_minute",
        FormsAMinute => "limit-forms_a_minute",
        NamelessAMinute => "limit-nameless_a_minute",
        FormsAnHour => "limit-forms_an_hour",
        RepliesAnHour => "limit-replies_an_hour",
        CodesAnHour => "limit-codes_an_hour",
        CodesADay => "limit-codes_a_day",
        PasswordsAnHour => "limit-passwords_an_hour",
        PasswordsAPlace => "limit-passwords_a_place",
        WrongCodesADay => "limit-wrong_codes_a_day",
    }
    "sector" Sector {
        Citizen => "sector-citizen",
        CivilSociety => "sector-civil_society",
        Academia => "sector-academia",
        Journalism => "sector-journalism",
        PrivateSector => "sector-private_sector",
        PublicSector => "sector-public_sector",
        Unknown => "sector-unknown",
    }
    "action" ActionKind {
        File => "action-file",
        Assign => "action-assign",
        Ask => "action-ask",
        Reply => "action-reply",
        Lapse => "action-lapse",
        Plan => "action-plan",
        Start => "action-start",
        Inform => "action-inform",
        Answer => "action-answer",
        Confirm => "action-confirm",
        Dispute => "action-dispute",
        Expire => "action-expire",
        Reopen => "action-reopen",
        Extend => "action-extend",
        Merge => "action-merge",
        Unmerge => "action-unmerge",
        Split => "action-split",
        Withdraw => "action-withdraw",
        Edit => "action-edit",
        Hide => "action-hide",
        Unhide => "action-unhide",
        Redact => "action-redact",
    }
    "clock" ClockState {
        Stopped => "clock-stopped",
        Met => "clock-met",
        Missed => "clock-missed",
        Paused => "clock-paused",
        Overdue => "clock-overdue",
        DueSoon => "clock-due_soon",
        OnTime => "clock-on_time",
    }
    "promise" PromiseState {
        None => "promise-none",
        Ahead => "promise-ahead",
        DueSoon => "promise-due_soon",
        Late => "promise-late",
        Kept => "promise-kept",
        Dropped => "promise-dropped",
    }
    "voice" ActorRole {
        Requester => "voice-requester",
        Supporter => "voice-supporter",
        Liaison => "voice-liaison",
        Coordinator => "voice-coordinator",
        Admin => "voice-admin",
        System => "voice-system",
    }
    "redact-target" RedactTarget {
        Title => "redact-target-title",
        Body => "redact-target-body",
        Purpose => "redact-target-purpose",
        Event => "redact-target-event",
        Comment => "redact-target-comment",
        File => "redact-target-file",
    }
    "mail" MailKind {
        ConfirmEmail => "mail-name-confirm_email",
        SignIn => "mail-name-sign_in",
        Receipt => "mail-name-receipt",
        Assigned => "mail-name-assigned",
        DeskAssigned => "mail-name-desk_assigned",
        Question => "mail-name-question",
        Replied => "mail-name-replied",
        Planned => "mail-name-planned",
        Redated => "mail-name-redated",
        Started => "mail-name-started",
        Informed => "mail-name-informed",
        Answered => "mail-name-answered",
        Corrected => "mail-name-corrected",
        VerdictAsked => "mail-name-verdict_asked",
        Confirmed => "mail-name-confirmed",
        Disputed => "mail-name-disputed",
        DisputedAgain => "mail-name-disputed_again",
        Extended => "mail-name-extended",
        Closed => "mail-name-closed",
        LapseWarning => "mail-name-lapse_warning",
        Lapsed => "mail-name-lapsed",
        Reopened => "mail-name-reopened",
        Merged => "mail-name-merged",
        MergedIn => "mail-name-merged_in",
        Unmerged => "mail-name-unmerged",
        Split => "mail-name-split",
        Withdrawn => "mail-name-withdrawn",
        Hidden => "mail-name-hidden",
        Unhidden => "mail-name-unhidden",
        Redacted => "mail-name-redacted",
        Edited => "mail-name-edited",
        Commented => "mail-name-commented",
        Mentioned => "mail-name-mentioned",
        DatasetUpdated => "mail-name-dataset_updated",
        DatasetStale => "mail-name-dataset_stale",
        EvidenceBroken => "mail-name-evidence_broken",
        PromisePassed => "mail-name-promise_passed",
        DueSoon => "mail-name-due_soon",
        Overdue => "mail-name-overdue",
        NewRequest => "mail-name-new_request",
        Digest => "mail-name-digest",
        DeskWeekly => "mail-name-desk_weekly",
        MailStuck => "mail-name-mail_stuck",
        Invited => "mail-name-invited",
    }
    "legal_check" LegalCheck {
        Unchecked => "legal-check-unchecked",
        Clear => "legal-check-clear",
        Partly => "legal-check-partly",
        Barred => "legal-check-barred",
    }
    "job" TimedJob {
        DueDates => "job-due_dates",
        Order => "job-order",
        Areas => "job-areas",
        Requests => "job-requests",
        Digests => "job-digests",
        Tidying => "job-tidying",
        Catalogue => "job-catalogue",
        Evidence => "job-evidence",
        Followed => "job-followed",
        Files => "job-files",
        Log => "job-log",
    }
    "freshness" Look {
        Fresh => "freshness-fresh",
        Stale => "freshness-stale",
        Eventual => "freshness-eventual",
        Unknown => "freshness-unknown",
    }
    "signal" Signal {
        Resources => "signal-resources",
        Modified => "signal-modified",
        File => "signal-file",
        Metadata => "signal-metadata",
    }
    "fault" Fault {
        Gone => "fault-gone",
        Private => "fault-private",
        Empty => "fault-empty",
        Silent => "fault-silent",
        OtherFormat => "fault-other_format",
        NotNewer => "fault-not_newer",
    }
    "delivery" MailState {
        Pending => "mail-state-pending",
        Sending => "mail-state-sending",
        Sent => "mail-state-sent",
        Dead => "mail-state-dead",
        Skipped => "mail-state-skipped",
    }
    "unfit" Unfit {
        NoToken => "unfit-no_token",
        UnknownToken => "unfit-unknown_token",
        OtherSender => "unfit-other_sender",
        Staff => "unfit-staff",
        Account => "unfit-account_closed",
        Hidden => "unfit-hidden",
        Closed => "unfit-comments_closed",
        Refused => "unfit-refused",
        TooMany => "unfit-too_many",
        Empty => "unfit-empty",
        TooLong => "unfit-too_long",
        TooBig => "unfit-too_big",
        TooDeep => "unfit-too_deep",
        Unreadable => "unfit-unreadable",
        NotAReport => "unfit-not_a_report",
        Attachments => "unfit-attachments",
    }
    "file-kind" FileKind {
        Pdf => "file-kind-pdf",
        Png => "file-kind-png",
        Jpeg => "file-kind-jpeg",
        Webp => "file-kind-webp",
        Gif => "file-kind-gif",
        Csv => "file-kind-csv",
        Txt => "file-kind-txt",
        Json => "file-kind-json",
        Xlsx => "file-kind-xlsx",
        Ods => "file-kind-ods",
        Docx => "file-kind-docx",
        Odt => "file-kind-odt",
        Xls => "file-kind-xls",
        Doc => "file-kind-doc",
    }
    "file-refused" FileRefusal {
        TooLarge => "file-refused-too_large",
        TooMany => "file-refused-too_many_files",
        Empty => "file-refused-empty",
        Type => "file-refused-type",
        Archive => "file-refused-archive",
        Program => "file-refused-program",
        Disguised => "file-refused-disguised",
        Bomb => "file-refused-bomb",
        Locked => "file-refused-locked",
        Broken => "file-refused-broken",
        Gone => "file-refused-gone",
        PersonQuota => "file-refused-quota_person",
        HouseQuota => "file-refused-quota_house",
    }
    "shelf" Shelf {
        All => "shelf-all",
        Open => "shelf-open",
        Stuck => "shelf-stuck",
        Waiting => "shelf-waiting",
        Sent => "shelf-sent",
        Skipped => "shelf-skipped",
    }
}

/// The key of how often a dataset is said to change.
pub const fn frequency_key(frequency: WellKnown) -> &'static str {
    match frequency {
        WellKnown::TenYears => "frequency-ten-years",
        WellKnown::FourYears => "frequency-four-years",
        WellKnown::ThreeYears => "frequency-three-years",
        WellKnown::TwoYears => "frequency-two-years",
        WellKnown::Year => "frequency-year",
        WellKnown::HalfYear => "frequency-half",
        WellKnown::FourMonths => "frequency-four-months",
        WellKnown::Quarter => "frequency-quarter",
        WellKnown::TwoMonths => "frequency-two-months",
        WellKnown::Month => "frequency-month",
        WellKnown::HalfMonth => "frequency-half-month",
        WellKnown::ThirdOfMonth => "frequency-third-of-month",
        WellKnown::Week => "frequency-week",
        WellKnown::HalfWeek => "frequency-half-week",
        WellKnown::ThirdOfWeek => "frequency-third-of-week",
        WellKnown::Day => "frequency-day",
        WellKnown::Hour => "frequency-hour",
        WellKnown::Continuous => "frequency-continuous",
        WellKnown::Eventual => "frequency-eventual",
    }
}

/// The key of what a number of steps of readiness (0 to 5) says.
pub const fn readiness_key(steps: i64) -> Option<&'static str> {
    Some(match steps {
        0 => "readiness-0",
        1 => "readiness-1",
        2 => "readiness-2",
        3 => "readiness-3",
        4 => "readiness-4",
        5 => "readiness-5",
        _ => return None,
    })
}

/// The key of the name of a field that `edit` changes.
pub fn edit_field_key(field: &str) -> Option<&'static str> {
    Some(match field {
        "title" => "edit-field-title",
        "body" => "edit-field-body",
        "purpose" => "edit-field-purpose",
        "kind" => "edit-field-kind",
        "theme" => "edit-field-theme",
        "dataset" => "edit-field-dataset",
        "wanted_frequency" => "edit-field-wanted_frequency",
        "format" => "edit-field-format",
        "period" => "edit-field-period",
        "coverage" => "edit-field-coverage",
        "readiness" => "edit-field-readiness",
        "legal_duty" => "edit-field-legal_duty",
        "personal_data" => "edit-field-personal_data",
        "secrecy" => "edit-field-secrecy",
        _ => return None,
    })
}

/// The key of the sentence that tells what was found in a file, and how often (`count`).
pub const fn finding_key(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::HiddenSheets => "finding-hidden_sheets",
        FindingKind::HiddenRows => "finding-hidden_rows",
        FindingKind::HiddenColumns => "finding-hidden_columns",
        FindingKind::HiddenNames => "finding-hidden_names",
        FindingKind::HiddenText => "finding-hidden_text",
        FindingKind::Comments => "finding-comments",
        FindingKind::TrackedChanges => "finding-tracked_changes",
        FindingKind::PivotCaches => "finding-pivot_caches",
        FindingKind::ExternalLinks => "finding-external_links",
        FindingKind::Embedded => "finding-embedded",
        FindingKind::ActiveContent => "finding-active_content",
        FindingKind::NotInspectable => "finding-not_inspectable",
        FindingKind::Dni => "finding-dni",
        FindingKind::Cuit => "finding-cuit",
        FindingKind::Cbu => "finding-cbu",
        FindingKind::Email => "finding-email",
        FindingKind::Phone => "finding-phone",
    }
}

/// The key of why a mail need not leave.
pub fn unwanted_key(reason: &str) -> Option<&'static str> {
    Some(match reason {
        "by_hand" => "unwanted-by_hand",
        "mailbox" => "unwanted-mailbox",
        "account" => "unwanted-account",
        "may_not_see" => "unwanted-may_not_see",
        "not_wanted" => "unwanted-not_wanted",
        "over" => "unwanted-over",
        _ => return None,
    })
}

/// The key of the name of one of the five stages.
pub fn stage_key(stage: u8) -> Option<&'static str> {
    Some(match stage {
        1 => "stage-1",
        2 => "stage-2",
        3 => "stage-3",
        4 => "stage-4",
        5 => "stage-5",
        _ => return None,
    })
}
