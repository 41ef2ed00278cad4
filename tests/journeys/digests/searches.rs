//! A search that somebody keeps tells of what comes into it, once, in their next digest.

use domain::cadence::Cadence;
use serde_json::json;
use testkit::{TestDatabase, on_both};

use super::place::{Place, to};
use crate::{
    app::{CULTURE, HEALTH},
    browser::Browser,
    counter::signed_in,
    post,
};

/// Keeps the list with this query for somebody.
async fn keep(place: &Place, browser: &mut Browser, query: &str) {
    browser.visit(&place.app, &format!("/requests?{query}")).await;
    browser.follow(&place.app, "Guardar esta búsqueda").await;
    browser.press(&place.app, "Guardar la búsqueda", &[]).await;
    browser.sees("Guardamos la búsqueda");
}

on_both! {
    async fn a_stranger_keeps_a_search_and_hears_of_what_comes_into_it(db: TestDatabase) {
        let mut place = Place::before(&db).await;
        place.letters().await;
        let app = &place.app;
        let mut eva = Browser::new();
        eva.visit(app, "/requests?q=pauta&area=ministerio-de-salud&nonsense=1").await;
        eva.follow(app, "Guardar esta búsqueda").await;
        // By way of the door, with nothing lost.
        eva.press(app, "Mandarme el correo", &[("email", "eva@example.org")]).await;
        let code = post::to(&post::deliver(app).await, "eva", "").code();
        eva.press(app, "Ingresar", &[("code", &code)]).await;
        eva.sees("“pauta” · Ministerio de Salud");
        eva.sees("un resumen por día");
        eva.press(app, "Guardar la búsqueda", &[]).await;
        eva.sees("Guardamos la búsqueda");
        eva.visit(app, "/me").await;
        eva.sees("“pauta” · Ministerio de Salud");

        // What she asks herself is no news; what nobody has given to the area is not in her list yet.
        let title = |title: &str| json!({"title": title, "body": format!("{title}, mes por mes y con montos.")});
        let ads = place.app.file_with("ana", title("Pauta en radios del Ministerio")).await;
        let other = place.app.file_with("ana", title("Sueldos del Ministerio de Salud")).await;
        place.letters().await;
        place.at("11-21T12:00");
        assert!(place.digests().await.is_empty());

        for (it, area) in [(&ads, HEALTH), (&other, HEALTH)] {
            place.app.act("caro", it, json!({"action": "assign", "area": area, "message": "Va a Salud."})).await;
        }
        place.letters().await;
        place.at("11-22T12:00");
        let letters = place.digests().await;
        let letter = to(&letters, "eva");
        for part in ["Apareció un pedido en tus búsquedas", "En tu búsqueda: “pauta” · Ministerio de Salud", &ads, "/requests?q=pauta&area=ministerio-de-salud"] {
            assert!(letter.text.contains(part), "{part} in {}", letter.text);
        }
        assert!(!letter.text.contains(&other), "{}", letter.text);

        // Once: within the area it may go from hand to hand.
        place.app.act("caro", &ads, json!({"action": "assign", "area": HEALTH, "person": "lia@example.org", "message": "Va a Lía."})).await;
        place.app.act("lia", &ads, json!({"action": "plan", "promised_on": "2026-12-20", "message": "Para diciembre."})).await;
        place.letters().await;
        place.at("11-23T12:00");
        assert!(place.digests().await.iter().all(|letter| letter.reader() != "eva"));

        // Away and back again is news; and whoever keeps it no longer hears nothing.
        place.app.act("caro", &ads, json!({"action": "assign", "area": CULTURE, "message": "Va a Cultura."})).await;
        place.app.act("caro", &ads, json!({"action": "assign", "area": HEALTH, "message": "Vuelve a Salud."})).await;
        place.letters().await;
        place.at("11-24T12:00");
        place.gather().await;
        eva.visit(&place.app, "/me/searches").await;
        eva.press(&place.app, "Dejar de guardar : “pauta” · Ministerio de Salud", &[]).await;
        eva.sees("Todavía no guardaste ninguna búsqueda");
        assert!(place.letters().await.iter().all(|letter| letter.reader() != "eva"));
    }

    async fn a_status_that_is_reached_is_news_and_what_was_there_is_not(db: TestDatabase) {
        let mut place = Place::open(&db).await;
        let old = place.app.file_with("ana", json!({"title": "Vacunas por barrio"})).await;
        for it in [&old, &place.it.clone()] {
            place.app.act("caro", it, json!({"action": "assign", "area": HEALTH, "message": "A Salud."})).await;
        }
        let answer = |message: &str| json!({"action": "answer", "outcome": "not_held", "message": message});
        place.app.act("lia", &old, answer("No lo tenemos.")).await;
        for (who, query) in [("leo", "status=answered&theme=other"), ("nora", "category=answered"), ("wes", ""), ("nil", "")] {
            keep(&place, &mut signed_in(&place.app, who).await, query).await;
        }
        place.letters().await;
        place.at("11-21T12:00");
        place.digests().await;

        place.app.act("lia", &old, answer("Lo miramos de nuevo: no está.")).await;
        let it = place.it.clone();
        place.app.act("lia", &it, answer("Tampoco.")).await;
        let hidden = place.app.file_with("ana", json!({"title": "Para esconder"})).await;
        place.app.act("caro", &hidden, json!({"action": "assign", "area": HEALTH, "message": "A Salud."})).await;
        place.app.act("lia", &hidden, answer("Esto menos.")).await;
        place.letters().await;
        place.at("11-22T12:00");
        place.gather().await;
        // Hidden between the putting together and the leaving.
        place.app.act("caro", &hidden, json!({"action": "hide", "reason": "spam", "message": "Es publicidad."})).await;
        let wide = place.app.file_with("ana", json!({"title": "Plazas con juegos"})).await;
        let letters = place.letters().await;
        let letter = to(&letters, "leo");
        assert!(letter.text.contains(&it) && letter.text.contains("Respondido · Otro"), "{}", letter.text);
        for other in [&old, &hidden] {
            assert!(!letter.text.contains(other.as_str()), "{other} in {}", letter.text);
        }
        // Who wants everything at once has one digest of searches a day; who wants nothing has none.
        assert!(letters.iter().any(|letter| letter.reader() == "nora" && letter.text.contains("En tu búsqueda")));
        assert!(letters.iter().all(|letter| letter.reader() != "nil"));

        // On Monday, in English, beside the news of what is followed.
        place.choose("wes", json!({"cadence": "weekly", "locale": "en"})).await;
        place.letters().await;
        place.at("11-23T12:00");
        let letters = place.digests().await;
        let letter = to(&letters, "wes");
        for part in ["There is news of a request", "In your search: All requests", &wide] {
            assert!(letter.text.contains(part), "{part}: {}", letter.text);
        }
        assert!(!letter.text.contains(&hidden));

        // Who wanted nothing and changes their mind hears from then on.
        place.choose("nil", json!({"cadence": Cadence::Daily.as_str()})).await;
        let new = place.app.file_with("ana", json!({"title": "Camas por hospital"})).await;
        place.letters().await;
        place.at("11-24T12:00");
        let letters = place.digests().await;
        let letter = to(&letters, "nil");
        assert!(letter.text.contains(&new) && !letter.text.contains("Vacunas"), "{}", letter.text);
    }

    async fn there_is_a_most_and_a_search_is_kept_once(db: TestDatabase) {
        let place = Place::before(&db).await;
        let mut leo = signed_in(&place.app, "leo").await;
        for count in 0..domain::ops::MOST_SEARCHES {
            keep(&place, &mut leo, &format!("q=palabra{count}")).await;
        }
        leo.visit(&place.app, "/me/searches?q=palabra3&keep=1").await;
        assert!(!leo.has_button("Guardar la búsqueda"), "it is kept");
        leo.visit(&place.app, "/me/searches?q=otra&keep=1").await;
        leo.sees("Ya guardaste 20 búsquedas");
        assert!(!leo.has_button("Guardar la búsqueda"));
        leo.press(&place.app, "Dejar de guardar : “palabra3”", &[]).await;
        leo.visit(&place.app, &format!("/me/searches?keep=1&q={}", "muy+larga+".repeat(30))).await;
        leo.press(&place.app, "Guardar la búsqueda", &[]).await;
        assert_eq!(leo.status(), 422);
        leo.sees("demasiado largas");

        // A search is its keeper's own.
        let mut ana = signed_in(&place.app, "ana").await;
        let (path, mut pairs) = leo.filled("Dejar de guardar : “palabra4”", &[]);
        ana.visit(&place.app, "/me/searches").await;
        ana.visit(&place.app, "/me").await;
        let csrf = ana.value("_csrf").unwrap();
        for (name, value) in &mut pairs {
            if name == "_csrf" {
                value.clone_from(&csrf);
            }
        }
        ana.post(&place.app, &path, &pairs).await;
        assert_eq!(ana.status(), 404);
        leo.visit(&place.app, "/me/searches").await;
        leo.sees("“palabra4”");
    }
}
