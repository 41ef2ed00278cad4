//! An area says what it holds and does not publish, says it otherwise, says that it is published by now, or lists it no more.

use super::{Caller, Error, audit::audit, catalogue::check_dataset, remember, repeated};
use crate::{
    audit::Audited,
    field::{FieldCode, FieldError, Invalid},
    ids::{InventoryId, ThemeId},
    inventory::{Item, Said},
    policy::InventoryPermit,
    store::{ReadError, Tx, inventory, themes},
};

mod ask;

pub use ask::{AskedFor, ask_inventory};

/// What is done to an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InventoryChange {
    /// It is said otherwise.
    Say(Said),
    /// It is this dataset by now.
    Publish(String),
    /// It is listed no more, for this reason.
    TakeDown(String),
}

/// Lists something the area of the permit holds. Gives its number; the same one again when the call is repeated.
pub async fn add_inventory(
    tx: &Tx,
    caller: &Caller,
    permit: &InventoryPermit,
    said: &Said,
) -> Result<InventoryId, Error> {
    if let Some(id) = repeated(tx, caller).await? {
        return id.parse().map(InventoryId).map_err(|_| Error::NotFound);
    }
    let theme = theme(tx, said).await?;
    let language = caller.locale.as_str();
    let id = inventory::insert(tx, permit.area(), (said, theme, language), caller.moment.at).await?;
    note(tx, caller, id, "").await?;
    remember(tx, caller, &id.to_string()).await?;
    Ok(id)
}

/// Changes an entry of the area of the permit, as whoever does it saw it: [`Error::Stale`] when somebody was first.
pub async fn change_inventory(
    tx: &Tx,
    caller: &Caller,
    permit: &InventoryPermit,
    (id, version): (InventoryId, i64),
    change: &InventoryChange,
) -> Result<(), Error> {
    if repeated(tx, caller).await?.is_some() {
        return Ok(());
    }
    let before = known(tx, permit, id).await?;
    let (seen, now) = ((id, version), caller.moment.at);
    let (done, what) = match change {
        InventoryChange::Say(said) => {
            let theme = theme(tx, said).await?;
            (inventory::change(tx, seen, (said, theme), now).await?, "")
        }
        InventoryChange::Publish(dataset) => {
            check_dataset(tx, dataset).await.map_err(of_its_field)?;
            (inventory::publish(tx, seen, dataset, now).await?, " published")
        }
        InventoryChange::TakeDown(reason) => {
            (inventory::take_down(tx, seen, reason, now).await?, " taken down")
        }
    };
    if !done {
        return Err(Error::Stale {
            version: before.version,
        });
    }
    note(tx, caller, id, what).await?;
    remember(tx, caller, &id.to_string()).await
}

async fn note(tx: &Tx, caller: &Caller, id: InventoryId, what: &str) -> Result<(), ReadError> {
    let subject = format!("inventory {id}{what}");
    audit(tx, caller, Audited::Inventory, Some(subject)).await
}

/// It is there, and of the area that the permit is for.
async fn known(tx: &Tx, permit: &InventoryPermit, id: InventoryId) -> Result<Item, Error> {
    inventory::lock(tx, id).await?;
    let known = inventory::get(tx, id).await?;
    known
        .filter(|known| known.area == permit.area())
        .ok_or(Error::NotFound)
}

async fn theme(tx: &Tx, said: &Said) -> Result<Option<ThemeId>, Error> {
    let Some(key) = &said.theme else { return Ok(None) };
    let theme = themes::find(tx, key).await?;
    let (theme, _) = theme.ok_or_else(|| Error::field("#/theme", FieldCode::NotATheme))?;
    Ok(Some(theme))
}

/// What is wrong with a dataset is told at the field of this form.
fn of_its_field(error: Error) -> Error {
    let moved = |error: FieldError| FieldError {
        pointer: "#/dataset".to_owned(),
        ..error
    };
    match error {
        Error::Invalid(Invalid(errors)) => Error::Invalid(Invalid(errors.into_iter().map(moved).collect())),
        other => other,
    }
}
