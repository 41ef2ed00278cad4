//! What the demo's areas hold and do not publish, as `content/inventory.toml` has it, listed by somebody of each area.

use std::collections::BTreeMap;

use anyhow::Context as _;
use domain::{
    ids::InventoryId,
    inventory::Said,
    ops,
    person::Sector,
    policy::{Actor, keep_inventory},
    store::{Db, Tx},
};
use jiff::Span;

use super::{
    content::{Content, Held},
    refused,
    timeline::Now,
    town::{Failed, caller, failed},
};

/// Lists all of it; gives the number of each by its key.
pub async fn list(
    db: &Db,
    content: &Content,
    now: &Now,
    people: &BTreeMap<String, (Actor, Option<Sector>)>,
) -> anyhow::Result<BTreeMap<String, InventoryId>> {
    let mut listed = Vec::new();
    for held in &content.held {
        let by = content.somebody(&held.by)?.email()?.to_string();
        let (actor, _) = people.get(&by).with_context(|| format!("{by} is nobody"))?;
        listed.push((held.clone(), actor.clone()));
    }
    // The first to be listed is the oldest.
    listed.sort_by_key(|(held, _)| -held.ago);
    let now = now.clone();
    db.write(async move |tx: &Tx| {
        let mut known = BTreeMap::new();
        for (held, actor) in &listed {
            let id = add(tx, held, actor, &now).await;
            let id = id.map_err(|error| failed(&held.key, error))?;
            known.insert(held.key.clone(), id);
        }
        Ok::<_, Failed>(known)
    })
    .await
    .map_err(refused)
}

async fn add(tx: &Tx, held: &Held, actor: &Actor, now: &Now) -> Result<InventoryId, ops::Error> {
    let area = match actor {
        Actor::Person(signed) => signed.areas.first().copied(),
        Actor::Visitor | Actor::System(_) => None,
    };
    let permit = keep_inventory(actor, area.ok_or(ops::Error::NotFound)?)?;
    let day = now.moment.today.saturating_sub(Span::new().days(held.ago));
    let caller = caller(actor.clone(), now.morning(day));
    ops::add_inventory(tx, &caller, &permit, &Said::parse(&held.fields)?).await
}
