//! Has this been asked before?

use domain::{
    action::Draft,
    ops::{self, Act, Expects, Similar, similar},
    person::Role,
    policy::Actor,
    reference::Reference,
    status::{ActionKind, Status},
    store::Tx,
};
use serde_json::json;
use testkit::{TestDatabase, on_both};

use crate::house::{House, object};

async fn asked(house: &House) -> [Reference; 4] {
    let ana = house.person("ana@example.org", Role::Person, &[]).await;
    let titles = [
        "Presupuesto ejecutado por hospital",
        "Recorridos de colectivos en tiempo real",
        "Compras y contrataciones de emergencia",
        "Datos de arbolado público",
    ];
    let mut references = Vec::new();
    for title in titles {
        let body = format!("Necesito los datos para una nota: {title}.");
        references.push(house.file(&ana, json!({ "title": title, "body": body })).await);
    }
    for number in 0..20 {
        let body = format!("Necesito los datos de la feria número {number}, por favor.");
        house
            .file(
                &ana,
                json!({ "title": format!("Puestos de la feria {number}"), "body": body }),
            )
            .await;
    }
    references.try_into().unwrap()
}

async fn look(house: &House, text: &str) -> Vec<Similar> {
    similar(&house.db.read(), &Actor::Visitor, text, 10)
        .await
        .unwrap()
}

on_both! {
    async fn what_was_asked_before_comes_first(database: TestDatabase) {
        let house = House::open(&database).await;
        let [budget, buses, ..] = asked(&house).await;
        let found = look(&house, "Necesito los datos de los presupuestos de cada hospital público").await;
        assert_eq!((found[0].reference, found[0].status, found[0].supporters), (budget, Status::Received, 0));
        assert!(found.len() <= 10);
        assert_eq!(look(&house, "recorrido del colectivo").await[0].reference, buses);
        assert_eq!(look(&house, "").await, []);
        assert_eq!(look(&house, "¿?").await, []);
        assert_eq!(look(&house, "zoológico").await, []);
        assert_eq!(similar(&house.db.read(), &Actor::Visitor, "feria", 3).await.unwrap().len(), 3);
    }

    async fn a_misspelled_word_still_finds(database: TestDatabase) {
        let house = House::open(&database).await;
        let [budget, _, purchases, trees] = asked(&house).await;
        assert_eq!(look(&house, "presupesto hospitl").await[0].reference, budget);
        assert_eq!(look(&house, "contratasiones de emerjencia").await[0].reference, purchases);
        assert_eq!(look(&house, "harbolado").await[0].reference, trees);
    }

    async fn what_is_hidden_is_not_like_anything(database: TestDatabase) {
        let house = House::open(&database).await;
        let [budget, ..] = asked(&house).await;
        let cora = house.person("cora@example.org", Role::Coordinator, &[]).await;
        let fields = object(json!({"reason": "abuse", "message": "Insulta a una persona."}));
        let act = Act { reference: budget, draft: Draft::new(ActionKind::Hide, fields), expects: Expects::Any };
        let caller = house.caller(cora.clone());
        house.write(async move |tx: &Tx| ops::act(tx, &caller, act).await).await.unwrap();
        for text in ["presupuesto del hospital", "presupesto hospitl"] {
            assert!(look(&house, text).await.iter().all(|one| one.reference != budget), "{text}");
            let seen = similar(&house.db.read(), &cora, text, 10).await.unwrap();
            assert_eq!(seen[0].reference, budget, "{text}");
        }
    }

    async fn a_rare_word_is_found_behind_hundreds_of_newer_requests(database: TestDatabase) {
        let house = House::open(&database).await;
        let [budget, ..] = asked(&house).await;
        let ana = house.person("ana@example.org", Role::Person, &[]).await;
        for number in 0..520 {
            let body = format!("Necesito los datos de la cuadra {number}, por favor.");
            house.file(&ana, json!({ "title": format!("Baches de la cuadra {number}"), "body": body })).await;
        }
        let found = look(&house, "Necesito los datos del presupuesto de cada hospital").await;
        assert_eq!(found[0].reference, budget);
    }
}
