//! Mail to everybody who follows one request: how fast it leaves into a relay that takes everything, what pages cost
//! meanwhile beside the same pages while the worker has nothing to do, and how long the act that causes it all takes.

use std::{
    collections::BTreeSet,
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Context as _, ensure};
use domain::reference::Reference;
use testkit::{Engine, smtp};

use crate::{
    cases::{self, Case},
    client::{Connection, post},
    load::{self, Figures},
    measure::name,
    place::{self, Filled},
    report::{self, mebibytes, millis, thousands},
    server::Server,
};

/// Requests in the database besides.
const ROWS: usize = 1_000;
/// Pages a second, and over how many connections: a busy morning.
const PAGES: u32 = 50;
const LANES: usize = 4;
/// Turns in which the worker is idle, before and after.
const TURNS: u32 = 2;

/// Measures on each database and prints a table.
pub async fn all(program: &Path, followers: u32, engines: &[Engine], time: Duration) -> anyhow::Result<()> {
    let filled = place::fill(program, ROWS, engines).await?;
    println!("\n### Mail to {followers} followers\n");
    report::head(&[
        "database",
        "act",
        "mails/s",
        "twice",
        "page p95, idle",
        "page p95, sending",
        "of idle",
        "memory, idle",
        "memory, most",
    ]);
    for engine in engines {
        if let Some(filled) = filled.on(*engine) {
            one(filled, followers, time).await?;
        }
    }
    filled.remove().await;
    Ok(())
}

async fn one(filled: &Filled, followers: u32, time: Duration) -> anyhow::Result<()> {
    let request = *filled.seeded.open.last().context("no open request")?;
    filled.add_followers(request, usize::try_from(followers)?).await;
    let relay = smtp::Server::start().await?;
    let server = filled.place.serve_and_send(&relay.url()).await?;
    let page = cases::built(&filled.seeded)
        .into_iter()
        .next()
        .context("no page")?;
    let mut idle = Vec::new();
    for _ in 0..TURNS {
        idle.push(pages(&server, &page, time).await?);
    }
    let memory = server.memory()?;
    // Theirs, and that of whoever asked. Clocks go on meanwhile, and other mails leave as well.
    let mails = usize::try_from(followers)? + 1;
    let before = about(&relay.received(), request).len();
    let begun = Instant::now();
    let act = inform(&server, filled, request).await?;
    let (mut most, mut busy) = (memory, Vec::new());
    let mut took = None;
    while took.is_none() {
        // The moment the last one arrived is waited for while pages are asked for.
        tokio::select! {
            biased;
            () = arrived(&relay, request, before + mails) => took = Some(begun.elapsed()),
            figures = pages(&server, &page, time) => busy.push(figures?),
        }
        most = most.max(server.memory()?);
    }
    for _ in 0..TURNS {
        idle.push(pages(&server, &page, time).await?);
    }
    most = most.max(server.memory()?);
    server.stop()?;
    let took = took.unwrap_or_default();
    let ids = about(&relay.received(), request);
    let twice = ids.len() - ids.iter().collect::<BTreeSet<_>>().len();
    let (idle, busy) = (middle(&idle), middle(&busy));
    report::line(&[
        name(filled.engine).to_owned(),
        millis(act),
        thousands(f64::from(followers) / took.as_secs_f64()),
        twice.to_string(),
        millis(idle),
        millis(busy),
        format!("{:.2}", busy.as_secs_f64() / idle.as_secs_f64()),
        mebibytes(memory),
        mebibytes(most),
    ]);
    Ok(())
}

/// The identifiers of the mails about a request.
fn about(received: &[smtp::Received], request: Reference) -> Vec<String> {
    let ids = received.iter().filter_map(|mail| mail.header("Message-ID"));
    ids.filter(|id| id.starts_with(&format!("<{request}."))).collect()
}

async fn arrived(relay: &smtp::Server, request: Reference, mails: usize) {
    let mut all = mails;
    loop {
        let received = relay.wait_for(all).await;
        let missing = mails.saturating_sub(about(&received, request).len());
        if missing == 0 {
            return;
        }
        all = received.len() + missing;
    }
}

async fn pages(server: &Server, page: &Case, time: Duration) -> anyhow::Result<Figures> {
    let figures = load::paced(server, LANES, PAGES, time, &page.make).await?;
    ensure!(figures.errors == 0, "{}: {} errors", page.name, figures.errors);
    Ok(figures)
}

/// An official note, as the coordinator writes it. How long the answer took.
async fn inform(server: &Server, filled: &Filled, request: Reference) -> anyhow::Result<Duration> {
    let path = format!("/api/v1/requests/{request}/actions");
    let body = r#"{"action": "inform", "message": "Estamos en eso."}"#;
    let call = post(&path, &filled.seeded.coordinator, "If-Match: *\r\n", body);
    let mut connection = Connection::to(server.address);
    let begun = Instant::now();
    let answer = connection.exchange(&call).await?;
    let took = begun.elapsed();
    ensure!(
        answer.status == 200,
        "inform: {}",
        String::from_utf8_lossy(answer.body)
    );
    Ok(took)
}

fn middle(figures: &[Figures]) -> Duration {
    let mut times: Vec<Duration> = figures.iter().map(|figures| figures.p95).collect();
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
