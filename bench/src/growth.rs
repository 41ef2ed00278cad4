//! How much slower a read gets as the database grows: one server over each size, asked in turns, so that whatever else the
//! machine does falls on all alike.

use std::time::Duration;

use crate::{
    cases::{self, Case},
    load,
    measure::name,
    place::Filled,
    report::{self, millis},
    server::Server,
};

const ROUNDS: usize = 5;

/// Compares the sizes and prints it.
pub async fn compare(databases: &[&Filled], time: Duration) -> anyhow::Result<()> {
    let Some(smallest) = databases.first().filter(|_| databases.len() > 1) else {
        return Ok(());
    };
    println!(
        "\n### Growth on {}: one connection, half of the answers within\n",
        name(smallest.engine)
    );
    let mut columns = vec!["case".to_owned()];
    for filled in databases {
        columns.push(format!("{} requests", filled.rows));
        if filled.rows > smallest.rows {
            columns.push("times".into());
        }
    }
    report::head(&columns.iter().map(String::as_str).collect::<Vec<_>>());
    let mut servers: Vec<(Server, Vec<Case>)> = Vec::new();
    for filled in databases {
        servers.push((filled.place.serve().await?, cases::reads(&filled.seeded)));
    }
    let count = servers.first().map_or(0, |(_, cases)| cases.len());
    for number in 0..count {
        let mut halves = vec![Vec::new(); servers.len()];
        for _ in 0..ROUNDS {
            for ((server, cases), halves) in servers.iter().zip(&mut halves) {
                let Some(case) = cases.get(number) else { continue };
                halves.push(load::run(server, 1, time / 4, &case.make).await?.p50);
            }
        }
        let case = servers
            .first()
            .and_then(|(_, cases)| cases.get(number))
            .map_or("", |case| case.name);
        report::line(&row(case, halves));
    }
    servers.into_iter().try_for_each(|(server, _)| server.stop())
}

fn row(case: &str, halves: Vec<Vec<Duration>>) -> Vec<String> {
    let mut cells = vec![case.to_owned()];
    let mut first = None;
    for mut rounds in halves {
        rounds.sort_unstable();
        let median = rounds.get(rounds.len() / 2).copied().unwrap_or_default();
        cells.push(millis(median));
        match first {
            None => first = Some(median.as_secs_f64()),
            Some(first) => cells.push(format!("{:.2}", median.as_secs_f64() / f64::max(first, 1e-9))),
        }
    }
    cells
}
