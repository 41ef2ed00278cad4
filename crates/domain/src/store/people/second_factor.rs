//! What is stored of somebody's second factor.

use sea_orm::{DbErr, FromQueryResult};

use crate::{
    ids::PersonId,
    second_factor::SecondFactor,
    store::{Source, Tx, broken, one, run},
};

/// Somebody's second factor, once it is enrolled.
pub async fn second_factor(source: &impl Source, id: PersonId) -> Result<Option<SecondFactor>, DbErr> {
    #[derive(FromQueryResult)]
    struct Factor {
        second_factor: Option<Vec<u8>>,
    }
    let sql = "select second_factor from person where id = $1";
    let row: Option<Factor> = one(source, sql, vec![id.0.into()]).await?;
    row.and_then(|row| row.second_factor)
        .map(|bytes| SecondFactor::from_bytes(&bytes).ok_or_else(|| broken("second factor")))
        .transpose()
}

/// Puts a second factor in the place of the one that was read. False if it is another one by now.
pub async fn set_second_factor(
    tx: &Tx,
    id: PersonId,
    before: Option<SecondFactor>,
    after: Option<SecondFactor>,
) -> Result<bool, DbErr> {
    let bytes = |factor: Option<SecondFactor>| factor.map(SecondFactor::to_bytes);
    let mut values = vec![id.0.into(), bytes(after).into()];
    let is_before = match bytes(before) {
        Some(before) => {
            values.push(before.into());
            "second_factor = $3"
        }
        None => "second_factor is null",
    };
    let sql = format!("update person set second_factor = $2 where id = $1 and {is_before}");
    Ok(run(tx, &sql, values).await? == 1)
}
