//! Somebody tells what they did with the data. Whoever coordinates looks before everybody sees it (PRODUCT §5).

use serde_json::{Map, Value};

use super::{Caller, Error, audit::audit, find, remember, repeated};
use crate::{
    audit::Audited,
    field::{FieldCode, Fields, Invalid},
    ids::ReuseId,
    person::Sector,
    policy::ModeratorPermit,
    reference::Reference,
    store::{
        Tx,
        requests::Lock,
        reuses::{self, NewRow, ReuseState},
    },
};

const TITLE: (usize, usize) = (5, 150);
const TEXT: usize = 1_000;
/// Characters of the names of all datasets together.
const DATASETS: usize = 3_000;

/// What somebody did with the data.
#[derive(Debug, Clone)]
pub struct NewReuse {
    /// What it is called.
    pub title: String,
    /// Where it is.
    pub url: String,
    /// What it is about.
    pub text: Option<String>,
    /// What kind of data user they are, if they say so.
    pub sector: Option<Sector>,
    /// The request that brought the data.
    pub request: Option<Reference>,
    /// The datasets it uses, by name or address.
    pub datasets: Vec<String>,
}

impl NewReuse {
    /// Reads the fields of a form: `title`, `url`, and perhaps `text`, `sector`, `request`, `datasets` (one a line).
    pub fn parse(members: &Map<String, Value>) -> Result<Self, Invalid> {
        let mut fields = Fields::new(members, "#");
        let title = fields
            .required_text("title", TITLE.0, TITLE.1)
            .unwrap_or_default();
        let url = fields.url("url");
        let text = fields
            .text_within("text", 0, TEXT)
            .filter(|text| !text.is_empty());
        let sector = fields.key("sector", Sector::parse);
        let request = fields.key("request", |text| text.parse::<Reference>().ok());
        let datasets: Vec<String> = fields
            .text_within("datasets", 0, DATASETS)
            .unwrap_or_default()
            .lines()
            .map(|line| line.trim().to_owned())
            .filter(|line| !line.is_empty())
            .collect();
        if url.is_none() && !fields.has_error("url") {
            fields.error("url", FieldCode::Required);
        }
        fields.finish(Self {
            title,
            url: url.unwrap_or_default(),
            text,
            sector,
            request,
            datasets,
        })
    }
}

/// Keeps it for somebody to look at. Anybody may tell: nothing is shown before.
pub async fn tell_reuse(tx: &Tx, caller: &Caller, input: NewReuse) -> Result<(), Error> {
    if repeated(tx, caller).await?.is_some() {
        return Ok(());
    }
    let request = match input.request {
        Some(reference) => match find(tx, &caller.actor, reference, Lock::No).await {
            Ok(request) => Some(request),
            Err(Error::NotFound | Error::Hidden(..)) => {
                return Err(Error::field("#/request", FieldCode::NotARequest));
            }
            Err(error) => return Err(error),
        },
        None => None,
    };
    let row = NewRow {
        title: &input.title,
        url: &input.url,
        text: input.text.as_deref(),
        sector: input.sector.unwrap_or(Sector::Unknown),
        request: request.map(|request| request.id),
        person: caller.actor.person(),
        datasets: &input.datasets,
    };
    let id = reuses::insert(tx, &row, caller.moment.at).await?;
    remember(tx, caller, &id.to_string()).await
}

/// Shows it to everybody, or does not; what is shown may be taken back. False when that is how it is already.
pub async fn decide_reuse(
    tx: &Tx,
    caller: &Caller,
    _: &ModeratorPermit,
    (id, state): (ReuseId, ReuseState),
) -> Result<bool, Error> {
    let done = reuses::decide(tx, id, state, caller.moment.at).await?;
    if done {
        audit(tx, caller, Audited::Reuse, Some(format!("reuse {id} {state}"))).await?;
    }
    Ok(done)
}
