//! The marks of a request beside it: by them the list behind a figure is found.

use sea_orm::{DbErr, Value};

use crate::{
    figures::{FIGURES_VERSION, Marks, Milestone},
    ids::RequestId,
    status::Ground,
    store::{Tx, run},
};

/// The columns of a milestone: in which month, by which area, after how many days.
pub(in crate::store) const fn columns(milestone: Milestone) -> [&'static str; 3] {
    match milestone {
        Milestone::Determined => ["determined_in", "determined_by", "determined_days"],
        Milestone::Answered => ["answered_in", "answered_by", "answered_days"],
        Milestone::Published => ["published_in", "published_by", "published_days"],
    }
}

/// Keeps them, and that the request is counted.
pub(super) async fn keep(tx: &Tx, request: RequestId, marks: &Marks) -> Result<(), DbErr> {
    let mut values: Vec<Value> = vec![request.0.into()];
    let mut sets = Vec::new();
    let mut set = |column: &str, value: Value| {
        values.push(value);
        sets.push(format!("{column} = ${}", values.len()));
    };
    set("figures", FIGURES_VERSION.into());
    set("ended_in", marks.ended.into());
    set("ground", marks.ground.map(Ground::as_str).into());
    for milestone in Milestone::ALL {
        let mark = marks.of(*milestone);
        let [month, by, days] = columns(*milestone);
        set(month, mark.map(|mark| mark.month).into());
        set(by, mark.and_then(|mark| mark.area).map(|area| area.0).into());
        set(days, mark.map(|mark| mark.days).into());
    }
    let sql = format!("update data_request set {} where id = $1", sets.join(", "));
    run(tx, &sql, values).await.map(drop)
}
