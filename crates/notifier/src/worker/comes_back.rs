//! Where a mail comes back to when it cannot be delivered, and that a relay would not take it in the first place.

use domain::{
    return_token::BounceToken,
    store::{Tx, WriteError, bounces, outbox::Claimed},
};
use lettre::Address;

use super::Worker;
use crate::inbound::report;

impl Worker {
    /// An address of its own for every mail (VERP), where there is one for it; else whom the mail is from.
    pub(super) fn comes_back_to(&self, mail: &Claimed) -> Address {
        let token = || BounceToken::new(mail.id, mail.mailbox, mail.created_at, &self.house.key).text();
        let own = self
            .house
            .returns
            .bounce
            .as_ref()
            .and_then(|ours| ours.with(&token()));
        own.unwrap_or_else(|| self.house.from.address.clone())
    }

    /// A relay's final word counts as much as a mail that comes back later. The mail is marked already: if this fails, it
    /// is not counted.
    pub(super) async fn count_refusal(&self, mail: &Claimed, said: &str) {
        let status = report::status_of_reply(said);
        let Some(severity) = domain::incoming::Severity::of_status(&status) else {
            return;
        };
        let (mailbox, id, now) = (mail.mailbox, mail.id, self.clock.now());
        let count = async move |tx: &Tx| {
            Ok::<_, WriteError>(bounces::count(tx, mailbox, id, severity, &status, now).await?)
        };
        match self.db.write(count).await {
            Ok(true) => tracing::warn!(
                mail = id.0,
                "an address is suspended: mail to it was refused again and again"
            ),
            Ok(false) => {}
            Err(error) => tracing::warn!(mail = id.0, %error, "a refusal could not be counted"),
        }
    }
}
