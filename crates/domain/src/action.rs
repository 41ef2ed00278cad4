//! Actions as people send them: a key, fields, a message. Parsed once, at the edge, into values that can only be right.

use jiff::{Span, civil::Date};
use serde_json::{Map, Value};

use crate::{
    field::{FieldCode, Fields, Invalid},
    ids::{AreaId, PersonId, RequestId},
    keys::keys,
    legal_check::LegalCheck,
    reference::Reference,
    status::{ActionKind, Ground, HideReason, Kind, Outcome, Verdict},
};

/// Characters an official message, a question, a reason may have.
pub const MESSAGE: usize = 4_000;
/// How far ahead a promise may lie, in years.
pub const PROMISE_YEARS: i64 = 2;

/// What the answer rests on. Which of them is needed depends on the outcome (PRODUCT §2.1).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Name of the catalogue's dataset.
    pub dataset: Option<String>,
    /// Address of the data.
    pub url: Option<String>,
    /// How to get it elsewhere.
    pub how: Option<String>,
    /// What is still missing.
    pub missing: Option<String>,
    /// The law that keeps it from being published.
    pub ground: Option<Ground>,
    /// Who is responsible instead.
    pub responsible: Option<String>,
}

/// What a coordinator, a liaison or the requester changes. Absent fields stay; those a request can do without go when their
/// text is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields of a request, by name")]
pub struct Edit {
    pub title: Option<String>,
    pub body: Option<String>,
    pub purpose: Option<String>,
    pub kind: Option<Kind>,
    pub theme: Option<String>,
    pub dataset: Option<String>,
    pub wanted_frequency: Option<String>,
    pub format: Option<String>,
    pub period: Option<String>,
    pub coverage: Option<String>,
    pub readiness: Option<i64>,
    pub legal_duty: Option<bool>,
    pub personal_data: Option<LegalCheck>,
    pub secrecy: Option<LegalCheck>,
}

impl Edit {
    /// The names of the fields it changes.
    pub fn fields(&self) -> impl Iterator<Item = &'static str> {
        [
            ("title", self.title.is_some()),
            ("body", self.body.is_some()),
            ("purpose", self.purpose.is_some()),
            ("kind", self.kind.is_some()),
            ("theme", self.theme.is_some()),
            ("dataset", self.dataset.is_some()),
            ("wanted_frequency", self.wanted_frequency.is_some()),
            ("format", self.format.is_some()),
            ("period", self.period.is_some()),
            ("coverage", self.coverage.is_some()),
            ("readiness", self.readiness.is_some()),
            ("legal_duty", self.legal_duty.is_some()),
            ("personal_data", self.personal_data.is_some()),
            ("secrecy", self.secrecy.is_some()),
        ]
        .into_iter()
        .filter_map(|(name, changed)| changed.then_some(name))
    }
}

/// The fields of a request that `edit` may change.
pub const EDITABLE: [&str; 14] = [
    "title",
    "body",
    "purpose",
    "kind",
    "theme",
    "dataset",
    "wanted_frequency",
    "format",
    "period",
    "coverage",
    "readiness",
    "legal_duty",
    "personal_data",
    "secrecy",
];

/// Those of them that a liaison of the area may change.
pub const EDITABLE_BY_LIAISON: [&str; 6] = [
    "theme",
    "kind",
    "readiness",
    "legal_duty",
    "personal_data",
    "secrecy",
];

/// Those of them that only staff may change: what the area declares.
pub const EDITABLE_BY_STAFF: [&str; 4] = ["readiness", "legal_duty", "personal_data", "secrecy"];

keys! {
    /// What is redacted.
    RedactTarget {
        Title = "title",
        Body = "body",
        Purpose = "purpose",
        Event = "event",
        Comment = "comment",
        File = "file",
    }
}

/// What is taken away for good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redaction {
    /// Where.
    pub target: RedactTarget,
    /// Which event, comment or file.
    pub id: Option<i64>,
    /// The exact words; all of it when absent.
    pub text: Option<String>,
    /// What is shown in their place: "[quitado: reason]".
    pub reason: String,
}

