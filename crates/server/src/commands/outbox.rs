//! `ventanilla outbox`: the mail on its way, and what to do about mail that is stuck.

use anyhow::bail;
use domain::{
    ids::OutboxId,
    ops,
    policy::AdminPermit,
    store::{
        Tx,
        outbox::{self, Shelf},
    },
};
use serde::Serialize;

use crate::{cli::Outbox, config::Config, instance::Instance, output, refusal};

/// As many as anyone reads.
const MOST: u32 = 1000;

#[derive(Serialize)]
struct Entry {
    id: i64,
    kind: &'static str,
    state: &'static str,
    reference: Option<String>,
    to: String,
    attempts: i64,
    due_at: String,
    created_at: String,
    last_error: Option<String>,
}

/// Runs it.
pub async fn run(arguments: Outbox, config: Config) -> anyhow::Result<()> {
    let instance = Instance::open(config).await?;
    match arguments {
        Outbox::List { json } => list(&instance, json).await,
        Outbox::Retry { id } => retry(&instance, id).await,
        Outbox::Skip { id } => skip(&instance, id).await,
    }
}

async fn list(instance: &Instance, json: bool) -> anyhow::Result<()> {
    let entries = outbox::list(&instance.db.read(), Shelf::Open, None, MOST).await?;
    for entry in &entries {
        let entry = Entry {
            id: entry.id.0,
            kind: entry.kind.as_str(),
            state: entry.state.as_str(),
            reference: entry.reference.map(|reference| reference.to_string()),
            to: entry.to.clone(),
            attempts: entry.attempts,
            due_at: entry.due_at.to_string(),
            created_at: entry.created_at.to_string(),
            last_error: entry.last_error.clone(),
        };
        if json {
            output::json(&entry)?;
            continue;
        }
        let Entry {
            id,
            kind,
            state,
            to,
            attempts,
            due_at,
            ..
        } = &entry;
        let (reference, error) = (entry.reference.as_deref(), entry.last_error.as_deref());
        let (reference, error) = (reference.unwrap_or("-"), error.unwrap_or(""));
        output::line(&format!(
            "{id:>8}  {state:<8} {kind:<16} {reference:<16} {to:<30} {attempts:>3}  {due_at}  {error}"
        ));
    }
    output::say(&match entries.len() {
        0 => "no mail waits and none is stuck".to_owned(),
        count if count == MOST as usize => format!("the newest {MOST}"),
        count => format!("{count} in all"),
    });
    Ok(())
}

async fn retry(instance: &Instance, id: OutboxId) -> anyhow::Result<()> {
    let (caller, permit) = (instance.caller(), AdminPermit::at_the_machine());
    let put_back = instance
        .db
        .write(async move |tx: &Tx| ops::retry_mail(tx, &caller, &permit, id).await)
        .await
        .map_err(refusal::explain)?;
    if !put_back {
        return refused(instance, id).await;
    }
    output::say("it is due now");
    Ok(())
}

async fn skip(instance: &Instance, id: OutboxId) -> anyhow::Result<()> {
    let (caller, permit) = (instance.caller(), AdminPermit::at_the_machine());
    let skipped = instance
        .db
        .write(async move |tx: &Tx| ops::skip_mail(tx, &caller, &permit, id).await)
        .await
        .map_err(refusal::explain)?;
    if !skipped {
        return refused(instance, id).await;
    }
    output::say("it will not be sent");
    Ok(())
}

async fn refused(instance: &Instance, id: OutboxId) -> anyhow::Result<()> {
    match outbox::find(&instance.db.read(), id).await? {
        None => bail!("there is no mail {}\n  cure: ventanilla outbox list", id.0),
        Some(entry) => bail!(
            "the mail {} is {}: only one that is pending or dead can be changed, and one that was skipped by hand retried",
            id.0,
            entry.state
        ),
    }
}
