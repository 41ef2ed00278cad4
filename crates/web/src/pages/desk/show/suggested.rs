//! The area that is likely to hold what is asked for: the one that answers for requests like this one.

use std::collections::HashMap;

use domain::{
    data_request::DataRequest,
    ops::{self, MOST_SIMILAR},
    policy::Actor,
    store::requests::Lock,
};

use super::Looking;
use crate::{pages::places::Place, problem::Fault};

/// One of the areas that may be named here; none when nobody was asked for the like, or it is there already.
pub(super) async fn area(
    looking: &Looking<'_>,
    request: &DataRequest,
    open: &[Place],
) -> Result<Option<Place>, Fault> {
    let reader = looking.reader();
    let text = format!("{} {}", request.title, request.body);
    let mut votes: HashMap<String, usize> = HashMap::new();
    let alike = ops::similar(&reader, &Actor::Visitor, &text, MOST_SIMILAR).await?;
    for (rank, similar) in alike.into_iter().enumerate() {
        if similar.reference == request.reference {
            continue;
        }
        let Ok(other) = ops::find(&reader, &Actor::Visitor, similar.reference, Lock::No).await else {
            continue;
        };
        if let Some(slug) = other.area.filter(|_| other.standing.assigned) {
            // The likest says most.
            *votes.entry(slug).or_default() += MOST_SIMILAR - rank.min(MOST_SIMILAR - 1);
        }
    }
    let best = open
        .iter()
        .filter_map(|place| Some((votes.get(&place.key)?, place)))
        .max_by_key(|(votes, _)| **votes);
    Ok(best
        .map(|(_, place)| place.clone())
        .filter(|place| request.area.as_deref() != Some(place.key.as_str())))
}
