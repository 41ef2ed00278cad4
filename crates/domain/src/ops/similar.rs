//! What is like the request somebody is about to write: it may have been asked, and answered, before.
//!
//! Bounded work: the newest requests that share a word are weighed, and where those are few, the newest titles are read for
//! words that were misspelled.

use std::{
    collections::{HashMap, HashSet, hash_map::Entry},
    hash::Hash,
};

use super::Error;
use crate::{
    analyser::{self, Query},
    ids::RequestId,
    inventory::Item,
    policy::Actor,
    reference::Reference,
    status::{Outcome, Status},
    store::{
        Source, datasets, inventory,
        search::{self, Summary},
    },
};

/// At most this many are shown.
pub const MOST_SIMILAR: usize = 10;
/// How many of the candidates have their titles compared.
const SHORTLIST: usize = 40;
/// With fewer hits than this, misspellings are looked for.
const FEW: usize = 3;
/// How many titles are read for that.
const TITLES: u32 = 300;
/// How many words are looked for in them.
const WORDS: usize = 8;
/// From here up, two words are likely one misspelled.
const ALIKE: f64 = 0.45;
/// A request has to hold at least this part of what was asked, by weight.
const LEAST: f64 = 0.25;

/// A request like the one being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Similar {
    /// Its title.
    pub title: String,
    /// Its reference.
    pub reference: Reference,
    /// Its status.
    pub status: Status,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// How many need it too.
    pub supporters: i64,
}

/// The requests that `actor` may see and that are most like `text`, the likest first.
pub async fn similar(
    source: &impl Source,
    actor: &Actor,
    text: &str,
    limit: usize,
) -> Result<Vec<Similar>, Error> {
    let Some(query) = analyser::query(text) else {
        return Ok(Vec::new());
    };
    let mut scores = by_words(source, actor, &query).await?;
    let ids: Vec<RequestId> = scores.keys().copied().collect();
    let mut found = search::summaries(source, actor, &ids).await?;
    if found.len() < FEW {
        for (summary, score) in misspelled(source, actor, text).await? {
            if let Entry::Vacant(free) = scores.entry(summary.request) {
                free.insert(score);
                found.push(summary);
            }
        }
    }
    let score = |summary: &Summary| {
        let words = scores.get(&summary.request).copied().unwrap_or(0.0);
        words + analyser::similarity(text, &summary.title) / 2.0
    };
    let mut ranked: Vec<(f64, Summary)> = found
        .into_iter()
        .map(|summary| (score(&summary), summary))
        .collect();
    ranked.sort_by(|(a, one), (b, other)| b.total_cmp(a).then(other.request.cmp(&one.request)));
    Ok(ranked
        .into_iter()
        .take(limit.min(MOST_SIMILAR))
        .map(|(_, summary)| summary.into())
        .collect())
}

/// The datasets of the catalogue that are most like `text`, the likest first.
pub async fn similar_datasets(
    source: &impl Source,
    text: &str,
    limit: usize,
) -> Result<Vec<datasets::Listed>, Error> {
    let Some(query) = analyser::query(text) else {
        return Ok(Vec::new());
    };
    let candidates = datasets::candidates(source, &query).await?;
    let terms = candidates
        .iter()
        .map(|candidate| (candidate.dataset.id, candidate.terms.as_str()));
    let scores = held(terms, &query);
    let mut ranked: Vec<(f64, datasets::Listed)> = candidates
        .into_iter()
        .filter_map(|candidate| {
            let words = scores.get(&candidate.dataset.id)?;
            let titles = analyser::similarity(text, &candidate.dataset.title) / 2.0;
            Some((words + titles, candidate.dataset))
        })
        .collect();
    ranked.sort_by(|(a, one), (b, other)| b.total_cmp(a).then_with(|| one.name.cmp(&other.name)));
    Ok(ranked
        .into_iter()
        .take(limit)
        .map(|(_, dataset)| dataset)
        .collect())
}

/// What areas hold and do not publish that is most like `text`, the likest first. What is asked for already is found among the
/// requests.
pub async fn similar_inventory(source: &impl Source, text: &str, limit: usize) -> Result<Vec<Item>, Error> {
    let Some(query) = analyser::query(text) else {
        return Ok(Vec::new());
    };
    let candidates = inventory::candidates(source, &query).await?;
    let terms = candidates
        .iter()
        .map(|candidate| (candidate.item.id, candidate.terms.as_str()));
    let scores = held(terms, &query);
    let mut ranked: Vec<(f64, Item)> = candidates
        .into_iter()
        .filter_map(|candidate| {
            let words = scores.get(&candidate.item.id)?;
            let titles = analyser::similarity(text, &candidate.item.said.title) / 2.0;
            Some((words + titles, candidate.item))
        })
        .collect();
    ranked.sort_by(|(a, one), (b, other)| b.total_cmp(a).then(other.id.cmp(&one.id)));
    Ok(ranked.into_iter().take(limit).map(|(_, item)| item).collect())
}