/// An action whose fields are right, and whose areas, people and requests exist.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the actions and fields of PRODUCT §2.2 and §6, by name"
)]
pub enum Action {
    Assign { area: AreaId, person: Option<PersonId> },
    Ask,
    Reply,
    Lapse,
    Plan { promised_on: Date },
    Start,
    Inform,
    Answer { outcome: Outcome, evidence: Evidence },
    Confirm { verdict: Verdict, rating: Option<u8> },
    Dispute,
    Expire,
    Reopen,
    Extend,
    Merge { into: RequestId },
    Unmerge,
    Split { areas: Vec<AreaId> },
    Withdraw,
    Edit(Edit),
    Hide { reason: HideReason },
    Unhide,
    Redact(Redaction),
}

impl Action {
    /// Its key.
    pub const fn kind(&self) -> ActionKind {
        match self {
            Self::Assign { .. } => ActionKind::Assign,
            Self::Ask => ActionKind::Ask,
            Self::Reply => ActionKind::Reply,
            Self::Lapse => ActionKind::Lapse,
            Self::Plan { .. } => ActionKind::Plan,
            Self::Start => ActionKind::Start,
            Self::Inform => ActionKind::Inform,
            Self::Answer { .. } => ActionKind::Answer,
            Self::Confirm { .. } => ActionKind::Confirm,
            Self::Dispute => ActionKind::Dispute,
            Self::Expire => ActionKind::Expire,
            Self::Reopen => ActionKind::Reopen,
            Self::Extend => ActionKind::Extend,
            Self::Merge { .. } => ActionKind::Merge,
            Self::Unmerge => ActionKind::Unmerge,
            Self::Split { .. } => ActionKind::Split,
            Self::Withdraw => ActionKind::Withdraw,
            Self::Edit(_) => ActionKind::Edit,
            Self::Hide { .. } => ActionKind::Hide,
            Self::Unhide => ActionKind::Unhide,
            Self::Redact(_) => ActionKind::Redact,
        }
    }
}

/// An action as it was sent: the key is known, the fields are not read yet. The contract judges right and status before
/// it judges fields, so this travels unread until then.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The key.
    pub kind: ActionKind,
    /// The fields.
    pub fields: Map<String, Value>,
}

/// The names an action gives to things that have rows: to be looked up.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "as in `Action`, by name instead of by row number")]
pub enum Named {
    Assign {
        area: String,
        person: Option<String>,
    },
    Merge {
        into: Reference,
    },
    Split {
        areas: Vec<String>,
    },
    /// Nothing to look up.
    Ready(Action),
}

impl Draft {
    /// An action without fields but a message.
    pub fn new(kind: ActionKind, fields: Map<String, Value>) -> Self {
        Self { kind, fields }
    }

    /// The area an `assign` names, for the question whether this person may.
    pub fn area(&self) -> Option<&str> {
        self.fields.get("area").and_then(Value::as_str)
    }

