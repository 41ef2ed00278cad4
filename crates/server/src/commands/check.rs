//! `ventanilla check`: looks at the installation and says what would help. It sends no mail and migrates nothing.

use std::process::ExitCode;

use anyhow::{Context as _, ensure};
use domain::store::Db;
use notifier::return_address::ReturnAddress;
use serde::Serialize;
use web::Brand;

use super::{migrate, serve};
use crate::{
    cli::{Check, CheckPart},
    config::{Config, Dkim},
    instance,
    output::{self, BadConfig},
};

mod mail;

#[derive(Serialize)]
struct Finding {
    part: &'static str,
    ok: bool,
    detail: String,
}

/// Runs it.
pub async fn run(arguments: &Check, config: anyhow::Result<Config>) -> anyhow::Result<ExitCode> {
    let wanted = |part| arguments.part.is_none_or(|only| only == part);
    let mut findings = Vec::new();
    match &config {
        Ok(config) => {
            if wanted(CheckPart::Config) {
                let brand = serve::brand(config);
                findings.push(finding("config", brand.map(|brand| describe(config, &brand))));
            }
            if wanted(CheckPart::Database) {
                findings.push(finding("database", database(config).await));
            }
            if wanted(CheckPart::Mail) {
                findings.extend(mail::look(config, arguments.dns).await);
            }
            if wanted(CheckPart::Templates) {
                findings.push(finding("templates", templates(config)));
            }
        }
        Err(error) => findings.extend(problems(error)),
    }
    for finding in &findings {
        if arguments.json {
            output::json(finding)?;
        } else {
            let verdict = if finding.ok { "ok" } else { "FAILED" };
            output::line(&format!("{:<10} {verdict}", finding.part));
            output::say(&finding.detail);
        }
    }
    let failed = findings.iter().any(|finding| !finding.ok);
    Ok(if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

fn finding(part: &'static str, result: anyhow::Result<String>) -> Finding {
    match result {
        Ok(detail) => Finding {
            part,
            ok: true,
            detail,
        },
        Err(error) => Finding {
            part,
            ok: false,
            detail: format!("{error:#}"),
        },
    }
}

fn problems(error: &anyhow::Error) -> Vec<Finding> {
    let finding = |detail: String| Finding {
        part: "config",
        ok: false,
        detail,
    };
    match error.downcast_ref() {
        Some(BadConfig(problems)) => problems
            .iter()
            .map(|problem| finding(problem.to_string()))
            .collect(),
        None => vec![finding(format!("{error:#}"))],
    }
}

fn describe(config: &Config, brand: &Brand) -> String {
    let on = |set: bool| if set { "on" } else { "off" };
    let proxies: Vec<String> = config.trusted_proxies.iter().map(ToString::to_string).collect();
    let lines = [
        ("database", config.database.to_string()),
        (
            "replica",
            config
                .read_url
                .as_ref()
                .map_or_else(|| "none".into(), ToString::to_string),
        ),
        ("base URL", config.base_url.to_string()),
        ("listening on", config.listen.to_string()),
        ("data folder", config.data_dir.display().to_string()),
        (
            "mail",
            format!("{:?} from {}", config.mail_url, config.mail_from.address),
        ),
        ("signed by us", signed(config.dkim.as_ref())),
        ("replies", returns(config.returns.reply.as_ref())),
        ("mails that come back", returns(config.returns.bounce.as_ref())),
        (
            "catalogue",
            config
                .catalogue_url
                .as_ref()
                .map_or_else(|| "none".into(), ToString::to_string),
        ),
        (
            "drafts at the portal",
            on(config.catalogue_write.is_some()).to_owned(),
        ),
        ("locale", config.locale.to_string()),
        (
            "time zone",
            config.time_zone.iana_name().unwrap_or("?").to_owned(),
        ),
        (
            "trusted proxies",
            if proxies.is_empty() {
                "none".into()
            } else {
                proxies.join(", ")
            },
        ),
        ("name", brand.name().unwrap_or("ours").to_owned()),
        ("contact", brand.contact().unwrap_or_else(|| "none".into())),
        ("limits", on(config.limits).into()),
        ("second factor", on(config.staff_second_factor).into()),
        (
            "clock",
            config
                .now
                .map_or_else(|| "the system's".into(), |now| format!("fixed at {now}")),
        ),
    ];
    lines.map(|(name, value)| format!("{name}: {value}")).join("\n")
}

fn signed(dkim: Option<&Dkim>) -> String {
    dkim.map_or_else(
        || "no".into(),
        |dkim| format!("below the selector {}", dkim.selector),
    )
}

fn returns(address: Option<&ReturnAddress>) -> String {
    address.map_or_else(|| "to whom it is from".into(), ToString::to_string)
}

async fn database(config: &Config) -> anyhow::Result<String> {
    instance::ensure_file(&config.database)?;
    let steps = migrate::steps(config).await?;
    ensure!(
        steps.pending.is_empty(),
        "migrations pend: {}\n  cure: ventanilla migrate",
        steps.pending.join(", ")
    );
    // It reads the settings back from every connection, and refuses unsafe ones with their cure.
    let db = Db::connect(&instance::options(config))
        .await
        .with_context(|| instance::cannot_open(&config.database))?;
    ensure!(
        db.is_ready().await,
        "it cannot be read and written\n  cure: see whether the disk is full or read-only"
    );
    Ok(format!(
        "{} can be read and written, {} migrations applied",
        config.database,
        steps.applied.len()
    ))
}

fn templates(config: &Config) -> anyhow::Result<String> {
    let engine = render::Engine::new(&config.time_zone)?;
    engine.check()?;
    notifier::message::check(&engine)?;
    web::check_pages(&engine)?;
    Ok("every template renders from its samples".to_owned())
}
