//! `ventanilla import`: what others recorded. A line of report for each row, on standard output.

use std::{fs::File, path::Path};

use anyhow::{Context as _, bail};
use domain::{
    import::{self, ImportedRequest, Map, RowProblem},
    ops::{self, Caller, Imported},
    policy::{Actor, Job},
    store::{Tx, requests},
};
use serde::Serialize;

use tokio_util::sync::CancellationToken;

use crate::{cli::Import, config::Config, instance::Instance, output, refusal, renewal};

/// After so many rows we say how far we are.
const PROGRESS: u64 = 1000;

#[derive(Serialize)]
struct Report<'a> {
    line: u64,
    key: &'a str,
    result: &'static str,
    reference: Option<String>,
    reasons: Vec<RowProblem>,
    detail: Option<String>,
}

#[derive(Debug, Default)]
struct Totals {
    imported: u64,
    skipped: u64,
    refused: u64,
}

struct How {
    dry_run: bool,
    open: bool,
    json: bool,
}

/// Runs it.
pub async fn run(arguments: Import, config: Config) -> anyhow::Result<()> {
    let instance = Instance::open(config).await?;
    match arguments {
        Import::Requests {
            file,
            map,
            dry_run,
            open,
            json,
        } => requests(&instance, &file, &map, &How { dry_run, open, json }).await,
        Import::Holidays { file, json } => holidays(&instance, &file, json).await,
    }
}

async fn requests(instance: &Instance, file: &Path, map: &Path, how: &How) -> anyhow::Result<()> {
    let text = std::fs::read_to_string(map).with_context(|| cannot_read(map))?;
    let map = Map::parse(&text)
        .with_context(|| format!("{} is not a mapping (see docs/import.md)", map.display()))?;
    let opened = File::open(file).with_context(|| cannot_read(file))?;
    let zone = instance.config.time_zone.clone();
    let rows =
        import::requests(opened, &map, instance.moment().today, zone).with_context(|| cannot_read(file))?;
    let mut totals = Totals::default();
    for (row, number) in rows.zip(1..) {
        let row = row.with_context(|| cannot_read(file))?;
        let mut report = Report {
            line: row.line,
            key: &row.key,
            result: "refused",
            reference: None,
            reasons: vec![],
            detail: None,
        };
        match row.result {
            Err(reasons) => report.reasons = reasons,
            Ok(request) => match one(instance, request, how).await {
                Ok(result) => (report.result, report.reference) = result,
                // Only this row is refused; a database that fails would fail for the others too.
                Err(ops::Error::Write(error)) => {
                    return Err(error).context("the import stopped; repeat it to go on");
                }
                Err(error) => report.detail = Some(format!("{:#}", refusal::explain(error))),
            },
        }
        totals.count(report.result);
        report.print(how.json)?;
        if number % PROGRESS == 0 {
            output::say(&format!("{number} rows"));
        }
    }
    totals.end(how.dry_run)
}

/// What becomes of one request.
async fn one(
    instance: &Instance,
    row: ImportedRequest,
    how: &How,
) -> Result<(&'static str, Option<String>), ops::Error> {
    if how.dry_run {
        let there = requests::imported(&instance.db.read(), &row.key).await?.is_some();
        return Ok((if there { "skipped" } else { "would_import" }, None));
    }
    let caller = Caller {
        actor: Actor::System(Job::Import),
        ..instance.caller()
    };
    let input = ops::Import {
        row,
        open: how.open,
        zone: instance.config.time_zone.clone(),
    };
    let imported = instance
        .db
        .write(async move |tx: &Tx| ops::import(tx, &caller, input.clone()).await)
        .await?;
    Ok(match imported {
        Imported::New(reference) => ("imported", Some(reference.to_string())),
        Imported::Already(reference) => ("skipped", Some(reference.to_string())),
    })
}

async fn holidays(instance: &Instance, file: &Path, json: bool) -> anyhow::Result<()> {
    let opened = File::open(file).with_context(|| cannot_read(file))?;
    let rows = import::holidays(opened).with_context(|| cannot_read(file))?;
    let (mut days, mut refused) = (Vec::new(), 0);
    for row in rows {
        match row.result {
            Ok(day) => days.push(day),
            Err(reasons) => {
                refused += 1;
                let report = Report {
                    line: row.line,
                    key: "",
                    result: "refused",
                    reference: None,
                    reasons,
                    detail: None,
                };
                report.print(json)?;
            }
        }
    }
    let nothing = days.is_empty() && refused > 0;
    let caller = instance.caller();
    let put = instance
        .db
        .write(async move |tx: &Tx| ops::put_holidays(tx, &caller, days.clone()).await)
        .await;
    let put = put.map_err(refusal::explain)?;
    let moved = renewal::due_dates(instance, &CancellationToken::new()).await?;
    output::say(&format!(
        "{} added, {} renamed, {} there already, {refused} refused; {moved} due dates moved",
        put.added, put.renamed, put.unchanged
    ));
    if nothing {
        bail!("no row could be read");
    }
    Ok(())
}

fn cannot_read(path: &Path) -> String {
    format!("{} cannot be read", path.display())
}

impl Report<'_> {
    fn print(&self, json: bool) -> anyhow::Result<()> {
        if json {
            return output::json(self);
        }
        let mut why: Vec<String> = self
            .reasons
            .iter()
            .map(|reason| format!("{} {} {:?}", reason.column, reason.code, reason.value))
            .collect();
        why.extend(self.detail.clone());
        let reference = self.reference.as_deref().unwrap_or("-");
        output::line(&format!(
            "{:>7}  {:<12} {reference:<16} {}  {}",
            self.line,
            self.result,
            self.key,
            why.join("; ")
        ));
        Ok(())
    }
}

impl Totals {
    fn count(&mut self, result: &str) {
        *match result {
            "refused" => &mut self.refused,
            "skipped" => &mut self.skipped,
            _ => &mut self.imported,
        } += 1;
    }

    /// A row that is refused is told of and does not fail the import; a file of which nothing could be read does.
    fn end(&self, dry_run: bool) -> anyhow::Result<()> {
        let Self {
            imported,
            skipped,
            refused,
        } = self;
        let done = if dry_run { "would be imported" } else { "imported" };
        output::say(&format!(
            "{imported} {done}, {skipped} there already, {refused} refused"
        ));
        if *refused > 0 && imported + skipped == 0 {
            bail!("no row could be imported");
        }
        Ok(())
    }
}
