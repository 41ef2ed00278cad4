//! `ventanilla demo`: a throw-away instance with a city in it, in a folder that goes when it ends. Nothing of the
//! installation around it is used, but a fixed clock.

use std::{
    collections::BTreeMap,
    net::{Ipv4Addr, SocketAddr, TcpListener},
    sync::Arc,
};

use anyhow::{Context as _, ensure};
use domain::{
    ops::{self, NewToken},
    person::Role,
    policy::AdminPermit,
    secret,
    store::{Tx, people, tokens},
};
use jiff::Timestamp;
use render::Engine;
use web::DemoPerson;

use super::{
    migrate,
    serve::{self, OpenHouse},
};
use crate::{
    cli::{Demo, Serve},
    config::{self, Config},
    demo::{self, Visitor},
    instance::Instance,
    output::{self, BadConfig},
    refusal, sending,
};

/// Where it is looked for first.
const PORT: u16 = 8080;
/// How long its tokens live; it hardly lives as long itself.
const TOKEN_DAYS: i64 = 30;

/// Runs it. `now` is a fixed clock, if one is set.
pub async fn run(arguments: &Demo, now: Option<Timestamp>) -> anyhow::Result<()> {
    let folder = tempfile::Builder::new()
        .prefix("ventanilla-demo-")
        .tempdir()
        .context("no folder can be made for the demo\n  cure: set TMPDIR to a folder that can be written")?;
    let config = config(folder.path(), arguments.listen.as_deref(), now)?;
    let instance = migrate::bring_up(config.clone()).await?;
    output::say("Eighteen months pass in the demo's city ...");
    let content = demo::content()?;
    demo::build(
        &instance.db,
        &content,
        instance.moment(),
        &instance.config.time_zone,
    )
    .await
    .context("the demo's story was refused")?;
    deliver(&instance).await?;
    let visitors = demo::visitors(&content)?;
    let people = doors(&instance, &visitors).await?;
    tell(&instance, &visitors, &people).await?;
    output::say(&format!(
        "Everything is in {}, its mail in the folder mail; both go when this ends (Ctrl-C).",
        folder.path().display()
    ));
    drop(instance);
    let house = OpenHouse {
        people,
        mailbox: folder.path().join("mail"),
    };
    let arguments = Serve {
        listen: None,
        no_worker: false,
        no_migrate: true,
    };
    Box::pin(serve::run(&arguments, config, Some(house))).await
}

/// The mails of the last days are in their folder before anybody looks: nothing in the log is late then.
async fn deliver(instance: &Instance) -> anyhow::Result<()> {
    let engine = Arc::new(Engine::new(&instance.config.time_zone)?);
    let worker = sending::worker(instance, engine).await?;
    worker.run_until_idle().await?;
    Ok(())
}

/// A configuration of its own: nothing that is set for a real installation may reach this one.
fn config(folder: &std::path::Path, listen: Option<&str>, now: Option<Timestamp>) -> anyhow::Result<Config> {
    let folder = folder
        .to_str()
        .context("the path of the temporary folder is not UTF-8")?;
    let mut settings = BTreeMap::from([
        ("VENTANILLA_DATA_DIR".to_owned(), folder.to_owned()),
        ("VENTANILLA_LIMITS".to_owned(), "off".to_owned()),
        ("VENTANILLA_STAFF_SECOND_FACTOR".to_owned(), "off".to_owned()),
    ]);
    if let Some(now) = now {
        settings.insert("VENTANILLA_NOW".to_owned(), now.to_string());
    }
    let listen = match listen {
        // The port has to be known before it is listened on: mails speak of it.
        Some(listen) => match listen.parse::<SocketAddr>() {
            Ok(address) if address.port() == 0 => free(&[address])?.to_string(),
            _ => listen.to_owned(),
        },
        None => free(&[PORT, 0].map(|port| (Ipv4Addr::LOCALHOST, port).into()))?.to_string(),
    };
    let for_this_machine_alone = || {
        format!("a demo lets everybody in: it is for this machine alone\n  cure: --listen 127.0.0.1:{PORT}")
    };
    let config = config::parse(None, &settings, Some(&listen))
        .map_err(BadConfig)
        .with_context(for_this_machine_alone)?;
    ensure!(config.listen.ip().is_loopback(), for_this_machine_alone());
    Ok(config)
}

/// The first of some addresses that can be listened on.
fn free(addresses: &[SocketAddr]) -> anyhow::Result<SocketAddr> {
    let listener = TcpListener::bind(addresses).context("no port of this machine can be listened on")?;
    Ok(listener.local_addr()?)
}

/// Who may walk in, each by a link of their own. The links are in memory only and end with this process.
async fn doors(instance: &Instance, visitors: &[Visitor]) -> anyhow::Result<Vec<DemoPerson>> {
    let mut people = Vec::new();
    for visitor in visitors {
        let person = people::find(&instance.db.read(), &visitor.email).await?;
        let person = person.with_context(|| format!("{} is not there", visitor.email))?;
        people.push(DemoPerson {
            person: person.id,
            email: visitor.email.clone(),
            role: visitor.role,
            name: visitor.name.clone(),
            secret: secret::random_token()?,
        });
    }
    Ok(people)
}

/// Says who may be tried: first their links for a browser, then their tokens for the API.
async fn tell(instance: &Instance, visitors: &[Visitor], people: &[DemoPerson]) -> anyhow::Result<()> {
    let base = &instance.config.base_url;
    output::line(base.as_str());
    output::say("Open it in a browser, or sign in as somebody. These links work as often as you like:");
    for person in people {
        let path = person.path();
        output::line(&format!(
            "{:<12} {:<18} {base}{path}",
            person.role.as_str(),
            person.name
        ));
    }
    output::say("What they were written is at /mailbox. Their tokens for the API:");
    let mut coordinator = None;
    for visitor in visitors {
        let token = token(instance, visitor).await?;
        let (role, email) = (visitor.role.as_str(), visitor.email.to_string());
        output::line(&format!("{role:<12} {email:<31} {token}"));
        if visitor.role == Role::Coordinator {
            coordinator = Some(token);
        }
    }
    if let Some(token) = coordinator {
        output::say(&format!(
            "For example:\n  curl '{base}/api/v1/requests?sort=priority'\n  \
             curl -H 'Authorization: Bearer {token}' '{base}/api/v1/requests?status=received'"
        ));
    }
    Ok(())
}

async fn token(instance: &Instance, visitor: &Visitor) -> anyhow::Result<String> {
    let token = format!("vt_{}", secret::random_token()?);
    let caller = instance.caller();
    let input = NewToken {
        email: visitor.email.clone(),
        scope: tokens::Scope::Write,
        name: "demo".to_owned(),
        days: TOKEN_DAYS,
        secret: token.clone(),
    };
    let made = instance
        .db
        .write(async move |tx: &Tx| {
            ops::create_token(tx, &caller, &AdminPermit::at_the_machine(), input.clone()).await
        })
        .await;
    made.map_err(refusal::explain)
        .with_context(|| format!("no token for {}", visitor.email))?;
    Ok(token)
}
