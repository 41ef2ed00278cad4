//! A pile is read from the beginning of an index: never sorted, never looked for among all requests.

use sea_orm::FromQueryResult;
use testkit::{Engine, TestDatabase};

use super::{Desk, Mark, Pile, Query};
use crate::{
    ids::{AreaId, PersonId},
    person::Role,
    policy::{Actor, Signed},
    store::{Db, Options, Tx, WriteError, all, run},
};

/// How the database would find the rows, in its own words.
async fn plan(db: &Db, query: Query, pile: Pile) -> String {
    #[derive(FromQueryResult)]
    struct Sqlite {
        detail: String,
    }
    #[derive(FromQueryResult)]
    struct Postgres {
        #[sea_orm(from_alias = "QUERY PLAN")]
        line: String,
    }
    let (sql, values) = (query.found(pile, 16), query.values);
    if db.engine() == crate::store::Engine::Sqlite {
        let rows: Vec<Sqlite> = all(&db.read(), &format!("explain query plan {sql}"), values)
            .await
            .unwrap();
        return rows
            .iter()
            .map(|row| row.detail.as_str())
            .collect::<Vec<_>>()
            .join("\n");
    }
    db.write(async move |tx: &Tx| {
        // Of the few rows of a test it would read all; here it is asked what it can do.
        for way in ["seqscan", "bitmapscan", "sort", "incremental_sort"] {
            run(tx, &format!("set local enable_{way} = off"), vec![]).await?;
        }
        let rows: Vec<Postgres> = all(tx, &format!("explain {sql}"), values).await?;
        Ok::<_, WriteError>(
            rows.iter()
                .map(|row| row.line.as_str())
                .collect::<Vec<_>>()
                .join("\n"),
        )
    })
    .await
    .unwrap()
}

testkit::on_both! {
    async fn no_pile_is_sorted(database: TestDatabase) {
        let db = Db::connect(&Options::new(database.url())).await.unwrap();
        let signed = Signed { id: PersonId(1), role: Role::Coordinator, areas: vec![], read_only: false };
        let actor = Actor::Person(signed);
        let day = |text: &str| text.parse().unwrap();
        for (area, theme) in [(None, None), (Some(AreaId(7)), None), (Some(AreaId(7)), Some("health".to_owned()))] {
            let desk = Desk { areas: None, theme, today: day("2026-11-20"), soon: day("2026-11-27") };
            for pile in Pile::ALL.iter().copied().filter(|pile| area.is_none() || *pile != Pile::Hidden) {
                for calm in [false, !matches!(pile, Pile::Late | Pile::Soon | Pile::Evidence | Pile::All | Pile::Hidden)] {
                    let mut query = Query::new(&actor, &desk, area, (pile, calm));
                    let mark = if matches!(pile, Pile::All | Pile::Hidden | Pile::Evidence) { "1.1" } else { "2026-11-21.1" };
                    query.after(pile, Mark::decode(mark, pile));
                    let plan = plan(&db, query, pile).await;
                    let by_index = match database.engine() {
                        Engine::Sqlite => plan.contains(" USING INDEX data_request_") || plan.contains(" USING COVERING INDEX data_request_"),
                        Engine::Postgres => plan.contains("data_request_") && plan.contains("Index Cond"),
                    };
                    assert!(by_index, "{pile} of {area:?}, calm {calm}: {plan}");
                    assert!(!plan.contains("TEMP B-TREE") && !plan.contains("Sort"), "{pile} of {area:?}, calm {calm}: {plan}");
                }
            }
        }
    }
}
