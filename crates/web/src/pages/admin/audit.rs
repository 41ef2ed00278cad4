//! `/admin/audit`: everything staff did, newest first: who, what, when, from where. Nobody can change it.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{audit::Audited, ids::PersonId, store::audit};
use serde::Serialize;
use url::form_urlencoded;

use super::admin;
use crate::{
    AppState,
    page::{self, Here, Page},
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

/// Lines on a page.
const SHOWN: u32 = 50;

/// The page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct AuditLog {
    /// The lines.
    pub lines: Vec<Line>,
    /// Only what this person did: their number and name.
    pub whose: Option<Whose>,
    /// The query of the next page.
    pub next: Option<String>,
    /// The query of the first page, on any other.
    pub first: Option<String>,
}

/// Somebody.
#[derive(Debug, Clone, Serialize)]
pub struct Whose {
    /// Their number.
    pub id: i64,
    /// Their name.
    pub name: Option<String>,
}

/// A line.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// When.
    pub at: String,
    /// Who; none for the command line and the system.
    pub who: Option<Whose>,
    /// In what capacity.
    pub role: String,
    /// What they did, by key; none where we have no words for it.
    pub what: Option<&'static str>,
    /// Which action, of those on a request.
    pub action: Option<String>,
    /// To which request.
    pub reference: Option<String>,
    /// To what else.
    pub subject: Option<String>,
    /// From which network address.
    pub from: Option<String>,
}

/// The page; with `person`, what one of them did.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    here: Here,
    query: Query,
) -> Result<Response, Fault> {
    admin(&visitor)?;
    let person = query
        .one("person")
        .and_then(|text| text.parse().ok())
        .map(PersonId);
    let before: Option<i64> = query.one("before").and_then(|text| text.parse().ok());
    let mut lines = audit::list(&app.db.read(), person, before, SHOWN + 1).await?;
    let more = lines.len() > SHOWN as usize;
    lines.truncate(SHOWN as usize);
    let next = lines.last().filter(|_| more).map(|last| last.id);
    let at = |before: Option<i64>| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if let Some(person) = person {
            query.append_pair("person", &person.to_string());
        }
        if let Some(before) = before {
            query.append_pair("before", &before.to_string());
        }
        query.finish()
    };
    let page = AuditLog {
        whose: person.map(|person| Whose {
            id: person.0,
            name: lines.first().and_then(|line| line.name.clone()),
        }),
        lines: lines.into_iter().map(Line::of).collect(),
        next: next.map(|before| at(Some(before))),
        first: before.map(|_| at(None)),
    };
    page::private(&app, &visitor, &here, (StatusCode::OK, &page))
}

impl Line {
    fn of(line: audit::Line) -> Self {
        let what = Audited::parse(&line.what);
        let subject = match what {
            Some(_) => line.subject.unwrap_or_default(),
            None => format!("{} {}", line.what, line.subject.unwrap_or_default()),
        };
        let (mut action, mut reference, mut rest) = (None, None, Vec::new());
        for word in subject.split(' ').filter(|word| !word.is_empty()) {
            if word.starts_with("PD-") {
                reference = Some(word.to_owned());
            } else if what == Some(Audited::Act) && action.is_none() {
                action = Some(word.to_owned());
            } else {
                rest.push(word);
            }
        }
        Self {
            at: line.at.to_string(),
            who: line.person.map(|person| Whose {
                id: person.0,
                name: line.name,
            }),
            role: line.role,
            what: what.map(Audited::as_str),
            action,
            reference,
            subject: Some(rest.join(" ")).filter(|rest| !rest.is_empty()),
            from: line.from,
        }
    }
}

impl Page for AuditLog {
    const TEMPLATE: &'static str = "pages/admin/audit.html";
    const SECTION: &'static str = "desk";

    fn samples() -> Vec<Self> {
        let line = |what: &Audited| Line {
            at: "2026-11-20T12:00:00Z".into(),
            who: Some(Whose {
                id: 7,
                name: Some("Lia <b>Paz</b>".into()),
            }),
            role: "liaison".into(),
            what: Some(what.as_str()),
            action: (*what == Audited::Act).then(|| "assign".into()),
            reference: (*what == Audited::Act).then(|| "PD-2026-000123".into()),
            subject: Some("person 7 <b>".into()),
            from: Some("203.0.113.7".into()),
        };
        let full = Self {
            lines: Audited::ALL.iter().map(line).collect(),
            next: Some("before=7".into()),
            first: Some(String::new()),
            whose: None,
        };
        let nobody = Line {
            who: None,
            role: "command line".into(),
            subject: None,
            from: None,
            ..line(&Audited::PersonCreate)
        };
        let system = Line {
            role: "system".into(),
            ..nobody.clone()
        };
        let nameless = Whose { id: 9, name: None };
        vec![
            Self::default(),
            Self {
                whose: full.lines[0].who.clone(),
                ..full.clone()
            },
            Self {
                lines: vec![
                    nobody,
                    system,
                    Line {
                        who: Some(nameless.clone()),
                        role: "coordinator".into(),
                        ..line(&Audited::SignIn)
                    },
                ],
                whose: Some(nameless),
                ..Self::default()
            },
            full,
        ]
    }
}
