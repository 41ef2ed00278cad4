//! What people looked for in the demo's city and did not find, as `content/searches.toml` has it: counted as the program counts it.

use anyhow::Context as _;
use domain::{
    clock::Moment,
    missing::Words,
    ops,
    store::{Db, Tx},
};
use jiff::Span;
use serde::Deserialize;

use crate::refusal;

const SEARCHES: &str = include_str!("content/searches.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Searches {
    search: Vec<Search>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Search {
    words: String,
    times: i64,
    ago: i32,
}

/// Counts them.
pub async fn count(db: &Db, now: Moment) -> anyhow::Result<()> {
    let searches: Searches = toml::from_str(SEARCHES).context("searches.toml")?;
    for search in searches.search {
        let words = Words::of(&search.words).with_context(|| format!("{} is not counted", search.words))?;
        let on = now.today.saturating_sub(Span::new().days(search.ago));
        let counted = [(words, search.times)];
        let count = async move |tx: &Tx| ops::count_missing(tx, &counted, on).await;
        db.write(count).await.map_err(refusal::explain)?;
    }
    Ok(())
}
