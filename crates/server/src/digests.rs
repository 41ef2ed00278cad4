//! The digests of the day, put together a few people at a time. What is in one is the domain's business.

use domain::{
    cadence::DigestDays,
    clock::Moment,
    ids::PersonId,
    ops,
    store::{Db, Tx},
};
use jiff::tz::TimeZone;
use tokio_util::sync::CancellationToken;

/// Puts together what is due at `moment` and not done; gives whether there was anything to do. Interrupted, it goes on the
/// next time.
pub async fn gather_all(
    db: &Db,
    moment: Moment,
    zone: &TimeZone,
    shutdown: &CancellationToken,
) -> Result<bool, ops::Error> {
    let days = DigestDays::at(moment.at, zone);
    let Some(due) = ops::due_digests(&db.read(), days).await? else {
        return Ok(false);
    };
    let mut after = PersonId(0);
    loop {
        if shutdown.is_cancelled() {
            return Ok(true);
        }
        let page = due.clone();
        let gather = async move |tx: &Tx| ops::gather_digests(tx, &page, after, moment.at).await;
        match db.write(gather).await? {
            Some(last) => after = last,
            None => break,
        }
    }
    let finish = async move |tx: &Tx| ops::finish_digests(tx, &due, moment.today, moment.at).await;
    db.write(finish).await?;
    Ok(true)
}
