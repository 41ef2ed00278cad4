//! Where to get it: whoever comes after finds what somebody was told before.

use serde_json::json;
use testkit::{TestDatabase, on_both};

use crate::{
    app::{HEALTH, TestApp},
    browser::Browser,
};

/// A request that was answered.
async fn answered(
    app: &TestApp,
    fields: serde_json::Value,
    outcome: &str,
    evidence: serde_json::Value,
) -> String {
    let it = app.file_with("ana", fields).await;
    app.act("caro", &it, json!({"action": "assign", "area": HEALTH}))
        .await;
    app.act(
        "lia",
        &it,
        json!({"action": "answer", "outcome": outcome, "evidence": evidence, "message": "Está."}),
    )
    .await;
    it
}

on_both! {
    async fn what_somebody_was_told_is_found_by_whoever_comes_after(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let asked = |title: &str, theme: &str, kind: &str| json!({"title": title, "theme": theme, "kind": kind});
        let there = answered(&app, asked("Camas por hospital", "health", "locate"), "available_elsewhere",
            json!({"url": "https://example.org/camas", "how": "En el tablero de **hospitales**, solapa internación."})).await;
        let portal = answered(&app, asked("Ejecución por comuna", "budget", "new_dataset"), "already_exists",
            json!({"dataset": "presupuesto-ejecutado"})).await;
        let refused = answered(&app, asked("Historias clínicas", "health", "locate"), "not_suitable",
            json!({"ground": "personal_data"})).await;
        let open = app.file_with("leo", asked("Vacunas por barrio", "health", "locate")).await;

        let mut page = Browser::new();
        page.visit(&app, "/").await;
        page.follow(&app, "Dónde conseguirlo").await;
        page.sees("Camas por hospital");
        page.sees("En el tablero de hospitales");
        page.sees("presupuesto-ejecutado");
        for other in [&refused, &open] {
            page.misses(other);
        }
        assert_eq!(page.link("https://example.org/camas").unwrap(), "https://example.org/camas");

        // By the words of the question, of the answer, and of the dataset; in any number and with or without accents.
        for (words, found) in [("cama hospitales", &there), ("internacion", &there), ("presupuesto ejecutado", &portal)] {
            page.visit(&app, &format!("/answers?q={}", words.replace(' ', "+"))).await;
            page.sees(found);
        }
        page.visit(&app, "/answers?theme=budget").await;
        page.sees(&portal);
        page.misses(&there);
        page.visit(&app, "/answers?q=helicopteros").await;
        page.sees("Nadie lo preguntó todavía");
        assert_eq!(page.link("Pedilo").unwrap(), "/requests/new?q=helicopteros");

        // What is disputed is no answer any more, and what is hidden is nowhere.
        app.act("ana", &there, json!({"action": "dispute", "message": "Ese tablero no anda."})).await;
        app.act("caro", &portal, json!({"action": "hide", "reason": "mistake", "message": "Era una prueba."})).await;
        page.visit(&app, "/answers").await;
        page.misses(&there);
        page.misses(&portal);
        page.visit(&app, "/requests?q=internacion").await;
        page.misses(&there);
    }
}
