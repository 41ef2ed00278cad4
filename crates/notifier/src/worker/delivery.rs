//! One mail, one try: is it still wanted, are its bytes there, does the relay take it.

use std::{panic::AssertUnwindSafe, sync::Arc};

use domain::{
    clock::Moment,
    secret,
    store::{
        Tx, WriteError,
        outbox::{self, Claimed, Mark, Reader, Sealed},
    },
};
use futures::FutureExt;
use tokio::time::{Instant, interval_at};

use super::Worker;
use crate::{
    compose::{self, CannotCompose},
    retry::{self, Next, Outcome},
    seal::digest,
    transport::Envelope,
};

/// Tries of a mail that cannot be composed: it will not get better, but a fix may be on its way.
const POISON_TRIES: i64 = 5;

/// Why there is nothing to send.
enum NoBytes {
    /// Somebody else has the mail by now.
    Lost,
    /// It cannot be composed.
    Poison(String),
    /// The database does not answer.
    Later(String),
}

impl Worker {
    /// Tries a claimed mail once and marks it.
    pub(super) async fn deliver(self: Arc<Self>, mail: Claimed) {
        if mail.bulk {
            self.pace.turn(self.settings.between).await;
        }
        let moment = Moment::new(self.clock.now(), &self.house.zone);
        let reader = match outbox::wanted(&self.db.read(), &mail, moment).await {
            Ok(Ok(reader)) => reader,
            Ok(Err(why)) => {
                return self
                    .mark(
                        &mail,
                        Mark::Skipped {
                            reason: why.to_string(),
                        },
                        None,
                    )
                    .await;
            }
            Err(error) => return self.mark(&mail, self.again(&mail, error.to_string()), None).await,
        };
        if let Some(at) = reader.hours.wait(moment.at, &self.house.zone) {
            return self.mark(&mail, Mark::Wait { at }, None).await;
        }
        let bytes = match self.bytes(&mail, &reader).await {
            Ok(bytes) => bytes,
            Err(NoBytes::Lost) => return,
            Err(NoBytes::Later(reason)) => return self.mark(&mail, self.again(&mail, reason), None).await,
            Err(NoBytes::Poison(reason)) => {
                tracing::error!(mail = mail.id.0, kind = %mail.kind, reason, "a mail cannot be composed");
                let mark = if mail.attempts >= POISON_TRIES {
                    Mark::Dead { reason }
                } else {
                    self.again(&mail, reason)
                };
                return self.mark(&mail, mark, None).await;
            }
        };
        let Some(outcome) = self.send(&mail, &reader, &bytes).await else {
            return;
        };
        let (to, kind) = (reader.email.masked(), mail.kind);
        match &outcome {
            Outcome::Sent => self.breaker().accepted(),
            Outcome::Retry(_) => self.breaker().reached(),
            Outcome::Closed(_) => self.breaker().closed(Instant::now()),
            Outcome::Dead(_) => {}
        }
        match outcome {
            Outcome::Sent => {
                tracing::info!(mail = mail.id.0, %kind, to, "mail sent");
                self.mark(&mail, Mark::Sent, Some(digest(&bytes))).await;
            }
            Outcome::Retry(reason) | Outcome::Closed(reason) => {
                tracing::warn!(mail = mail.id.0, %kind, to, reason, "mail not sent yet");
                self.mark(&mail, self.again(&mail, reason), Some(digest(&bytes)))
                    .await;
            }
            Outcome::Dead(reason) => {
                tracing::warn!(mail = mail.id.0, %kind, to, reason, "mail refused");
                let said = reason.clone();
                let final_word = self.breaker().refused(mail.mailbox, Instant::now());
                let mark = if final_word {
                    Mark::Dead { reason }
                } else {
                    self.again(&mail, reason)
                };
                self.mark(&mail, mark, Some(digest(&bytes))).await;
                if final_word {
                    self.count_refusal(&mail, &said).await;
                }
            }
        }
    }