    /// The fields an `edit` touches, for the question whether this person may.
    pub fn edited(&self) -> impl Iterator<Item = &'static str> {
        EDITABLE
            .into_iter()
            .filter(|name| self.fields.contains_key(*name))
    }

    /// Reads the fields. `message_needed` is decided by who acts; `today` bounds dates.
    pub fn parse(&self, message_needed: bool, today: Date) -> Result<(Named, Option<String>), Invalid> {
        let mut fields = Fields::new(&self.fields, "#");
        let needed = message_needed || self.kind == ActionKind::Confirm && self.is_partly();
        let message = if needed {
            fields.required_text("message", 1, MESSAGE)
        } else {
            fields.text_within("message", 1, MESSAGE)
        };
        let named = self.parse_fields(&mut fields, today);
        match named {
            Some(named) => fields.finish((named, message)),
            None => {
                let errors = fields.into_errors();
                debug_assert!(!errors.is_empty(), "an action that cannot be read has an error");
                Err(Invalid(errors))
            }
        }
    }

    fn is_partly(&self) -> bool {
        self.fields.get("verdict").and_then(Value::as_str) == Some(Verdict::Partly.as_str())
    }

    fn parse_fields(&self, fields: &mut Fields<'_>, today: Date) -> Option<Named> {
        let ready = |action| Some(Named::Ready(action));
        match self.kind {
            ActionKind::File => {
                fields.error("action", FieldCode::UnknownValue);
                None
            }
            ActionKind::Assign => {
                let person = fields.text("person");
                Some(Named::Assign {
                    area: fields.required_text("area", 1, 200)?,
                    person,
                })
            }
            ActionKind::Ask => ready(Action::Ask),
            ActionKind::Reply => ready(Action::Reply),
            ActionKind::Lapse => ready(Action::Lapse),
            ActionKind::Plan => ready(Action::Plan {
                promised_on: promised_on(fields, today)?,
            }),
            ActionKind::Start => ready(Action::Start),
            ActionKind::Inform => ready(Action::Inform),
            ActionKind::Answer => answer(fields).map(Named::Ready),
            ActionKind::Confirm => confirm(fields).map(Named::Ready),
            ActionKind::Dispute => ready(Action::Dispute),
            ActionKind::Expire => ready(Action::Expire),
            ActionKind::Reopen => ready(Action::Reopen),
            ActionKind::Extend => ready(Action::Extend),
            ActionKind::Merge => {
                let text = fields.required_text("into", 1, 40)?;
                let into = text.parse().ok();
                if into.is_none() {
                    fields.error("into", FieldCode::NotARequest);
                }
                into.map(|into| Named::Merge { into })
            }
            ActionKind::Unmerge => ready(Action::Unmerge),
            ActionKind::Split => split(fields),
            ActionKind::Withdraw => ready(Action::Withdraw),
            ActionKind::Edit => ready(Action::Edit(edit(fields))),
            ActionKind::Hide => ready(Action::Hide {
                reason: fields.required_key("reason", HideReason::parse)?,
            }),
            ActionKind::Unhide => ready(Action::Unhide),
            ActionKind::Redact => redact(fields).map(|redaction| Named::Ready(Action::Redact(redaction))),
        }
    }
}

fn promised_on(fields: &mut Fields<'_>, today: Date) -> Option<Date> {
    let Some(date) = fields.date("promised_on") else {
        if !fields.has("promised_on") {
            fields.error("promised_on", FieldCode::Required);
        }
        return None;
    };
    let latest = today.saturating_add(Span::new().years(PROMISE_YEARS));
    if date <= today {
        fields.error("promised_on", FieldCode::DatePast);
    } else if date > latest {
        fields.error_bound("promised_on", FieldCode::DateTooFar, PROMISE_YEARS);
    } else {
        return Some(date);
    }
    None
}

fn answer(fields: &mut Fields<'_>) -> Option<Action> {
    let outcome = fields.required_key("outcome", |key| {
        Outcome::parse(key).filter(|outcome| outcome.is_an_answer())
    });
    let empty = Map::new();
    let members = fields.object("evidence").unwrap_or(&empty);
    let mut inner = Fields::new(members, "#/evidence");
    let evidence = outcome.map(|outcome| read_evidence(&mut inner, outcome));
    fields.extend(inner.into_errors());
    Some(Action::Answer {
        outcome: outcome?,
        evidence: evidence?,
    })
}

