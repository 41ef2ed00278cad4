//! What is known of a request, at a glance.

use domain::{
    data_request::DataRequest,
    store::{
        people,
        requests::{self, Lock},
    },
};
use serde::Serialize;

use super::Looking;
use crate::{
    pages::{
        places::{Place, Places},
        requests::{chip::Chip, show::Part},
    },
    problem::Fault,
};

/// The facts.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Facts {
    /// Who asked, as anybody may read it.
    pub requester: Option<String>,
    /// What kind of data user asked.
    pub sector: &'static str,
    /// Their address, where it was asked for.
    pub email: Option<String>,
    /// Whether it may be asked for.
    pub may_see_email: bool,
    /// When it came in.
    pub created_at: String,
    /// By which door.
    pub origin: &'static str,
    /// Who answers.
    pub area: Option<Place>,
    /// No area took it yet: it names this one.
    pub area_is_named: bool,
    /// To whom it was given.
    pub assignee: Option<String>,
    /// What it is about.
    pub theme: Option<Place>,
    /// Nobody has said the theme.
    pub theme_pending: bool,
    /// What is asked for.
    pub kind: &'static str,
    /// The text, in Markdown.
    pub body: String,
    /// What for.
    pub purpose: Option<String>,
    /// Of which dataset.
    pub dataset: Option<String>,
    /// How often.
    pub wanted_frequency: Option<String>,
    /// In which format.
    pub format: Option<String>,
    /// Of which time.
    pub period: Option<String>,
    /// Of which place.
    pub coverage: Option<String>,
    /// How many need it too.
    pub supporters: i64,
    /// How many follow it.
    pub followers: i64,
    /// The score.
    pub score: i64,
    /// What the score is made of.
    pub components: Vec<Component>,
    /// Hidden from the public.
    pub hidden: Option<Hidden>,
    /// The request it is a part of.
    pub part_of: Option<String>,
    /// The request it follows on from.
    pub follows: Option<String>,
    /// The request it was merged into.
    pub merged_into: Option<String>,
    /// Its parts.
    pub parts: Vec<Part>,
    /// How many of them are answered.
    pub parts_answered: usize,
    /// How many were merged into it.
    pub merged: i64,
}

/// A part of the score.
#[derive(Debug, Clone, Serialize)]
pub struct Component {
    /// Which, by key.
    pub key: &'static str,
    /// How much.
    pub points: i64,
}

/// Why and since when a request is hidden.
#[derive(Debug, Clone, Serialize)]
pub struct Hidden {
    /// Why, by key.
    pub reason: &'static str,
    /// Since when.
    pub at: String,
}

impl Facts {
    pub(super) async fn read(
        looking: &Looking<'_>,
        request: &DataRequest,
        places: &Places,
        email: Option<String>,
    ) -> Result<Self, Fault> {
        let reader = looking.reader();
        let standing = &request.standing;
        let assignee = match standing.assignee {
            Some(person) => people::get(&reader, person).await?.map(|person| {
                // Somebody without a name is known by their address: it is a colleague's.
                Some(person.name)
                    .filter(|name| !name.is_empty())
                    .unwrap_or_else(|| person.email.to_string())
            }),
            None => None,
        };
        let merged_into = match standing.merged {
            Some(merged) => requests::get(&reader, merged.into, Lock::No).await?,
            None => None,
        };
        let today = looking.app.moment().today;
        let calendar = looking.app.calendar(&reader, today).await?;
        let parts = if standing.split {
            requests::parts(&reader, looking.actor(), request.id).await?
        } else {
            Vec::new()
        };
        let merged = requests::merged_into(&reader, request.id).await?.len();
        let priority = request.priority(today);
        let text = |reference: Option<&domain::reference::Reference>| reference.map(ToString::to_string);
        let components = [
            ("support", priority.support),
            ("theme", priority.theme),
            ("table_rank", priority.table_rank),
            ("legal_duty", priority.legal_duty),
            ("readiness", priority.readiness),
            ("age", priority.age),
        ];
        Ok(Self {
            requester: request.public_name().map(str::to_owned),
            sector: request.sector.as_str(),
            may_see_email: looking.actor().coordinates() && email.is_none(),
            email,
            created_at: request.created_at.to_string(),
            origin: request.origin.as_str(),
            area: places.area(request.area.as_deref()),
            area_is_named: !standing.assigned,
            assignee,
            theme: Some(places.theme(&request.theme)),
            theme_pending: request.theme_pending,
            kind: request.kind.as_str(),
            body: request.body.clone(),
            purpose: request.purpose.clone(),
            dataset: request.dataset.clone(),
            wanted_frequency: request.wanted_frequency.clone(),
            format: request.format.clone(),
            period: request.period.clone(),
            coverage: request.coverage.clone(),
            supporters: request.supporters,
            followers: request.followers,
            score: priority.score(),
            components: components
                .into_iter()
                .filter(|(_, points)| *points > 0)
                .map(|(key, points)| Component { key, points })
                .collect(),
            hidden: standing.hidden.map(|hidden| Hidden {
                reason: hidden.reason.as_str(),
                at: hidden.at.to_string(),
            }),
            part_of: text(request.part_of.as_ref()),
            follows: text(request.follows.as_ref()),
            merged_into: merged_into.map(|target| target.reference.to_string()),
            parts_answered: parts.iter().filter(|part| part.is_answered()).count(),
            parts: parts
                .iter()
                .map(|part| Part {
                    reference: part.reference.to_string(),
                    area: places.area(part.area.as_deref()),
                    chip: Chip::of(part, today, &calendar),
                })
                .collect(),
            merged: i64::try_from(merged).unwrap_or(0),
        })
    }
}