    /// The bytes of an earlier try, else composed now and kept before anything leaves.
    async fn bytes(&self, mail: &Claimed, reader: &Reader) -> Result<Vec<u8>, NoBytes> {
        if let Some(sealed) = &mail.sealed {
            match self.seal.open(mail.id.0, &sealed.nonce, &sealed.bytes) {
                Ok(bytes) => return Ok(bytes),
                Err(error) => tracing::error!(mail = mail.id.0, %error, "composing it anew"),
            }
        }
        let source = self.db.read();
        let composing = AssertUnwindSafe(compose::compose(&source, &self.house, mail, reader)).catch_unwind();
        let bytes = match composing.await {
            Ok(Ok(bytes)) => bytes,
            Ok(Err(CannotCompose::Store(error))) => return Err(NoBytes::Later(error.to_string())),
            Ok(Err(error)) => return Err(NoBytes::Poison(error.to_string())),
            Err(_) => return Err(NoBytes::Poison("a fault while composing".to_owned())),
        };
        let mut nonce = [0; 12];
        secret::fill(&mut nonce).map_err(|error| NoBytes::Later(error.to_string()))?;
        let sealed = self
            .seal
            .seal(mail.id.0, nonce, &bytes)
            .map_err(|error| NoBytes::Poison(error.to_string()))?;
        let sealed = Sealed {
            nonce: nonce.to_vec(),
            bytes: sealed,
        };
        let (owner, fence) = (self.owner.clone(), mail.fence());
        let kept = self
            .db
            .write(async move |tx: &Tx| {
                Ok::<_, WriteError>(outbox::keep_sealed(tx, &owner, &fence, &sealed).await?)
            })
            .await;
        match kept {
            Ok(true) => Ok(bytes),
            Ok(false) => Err(NoBytes::Lost),
            Err(error) => Err(NoBytes::Later(error.to_string())),
        }
    }

    /// Sends, and holds on to the claim for as long as that takes. None if the claim was lost meanwhile.
    async fn send(&self, mail: &Claimed, reader: &Reader, bytes: &[u8]) -> Option<Outcome> {
        let Ok(to) = reader.email.as_str().parse() else {
            return Some(Outcome::Dead(
                "the address is not one that a relay takes".to_owned(),
            ));
        };
        let envelope = Envelope {
            from: self.comes_back_to(mail),
            to,
        };
        let name = format!("{:09}.{}", mail.id.0, mail.kind);
        let sending = self.transport.send(&envelope, &name, bytes);
        tokio::pin!(sending);
        let mut renewal = interval_at(Instant::now() + self.settings.renew, self.settings.renew);
        loop {
            tokio::select! {
                result = &mut sending => return Some(retry::classify(&result)),
                _ = renewal.tick() => {
                    let (owner, fence, until) = (self.owner.clone(), mail.fence(), self.lease_until());
                    let renewed = self
                        .db
                        .write(async move |tx: &Tx| Ok::<_, WriteError>(outbox::renew(tx, &owner, &fence, until).await?))
                        .await;
                    match renewed {
                        Ok(true) => {}
                        Ok(false) => {
                            tracing::warn!(mail = mail.id.0, "somebody else has this mail by now; leaving it to them");
                            return None;
                        }
                        Err(error) => tracing::warn!(mail = mail.id.0, %error, "a claim could not be renewed"),
                    }
                }
            }
        }
    }

    fn again(&self, mail: &Claimed, reason: String) -> Mark {
        let now = self.clock.now();
        match retry::next(mail.created_at, now, mail.attempts, chance(mail)) {
            Next::At(at) => Mark::Retry { at, reason },
            Next::GiveUp => Mark::Dead {
                reason: format!("given up: {reason}"),
            },
        }
    }
}

/// Spreads the retries of different mails, the same way in every run.
fn chance(mail: &Claimed) -> f64 {
    let hash = digest(format!("{} {}", mail.id.0, mail.attempts).as_bytes());
    let number = u32::from_str_radix(&hash[..8], 16).unwrap_or(0);
    f64::from(number) / f64::from(u32::MAX)
}
