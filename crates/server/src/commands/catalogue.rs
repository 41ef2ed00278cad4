//! `ventanilla catalogue`: the datasets of the portal are read now.

use anyhow::{Context as _, bail};
use catalog::{Page, Source};
use tokio_util::sync::CancellationToken;

use crate::{catalogue, cli::Catalogue, config::Config, instance::Instance, output, shutdown};

/// Runs it.
pub async fn run(arguments: Catalogue, config: Config) -> anyhow::Result<()> {
    let Catalogue::Sync { from, json } = arguments;
    let configured = config.catalogue_url.as_ref().map(ToString::to_string);
    let from = from.or(configured).context(
        "no catalogue is set up; cure: give --from with an address or a folder, or set catalogue_url",
    )?;
    let source = Source::parse(&from)?;
    let instance = Instance::open(config).await?;
    let stop: CancellationToken = shutdown::on_signals()?.asked;
    let mut read = 0;
    let synced = catalogue::sync(&instance, &source, &mut |page| read = say(page, read), &stop).await?;
    if json {
        output::json(&synced)?;
    } else {
        output::line(&format!(
            "{} read, {} new, {} updated, {} not understood, {} gone",
            synced.read, synced.new, synced.updated, synced.broken, synced.gone
        ));
    }
    if synced.stopped {
        bail!("it was stopped; the same command goes on where it was");
    }
    Ok(())
}

fn say(page: &Page, before: usize) -> usize {
    for broken in &page.broken {
        let name = broken.name.as_deref().unwrap_or("a dataset without a name");
        output::say(&format!("{name}: {}", broken.fault));
    }
    let read = before + page.datasets.len() + page.broken.len();
    match page.progress.total {
        Some(total) => output::say(&format!("{read} of {total} datasets")),
        None => output::say(&format!("{read} datasets")),
    }
    read
}
