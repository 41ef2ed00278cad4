//! `ventanilla person`: who works here.

use anyhow::{Context as _, bail};
use domain::{
    ops::{self, PersonChange},
    person::{Email, Role},
    store::{Tx, areas, people},
};
use render::Links;
use serde::Serialize;

use crate::{cli::Person, config::Config, instance::Instance, output, refusal};

#[derive(Serialize)]
struct Row {
    email: String,
    name: String,
    role: &'static str,
    areas: Vec<String>,
    disabled: bool,
}

/// Runs it.
pub async fn run(arguments: Person, config: Config) -> anyhow::Result<()> {
    let instance = Instance::open(config).await?;
    match arguments {
        Person::Create {
            email,
            name,
            role,
            area,
            json,
        } => {
            create(
                &instance,
                PersonChange {
                    email,
                    name,
                    role,
                    areas: area,
                },
                json,
            )
            .await
        }
        Person::List { json } => list(&instance, json).await,
        Person::Disable { email } => disable(&instance, email).await,
        Person::ForgetSecondFactor { email } => forget_second_factor(&instance, email).await,
        Person::SignInLink { email } => sign_in_link(&instance, email).await,
    }
}

async fn create(instance: &Instance, input: PersonChange, json: bool) -> anyhow::Result<()> {
    check(instance, &input).await?;
    let caller = instance.caller();
    let (email, role, name) = (input.email.clone(), input.role, input.name.clone());
    let row = Row {
        email: email.to_string(),
        name,
        role: role.as_str(),
        areas: input.areas.clone(),
        disabled: false,
    };
    instance
        .db
        .write(async move |tx: &Tx| {
            ops::create_person(
                tx,
                &caller,
                &domain::policy::AdminPermit::at_the_machine(),
                input.clone(),
            )
            .await
        })
        .await
        .map_err(refusal::explain)?;
    if json {
        output::json(&row)?;
    }
    output::say(&format!("{email} is {role}"));
    Ok(())
}

/// What the op would refuse, told with what would help.
async fn check(instance: &Instance, input: &PersonChange) -> anyhow::Result<()> {
    if input.name.trim().is_empty() {
        bail!("the name is empty\n  cure: --name \"Ana Paz\"");
    }
    match (input.role, input.areas.is_empty()) {
        (Role::Liaison, true) => bail!(
            "a liaison answers for an area\n  cure: --area SLUG; {}",
            known(instance).await?
        ),
        (Role::Person | Role::Coordinator | Role::Admin, false) => {
            bail!("only a liaison has areas\n  cure: take --area out, or use --role liaison")
        }
        _ => {}
    }
    for slug in &input.areas {
        if areas::find(&instance.db.read(), slug).await?.is_none() {
            bail!("there is no area {slug:?}\n  cure: {}", known(instance).await?);
        }
    }
    Ok(())
}

async fn known(instance: &Instance) -> anyhow::Result<String> {
    let areas = areas::list(&instance.db.read()).await?;
    let slugs: Vec<&str> = areas.iter().map(|area| area.slug.as_str()).collect();
    Ok(format!("the areas are {}", slugs.join(", ")))
}

async fn list(instance: &Instance, json: bool) -> anyhow::Result<()> {
    let slugs = areas::slugs(&instance.db.read()).await?;
    for person in people::list(&instance.db.read()).await? {
        let row = Row {
            email: person.email.to_string(),
            name: person.name,
            role: person.role.as_str(),
            areas: person
                .areas
                .iter()
                .filter_map(|area| slugs.get(area).cloned())
                .collect(),
            disabled: person.disabled,
        };
        if json {
            output::json(&row)?;
        } else {
            let state = if row.disabled { "disabled" } else { "" };
            output::line(&format!(
                "{:<12} {:<32} {} {} {state}",
                row.role,
                row.email,
                row.name,
                row.areas.join(",")
            ));
        }
    }
    Ok(())
}

async fn disable(instance: &Instance, email: Email) -> anyhow::Result<()> {
    let caller = instance.caller();
    let whom = email.clone();
    let done = instance
        .db
        .write(async move |tx: &Tx| {
            ops::disable_person(tx, &caller, &domain::policy::AdminPermit::at_the_machine(), &whom).await
        })
        .await;
    done.map_err(refusal::explain)
        .with_context(|| format!("{email} cannot be disabled"))?;
    output::say(&format!(
        "{email} can no longer sign in, and has no token any more"
    ));
    Ok(())
}

async fn sign_in_link(instance: &Instance, email: Email) -> anyhow::Result<()> {
    let (caller, key, whom) = (instance.caller(), instance.key.clone(), email.clone());
    let made = instance
        .db
        .write(async move |tx: &Tx| ops::sign_in_link(tx, &caller, &whom, &key).await)
        .await;
    let token = made.map_err(refusal::explain).with_context(|| {
        format!("no link for {email}: is it in `ventanilla person list`, and not disabled?")
    })?;
    let links = Links::new(instance.config.base_url.as_str());
    output::line(&links.to(&format!("/sign-in?token={}", token.secret(&instance.key))));
    output::say(&format!(
        "it signs {email} in once, within 10 minutes; staff shows its second factor there"
    ));
    Ok(())
}

async fn forget_second_factor(instance: &Instance, email: Email) -> anyhow::Result<()> {
    let (caller, whom) = (instance.caller(), email.clone());
    let done = instance
        .db
        .write(async move |tx: &Tx| {
            ops::forget_second_factor(tx, &caller, &domain::policy::AdminPermit::at_the_machine(), &whom)
                .await
        })
        .await;
    done.map_err(refusal::explain)
        .with_context(|| format!("the second factor of {email} stays"))?;
    output::say(&format!(
        "{email} is signed out, and enrols another app at the next sign-in"
    ));
    Ok(())
}
