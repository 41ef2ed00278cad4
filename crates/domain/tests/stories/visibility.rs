//! What the SQL scope shows is what the rule says, for everybody and in every query.

use domain::{
    ops::{Error, similar},
    policy::{Actor, can_view},
    status::HideReason,
    store::requests::Filter,
};
use serde_json::json;
use testkit::TestDatabase;

use crate::world::{World, about};

testkit::on_both! {
    async fn hidden_is_gone_for_all_but_coordinators(database: TestDatabase) {
        let world = World::new(&database).await;
        let (cora, ana) = (world.actor("cora").await, world.citizen("ana").await);
        let mut requests = Vec::new();
        for n in 0..6 {
            let reference = world.ask_for(&ana, &about(&format!("la comuna {n}"))).await;
            if n % 2 == 0 {
                world.act(&cora, reference, "hide", json!({"reason": "abuse"})).await;
            }
            requests.push((reference, n % 2 == 0));
        }
        let actors = [Actor::Visitor, ana, world.actor("lía").await, cora];
        for actor in &actors {
            let listed = world.list(actor, &Filter::default()).await;
            let searched = world.list(actor, &Filter { q: Some("comuna".into()), ..Filter::default() }).await;
            let alike = similar(&world.db.read(), actor, "datos de la comuna por mes", 10).await.unwrap();
            for (reference, hidden) in &requests {
                let seen = can_view(actor, *hidden);
                assert_eq!(world.see(actor, *reference).await.is_ok(), seen, "{reference} by {actor:?}");
                assert_eq!(listed.items.iter().any(|item| item.reference == *reference), seen);
                assert_eq!(searched.items.iter().any(|item| item.reference == *reference), seen);
                assert_eq!(alike.iter().any(|item| item.reference == *reference), seen);
                if !seen {
                    let error = world.see(actor, *reference).await.unwrap_err();
                    assert!(matches!(error, Error::Hidden(_, HideReason::Abuse)));
                }
            }
        }
    }
}
