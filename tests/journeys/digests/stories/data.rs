//! What becomes of the dataset that a request is about, and of the one that answers it.

use domain::{
    dataset::{Dataset, State},
    evidence::Looked,
    freshness::{Signal, Signals},
};
use serde_json::json;
use testkit::TestDatabase;

use super::{CROWD, Days};
use crate::{
    datasets::{dataset, take},
    digests::{place::Place, table::Seen},
    evidence::{look, tell_of_datasets},
};

/// A dataset that was renewed then.
fn renewed(at: &str) -> Dataset {
    Dataset {
        signals: Signals::only(Signal::Modified, at.parse().unwrap()),
        ..dataset("compras", "Compras")
    }
}

pub async fn what_becomes_of_its_dataset(db: TestDatabase) -> Seen {
    let mut days = Days::of(Place::open(&db).await);
    take(&days.place.app, vec![renewed("2026-09-20T15:00:00Z")]).await;
    days.step(
        "caro",
        json!({"action": "edit", "kind": "update", "dataset": "compras"}),
        &["edited ana", "edited nora"],
        CROWD,
        "Cambiaron algunos datos",
    )
    .await;
    days.to(5).await;
    take(&days.place.app, vec![renewed("2026-11-24T15:00:00Z")]).await;
    tell_of_datasets(&days.place.app).await;
    days.expect(
        "it was renewed",
        &["dataset_updated ana", "dataset_updated nora"],
        CROWD,
        "El conjunto de datos se actualizó el 24 de noviembre de 2026",
    )
    .await;
    days.step(
        "lia",
        json!({"action": "answer", "outcome": "published", "evidence": {"dataset": "compras"}}),
        &["answered ana", "answered nora"],
        CROWD,
        "respondió",
    )
    .await;
    let private = Dataset {
        state: State::Private,
        ..renewed("2026-11-24T15:00:00Z")
    };
    days.to(11).await;
    take(&days.place.app, vec![private]).await;
    look(&days.place.app, Looked::Unsure).await;
    days.expect("it is for some only", &["evidence_broken lia"], &[], "")
        .await;
    days.to(45).await;
    take(&days.place.app, vec![renewed("2026-11-24T15:00:00Z")]).await;
    tell_of_datasets(&days.place.app).await;
    days.expect("it is stale again", &["dataset_stale lia"], &[], "")
        .await;
    days.seen
}
