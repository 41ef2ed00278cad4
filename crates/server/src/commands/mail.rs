//! `ventanilla mail`: what mail servers bring, and what to do about mail that nobody could take in.

use std::{io::Read as _, process::ExitCode, sync::Arc};

use anyhow::{Context as _, bail, ensure};
use domain::{
    ids::IncomingId,
    ops::{self, Taken},
    policy::AdminPermit,
    store::{Tx, incoming},
};
use notifier::inbound::{Inbox, LARGEST, Mail as Arrived, letter, quarantine::NotDelivered};
use render::Engine;
use serde::Serialize;

use crate::{
    cli::{Mail, Quarantine},
    config::Config,
    instance::Instance,
    output, sending,
};

/// `EX_TEMPFAIL`: the mail server keeps the mail and brings it again.
pub const AGAIN: u8 = 75;
/// As many as anyone reads.
const MOST: u32 = 1000;

#[derive(Serialize)]
struct Entry<'a> {
    id: i64,
    reason: &'static str,
    from: &'a str,
    bytes: i64,
    whole: bool,
    at: String,
}

/// Runs it.
pub async fn run(arguments: Mail, config: anyhow::Result<Config>) -> anyhow::Result<ExitCode> {
    match arguments {
        Mail::Receive { recipient } => {
            // Whatever is wrong with us, the mail is not lost by it.
            if let Err(error) = receive(recipient.as_deref(), config).await {
                output::failure(&error);
                return Ok(ExitCode::from(AGAIN));
            }
        }
        Mail::Quarantine(arguments) => quarantine(arguments, config?).await?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn receive(recipient: Option<&str>, config: anyhow::Result<Config>) -> anyhow::Result<()> {
    let config = config?;
    ensure!(
        config.returns.reply.is_some() || config.returns.bounce.is_some(),
        "no mail is to come in\n  cure: set VENTANILLA_MAIL_REPLY or VENTANILLA_MAIL_BOUNCE"
    );
    let (bytes, size) = read().context("the mail cannot be read from standard input")?;
    let instance = Instance::open(config).await?;
    let mail = Arrived {
        bytes: &bytes,
        size,
        recipient,
    };
    let taken = inbox(&instance)?.receive(&instance.caller(), mail).await?;
    match taken {
        Taken::In(fate) => tracing::info!(%fate, size, "mail taken in"),
        Taken::Again => tracing::info!(size, "a mail that was here before"),
    }
    Ok(())
}

/// The first bytes, and how many there are. To the end: a mail server that cannot write on would keep the mail.
fn read() -> std::io::Result<(Vec<u8>, u64)> {
    let mut from = std::io::stdin().lock();
    let most = LARGEST as u64;
    let mut bytes = Vec::new();
    let read = from.by_ref().take(most).read_to_end(&mut bytes)? as u64;
    Ok((bytes, read + std::io::copy(&mut from, &mut std::io::sink())?))
}

async fn quarantine(arguments: Quarantine, config: Config) -> anyhow::Result<()> {
    let instance = Instance::open(config).await?;
    match arguments {
        Quarantine::List { json } => list(&instance, json).await,
        Quarantine::Show { id, raw } => show(&instance, id, raw).await,
        Quarantine::Redeliver { id, from, request } => {
            let taken = inbox(&instance)?
                .redeliver(
                    &instance.caller(),
                    AdminPermit::at_the_machine(),
                    id,
                    from.zip(request),
                )
                .await?;
            let Taken::In(fate) = taken else {
                bail!("it was delivered meanwhile");
            };
            output::say(&format!("delivered: {fate}"));
            Ok(())
        }
        Quarantine::Drop { id } => {
            let (caller, permit) = (instance.caller(), AdminPermit::at_the_machine());
            let dropped = async move |tx: &Tx| ops::drop_mail(tx, &caller, &permit, id).await;
            ensure!(instance.db.write(dropped).await?, NotDelivered::Nothing);
            output::say("thrown away");
            Ok(())
        }
    }
}

async fn list(instance: &Instance, json: bool) -> anyhow::Result<()> {
    let kept = incoming::list(&instance.db.read(), None, MOST).await?;
    for mail in &kept {
        let entry = Entry {
            id: mail.id.0,
            reason: mail.why.as_str(),
            from: &mail.sender,
            bytes: mail.size,
            whole: mail.whole,
            at: mail.at.to_string(),
        };
        if json {
            output::json(&entry)?;
            continue;
        }
        let Entry {
            id,
            reason,
            from,
            bytes,
            at,
            ..
        } = &entry;
        output::line(&format!("{id:>8}  {reason:<16} {from:<30} {bytes:>10}  {at}"));
    }
    output::say(&match kept.len() {
        0 => "no mail is kept".to_owned(),
        count if count == MOST as usize => format!("the newest {MOST}"),
        count => format!("{count} in all"),
    });
    Ok(())
}

async fn show(instance: &Instance, id: IncomingId, raw: bool) -> anyhow::Result<()> {
    let opened = inbox(instance)?.open(id).await?;
    if raw {
        output::bytes(&opened.bytes);
        return Ok(());
    }
    let read = letter::read(&opened.bytes);
    let why = format!("kept since {} because: {}", opened.kept.at, opened.kept.why);
    output::say(&why);
    let Ok(letter) = read else {
        bail!("it cannot be read\n  cure: look at its bytes with --raw");
    };
    let date = letter.values("date").next().unwrap_or_default();
    output::line(&format!("From: {}", letter.from_text));
    output::line(&format!(
        "To: {}",
        opened.recipient.as_deref().unwrap_or_default()
    ));
    output::line(&format!("Date: {date}"));
    output::line(&format!("Subject: {}", letter.subject));
    for line in letter.text.lines() {
        output::line(line);
    }
    Ok(())
}

fn inbox(instance: &Instance) -> anyhow::Result<Inbox> {
    sending::inbox(instance, Arc::new(Engine::new(&instance.config.time_zone)?))
}
