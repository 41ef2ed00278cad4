//! `/answers`: where to get what others looked for, by words and by theme.

use axum::{extract::State, http::HeaderMap, response::Response};
use domain::{
    data_request::DataRequest,
    store::requests::{self, Cursor, Filter, Sort},
};
use serde::Serialize;
use url::form_urlencoded;

use super::{
    places::{Place, Places},
    requests::{chip::Chip, samples, show::Evidence},
};
use crate::{
    AppState, missing,
    page::{self, Here, Page},
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

/// Answers on a page.
const SHOWN: u32 = 25;

/// The page.
#[derive(Debug, Serialize)]
pub struct AnswersBase {
    /// The words somebody looks for.
    pub q: String,
    /// The theme they chose; empty for all.
    pub theme: String,
    /// The themes, to choose from.
    pub themes: Vec<Place>,
    /// What was found.
    pub answers: Vec<WhereToGetIt>,
    /// The query of the next page.
    pub next: Option<String>,
    /// The query of the first page, on any other.
    pub first: Option<String>,
}

/// Where something is to be had.
#[derive(Debug, Clone, Serialize)]
pub struct WhereToGetIt {
    /// The request that asked for it.
    pub reference: String,
    /// What was asked.
    pub title: String,
    /// The language it was asked in.
    pub language: String,
    /// How it ended, as a chip.
    pub chip: Chip,
    /// Who answered.
    pub area: Option<Place>,
    /// When.
    pub at: Option<String>,
    /// Where it is.
    pub evidence: Evidence,
}

/// The page.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    here: Here,
    headers: HeaderMap,
    query: Query,
) -> Result<Response, Fault> {
    let reader = app.reader(&visitor.actor);
    let places = Places::load(&reader, visitor.locale).await?;
    let theme = query
        .one("theme")
        .filter(|key| places.themes.iter().any(|theme| theme.key == *key));
    let q = query.one("q").map(str::trim).filter(|text| !text.is_empty());
    let filter = Filter {
        q: q.map(str::to_owned),
        themes: theme.map(str::to_owned).into_iter().collect(),
        where_to_get_it: true,
        ..Filter::default()
    };
    let cursor = query
        .one("cursor")
        .and_then(|text| Cursor::decode(text, Sort::Newest, q.is_some()));
    let found = requests::list(
        &reader,
        &visitor.actor,
        &filter,
        Sort::Newest,
        cursor.as_ref(),
        SHOWN,
    )
    .await?;
    let asked = |cursor: Option<&Cursor>| {
        let mut pairs = form_urlencoded::Serializer::new(String::new());
        pairs.extend_pairs(
            [("q", q), ("theme", theme)]
                .into_iter()
                .filter_map(|(name, value)| Some((name, value?))),
        );
        if let Some(cursor) = cursor {
            pairs.append_pair("cursor", &cursor.encode());
        }
        pairs.finish()
    };
    let page = AnswersBase {
        q: q.unwrap_or_default().to_owned(),
        theme: theme.unwrap_or_default().to_owned(),
        themes: places.all_themes(),
        answers: found
            .items
            .iter()
            .filter_map(|request| WhereToGetIt::of(request, &places))
            .collect(),
        next: found.next.as_ref().map(|next| asked(Some(next))),
        first: cursor.is_some().then(|| asked(None)),
    };
    let mut response = page::show_unless_known(&app, &visitor, &here, &headers, &page)?;
    if page.answers.is_empty() && theme.is_none() && cursor.is_none() {
        missing::nothing_found(&mut response, &page.q);
    }
    Ok(response)
}

impl WhereToGetIt {
    fn of(request: &DataRequest, places: &Places) -> Option<Self> {
        Some(Self {
            reference: request.reference.to_string(),
            title: request.title.clone(),
            language: request.language.clone(),
            chip: Chip::of_outcome(request.standing.outcome?),
            area: places.area(request.area.as_deref()),
            at: request.standing.answered_at.map(|at| at.to_string()),
            evidence: Evidence::of(request),
        })
    }
}

impl Page for AnswersBase {
    const TEMPLATE: &'static str = "pages/answers.html";
    const SECTION: &'static str = "requests";
    const QUERY: &'static [&'static str] = &["q", "theme", "cursor"];

    fn samples() -> Vec<Self> {
        let of = |answer: super::requests::show::Answer| WhereToGetIt {
            reference: "PD-2026-000123".into(),
            title: "Padrones <b>de proveedores".into(),
            language: "en".into(),
            chip: answer.chip,
            area: None,
            at: answer.at,
            evidence: answer.evidence,
        };
        let outcomes = domain::status::Outcome::ALL
            .iter()
            .filter(|outcome| outcome.is_an_answer());
        let answers: Vec<_> = outcomes
            .filter_map(|outcome| samples::answer(*outcome))
            .map(of)
            .collect();
        let mut placed = answers.clone();
        for answer in &mut placed {
            answer.area = Some(Place::new("salud", "Salud"));
            answer.at = Some("2026-11-20T15:00:00Z".into());
        }
        let empty = Self {
            q: String::new(),
            theme: String::new(),
            themes: vec![Place::new("budget", "Presupuesto")],
            answers: Vec::new(),
            next: None,
            first: None,
        };
        vec![
            Self {
                q: "padron <b>".into(),
                theme: "budget".into(),
                themes: empty.themes.clone(),
                answers: [answers, placed].concat(),
                next: Some("cursor=x".into()),
                first: Some(String::new()),
            },
            Self {
                q: "nada".into(),
                themes: empty.themes.clone(),
                theme: String::new(),
                answers: Vec::new(),
                next: None,
                first: None,
            },
            empty,
        ]
    }
}
