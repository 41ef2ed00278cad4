//! The digests of the day, put together a few people at a time. What is in one is the domain's business.

use domain::{cadence::DigestDays, ids::PersonId, ops, store::Tx};
use tokio_util::sync::CancellationToken;

use crate::instance::Instance;

/// Puts together what is due and not done; gives whether there was anything to do. Interrupted, it goes on the next time.
pub async fn gather_all(instance: &Instance, shutdown: &CancellationToken) -> anyhow::Result<bool> {
    let moment = instance.moment();
    let days = DigestDays::at(moment.at, &instance.config.time_zone);
    let Some(due) = ops::due_digests(&instance.db.read(), days).await? else {
        return Ok(false);
    };
    let mut after = PersonId(0);
    loop {
        if shutdown.is_cancelled() {
            return Ok(true);
        }
        let page = due.clone();
        let gather = async move |tx: &Tx| ops::gather_digests(tx, &page, after, moment.at).await;
        match instance.db.write(gather).await? {
            Some(last) => after = last,
            None => break,
        }
    }
    let finish = async move |tx: &Tx| ops::finish_digests(tx, &due, moment.today, moment.at).await;
    instance.db.write(finish).await?;
    Ok(true)
}
