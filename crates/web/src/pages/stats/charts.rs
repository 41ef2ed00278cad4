//! Which charts there are, and what their rows say.

use std::collections::BTreeMap;

use domain::{
    deadline::{PromiseResult, RoundResult},
    figures::{BANDS, FEWEST_ANSWERS, Judgement, Milestone, Reuses, Spread, Sums},
    person::Sector,
    status::{Ground, Outcome},
};
use render::Args;

use super::{Bars, Listed, Lists, Say, Score};

/// How many areas the chart of medians has; the table has all.
const MOST_AREAS: usize = 12;

/// How long it takes to the first answer, plan or publication.
pub fn spreads(say: &Say<'_>, sums: &Sums, lists: &Lists<'_>) -> Vec<Bars> {
    let of = |id, title: &str, spread: &Spread, milestone| {
        let bands = BANDS.iter().zip(spread.bands()).enumerate();
        let rows = bands
            .map(|(place, ((first, last), n))| {
                let listed = Listed::new(n, lists.took(milestone, place));
                (say.band(*first, *last), listed)
            })
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
        of(
            "determination",
            "stats-to-determination",
            &sums.to_determination,
            Milestone::Determined,
        ),
        of("answer", "stats-to-answer", &sums.to_answer, Milestone::Answered),
        of(
            "publication",
            "stats-to-publication",
            &sums.to_publication,
            Milestone::Published,
        ),
    ]
}

/// How requests end.
pub fn ends(say: &Say<'_>, sums: &Sums, lists: &Lists<'_>) -> Vec<Bars> {
    let outcome = |outcome: &Outcome| {
        let listed = Listed::new(sums.outcome(*outcome), lists.outcome(*outcome));
        (say.name(*outcome), listed)
    };
    let ground = |ground: &Ground| {
        let listed = Listed::new(sums.ground(*ground), lists.ground(*ground));
        (say.name(*ground), listed)
    };
    let is_any = |(_, listed): &(String, Listed)| listed.count > 0;
    let outcomes = Outcome::ALL.iter().map(outcome).filter(is_any).collect();
    let grounds = Ground::ALL.iter().map(ground).filter(is_any).collect();
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

/// The term, and what was promised. A request has as many terms and promises as it takes: no list holds so many rows.
pub fn terms(say: &Say<'_>, sums: &Sums) -> Vec<Bars> {
    let unlisted = |(key, count): (&str, i64)| (say.text(key), Listed { count, list: None });
    let rounds = [
        ("stats-met", sums.rounds(RoundResult::Met)),
        ("stats-missed", sums.rounds(RoundResult::Missed)),
        ("stats-stopped", sums.rounds(RoundResult::Stopped)),
    ]
    .map(unlisted);
    let promises = [
        ("stats-kept", sums.promises(PromiseResult::Kept)),
        ("stats-late", sums.promises(PromiseResult::Late)),
        ("stats-dropped", sums.promises(PromiseResult::Dropped)),
    ]
    .map(unlisted);
    vec![
        Bars::counted(
            say,
            "clock",
            say.text("stats-clock"),
            say.text("stats-head-end"),
            rounds.into(),
        )
        .about(say.text("stats-clock-about")),
        Bars::counted(
            say,
            "promises",
            say.text("stats-promises"),
            say.text("stats-head-end"),
            promises.into(),
        )
        .about(say.text("stats-promises-about")),
    ]
}

/// What requesters say of what they were given, and of refusals: of answers, of which a request may have many, and nothing
/// about anybody.
pub fn said(say: &Say<'_>, sums: &Sums) -> Vec<Bars> {
    let of = |id, title: &str, about: &str, said: Option<BTreeMap<Judgement, i64>>| {
        let enough = said.is_some();
        let rows = said.unwrap_or_default().into_iter();
        let rows = rows
            .map(|(judgement, count)| (say.text(judgement_key(judgement)), Listed { count, list: None }))
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

/// What people did with the data, by who they are.
pub fn reuses(say: &Say<'_>, reuses: &Reuses) -> Bars {
    let row = |(sector, count): (Option<Sector>, i64)| {
        let label = sector.map_or_else(|| say.text("stats-reuses-other"), |sector| say.name(sector));
        (label, Listed { count, list: None })
    };
    let rows = reuses.shown_sectors().into_iter().map(row).collect();
    let (title, head) = (say.text("reuses-title"), say.text("stats-head-sector"));
    let args = Args::new().with("count", reuses.all);
    Bars::counted(say, "reuses", title, head, rows).about(say.with("stats-reuses", &args))
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

fn judgement_key(judgement: Judgement) -> &'static str {
    match judgement {
        Judgement::Yes => "stats-said-yes",
        Judgement::Partly => "stats-said-partly",
        Judgement::None => "stats-said-none",
        Judgement::Disputed => "stats-said-disputed",
    }
}