/// Reads the evidence and asks for what `outcome` needs (PRODUCT §2.1).
fn read_evidence(fields: &mut Fields<'_>, outcome: Outcome) -> Evidence {
    let mut evidence = Evidence {
        dataset: fields.text_within("dataset", 1, 200),
        url: fields.url("url"),
        how: fields.text_within("how", 1, MESSAGE),
        missing: fields.text_within("missing", 1, MESSAGE),
        ground: fields.key("ground", Ground::parse),
        responsible: fields.text_within("responsible", 1, 300),
    };
    let mut need = |name: &str, there: bool| {
        if !there && !fields.has_error(name) {
            fields.error(name, FieldCode::Required);
        }
    };
    match outcome {
        Outcome::Published | Outcome::AlreadyExists => {
            need("dataset", evidence.dataset.is_some() || evidence.url.is_some());
        }
        Outcome::Partial => {
            need("dataset", evidence.dataset.is_some() || evidence.url.is_some());
            need("missing", evidence.missing.is_some());
        }
        Outcome::AvailableElsewhere => {
            need("url", evidence.url.is_some());
            need("how", evidence.how.is_some());
        }
        Outcome::NotSuitable => need("ground", evidence.ground.is_some()),
        Outcome::OutOfScope => need("responsible", evidence.responsible.is_some()),
        Outcome::NotHeld
        | Outcome::Duplicate
        | Outcome::Withdrawn
        | Outcome::Lapsed
        | Outcome::NotAnswered => {}
    }
    // What the outcome has no use for is not kept: a refusal does not carry an old address.
    if !outcome.is_data() {
        evidence.dataset = None;
        evidence.missing = None;
    }
    if outcome != Outcome::AvailableElsewhere {
        evidence.how = None;
        evidence.url = evidence.url.filter(|_| outcome.is_data());
    }
    evidence.missing = evidence.missing.filter(|_| outcome == Outcome::Partial);
    evidence.ground = evidence.ground.filter(|_| outcome == Outcome::NotSuitable);
    evidence.responsible = evidence.responsible.filter(|_| outcome == Outcome::OutOfScope);
    evidence
}

fn confirm(fields: &mut Fields<'_>) -> Option<Action> {
    let rating = fields
        .number("rating", 1, 5)
        .and_then(|rating| u8::try_from(rating).ok());
    if fields.text("verdict").as_deref() == Some("no") {
        fields.error("verdict", FieldCode::UseDispute);
        return None;
    }
    let verdict = fields.required_key("verdict", |key| {
        Verdict::parse(key).filter(|value| *value != Verdict::None)
    })?;
    Some(Action::Confirm { verdict, rating })
}

fn split(fields: &mut Fields<'_>) -> Option<Named> {
    let Some(areas) = fields.list("areas") else {
        if !fields.has_error("areas") {
            fields.error("areas", FieldCode::Required);
        }
        return None;
    };
    let distinct: std::collections::BTreeSet<_> = areas.iter().collect();
    if distinct.len() != areas.len() || !(2..=10).contains(&areas.len()) {
        fields.error("areas", FieldCode::OutOfRange);
        return None;
    }
    Some(Named::Split { areas })
}

fn edit(fields: &mut Fields<'_>) -> Edit {
    let edit = Edit {
        title: fields.text_within("title", 10, 150),
        body: fields.text_within("body", 20, 8_000),
        purpose: fields.text_or_blank("purpose", 4_000),
        kind: fields.key("kind", Kind::parse),
        theme: fields.text_within("theme", 1, 100),
        dataset: fields.text_or_blank("dataset", 500),
        wanted_frequency: fields.text_or_blank("wanted_frequency", 40),
        format: fields.text_or_blank("format", 200),
        period: fields.text_or_blank("period", 200),
        coverage: fields.text_or_blank("coverage", 200),
        readiness: fields.number("readiness", 0, 5),
        legal_duty: fields.flag("legal_duty"),
        personal_data: fields.key("personal_data", LegalCheck::parse),
        secrecy: fields.key("secrecy", LegalCheck::parse),
    };
    for needed in ["title", "body", "kind", "theme"] {
        // These cannot be emptied; to leave one as it is, do not send it.
        if fields.has(needed) && !edit.fields().any(|name| name == needed) && !fields.has_error(needed) {
            fields.error(needed, FieldCode::Required);
        }
    }
    if edit.fields().next().is_none() && !EDITABLE.iter().any(|name| fields.has_error(name)) {
        fields.error_of_all(FieldCode::NothingToChange);
    }
    edit
}

fn redact(fields: &mut Fields<'_>) -> Option<Redaction> {
    let target = fields.required_key("target", RedactTarget::parse);
    let reason = fields.required_text("reason", 1, 300);
    let id = fields.number("id", 1, i64::MAX);
    let text = fields.text_within("text", 1, 8_000);
    let target = target?;
    if matches!(
        target,
        RedactTarget::Event | RedactTarget::Comment | RedactTarget::File
    ) && id.is_none()
    {
        fields.error("id", FieldCode::Required);
    }
    Some(Redaction {
        target,
        id,
        text,
        reason: reason?,
    })
}
