//! An admin moves the limits on what one person or place may do.

use super::{Caller, Error, audit::audit};
use crate::{
    audit::Audited,
    limits::Limits,
    policy::AdminPermit,
    store::{Tx, limits, site},
};

/// Sets them; every process follows within a second. False if they are as they were.
pub async fn change_limits(tx: &Tx, caller: &Caller, _: &AdminPermit, to: &Limits) -> Result<bool, Error> {
    // Those who look whether something else is said of the site look at these as well.
    site::count_change(tx).await?;
    let changes = to.changes_from(&limits::get(tx).await?);
    if changes.is_empty() {
        return Ok(false);
    }
    limits::put(tx, to).await?;
    let tell = |(limit, was, is): &(_, u32, u32)| format!("{limit} {was} to {is}");
    let said: Vec<String> = changes.iter().map(tell).collect();
    audit(tx, caller, Audited::LimitsChanged, Some(said.join(", "))).await?;
    Ok(true)
}
