//! What people choose, on the page or by the link of a mail, and that their choice holds.

use axum::http::Method;
use serde_json::json;
use testkit::{TestDatabase, on_both};

use super::place::{Place, to};
use crate::{
    app::{Answer, BASE, TestApp},
    browser::Browser,
    counter::signed_in,
};

on_both! {
    async fn choices_are_made_by_the_link_of_a_mail(db: TestDatabase) {
        let mut place = Place::open(&db).await;
        place.act("lia", json!({"action": "inform"})).await;
        place.letters().await;
        place.at("11-21T11:00");
        let digests = place.digests().await;
        let link = format!("{BASE}/preferences?key={}", to(&digests, "sol").key("/preferences").unwrap());
        let mut browser = Browser::new();
        browser.visit(&place.app, &link).await;
        browser.sees("s***@example.org");
        browser.misses("sol@example.org");
        browser.sees(&place.it);
        assert_eq!(browser.value("cadence").as_deref(), Some("daily"));
        let own = format!("request.{}", place.it);
        // Half a term is no term.
        browser.press(&place.app, "Guardar", &[("cadence", "weekly"), ("quiet_from", "22")]).await;
        browser.sees("Hasta");
        assert_eq!(browser.status(), 422);
        assert_eq!(browser.value("cadence").as_deref(), Some("weekly"));
        browser.press(&place.app, "Guardar", &[("quiet_until", "7"), ("locale", "en"), (own.as_str(), "at_once")]).await;
        browser.sees("Guardamos lo que elegiste");
        for (name, value) in [("cadence", "weekly"), ("quiet_from", "22"), ("quiet_until", "7"), ("locale", "en"), (own.as_str(), "at_once")] {
            assert_eq!(browser.value(name).as_deref(), Some(value), "{name}");
        }
        place.act("lia", json!({"action": "inform"})).await;
        let letters = place.letters().await;
        assert_eq!(place.told(&letters).await, ["informed ana", "informed nora", "informed sol"]);
        assert_eq!(to(&letters, "sol").header("content-language"), Some("en"));
        // Nobody is signed in by it, and it opens nothing else.
        browser.visit(&place.app, "/me").await;
        browser.misses("sol@example.org");
        let key = link.split("key=").nth(1).unwrap();
        for path in [format!("/requests/{}/follow?key={key}", place.it), format!("/preferences?key={key}A"), format!("/preferences?key=B{}", &key[1..])] {
            assert_eq!(place.app.anonymous().get(&path).await.status, 404, "{path}");
        }
        place.app.disable("sol").await;
        let path = link.strip_prefix(BASE).unwrap();
        assert_eq!(place.app.anonymous().get(path).await.status, 404);
    }

    async fn the_same_page_for_whoever_is_signed_in(db: TestDatabase) {
        let place = Place::open(&db).await;
        assert_eq!(place.app.anonymous().get("/preferences").await.status, 303);
        let mut browser = signed_in(&place.app, "flo").await;
        browser.visit(&place.app, "/me").await;
        browser.follow(&place.app, "Elegir qué avisos recibir").await;
        browser.sees("flo@example.org");
        browser.press(&place.app, "Guardar", &[("cadence", "at_once")]).await;
        browser.sees("Guardamos");
        place.act("lia", json!({"action": "inform"})).await;
        let letters = place.letters().await;
        assert_eq!(place.told(&letters).await, ["informed ana", "informed flo", "informed nora"]);
        browser.press(&place.app, "No recibir más novedades", &[]).await;
        browser.sees("no te mandamos más novedades");
        assert!(!browser.has_button("No recibir más novedades"));
        place.act("lia", json!({"action": "inform"})).await;
        let letters = place.letters().await;
        assert_eq!(place.told(&letters).await, ["informed ana", "informed nora"]);
    }

    async fn one_click_stops_and_a_look_does_not(db: TestDatabase) {
        let mut place = Place::open(&db).await;
        place.act("lia", json!({"action": "inform"})).await;
        let letters = place.letters().await;
        let at_once = address(to(&letters, "nora").header("list-unsubscribe"));
        let list = format!("<{}.localhost>", place.it.to_lowercase());
        assert_eq!(to(&letters, "nora").header("list-id"), Some(list.as_str()));
        // What cannot be switched off has no switch.
        for header in ["list-unsubscribe", "list-unsubscribe-post", "list-id"] {
            assert_eq!(to(&letters, "ana").header(header), None, "{header}");
        }
        place.at("11-21T11:00");
        let digest = address(to(&place.digests().await, "sol").header("list-unsubscribe"));
        // Scanners and browsers open what they find.
        for path in [&at_once, &digest] {
            for method in [Method::GET, Method::HEAD] {
                assert_eq!(place.app.anonymous().send(method, path, None).await.status, 200);
            }
        }
        place.act("lia", json!({"action": "inform"})).await;
        let letters = place.letters().await;
        assert_eq!(place.told(&letters).await, ["informed ana", "informed nora"]);
        for path in [&at_once, &digest] {
            let answer = click(&place.app, path).await;
            assert_eq!(answer.status, 200, "{}", answer.text);
            assert_eq!(click(&place.app, path).await.status, 200, "twice is once");
        }
        place.act("lia", json!({"action": "inform"})).await;
        let letters = place.letters().await;
        assert_eq!(place.told(&letters).await, ["informed ana"]);
        place.at("11-22T11:00");
        let digests = place.digests().await;
        assert_eq!(place.told(&digests).await, ["digest flo"]);
    }

    async fn a_supporter_who_stops_hears_nothing_more(db: TestDatabase) {
        let mut place = Place::open(&db).await;
        place.act("lia", json!({"action": "inform"})).await;
        place.letters().await;
        place.at("11-21T11:00");
        let digests = place.digests().await;
        let key = place.unfollow_key(&digests, "sol");
        // What waits is not told either.
        place.act("lia", json!({"action": "inform"})).await;
        let path = format!("/requests/{}/follow?key={key}", place.it);
        assert_eq!(click(&place.app, &path).await.status, 200);
        place.letters().await;
        place.at("11-22T11:00");
        let digests = place.digests().await;
        assert_eq!(place.told(&digests).await, ["digest flo"]);
        place.act("ana", json!({"action": "withdraw"})).await;
        let letters = place.letters().await;
        assert_eq!(place.told(&letters).await, ["withdrawn lia"]);
        let supporters = place.app.show("anonymous", &place.it).await["supporters"].clone();
        assert_eq!(supporters, 1, "they still need it");
    }

    async fn quiet_hours_keep_mail_until_they_end(db: TestDatabase) {
        let mut place = Place::open(&db).await;
        let night = json!({"cadence": "at_once", "quiet_from": "21", "quiet_until": "9"});
        for who in ["ana", "nora", "lia"] {
            place.choose(who, night.clone()).await;
        }
        place.at("11-20T12:15");
        place.letters().await;
        // 23:30 in Buenos Aires.
        place.at("11-21T02:30");
        place.act("caro", json!({"action": "inform"})).await;
        let letters = place.letters().await;
        assert_eq!(place.told(&letters).await, Vec::<String>::new());
        // Waiting is no trouble for whoever keeps the queue.
        let counts = domain::store::outbox::counts(&place.app.state.db.read(), place.app.state.clock.now()).await.unwrap();
        assert_eq!((counts.depth, counts.oldest), (2, None));
        // A receipt and a code do not wait, and whoever has no quiet hours does not either.
        place.app.file("ana").await;
        let mut browser = Browser::new();
        browser.visit(&place.app, "/sign-in").await;
        browser.press(&place.app, "Mandarme el correo", &[("email", "nora@example.org")]).await;
        let letters = place.letters().await;
        assert_eq!(place.told(&letters).await, ["receipt ana", "sign_in nora"]);
        place.at("11-21T11:59");
        assert!(place.letters().await.iter().all(|letter| letter.reader() == "caro"));
        place.at("11-21T12:00");
        let letters = place.letters().await;
        assert_eq!(place.told(&letters).await, ["informed ana", "informed nora"]);
        // The digest of eight waits until nine.
        place.choose("flo", json!({"quiet_from": "21", "quiet_until": "9"})).await;
        place.at("11-22T11:00");
        let digests = place.digests().await;
        assert_eq!(place.told(&digests).await, ["digest sol"]);
        place.at("11-22T12:00");
        let digests = place.digests().await;
        assert_eq!(place.told(&digests).await, ["digest flo"]);
    }

    async fn another_choice_loses_nothing_and_repeats_nothing(db: TestDatabase) {
        let mut place = Place::open(&db).await;
        place.act("lia", json!({"action": "start"})).await;
        place.letters().await;
        // From the digest to at once: what waited comes now, what comes later comes at once.
        place.choose("flo", json!({"cadence": "at_once"})).await;
        let letters = place.letters().await;
        assert_eq!(place.told(&letters).await, ["digest flo"]);
        // Chosen between an event and the spreading of its news: told once, and not again with the next.
        place.act("lia", json!({"action": "inform"})).await;
        place.choose("flo", json!({"cadence": "daily"})).await;
        place.choose("sol", json!({"cadence": "at_once"})).await;
        let letters = place.letters().await;
        assert_eq!(place.told(&letters).await, ["digest sol", "informed ana", "informed nora"]);
        assert!(to(&letters, "sol").text.contains("contó cómo viene"));
        place.at("11-21T11:00");
        let digests = place.digests().await;
        assert_eq!(place.told(&digests).await, ["digest flo"]);
        let text = &to(&digests, "flo").text;
        assert!(text.contains("contó cómo viene") && !text.contains("preparando"), "{text}");
        // From nothing to the digest: what came meanwhile stays untold.
        place.act("lia", json!({"action": "inform"})).await;
        place.letters().await;
        place.choose("nil", json!({})).await;
        place.act("lia", json!({"action": "answer", "outcome": "not_held"})).await;
        place.letters().await;
        place.at("11-22T11:00");
        let digests = place.digests().await;
        let text = &to(&digests, "nil").text;
        assert!(text.contains("respondió") && !text.contains("contó"), "{text}");
    }

    async fn nobody_is_flooded_through_our_forms(db: TestDatabase) {
        let mut place = Place::open(&db).await;
        let mut sent = 0;
        let victim = "victima@example.net";
        let other = place.app.file("leo").await;
        place.letters().await;
        for hour in 0..30 {
            place.at(&format!("11-{}T{:02}:10", 21 + hour / 24, hour % 24));
            for path in ["/requests/new".to_owned(), "/sign-in".to_owned(), format!("/requests/{}/support", place.it), format!("/requests/{other}/follow"), format!("/requests/{}/comments", place.it)] {
                let mut browser = Browser::new();
                browser.visit(&place.app, &path).await;
                let (button, text) = match path.rsplit('/').next().unwrap() {
                    "new" => ("Enviar pedido", Some(("body", "Necesito los sueldos de la planta permanente."))),
                    "comments" => ("Publicar el comentario", Some(("text", "Yo también."))),
                    "support" => ("Sumar mi apoyo", None),
                    "follow" => ("Seguir por correo", None),
                    _ => ("Mandarme el correo", None),
                };
                let mut fields = vec![("email", victim)];
                fields.extend(text);
                browser.press(&place.app, button, &fields).await;
            }
            let arrived = place.letters().await.iter().filter(|letter| letter.reader() == "victima").count();
            assert!(arrived <= 3, "{arrived} within an hour");
            sent += arrived;
            if hour == 23 {
                assert_eq!(sent, 10, "in a day");
            }
        }
        assert!(sent <= 20);
    }
}

/// What a mail program does: one POST to the link itself, without a cookie and without a form of ours.
async fn click(app: &TestApp, path: &str) -> Answer {
    app.anonymous()
        .with("content-type", "application/x-www-form-urlencoded")
        .send(Method::POST, path, Some("List-Unsubscribe=One-Click".into()))
        .await
}

/// The path in `<…>`.
fn address(header: Option<&str>) -> String {
    let address = header.unwrap().trim_start_matches('<').trim_end_matches('>');
    address.strip_prefix(BASE).unwrap().to_owned()
}
