//! A merge carries people and words, and its undoing restores exactly, in any order.

use domain::{
    ops::Error,
    reference::Reference,
    store::{comments, events},
};
use serde_json::json;
use testkit::TestDatabase;

use crate::world::{World, about};

async fn figures(world: &World, reference: Reference) -> (i64, i64, i64) {
    let now = world.now(reference).await;
    (now.supporters, now.followers, now.comments)
}

testkit::on_both! {
    /// A into B, B into C; then A comes back first, then B.
    async fn a_chain_is_undone_in_any_order(database: TestDatabase) {
        let world = World::new(&database).await;
        let cora = world.actor("cora").await;
        let (ana, beto, carla) = (world.citizen("ana").await, world.citizen("beto").await, world.citizen("carla").await);
        let a = world.ask_for(&ana, &about("sueldos")).await;
        let b = world.ask_for(&beto, &about("salarios")).await;
        let c = world.ask_for(&carla, &about("remuneraciones")).await;
        let both = world.citizen("en las dos").await;
        world.support(&both, a).await.unwrap();
        world.support(&both, b).await.unwrap();
        world.support(&carla, a).await.unwrap();
        world.comment(&both, a, "También para mí.").await;
        let before = [figures(&world, a).await, figures(&world, b).await, figures(&world, c).await];
        assert_eq!(before, [(2, 2, 1), (1, 1, 0), (0, 0, 0)]);

        world.act(&cora, a, "merge", json!({"into": b.to_string()})).await;
        assert_eq!(figures(&world, b).await, (3, 3, 1), "ana, carla, and one of the two that are the same person");
        world.act(&cora, b, "merge", json!({"into": c.to_string()})).await;
        assert_eq!(figures(&world, c).await, (3, 3, 1), "ana, beto, and the one; carla asked for it herself");
        let late = world.citizen("late").await;
        assert!(matches!(world.support(&late, a).await, Err(Error::Refused { .. })));

        world.act(&cora, a, "unmerge", json!({})).await;
        assert_eq!(figures(&world, a).await, before[0]);
        assert_eq!(figures(&world, c).await, (2, 2, 0), "beto and the one");
        world.act(&cora, b, "unmerge", json!({})).await;
        assert_eq!([figures(&world, a).await, figures(&world, b).await, figures(&world, c).await], before);
        let home = world.now(a).await;
        let comments = comments::of_request(&world.db.read(), home.id, false).await.unwrap();
        assert_eq!(comments.len(), 1);
    }

    /// The target hears of it, and its version stays; itself, the hidden and the merged are no targets.
    async fn what_a_target_is_told(database: TestDatabase) {
        let world = World::new(&database).await;
        let (cora, ana) = (world.actor("cora").await, world.citizen("ana").await);
        let a = world.ask_for(&ana, &about("pauta")).await;
        let b = world.ask_for(&ana, &about("publicidad")).await;
        world.act(&cora, a, "merge", json!({"into": b.to_string()})).await;
        let target = world.now(b).await;
        assert_eq!((target.version, target.revision > 1), (1, true));
        let told = events::of_request(&world.db.read(), target.id).await.unwrap();
        assert_eq!(told.last().unwrap().event.change.kind.as_str(), "merged_in");
        let c = world.ask_for(&ana, &about("avisos")).await;
        for into in [c, a] {
            let refused = world.try_act(&cora, c, "merge", json!({"into": into.to_string()})).await;
            assert!(matches!(refused, Err(Error::Invalid(_))), "{into}: {refused:?}");
        }
    }
}
