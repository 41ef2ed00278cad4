//! What the API takes, for its description only: bodies are read member by member, so that every error is told at once.

use utoipa::ToSchema;

use super::view::keys::{ActionKey, GroundKey, KindKey, LegalCheckKey, OutcomeKey, SectorKey};

/// A request to be filed. Only `body` is required, and `dataset` where the kind is `update`, `frequency` or `improvement`.
#[derive(ToSchema)]
#[expect(missing_docs, reason = "the keys of the contract, by name")]
pub struct NewRequestBody {
    #[schema(min_length = 20, max_length = 8000)]
    pub body: String,
    #[schema(min_length = 10, max_length = 150)]
    pub title: Option<String>,
    #[schema(max_length = 4000)]
    pub purpose: Option<String>,
    pub kind: Option<KindKey>,
    /// The key of a theme.
    pub theme: Option<String>,
    /// The slug of an area.
    pub area: Option<String>,
    #[schema(max_length = 500)]
    pub dataset: Option<String>,
    #[schema(example = "R/P1M")]
    pub wanted_frequency: Option<String>,
    pub format: Option<String>,
    pub period: Option<String>,
    pub coverage: Option<String>,
    pub anonymous: Option<bool>,
    pub sector: Option<SectorKey>,
    pub language: Option<String>,
    /// The reference of the request this one follows.
    pub follows: Option<String>,
    pub on_behalf_of: Option<OnBehalfOfBody>,
}

/// Whom staff files for; with an e-mail, that person is the requester and is told.
#[derive(ToSchema)]
#[expect(missing_docs, reason = "the keys of the contract, by name")]
pub struct OnBehalfOfBody {
    pub name: String,
    #[schema(format = Email)]
    pub email: Option<String>,
}

/// What an edit changes. Absent members stay as they are.
#[derive(ToSchema)]
#[expect(missing_docs, reason = "the keys of the contract, by name")]
pub struct EditBody {
    #[schema(min_length = 10, max_length = 150)]
    pub title: Option<String>,
    #[schema(min_length = 20, max_length = 8000)]
    pub body: Option<String>,
    #[schema(max_length = 4000)]
    pub purpose: Option<String>,
    pub kind: Option<KindKey>,
    pub theme: Option<String>,
    #[schema(max_length = 500)]
    pub dataset: Option<String>,
    pub wanted_frequency: Option<String>,
    pub format: Option<String>,
    pub period: Option<String>,
    pub coverage: Option<String>,
    #[schema(minimum = 0, maximum = 5)]
    pub readiness: Option<i64>,
    pub legal_duty: Option<bool>,
    pub personal_data: Option<LegalCheckKey>,
    pub secrecy: Option<LegalCheckKey>,
    /// Required of staff.
    #[schema(max_length = 4000)]
    pub message: Option<String>,
}

/// An action, its message, and the fields it needs. `edit` and `redact` take further fields.
#[derive(ToSchema)]
#[expect(missing_docs, reason = "the keys of the contract, by name")]
pub struct ActionBody {
    pub action: ActionKey,
    /// In public, plain words. Required of staff but for the first `assign`, `start` and `unhide`; and for `reply`,
    /// `dispute`, `reopen`, and a `confirm` that says `partly`.
    #[schema(max_length = 4000)]
    pub message: Option<String>,
    /// `assign`: the slug of the area.
    pub area: Option<String>,
    /// `assign`: the e-mail of a liaison of that area.
    pub person: Option<String>,
    /// `plan`: a date after today, at most two years ahead.
    #[schema(format = Date)]
    pub promised_on: Option<String>,
    /// `answer`.
    pub outcome: Option<OutcomeKey>,
    /// `answer`: what the outcome needs.
    pub evidence: Option<EvidenceBody>,
    /// `confirm`: `yes` or `partly`.
    pub verdict: Option<String>,
    /// `confirm`.
    #[schema(minimum = 1, maximum = 5)]
    pub rating: Option<i64>,
    /// `merge`: the reference of the request that stays.
    pub into: Option<String>,
    /// `split`: two to ten areas, by slug.
    pub areas: Option<Vec<String>>,
    /// `hide`: `spam`, `personal_data`, `abuse`, `illegal`, `mistake`; `redact`: words.
    pub reason: Option<String>,
    /// `redact`: `title`, `body`, `purpose`, `event`, `comment`, `file`.
    pub target: Option<String>,
    /// `redact`: which event, comment or file.
    pub id: Option<i64>,
    /// `redact`: the exact words; all when absent.
    pub text: Option<String>,
}

/// What an answer rests on.
#[derive(ToSchema)]
#[expect(missing_docs, reason = "the keys of the contract, by name")]
pub struct EvidenceBody {
    pub dataset: Option<String>,
    #[schema(format = "uri")]
    pub url: Option<String>,
    pub how: Option<String>,
    pub missing: Option<String>,
    pub ground: Option<GroundKey>,
    pub responsible: Option<String>,
}

/// A comment.
#[derive(ToSchema)]
pub struct CommentBody {
    /// In Markdown.
    #[schema(min_length = 1, max_length = 4000)]
    pub text: String,
    /// A note among the staff of the area.
    pub internal: Option<bool>,
}

/// A file.
#[derive(ToSchema)]
pub struct AttachmentBody {
    /// PDF, spreadsheet, document, CSV, text, JSON or picture; 10 MB at most.
    #[schema(format = Binary, content_media_type = "application/octet-stream")]
    pub file: String,
    /// `true`: publish it whatever is found in it.
    pub publish: Option<bool>,
}

/// A support.
#[derive(ToSchema)]
pub struct SupportBody {
    /// What for.
    #[schema(max_length = 4000)]
    pub text: Option<String>,
    /// Whether everybody may read what for; no when absent.
    pub public: Option<bool>,
    /// What kind of data user; as the person is known when absent.
    pub sector: Option<SectorKey>,
}
