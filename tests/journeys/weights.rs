//! What things are worth in the priority score: an admin sees the order there would be, changes it with a reason, and
//! everybody reads both.

use domain::{ops, store::Tx};
use serde_json::json;
use testkit::{TestDatabase, on_both};

use crate::{app::TestApp, browser::Browser, counter::signed_in};

const REASON: &str = "La mesa del 12 de noviembre pidió que pesen los apoyos de periodistas.";

/// Two requests of a theme that comes first, and one of another that a journalist supports.
async fn town(db: &TestDatabase) -> (TestApp, [String; 3]) {
    let mut app = TestApp::with_people(db).await;
    app.state.second_factor = false;
    app.at("2026-11-20T12:00:00Z");
    let first = app
        .file_with(
            "ana",
            json!({"theme": "budget", "title": "Presupuesto por comuna"}),
        )
        .await;
    let second = app
        .file_with(
            "ana",
            json!({"theme": "budget", "title": "Presupuesto por programa"}),
        )
        .await;
    let other = app
        .file_with("leo", json!({"theme": "mobility", "title": "Siniestros viales"}))
        .await;
    let support = json!({"sector": "journalism"});
    let path = format!("/api/v1/requests/{other}/support");
    assert_eq!(app.by("sol").put(&path, support).await.status, 200);
    (app, [first, second, other])
}

/// The worker gives every request its place.
async fn reorder(app: &TestApp) {
    while app
        .state
        .db
        .write(async move |tx: &Tx| ops::renew_order(tx, 1).await)
        .await
        .unwrap()
    {}
}

async fn order(app: &TestApp) -> Vec<String> {
    let list = app.anonymous().get("/api/v1/requests?sort=priority").await.json();
    let items = list["items"].as_array().unwrap();
    items
        .iter()
        .map(|item| item["reference"].as_str().unwrap().to_owned())
        .collect()
}

on_both! {
    async fn weights_are_seen_before_they_hold_and_are_public_after(db: TestDatabase) {
        let (app, [first, second, other]) = town(&db).await;
        assert_eq!(order(&app).await, [second.clone(), first.clone(), other.clone()]);
        let mut ada = signed_in(&app, "ada").await;
        ada.visit(&app, "/admin/priority").await;
        assert_eq!(ada.value("theme").unwrap(), "20");
        ada.press(&app, "Ver el orden nuevo", &[("theme", "21"), ("sector.journalism", "")]).await;
        assert_eq!((ada.status(), ada.value("theme").unwrap()), (422, "21".to_owned()));

        // Seen, and nothing has changed.
        ada.visit(&app, "/admin/priority").await;
        let fields = [("theme", "1"), ("sector.journalism", "300"), ("reason", REASON)];
        ada.press(&app, "Ver el orden nuevo", &fields).await;
        ada.sees("Siniestros viales PD-2026-000003: sube 2 puestos, de 1 a 3 puntos");
        ada.sees("Presupuesto por programa PD-2026-000002: baja un puesto, de 20 a 1 puntos");
        reorder(&app).await;
        assert_eq!(order(&app).await, [second.clone(), first.clone(), other.clone()]);

        // Another number than was looked at is looked at first.
        ada.press(&app, "Guardar los pesos", &[("theme", "2")]).await;
        ada.misses("Listo");
        ada.press(&app, "Ver el orden nuevo", &[("theme", "1")]).await;
        ada.press(&app, "Guardar los pesos", &[]).await;
        ada.sees("Listo: los pesos cambiaron");
        assert_eq!((ada.value("theme").unwrap(), ada.value("sector.journalism").unwrap()), ("1".to_owned(), "300".to_owned()));
        ada.visit(&app, "/admin/health").await;
        ada.sees("Los pedidos se están reordenando");
        reorder(&app).await;
        ada.visit(&app, "/admin/health").await;
        ada.sees("Todos los pedidos están en su lugar");
        assert_eq!(order(&app).await, [other.clone(), second.clone(), first.clone()]);
        let shown = app.show("anonymous", &other).await;
        assert_eq!((&shown["priority"]["score"], &shown["priority"]["components"]["support"]), (&json!(3), &json!(3)));

        // A support that comes later, and a request, count by the same.
        let path = format!("/api/v1/requests/{first}/support");
        assert_eq!(app.by("leo").put(&path, json!({"sector": "journalism"})).await.status, 200);
        let late = app.file_with("ana", json!({"theme": "budget", "title": "Presupuesto por obra"})).await;
        assert_eq!(order(&app).await, [first, other, late, second]);

        // Whoever reads is told.
        let mut eva = Browser::new();
        eva.visit(&app, "/about").await;
        eva.sees("Tema prioritario: 1");
        eva.sees("Periodismo: 300 centésimos");
        eva.sees(REASON);
        ada.visit(&app, "/admin/audit").await;
        ada.sees("Cambió los pesos de la prioridad");
        ada.visit(&app, "/admin/priority").await;
        ada.press(&app, "Ver el orden nuevo", &[("reason", REASON)]).await;
        ada.press(&app, "Guardar los pesos", &[]).await;
        ada.sees("Ya eran esos");
    }

    async fn a_theme_is_added_and_one_that_comes_first_changes_the_order(db: TestDatabase) {
        let (app, [first, second, other]) = town(&db).await;
        let mut ada = signed_in(&app, "ada").await;
        ada.visit(&app, "/admin/themes").await;
        ada.press(&app, "Sumar el tema", &[("name", "Vivienda"), ("name_en", "Housing"), ("key", "Vivienda")]).await;
        assert_eq!((ada.status(), ada.value("key").unwrap()), (422, "Vivienda".to_owned()));
        ada.sees("guiones bajos");
        ada.press(&app, "Sumar el tema", &[("key", "budget")]).await;
        assert_eq!(ada.status(), 422);
        ada.press(&app, "Sumar el tema", &[("key", "housing"), ("position", "1")]).await;
        ada.sees("Listo: el tema ya se puede elegir");
        let themes = app.anonymous().get("/api/v1/themes").await.json();
        assert_eq!((&themes["items"][0]["key"], &themes["items"][0]["priority"]), (&json!("housing"), &json!(false)));
        let housing = app.file_with("leo", json!({"theme": "housing", "title": "Viviendas vacías"})).await;

        ada.follow(&app, "Movilidad").await;
        assert!(ada.value("priority").is_none());
        let (path, mut pairs) = ada.filled("Guardar", &[]);
        pairs.push(("priority".to_owned(), "true".to_owned()));
        ada.post(&app, &path, &pairs).await;
        ada.sees("Listo: los cambios ya se ven");
        reorder(&app).await;
        assert_eq!(order(&app).await, [other, second, first, housing]);
        ada.visit(&app, "/admin/audit").await;
        ada.sees("Cambió un tema");
    }
}
