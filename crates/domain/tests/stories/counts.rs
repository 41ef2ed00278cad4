//! The counts beside a list: what each choice of a filter would find, with words and without.

use domain::{
    policy::Actor,
    status::{Kind, Status},
    store::{
        calendar,
        counts::counts,
        requests::{self, Filter, Sort},
    },
};
use serde_json::json;
use testkit::TestDatabase;

use crate::world::{World, about};

testkit::on_both! {
    /// A facet counts what the list would have with that choice alone, under the other filters.
    async fn each_choice_counts_what_it_would_find(database: TestDatabase) {
        let world = World::new(&database).await;
        let asker = world.citizen("ana").await;
        let cora = world.actor("cora").await;
        for n in 0..7 {
            let reference = world.ask_for(&asker, &about(&format!("compras de hospitales, año {n}"))).await;
            if n % 3 == 0 {
                world.act(&cora, reference, "answer", json!({"outcome": "not_held"})).await;
            }
            if n == 6 {
                world.act(&cora, reference, "hide", json!({"reason": "spam"})).await;
            }
        }
        let base = [
            Filter::default(),
            Filter { q: Some("hospital".into()), ..Filter::default() },
            Filter { statuses: vec![Status::Answered], ..Filter::default() },
            Filter { q: Some("hospital".into()), statuses: vec![Status::Received], kinds: vec![Kind::NewDataset], ..Filter::default() },
            Filter { themes: vec!["other".into()], areas: vec!["ministerio-de-salud".into()], ..Filter::default() },
            Filter { q: Some("de".into()), ..Filter::default() },
            Filter { dataset: Some("none such".into()), ..Filter::default() },
        ];
        let reader = world.db.read();
        for filter in base {
            let counted = counts(&reader, &Actor::Visitor, &filter).await.unwrap();
            let found = async |filter: &Filter| {
                let page = requests::list(&reader, &Actor::Visitor, filter, Sort::Newest, None, 100).await.unwrap();
                i64::try_from(page.items.len()).unwrap()
            };
            assert_eq!(counted.total, found(&filter).await, "{filter:?}");
            assert!(!counted.capped);
            for status in Status::ALL {
                let with = Filter { statuses: vec![*status], ..filter.clone() };
                let count = counted.statuses.get(status).copied().unwrap_or(0);
                assert_eq!(count, found(&with).await, "{with:?}");
            }
            for theme in ["other", "health"] {
                let with = Filter { themes: vec![theme.into()], ..filter.clone() };
                let count = counted.themes.get(theme).copied().unwrap_or(0);
                assert_eq!(count, found(&with).await, "{with:?}");
            }
            for kind in Kind::ALL {
                let with = Filter { kinds: vec![*kind], ..filter.clone() };
                assert_eq!(counted.kinds.get(kind).copied().unwrap_or(0), found(&with).await, "{with:?}");
            }
        }
    }

    /// What was answered with data comes newest answer first; the days off of a term have their names.
    async fn what_was_published_and_what_did_not_count(database: TestDatabase) {
        let world = World::new(&database).await;
        let asker = world.citizen("ana").await;
        let cora = world.actor("cora").await;
        let mut published = Vec::new();
        for n in 0..4 {
            let reference = world.ask_for(&asker, &about(&format!("compras del año {n}"))).await;
            let answer = if n == 1 {
                json!({"outcome": "not_held"})
            } else {
                published.push(reference);
                json!({"outcome": "published", "evidence": {"dataset": "compras"}})
            };
            world.act(&cora, reference, "answer", answer).await;
        }
        let reader = world.db.read();
        let lately = requests::published_lately(&reader, &Actor::Visitor, 2).await.unwrap();
        assert_eq!(lately.len(), 2);
        assert!(lately.iter().all(|request| published.contains(&request.reference)));
        let off = calendar::between(&reader, "2026-12-01".parse().unwrap(), "2026-12-25".parse().unwrap()).await.unwrap();
        let days: Vec<String> = off.iter().map(|day| day.on.to_string()).collect();
        assert!(days.is_sorted() && days.iter().all(|day| day.starts_with("2026-12")), "{days:?}");
    }
}
