//! Who heads an area: an address without an account, told when requests of the area go on too long (PRODUCT §1, §3).

use super::{Caller, Error, audit::audit};
use crate::{
    audit::Audited,
    person::Email,
    policy::AdminPermit,
    store::{Tx, areas, bounces, people},
};

/// Names the head of the area with this slug, or none.
pub async fn set_area_head(
    tx: &Tx,
    caller: &Caller,
    _: &AdminPermit,
    slug: &str,
    head: Option<&Email>,
) -> Result<(), Error> {
    let area = areas::find(tx, slug).await?.ok_or(Error::NotFound)?;
    areas::set_head(tx, area.id, head).await?;
    if let Some(email) = head {
        // Whoever names it says that mail arrives there: it may be written to again.
        let mailbox = people::ensure_mailbox(tx, email, caller.moment.at).await?;
        bounces::lift(tx, mailbox).await?;
    }
    let what = if head.is_some() { "named" } else { "none" };
    Ok(audit(tx, caller, Audited::AreaHead, Some(format!("area {slug} {what}"))).await?)
}
