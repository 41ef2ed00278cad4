//! Mails with a one-time token: a code or a link for somebody who waits. Both are derived here and written nowhere else.

use domain::store::{
    Db,
    outbox::{self, Carried, Claimed, Purpose},
};

use super::{CannotCompose, House};
use crate::message::{Confirming, Topic};

/// Is this address yours?
pub(super) async fn confirm_email(db: &Db, house: &House, mail: &Claimed) -> Result<Topic, CannotCompose> {
    let carried = carried(db, mail, Purpose::ConfirmEmail).await?;
    Ok(Topic::ConfirmEmail {
        purpose: Confirming::File,
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
pub(super) async fn sign_in(db: &Db, house: &House, mail: &Claimed) -> Result<Topic, CannotCompose> {
    let carried = carried(db, mail, Purpose::SignIn).await?;
    Ok(Topic::SignIn {
        link: house
            .site
            .links
            .to(&format!("/sign-in?token={}", carried.token.secret(&house.key))),
        expires_at: carried.expires_at,
    })
}

async fn carried(db: &Db, mail: &Claimed, purpose: Purpose) -> Result<Carried, CannotCompose> {
    outbox::carried(&db.read(), mail, purpose)
        .await?
        .ok_or(CannotCompose::Missing("token"))
}