/// How much of the query each request holds.
async fn by_words(
    source: &impl Source,
    actor: &Actor,
    query: &Query,
) -> Result<HashMap<RequestId, f64>, Error> {
    let candidates = search::candidates(source, actor, query).await?;
    let terms = candidates
        .iter()
        .map(|candidate| (candidate.request, candidate.terms.as_str()));
    Ok(held(terms, query))
}

/// How much of the query each candidate holds, from 0 to 1. A word that few of the candidates have weighs more.
fn held<'a, K>(candidates: impl Iterator<Item = (K, &'a str)>, query: &Query) -> HashMap<K, f64>
where
    K: Copy + Eq + Hash + Ord,
{
    let held: Vec<(K, HashSet<&str>)> = candidates
        .map(|(key, terms)| {
            let terms: HashSet<&str> = terms.split(' ').collect();
            let stems = query.stems().iter().map(String::as_str);
            (key, stems.filter(|stem| terms.contains(stem)).collect())
        })
        .collect();
    let weights: HashMap<&str, f64> = query
        .stems()
        .iter()
        .map(|stem| {
            let has = |(_, shared): &&(K, HashSet<&str>)| shared.contains(stem.as_str());
            let having = held.iter().filter(has).count();
            (stem.as_str(), weight(held.len(), having))
        })
        .collect();
    let whole: f64 = weights.values().sum();
    let mut scores: Vec<(K, f64)> = held
        .into_iter()
        .map(|(key, shared)| {
            let shared = shared.into_iter().filter_map(|stem| weights.get(stem));
            (key, shared.sum::<f64>() / whole)
        })
        .filter(|(_, score)| *score >= LEAST)
        .collect();
    scores.sort_by(|(one, a), (other, b)| b.total_cmp(a).then(other.cmp(one)));
    scores.truncate(SHORTLIST);
    scores.into_iter().collect()
}

fn weight(all: usize, having: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a few hundred at most")]
    let ratio = (all + 1) as f64 / (having + 1) as f64;
    1.0 + ratio.ln()
}

/// The newest requests whose titles have words like those of `text`, and how much of it they have.
async fn misspelled(source: &impl Source, actor: &Actor, text: &str) -> Result<Vec<(Summary, f64)>, Error> {
    let words: Vec<Vec<String>> = telling(text).take(WORDS).map(analyser::trigrams).collect();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let mut likenesses: HashMap<String, Vec<f64>> = HashMap::new();
    let mut hits = Vec::new();
    for summary in search::newest(source, actor, TITLES).await? {
        let mut best = vec![0.0_f64; words.len()];
        for word in telling(&summary.title) {
            // Titles repeat their words.
            let likeness = likenesses.entry(word.to_lowercase()).or_insert_with(|| {
                let pieces = analyser::trigrams(word);
                words.iter().map(|asked| alike(asked, &pieces)).collect()
            });
            best.iter_mut()
                .zip(likeness)
                .for_each(|(best, now)| *best = best.max(*now));
        }
        #[expect(clippy::cast_precision_loss, reason = "a few words")]
        let score = best.iter().filter(|likeness| **likeness >= ALIKE).sum::<f64>() / words.len() as f64;
        if score >= LEAST {
            hits.push((summary, score));
        }
    }
    Ok(hits)
}

/// The words that say something: not articles and prepositions, nor anything as short.
fn telling(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= 4)
}

/// Like [`analyser::similarity`], of pieces that are made already.
fn alike(a: &[String], b: &[String]) -> f64 {
    let shared = a.iter().filter(|piece| b.binary_search(piece).is_ok()).count();
    let all = (a.len() + b.len() - shared).max(1);
    #[expect(clippy::cast_precision_loss, reason = "a word has few pieces")]
    let ratio = shared as f64 / all as f64;
    ratio
}

impl From<Summary> for Similar {
    fn from(summary: Summary) -> Self {
        let Summary {
            reference,
            title,
            status,
            outcome,
            supporters,
            ..
        } = summary;
        Self {
            title,
            reference,
            status,
            outcome,
            supporters,
        }
    }
}
