//! Mails with a one-time token: a code or a link for somebody who waits. Both are derived here and written nowhere else.

use domain::store::{
    Source,
    outbox::{self, Carried, Claimed, Purpose},
};

use super::{CannotCompose, House};
use crate::message::Topic;

/// Is this address yours?
pub(super) async fn confirm_email(
    source: &impl Source,
    house: &House,
    mail: &Claimed,
) -> Result<Topic, CannotCompose> {
    let carried = carried(source, mail, Purpose::ConfirmEmail).await?;
    Ok(Topic::ConfirmEmail {
        purpose: carried.awaiting.ok_or(CannotCompose::Missing("draft"))?.into(),
        title: carried.title.unwrap_or_default(),
        code: carried.token.code(&house.key),
        link: house
            .site
            .links
            .to(&format!("/confirm?token={}", carried.token.secret(&house.key))),
        expires_at: carried.expires_at,
    })
}

/// The way in.
pub(super) async fn sign_in(
    source: &impl Source,
    house: &House,
    mail: &Claimed,
) -> Result<Topic, CannotCompose> {
    let carried = carried(source, mail, Purpose::SignIn).await?;
    Ok(Topic::SignIn {
        code: carried.token.code(&house.key),
        link: house
            .site
            .links
            .to(&format!("/sign-in?token={}", carried.token.secret(&house.key))),
        expires_at: carried.expires_at,
    })
}

async fn carried(source: &impl Source, mail: &Claimed, purpose: Purpose) -> Result<Carried, CannotCompose> {
    outbox::carried(source, mail, purpose)
        .await?
        .ok_or(CannotCompose::Missing("token"))
}
