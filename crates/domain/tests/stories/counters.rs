//! Counters are exact, however many come at once.

use domain::policy::Actor;
use futures::future::join_all;
use testkit::TestDatabase;

use crate::world::{World, about};

testkit::on_both! {
    /// A hundred clicks of one person count once; twenty people count twenty times.
    async fn support_counts_people_not_clicks(database: TestDatabase) {
        let world = World::new(&database).await;
        let asker = world.citizen("ana").await;
        let reference = world.ask_for(&asker, &about("presupuesto")).await;
        let fan = world.citizen("fan").await;
        let clicks = join_all((0..100).map(|_| world.support(&fan, reference))).await;
        assert!(clicks.iter().all(Result::is_ok), "{clicks:?}");
        assert_eq!(world.now(reference).await.supporters, 1);
        let mut people = Vec::new();
        for n in 0..20 {
            people.push(world.citizen(&format!("vecina{n}")).await);
        }
        join_all(people.iter().map(|person: &Actor| world.support(person, reference))).await;
        let now = world.now(reference).await;
        assert_eq!((now.supporters, now.followers, now.version), (21, 21, 1), "the version moves with actions only");
    }

    /// Fifty officials act on the same version: one is heard, the others learn that somebody was first.
    async fn one_of_fifty_wins(database: TestDatabase) {
        use domain::{action::Draft, ops::{self, Act, Error, Expects}, status::ActionKind, store::Tx};
        let world = World::new(&database).await;
        let asker = world.citizen("ana").await;
        let reference = world.ask_for(&asker, &about("presupuesto")).await;
        let cora = world.actor("cora").await;
        let results = join_all((0..50).map(|n| {
            let fields = serde_json::json!({"title": format!("Título número {n}"), "message": "x"});
            let act = Act {
                reference,
                draft: Draft::new(ActionKind::Edit, fields.as_object().unwrap().clone()),
                expects: Expects::Version(1),
            };
            let (caller, db) = (world.caller(cora.clone()), world.db.clone());
            async move { db.write(async move |tx: &Tx| ops::act(tx, &caller, act.clone()).await).await }
        }))
        .await;
        assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
        let stale = results.iter().filter(|result| matches!(result, Err(Error::Stale { version: 2 }))).count();
        assert_eq!(stale, 49);
        assert_eq!(world.now(reference).await.version, 2);
    }
}
