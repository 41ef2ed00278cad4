//! Lists: every row once, in order, whatever the page size; filters and kept counts agree.

use domain::{
    policy::Actor,
    status::{Kind, Status},
    store::{
        areas,
        requests::{self, Cursor, Filter, Sort},
        themes,
    },
};
use serde_json::json;
use testkit::TestDatabase;

use crate::world::{World, about};

testkit::on_both! {
    /// Pages of three, in every order, give what one page of a hundred gives.
    async fn pages_join_without_seam(database: TestDatabase) {
        let world = World::new(&database).await;
        let asker = world.citizen("ana").await;
        let fan = world.citizen("fan").await;
        let cora = world.actor("cora").await;
        for n in 0..11 {
            let reference = world.ask_for(&asker, &about(&format!("compras del año {n}"))).await;
            if n % 3 == 0 {
                world.support(&fan, reference).await.unwrap();
            }
            if n % 4 == 1 {
                world.act(&cora, reference, "answer", json!({"outcome": "not_held"})).await;
            }
        }
        for sort in Sort::ALL {
            for q in [None, Some("compra".to_owned())] {
                let filter = Filter { q, ..Filter::default() };
                let whole = requests::list(&world.db.read(), &Actor::Visitor, &filter, *sort, None, 100).await.unwrap();
                assert_eq!((whole.items.len(), whole.next), (11, None), "{sort}");
                let mut seen = Vec::new();
                let mut cursor: Option<Cursor> = None;
                loop {
                    let page = requests::list(&world.db.read(), &Actor::Visitor, &filter, *sort, cursor.as_ref(), 3)
                        .await
                        .unwrap();
                    seen.extend(page.items.into_iter().map(|item| item.reference));
                    let Some(next) = page.next else { break };
                    cursor = Some(Cursor::decode(&next.encode(), *sort, filter.q.is_some()).unwrap());
                }
                assert_eq!(seen, whole.items.iter().map(|item| item.reference).collect::<Vec<_>>(), "{sort}");
            }
        }
        let due = requests::list(&world.db.read(), &Actor::Visitor, &Filter::default(), Sort::Due, None, 100).await.unwrap();
        assert_eq!(due.items.last().unwrap().standing.status, Status::Answered, "no clock runs: last");
    }

    /// The kept counts are what counting gives, before and after they are folded.
    async fn kept_counts_agree_with_counting(database: TestDatabase) {
        let world = World::new(&database).await;
        let (asker, cora) = (world.citizen("ana").await, world.actor("cora").await);
        let mut references = Vec::new();
        for n in 0..6 {
            let fields = json!({"body": about("salud"), "theme": "budget", "area": if n % 2 == 0 { "salud" } else { "hacienda" }});
            references.push(world.file(&asker, fields).await);
        }
        world.act(&cora, references[0], "answer", json!({"outcome": "published", "evidence": {"dataset": "x"}})).await;
        world.act(&cora, references[1], "hide", json!({"reason": "spam"})).await;
        world.act(&cora, references[2], "assign", json!({"area": "hacienda"})).await;
        for _ in 0..2 {
            let areas = areas::list(&world.db.read()).await.unwrap();
            let open: Vec<_> = areas.iter().map(|area| (area.slug.as_str(), area.open)).collect();
            assert_eq!(open, [("hacienda", 3), ("salud", 1)]);
            let budget = themes::list(&world.db.read()).await.unwrap().remove(0);
            assert_eq!((budget.open, budget.published), (4, 1));
            world.db.write(async |tx: &domain::store::Tx| {
                domain::store::facets::fold(tx).await.map_err(domain::store::WriteError::from)
            })
            .await
            .unwrap();
        }
        let filter = Filter { areas: vec!["hacienda".into()], statuses: vec![Status::Received], ..Filter::default() };
        assert_eq!(world.list(&Actor::Visitor, &filter).await.items.len(), 2);
        let none = Filter { kinds: vec![Kind::Locate], ..Filter::default() };
        assert!(world.list(&Actor::Visitor, &none).await.items.is_empty());
    }
}
