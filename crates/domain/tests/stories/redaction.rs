//! Words that were redacted are nowhere any more.

use domain::policy::Actor;
use domain::store::{comments, events, requests::Filter};
use serde_json::json;
use testkit::TestDatabase;

use crate::world::World;

const CANARY: &str = "zanahoria";

testkit::on_both! {
    /// From the text, its history, its first event, the search: everywhere.
    async fn a_name_is_taken_out_of_everything(database: TestDatabase) {
        let world = World::new(&database).await;
        let (cora, ana) = (world.actor("cora").await, world.citizen("ana").await);
        let text = format!("Quiero los sueldos de {CANARY} y de todo el ministerio.");
        let reference = world.file(&ana, json!({"body": text, "purpose": format!("Porque {CANARY} lo pidió")})).await;
        world.act(&cora, reference, "edit", json!({"title": format!("Los sueldos de {CANARY} Pérez")})).await;
        world.act(&cora, reference, "edit", json!({"title": "Los sueldos del ministerio"})).await;
        world.comment(&ana, reference, &format!("Sí, {CANARY}.")).await;
        let request = world.now(reference).await;
        let comment = comments::of_request(&world.db.read(), request.id, true).await.unwrap().remove(0);
        let search = Filter { q: Some(CANARY.into()), ..Filter::default() };
        assert_eq!(world.list(&Actor::Visitor, &search).await.items.len(), 1);

        world.act(&cora, reference, "redact", json!({"target": "body", "text": CANARY, "reason": "dato personal"})).await;
        let target = json!({"target": "comment", "id": comment.id.0, "reason": "dato personal"});
        world.act(&cora, reference, "redact", target).await;

        let now = world.now(reference).await;
        assert!(now.body.contains("[quitado: dato personal]"), "{}", now.body);
        let events = events::of_request(&world.db.read(), now.id).await.unwrap();
        let comments = comments::of_request(&world.db.read(), now.id, true).await.unwrap();
        let everything = format!("{now:?} {events:?} {comments:?}");
        assert!(!everything.contains(CANARY), "{everything}");
        assert!(world.list(&Actor::Visitor, &search).await.items.is_empty());
    }
}
