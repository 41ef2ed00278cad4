//! An admin says whose site this is. What is wrong with a colour or a picture was found before: it takes knowing how they are
//! shown.

use super::{Caller, Error, audit::audit};
use crate::{
    audit::Audited,
    policy::AdminPermit,
    site::{SiteLogo, SiteText, SiteTexts},
    store::{Tx, site},
};

/// Says it. What the machine has set (`fixed`) is not said here, and stays as it was. False if nothing is said otherwise.
pub async fn change_site(
    tx: &Tx,
    caller: &Caller,
    _: &AdminPermit,
    (texts, fixed): (SiteTexts, &[SiteText]),
) -> Result<bool, Error> {
    site::count_change(tx).await?;
    let before = site::texts(tx).await?;
    let texts = texts.keeping(fixed, &before);
    let changed = texts.differs_from(&before);
    if changed.is_empty() {
        return Ok(false);
    }
    site::put_texts(tx, &texts).await?;
    let names: Vec<&str> = changed.iter().map(|key| key.as_str()).collect();
    audit(tx, caller, Audited::SiteChanged, Some(names.join(", "))).await?;
    Ok(true)
}

/// Puts a logo before the name, or takes it away.
pub async fn change_site_logo(
    tx: &Tx,
    caller: &Caller,
    _: &AdminPermit,
    logo: Option<&SiteLogo>,
) -> Result<(), Error> {
    site::count_change(tx).await?;
    site::put_logo(tx, logo).await?;
    let what = if logo.is_some() { "logo" } else { "logo removed" };
    Ok(audit(tx, caller, Audited::SiteChanged, Some(what.to_owned())).await?)
}
