//! The requests that were chosen, as this person finds them, and what can be done to all of them.

use domain::{
    data_request::DataRequest,
    ops,
    policy::{self, Intent, authorize},
    reference::Reference,
    status::ActionKind,
    store::{following, requests::Lock},
};
use url::form_urlencoded;

use super::{ACTIONS, Row};
use crate::{
    pages::{
        desk::show::{ActionForm, Looking},
        places::Places,
        requests::chip::Chip,
    },
    problem::Fault,
};

/// More than these are not taken at once.
const MOST: usize = 50;

/// What was chosen.
pub struct Chosen {
    /// The requests, each with the version it was chosen with.
    pub requests: Vec<(DataRequest, i64)>,
    /// How many were one too many.
    pub left_out: usize,
    /// Those that are not there, or not this person's any more.
    pub gone: Vec<Reference>,
}

impl Chosen {
    /// From `PD-2026-000123` or, with the version that was seen, `PD-2026-000123:7`. What is not there, or not this
    /// person's, is told apart.
    pub async fn read(looking: &Looking<'_>, texts: &[String]) -> Result<Self, Fault> {
        let reader = looking.app.db.read();
        let mut requests: Vec<(DataRequest, i64)> = Vec::new();
        let mut left_out = 0;
        let mut gone = Vec::new();
        for text in texts {
            let (reference, version) = text.split_once(':').unwrap_or((text, ""));
            let Ok(reference) = reference.parse::<Reference>() else {
                continue;
            };
            if requests.iter().any(|(request, _)| request.reference == reference) {
                continue;
            }
            if requests.len() >= MOST {
                left_out += 1;
                continue;
            }
            let actor = &looking.visitor.actor;
            match ops::find(&reader, actor, reference, Lock::No).await {
                Ok(request) if actor.answers_for(request.standing.area) => {
                    let version = version.parse().unwrap_or(request.version);
                    requests.push((request, version));
                }
                Ok(_) | Err(ops::Error::NotFound | ops::Error::Hidden(..)) => gone.push(reference),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(Self {
            requests,
            left_out,
            gone,
        })
    }

    /// What this person may do to every one of them now.
    pub async fn possible(&self, looking: &Looking<'_>) -> Result<Vec<ActionKind>, Fault> {
        let (reader, actor) = (looking.app.db.read(), &looking.visitor.actor);
        let today = looking.app.moment().today;
        let mut possible = ACTIONS.to_vec();
        if self.requests.is_empty() {
            possible.clear();
        }
        for (request, _) in &self.requests {
            let supports = match actor.person() {
                Some(person) => following::supports(&reader, request.id, person).await?,
                None => false,
            };
            let allowed = policy::allowed(actor, request, supports, today);
            // Of an edit only the theme is changed here, which a liaison may do too.
            let as_staff = |action: ActionKind| {
                let mut intent = Intent::any(action);
                if action == ActionKind::Edit {
                    intent.fields = vec!["theme"];
                }
                authorize(actor, &intent, request, supports).is_ok_and(|permit| permit.role().is_staff())
            };
            possible.retain(|action| allowed.contains(action) && as_staff(*action));
        }
        Ok(possible)
    }

    /// The form of an action: its choices are those that all of them have.
    pub async fn form(
        &self,
        looking: &Looking<'_>,
        places: &Places,
        action: ActionKind,
    ) -> Result<Option<ActionForm>, Fault> {
        let mut all: Option<ActionForm> = None;
        for (request, _) in &self.requests {
            let one = ActionForm::read(looking, request, places, action, &[]).await?;
            all = Some(match all {
                None => one,
                Some(before) => before.and(&one),
            });
        }
        if let Some(form) = &mut all {
            // Each would be filled in with another request.
            form.choices.ready.clear();
            form.choices.suggested = None;
        }
        Ok(all)
    }

    /// As they are shown.
    pub fn rows(&self, places: &Places) -> Vec<Row> {
        let row = |(request, _): &(DataRequest, i64)| Row {
            reference: request.reference.to_string(),
            title: request.title.clone(),
            language: request.language.clone(),
            chip: Chip::of_standing(request),
            area: places.area(request.area.as_deref()).map(|area| area.name),
            reason: None,
        };
        self.requests.iter().map(row).collect()
    }

    /// For the form: each with the version its reader saw.
    pub fn with_versions(&self) -> String {
        let one = |(request, version): &(DataRequest, i64)| format!("{}:{version}", request.reference);
        self.requests.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    /// The query that shows the form of an action on them.
    pub fn query(&self, action: ActionKind) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (request, _) in &self.requests {
            query.append_pair("requests", &request.reference.to_string());
        }
        query.append_pair("action", action.as_str());
        query.finish()
    }
}
