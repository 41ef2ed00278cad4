//! Which charts there are, and what their rows say.

use std::collections::BTreeMap;

use domain::{
    deadline::{PromiseResult, RoundResult},
    figures::{BANDS, FEWEST_ANSWERS, Judgement, Spread, Sums},
    status::{Ground, Outcome},
};
use render::Args;

use super::{Bars, Say, Score};

/// How many areas the chart of medians has; the table has all.
const MOST_AREAS: usize = 12;

/// How long it takes to the first answer, plan or publication.
pub fn spreads(say: &Say<'_>, sums: &Sums) -> Vec<Bars> {
    let of = |id, title: &str, spread: &Spread| {
        let bands = BANDS.iter().zip(spread.bands());
        let rows = bands
            .map(|((first, last), n)| (band(say, *first, *last), n))
            .collect();
        let chart = Bars::counted(say, id, say.text(title), say.text("stats-head-days"), rows);
        match (spread.twice_the_median(), spread.p90()) {
            (Some(median), Some(p90)) => {
                let args = Args::new()
                    .with("count", spread.count())
                    .with("median", say.days(median))
                    .with("most", say.days(p90 * 2));
                chart.about(say.with("stats-spread", &args))
            }
            _ => chart,
        }
    };
    vec![
        of("determination", "stats-to-determination", &sums.to_determination),
        of("answer", "stats-to-answer", &sums.to_answer),
        of("publication", "stats-to-publication", &sums.to_publication),
    ]
}

/// How requests end.
pub fn ends(say: &Say<'_>, sums: &Sums) -> Vec<Bars> {
    let outcome = |outcome: &Outcome| (say.name(*outcome), sums.outcome(*outcome));
    let ground = |ground: &Ground| (say.name(*ground), sums.ground(*ground));
    let outcomes = Outcome::ALL.iter().map(outcome).filter(|(_, n)| *n > 0).collect();
    let grounds = Ground::ALL.iter().map(ground).filter(|(_, n)| *n > 0).collect();
    vec![
        Bars::counted(
            say,
            "outcomes",
            say.text("stats-outcomes"),
            say.text("stats-head-outcome"),
            outcomes,
        )
        .about(say.text("stats-outcomes-about")),
        Bars::counted(
            say,
            "grounds",
            say.text("stats-grounds"),
            say.text("stats-head-ground"),
            grounds,
        ),
    ]
}

/// The term, and what was promised.
pub fn terms(say: &Say<'_>, sums: &Sums) -> Vec<Bars> {
    let rounds = vec![
        (say.text("stats-met"), sums.rounds(RoundResult::Met)),
        (say.text("stats-missed"), sums.rounds(RoundResult::Missed)),
        (say.text("stats-stopped"), sums.rounds(RoundResult::Stopped)),
    ];
    let promises = vec![
        (say.text("stats-kept"), sums.promises(PromiseResult::Kept)),
        (say.text("stats-late"), sums.promises(PromiseResult::Late)),
        (say.text("stats-dropped"), sums.promises(PromiseResult::Dropped)),
    ];
    vec![
        Bars::counted(
            say,
            "clock",
            say.text("stats-clock"),
            say.text("stats-head-end"),
            rounds,
        )
        .about(say.text("stats-clock-about")),
        Bars::counted(
            say,
            "promises",
            say.text("stats-promises"),
            say.text("stats-head-end"),
            promises,
        )
        .about(say.text("stats-promises-about")),
    ]
}

/// What requesters say of what they were given, and of refusals.
pub fn said(say: &Say<'_>, sums: &Sums) -> Vec<Bars> {
    let of = |id, title: &str, about: &str, said: Option<BTreeMap<Judgement, i64>>| {
        let enough = said.is_some();
        let rows = said.unwrap_or_default().into_iter();
        let rows = rows
            .map(|(judgement, n)| (say.text(judgement_key(judgement)), n))
            .collect();
        let mut chart =
            Bars::counted(say, id, say.text(title), say.text("stats-head-said"), rows).about(say.text(about));
        if !enough {
            chart.instead = Some(say.with("stats-too-few", &Args::new().with("count", FEWEST_ANSWERS)));
        }
        chart
    };
    vec![
        of(
            "satisfaction",
            "stats-satisfaction",
            "stats-satisfaction-about",
            sums.satisfaction(),
        ),
        of(
            "understood",
            "stats-understood",
            "stats-understood-about",
            sums.understood(),
        ),
    ]
}

/// The median of each area, the quickest first.
pub fn medians(say: &Say<'_>, areas: &[Score]) -> Bars {
    let rows = areas
        .iter()
        .filter_map(|score| {
            let (place, _) = score.place.as_ref()?;
            Some((
                place.name.clone(),
                score.half_days?,
                score.to_answer.clone()?,
                None,
            ))
        })
        .take(MOST_AREAS)
        .collect();
    let heads = (say.text("stats-head-area"), say.text("stats-head-median"));
    Bars::drawn("medians", say.text("stats-medians"), heads, rows).about(say.text("stats-medians-about"))
}

fn band(say: &Say<'_>, first: usize, last: Option<usize>) -> String {
    let args = Args::new().with("first", first.to_string());
    match last {
        Some(last) => say.with("stats-band", &args.with("last", last.to_string())),
        None => say.with("stats-band-last", &args),
    }
}

fn judgement_key(judgement: Judgement) -> &'static str {
    match judgement {
        Judgement::Yes => "stats-said-yes",
        Judgement::Partly => "stats-said-partly",
        Judgement::None => "stats-said-none",
        Judgement::Disputed => "stats-said-disputed",
    }
}
