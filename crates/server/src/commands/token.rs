//! `ventanilla token create`: prints the token and nothing else, so that a script can keep it. It is not stored anywhere.

use anyhow::Context as _;
use domain::{
    ops::{self, NewToken},
    policy::AdminPermit,
    secret,
    store::{Tx, tokens},
};

use crate::{
    cli::{Scope, Token},
    config::Config,
    instance::Instance,
    output, refusal,
};

/// Runs it.
pub async fn run(arguments: Token, config: Config) -> anyhow::Result<()> {
    let Token::Create {
        email,
        scope,
        name,
        days,
    } = arguments;
    let instance = Instance::open(config).await?;
    let token = format!("vt_{}", secret::random_token()?);
    let scope = match scope {
        Scope::Read => tokens::Scope::Read,
        Scope::Write => tokens::Scope::Write,
    };
    let (caller, whose) = (instance.caller(), email.clone());
    let input = NewToken {
        email,
        scope,
        name,
        days: days.into(),
        secret: token.clone(),
    };
    let expires_at = instance
        .db
        .write(async move |tx: &Tx| {
            ops::create_token(tx, &caller, &AdminPermit::at_the_machine(), input.clone()).await
        })
        .await
        .map_err(refusal::explain)
        .with_context(|| {
            format!("no token for {whose}: is it in `ventanilla person list`, and not disabled?")
        })?;
    output::line(&token);
    output::say(&format!("valid until {expires_at}; it is shown this once"));
    Ok(())
}
