//! `ventanilla area`: who is told when requests of an area go on too long.

use anyhow::bail;
use domain::{
    ops,
    person::Email,
    policy::AdminPermit,
    store::{Tx, areas},
};

use crate::{cli::Area, config::Config, instance::Instance, output, refusal};

/// Runs it.
pub async fn run(arguments: Area, config: Config) -> anyhow::Result<()> {
    let instance = Instance::open(config).await?;
    match arguments {
        Area::Head { slug, email, .. } => head(&instance, slug, email).await,
    }
}

async fn head(instance: &Instance, slug: String, head: Option<Email>) -> anyhow::Result<()> {
    let areas = areas::names(&instance.db.read()).await?;
    if areas.iter().all(|area| area.slug != slug) {
        let slugs: Vec<&str> = areas.iter().map(|area| area.slug.as_str()).collect();
        bail!(
            "there is no area {slug:?}\n  cure: the areas are {}",
            slugs.join(", ")
        );
    }
    let said = match &head {
        Some(email) => format!("{email} hears of long delays in {slug}"),
        None => format!("nobody hears of long delays in {slug}"),
    };
    let (caller, permit) = (instance.caller(), AdminPermit::at_the_machine());
    instance
        .db
        .write(async move |tx: &Tx| ops::set_area_head(tx, &caller, &permit, &slug, head.as_ref()).await)
        .await
        .map_err(refusal::explain)?;
    output::say(&said);
    Ok(())
}
